//! A mail server that keeps what it gets and delivers nothing.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine;

use super::listener::Listener;

/// The settings of a simulated mail server.
#[derive(Debug, Clone, Default)]
pub struct SmtpScript {
    /// Answers to `RCPT TO` for single addresses, for example 550; all others get 250.
    pub recipients: BTreeMap<String, u16>,
    /// So many messages are answered 451 at `RCPT TO` before one is taken (greylisting).
    pub greylist: u32,
    /// The answer after the content when it is not 250, for example 554.
    pub content_reply: Option<u16>,
    /// User and password that must be presented first.
    pub credentials: Option<(String, String)>,
    /// Accepts the connection and never greets.
    pub silent: bool,
    /// Takes the content and never answers.
    pub silent_after_content: bool,
}

/// One message as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SunkMail {
    /// The sender of the envelope.
    pub from: String,
    /// The recipients of the envelope.
    pub to: Vec<String>,
    /// The content with `\r\n`, dot-stuffing removed.
    pub content: String,
}

/// A mail server on a free port of this machine; ends when dropped.
#[derive(Debug)]
pub struct SmtpServer {
    listener: Listener,
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    script: SmtpScript,
    mails: Vec<SunkMail>,
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl SmtpServer {
    /// Starts with a script.
    ///
    /// # Errors
    /// When no port can be opened.
    pub fn start(script: SmtpScript) -> io::Result<Self> {
        let state = Arc::new(Mutex::new(State { script, mails: Vec::new() }));
        let shared = Arc::clone(&state);
        let listener = Listener::start(move |stream| converse(stream, &shared))?;
        Ok(Self { listener, state })
    }

    /// The port on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.listener.address().port()
    }

    /// The messages taken, in order.
    #[must_use]
    pub fn mails(&self) -> Vec<SunkMail> {
        lock(&self.state).mails.clone()
    }
}

fn converse(stream: TcpStream, state: &Mutex<State>) -> io::Result<Option<TcpStream>> {
    let script = lock(state).script.clone();
    if script.silent {
        return Ok(Some(stream));
    }
    let mut input = BufReader::new(stream.try_clone()?);
    let mut output = stream.try_clone()?;
    let expected = script.credentials.map(|(user, password)| {
        base64::engine::general_purpose::STANDARD.encode(format!("\0{user}\0{password}"))
    });
    let mut signed_in = expected.is_none();
    let mut mail = SunkMail { from: String::new(), to: Vec::new(), content: String::new() };
    write!(output, "220 simulasi ESMTP\r\n")?;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let line = line.trim_end();
        let verb = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        let reply = match verb.as_str() {
            "EHLO" => "250-simulasi\r\n250-8BITMIME\r\n250 AUTH PLAIN".to_owned(),
            "HELO" | "NOOP" => "250 OK".to_owned(),
            "AUTH" => {
                signed_in = line.strip_prefix("AUTH PLAIN ") == expected.as_deref();
                if signed_in { "235 OK" } else { "535 5.7.8 wrong user or password" }.to_owned()
            }
            _ if !signed_in && verb != "QUIT" => "530 5.7.0 sign in first".to_owned(),
            "MAIL" => {
                mail = SunkMail { from: angle(line), to: Vec::new(), content: String::new() };
                "250 OK".to_owned()
            }
            "RCPT" => recipient(&angle(line), state, &mut mail),
            "DATA" if mail.to.is_empty() => "503 5.5.1 no recipient".to_owned(),
            "DATA" => {
                write!(output, "354 end with a dot\r\n")?;
                mail.content = read_content(&mut input)?;
                if script.silent_after_content {
                    return Ok(Some(stream));
                }
                match script.content_reply {
                    Some(code) => format!("{code} no"),
                    None => {
                        lock(state).mails.push(mail.clone());
                        "250 2.0.0 kept".to_owned()
                    }
                }
            }
            "RSET" => "250 OK".to_owned(),
            "QUIT" => {
                write!(output, "221 bye\r\n")?;
                return Ok(None);
            }
            _ => "502 5.5.2 not known".to_owned(),
        };
        write!(output, "{reply}\r\n")?;
    }
}

fn recipient(address: &str, state: &Mutex<State>, mail: &mut SunkMail) -> String {
    let mut state = lock(state);
    if state.script.greylist > 0 {
        state.script.greylist -= 1;
        return "451 4.7.1 come again later".to_owned();
    }
    match state.script.recipients.get(address) {
        // Real servers repeat the address here, so ours does too.
        Some(code) => format!("{code} <{address}> no"),
        None => {
            mail.to.push(address.to_owned());
            "250 OK".to_owned()
        }
    }
}

fn angle(line: &str) -> String {
    let inner = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map_or_else(String::new, |(address, _)| address.to_owned())
}

fn read_content(input: &mut impl BufRead) -> io::Result<String> {
    let mut content = String::new();
    loop {
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if line == ".\r\n" {
            return Ok(content);
        }
        content.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
