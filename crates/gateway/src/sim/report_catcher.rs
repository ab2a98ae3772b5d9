//! Stands in for our own report address.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::listener::{Listener, read_get};

/// Listens where delivery reports come in and keeps their queries.
#[derive(Debug)]
pub struct ReportCatcher {
    listener: Listener,
    caught: Arc<(Mutex<Vec<String>>, Condvar)>,
}

impl ReportCatcher {
    /// Starts on a free port.
    ///
    /// # Errors
    /// When no port can be opened.
    pub fn start() -> io::Result<Self> {
        let caught = Arc::new((Mutex::new(Vec::new()), Condvar::new()));
        let keep = Arc::clone(&caught);
        let listener = Listener::start(move |mut stream| {
            let target = read_get(&mut stream)?;
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")?;
            if let Some((_, query)) = target.as_deref().and_then(|t| t.split_once('?')) {
                keep.0.lock().unwrap_or_else(PoisonError::into_inner).push(query.to_owned());
                keep.1.notify_all();
            }
            Ok(None)
        })?;
        Ok(Self { listener, caught })
    }

    /// The address for `KannelConfig::report_url`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/gateway/sms/report", self.listener.address())
    }

    /// Waits until at least so many reports have come or the time is over; gives all queries in order of arrival.
    #[must_use]
    pub fn wait_for(&self, count: usize, limit: Duration) -> Vec<String> {
        let caught = self.caught.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.caught.1.wait_timeout_while(caught, limit, |all| all.len() < count);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }
}
