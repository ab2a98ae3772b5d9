//! A load client in a process of its own: keep-alive connections, each with one request under way.

use crate::figure::{Latencies, micros};
use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// What the client is to send.
#[derive(Debug, Serialize, Deserialize)]
pub struct Plan {
    /// Where to.
    pub address: SocketAddr,
    /// Whole requests of each connection.
    pub connections: Vec<Vec<String>>,
    /// Repeat the lists for so many seconds; once through when `None`.
    pub seconds: Option<f64>,
    /// Requests a second over all connections; latency then counts from the moment the request was due. As fast as the
    /// answers come when `None`.
    pub per_second: Option<f64>,
}

/// What came back.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Heard {
    /// From the first request to the last answer.
    pub seconds: f64,
    /// Answers by status.
    pub statuses: BTreeMap<u16, u64>,
    /// Bytes of all bodies.
    pub bytes: u64,
    /// Latencies.
    pub micros: Vec<u32>,
}

impl Heard {
    /// Answers a second.
    pub fn per_second(&self) -> f64 {
        #[allow(clippy::cast_precision_loss)]
        let count = self.micros.len() as f64;
        count / self.seconds.max(1e-9)
    }

    /// Sorted latencies.
    pub fn latencies(&self) -> Latencies {
        Latencies::new(self.micros.clone())
    }

    /// Fails unless every answer had this status.
    ///
    /// # Errors
    /// Names the statuses that came.
    pub fn all(&self, status: u16) -> Result<()> {
        if self.statuses.keys().any(|s| *s != status) || self.statuses.is_empty() {
            bail!("expected only {status}, got {:?}", self.statuses);
        }
        Ok(())
    }
}

/// A GET request.
pub fn get(path: &str, cookie: &str) -> String {
    let cookie = if cookie.is_empty() { String::new() } else { format!("Cookie: {cookie}\r\n") };
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{cookie}\r\n")
}

/// A form.
pub fn post(path: &str, cookie: &str, fields: &[(&str, &str)]) -> String {
    let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    let body = body.join("&");
    format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn escaped(value: &str) -> String {
    let mut out = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Runs a plan in a child process.
///
/// # Errors
/// When the child fails.
pub fn run(plan: &Plan) -> Result<Heard> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg("client")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("the client does not start")?;
    let mut input = child.stdin.take().context("no pipe to the client")?;
    input.write_all(&serde_json::to_vec(plan)?)?;
    drop(input);
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("the client failed");
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The child: a plan on standard input, what was heard on standard output.
///
/// # Errors
/// When a connection breaks.
pub fn child() -> Result<()> {
    let mut text = Vec::new();
    std::io::stdin().read_to_end(&mut text)?;
    let plan: Plan = serde_json::from_slice(&text)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let heard = runtime.block_on(all(plan))?;
    std::io::stdout().write_all(&serde_json::to_vec(&heard)?)?;
    Ok(())
}

async fn all(plan: Plan) -> Result<Heard> {
    let mut streams = Vec::new();
    for requests in plan.connections {
        let stream = TcpStream::connect(plan.address).await?;
        stream.set_nodelay(true)?;
        streams.push((stream, requests));
    }
    #[allow(clippy::cast_precision_loss)]
    let count = streams.len() as f64;
    let pace = plan.per_second.map(|all| Duration::from_secs_f64(count / all));
    let begun = Instant::now();
    let end = plan.seconds.map(|s| begun + Duration::from_secs_f64(s));
    let mut tasks = tokio::task::JoinSet::new();
    for (n, (stream, requests)) in streams.into_iter().enumerate() {
        let first = pace.map(|pace| begun + pace.mul_f64(f64::from(u32::try_from(n).unwrap_or(0)) / count));
        tasks.spawn(one(stream, requests, end, first.zip(pace)));
    }
    let mut heard = Heard::default();
    while let Some(done) = tasks.join_next().await {
        let part = done??;
        heard.bytes += part.bytes;
        heard.micros.extend(part.micros);
        for (status, count) in part.statuses {
            *heard.statuses.entry(status).or_default() += count;
        }
    }
    heard.seconds = begun.elapsed().as_secs_f64();
    Ok(heard)
}

async fn one(
    mut stream: TcpStream,
    requests: Vec<String>,
    end: Option<Instant>,
    paced: Option<(Instant, Duration)>,
) -> Result<Heard> {
    let mut heard = Heard::default();
    let mut buffer = Vec::with_capacity(64 * 1024);
    let mut due = paced.map(|p| p.0);
    let mut at = 0;
    loop {
        let over = match end {
            Some(end) => Instant::now() >= end,
            None => at >= requests.len(),
        };
        if over || requests.is_empty() {
            return Ok(heard);
        }
        if let Some(due) = due {
            tokio::time::sleep_until(due.into()).await;
        }
        let begun = due.unwrap_or_else(Instant::now);
        stream.write_all(requests[at % requests.len()].as_bytes()).await?;
        let (status, bytes) = answer(&mut stream, &mut buffer).await?;
        heard.micros.push(micros(begun.elapsed()));
        heard.bytes += bytes;
        *heard.statuses.entry(status).or_default() += 1;
        at += 1;
        if let (Some(due), Some((_, pace))) = (&mut due, paced) {
            *due += pace;
        }
    }
}

/// Reads one answer; leaves the buffer empty.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<(u16, u64)> {
    buffer.clear();
    loop {
        if stream.read_buf(buffer).await? == 0 {
            bail!("the server closed the connection");
        }
        if let Some((status, head, length)) = head(buffer) {
            let whole = match length {
                Some(length) => buffer.len() >= head + length,
                // A compressed page comes in pieces.
                None => buffer.ends_with(b"0\r\n\r\n"),
            };
            if whole {
                return Ok((status, (buffer.len() - head) as u64));
            }
        }
    }
}

/// Status, bytes of the head, length of the body when it is told.
fn head(buffer: &[u8]) -> Option<(u16, usize, Option<usize>)> {
    let end = buffer.windows(4).position(|w| w == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&buffer[..end]).ok()?;
    let status = text.get(9..12)?.parse().ok()?;
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok()).flatten()
    });
    let bodiless = status == 204 || status == 304;
    Some((status, end, length.or(bodiless.then_some(0))))
}

/// A browser that walks one page after another, for what comes before a measurement.
pub struct Browser {
    stream: std::net::TcpStream,
    /// Cookies as sent, by name.
    pub cookies: BTreeMap<String, String>,
}

impl Browser {
    /// Connects.
    ///
    /// # Errors
    /// When nobody listens.
    pub fn connect(address: SocketAddr) -> Result<Self> {
        let stream = std::net::TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Browser { stream, cookies: BTreeMap::new() })
    }

    /// The Cookie header.
    pub fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Sends a request and answers status and body.
    ///
    /// # Errors
    /// When the connection breaks.
    pub fn send(&mut self, request: &str) -> Result<(u16, String)> {
        self.stream.write_all(request.as_bytes())?;
        let mut buffer = Vec::new();
        let mut piece = [0; 16 * 1024];
        loop {
            let read = self.stream.read(&mut piece)?;
            if read == 0 {
                bail!("the server closed the connection");
            }
            buffer.extend_from_slice(&piece[..read]);
            if let Some((status, head, Some(length))) = head(&buffer)
                && buffer.len() >= head + length
            {
                let text = String::from_utf8_lossy(&buffer[..head]).into_owned();
                for line in text.lines() {
                    if let Some((name, value)) = line.split_once(": ")
                        && name.eq_ignore_ascii_case("set-cookie")
                        && let Some((name, value)) =
                            value.split(';').next().and_then(|pair| pair.split_once('='))
                    {
                        if value.is_empty() {
                            self.cookies.remove(name);
                        } else {
                            self.cookies.insert(name.to_owned(), value.to_owned());
                        }
                    }
                }
                return Ok((status, String::from_utf8_lossy(&buffer[head..]).into_owned()));
            }
        }
    }

    /// Signs in through the form.
    ///
    /// # Errors
    /// When the sign-in is refused.
    pub fn sign_in(&mut self, login: &str, password: &str) -> Result<()> {
        let (_, page) = self.send(&get("/masuk", ""))?;
        let csrf = hidden(&page, "csrf").context("the sign-in page has no token")?;
        let request =
            post("/masuk", &self.cookie(), &[("csrf", &csrf), ("akun", login), ("sandi", password)]);
        let (status, _) = self.send(&request)?;
        if status != 303 {
            bail!("sign-in of {login}: {status}");
        }
        Ok(())
    }
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> Option<String> {
    let from = page.find(&format!("name=\"{name}\""))?;
    let tag = &page[from..];
    let tag = &tag[..tag.find('>')?];
    let value = &tag[tag.find("value=\"")? + 7..];
    Some(value[..value.find('"')?].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_whole_when_its_length_is_there() {
        let (status, end, length) = head(b"HTTP/1.1 303 See Other\r\nContent-Length: 2\r\n\r\nok").unwrap();
        assert_eq!((status, length), (303, Some(2)));
        assert_eq!(end, 45);
        assert!(head(b"HTTP/1.1 200 OK\r\n").is_none());
    }

    #[test]
    fn hidden_fields_are_found() {
        let page = r#"<input type="hidden" name="csrf" value="abc"><input name="akun">"#;
        assert_eq!(hidden(page, "csrf").as_deref(), Some("abc"));
        assert_eq!(hidden(page, "other"), None);
    }
}
