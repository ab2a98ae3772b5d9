//! A small server that speaks Kannel's `sendsms` and calls the report address back.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::listener::{Listener, read_get};

/// How the simulated gateway answers a request whose user and password are right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KannelReply {
    /// 202 "0: Accepted for delivery".
    Accept,
    /// 202 "3: Queued for later delivery".
    Queue,
    /// Any other answer.
    Answer {
        /// HTTP status.
        status: u16,
        /// The text.
        body: String,
    },
    /// Takes the request and never answers.
    Silence,
    /// Takes the request and closes the connection.
    HangUp,
}

/// The settings of a simulated gateway.
#[derive(Debug, Clone)]
pub struct KannelScript {
    /// The only user.
    pub username: String,
    /// That user's password.
    pub password: String,
    /// There is no `global-sender`: a request without `from` is refused.
    pub needs_sender: bool,
    /// The answer to good requests.
    pub reply: KannelReply,
    /// The states reported for each accepted or queued message, in this order, as far as its `dlr-mask` asks for
    /// them.
    pub reports: Vec<u8>,
}

/// One request as the gateway understood it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendsmsRequest {
    /// The decoded parameters.
    pub fields: BTreeMap<String, String>,
}

impl SendsmsRequest {
    /// A parameter; empty when it was not sent.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

/// A gateway on a free port of this machine; ends when dropped.
#[derive(Debug)]
pub struct KannelServer {
    listener: Listener,
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    script: KannelScript,
    requests: Vec<SendsmsRequest>,
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl KannelServer {
    /// Starts with a script.
    ///
    /// # Errors
    /// When no port can be opened.
    pub fn start(script: KannelScript) -> io::Result<Self> {
        let state = Arc::new(Mutex::new(State { script, requests: Vec::new() }));
        let shared = Arc::clone(&state);
        let listener = Listener::start(move |stream| serve(stream, &shared))?;
        Ok(Self { listener, state })
    }

    /// The `sendsms` address.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/cgi-bin/sendsms", self.listener.address())
    }

    /// Changes the answer to the requests that follow.
    pub fn set_reply(&self, reply: KannelReply) {
        lock(&self.state).script.reply = reply;
    }

    /// The requests with the right user and password, in order of arrival.
    #[must_use]
    pub fn requests(&self) -> Vec<SendsmsRequest> {
        lock(&self.state).requests.clone()
    }
}

fn serve(mut stream: TcpStream, state: &Mutex<State>) -> io::Result<Option<TcpStream>> {
    let Some(target) = read_get(&mut stream)? else { return Ok(None) };
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let request = SendsmsRequest { fields: query.split('&').filter_map(decode_pair).collect() };
    let (reply, reports) = {
        let mut state = lock(state);
        let reply = judge(path, &request, &state.script);
        match reply {
            Ok(reply) => {
                state.requests.push(request.clone());
                (reply, state.script.reports.clone())
            }
            Err((status, body)) => (KannelReply::Answer { status, body: body.to_owned() }, Vec::new()),
        }
    };
    match reply {
        KannelReply::Accept => answer(&mut stream, 202, "0: Accepted for delivery")?,
        KannelReply::Queue => answer(&mut stream, 202, "3: Queued for later delivery")?,
        KannelReply::Answer { status, body } => return answer(&mut stream, status, &body).map(|()| None),
        KannelReply::Silence => return Ok(Some(stream)),
        KannelReply::HangUp => return Ok(None),
    }
    drop(stream);
    let mask: u8 = request.field("dlr-mask").parse().unwrap_or(0);
    for state in reports.into_iter().filter(|state| mask & state != 0) {
        report(&request.field("dlr-url").replace("%d", &state.to_string()))?;
    }
    Ok(None)
}

/// The order of the checks is Kannel's.
fn judge(
    path: &str,
    request: &SendsmsRequest,
    script: &KannelScript,
) -> Result<KannelReply, (u16, &'static str)> {
    if path != "/cgi-bin/sendsms" {
        Err((404, "Unknown request."))
    } else if request.field("username") != script.username || request.field("password") != script.password {
        Err((403, "Authorization failed for sendsms"))
    } else if request.field("to").is_empty() {
        Err((400, "Missing receiver number, rejected"))
    } else if script.needs_sender && request.field("from").is_empty() {
        Err((400, "Sender missing and no global set, rejected"))
    } else {
        Ok(script.reply.clone())
    }
}

fn answer(stream: &mut TcpStream, status: u16, body: &str) -> io::Result<()> {
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status} X\r\nServer: Kannel/1.4.5\r\nContent-Length: {length}\r\n\
         Content-type: text/html\r\nConnection: close\r\n\r\n{body}"
    )
}

/// Calls the report address, as `smsbox` does.
fn report(url: &str) -> io::Result<()> {
    let malformed = || io::Error::from(io::ErrorKind::InvalidInput);
    let rest = url.strip_prefix("http://").ok_or_else(malformed)?;
    let (host, target) = rest.split_once('/').ok_or_else(malformed)?;
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(Duration::from_secs(2)))?;
    write!(
        stream,
        "GET /{target} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: Kannel/1.4.5\r\nConnection: close\r\n\r\n"
    )?;
    let mut ignored = Vec::new();
    stream.take(4096).read_to_end(&mut ignored)?;
    Ok(())
}

fn decode_pair(pair: &str) -> Option<(String, String)> {
    let (name, value) = pair.split_once('=')?;
    Some((decode(name)?, decode(value)?))
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match first {
            b'+' => bytes.push(b' '),
            b'%' => {
                bytes.extend(hex::decode(rest.get(..2)?).ok()?);
                rest = &rest[2..];
            }
            other => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_decoded() {
        assert_eq!(decode("%2B62+81%E2%82%AC%25d").as_deref(), Some("+62 81€%d"));
        assert_eq!(decode("%2"), None);
        assert_eq!(decode("%zz"), None);
        assert_eq!(decode("%ff"), None);
    }
}
