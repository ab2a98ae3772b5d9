//! Client of the office's mail server (RFC 5321 submission).

use std::io::ErrorKind;
use std::net::IpAddr;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;

use super::compose::{compose, message_id, recipient};
use super::{Email, EmailGateway, EmailReceipt};
use crate::{ConfigError, RefusalCause, Secret, SendError};

/// How the way to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// TLS from the first byte (port 465).
    Tls,
    /// STARTTLS, required (port 587): a server that does not offer it gets no message.
    StartTls,
    /// None: for a relay on the same machine or a network of the office's own. No password is sent then, except to
    /// the same machine.
    None,
}

/// How to reach the office's mail server.
#[derive(Debug, Clone)]
pub struct SmtpConfig {
    /// Host name or address; the certificate must bear it.
    pub host: String,
    /// Port: 465, 587 or 25.
    pub port: u16,
    /// Protection of the way.
    pub security: SmtpSecurity,
    /// User name and password, if the server wants them.
    pub credentials: Option<(String, Secret)>,
    /// A further certificate authority in PEM form, for a server with a certificate of the region's own authority.
    pub extra_ca_pem: Option<Vec<u8>>,
    /// The limit of each step of the conversation.
    pub timeout: Duration,
    /// The name we greet with: the server's public host name.
    pub hello_name: String,
    /// The sender, for example `DPM-PTSP Kota Contoh <layanan@contoh.go.id>`.
    pub from: String,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<String>,
}

/// Sends through a mail server, one connection a message.
pub struct SmtpClient {
    config: SmtpConfig,
    from: Mailbox,
    reply_to: Option<Mailbox>,
    hello: ClientId,
    tls: Option<TlsParameters>,
}

impl std::fmt::Debug for SmtpClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpClient").field("config", &self.config).finish_non_exhaustive()
    }
}

impl SmtpClient {
    /// Builds a client; no connection is made yet.
    ///
    /// # Errors
    /// [`ConfigError`] for a setting that cannot work.
    pub fn new(config: SmtpConfig) -> Result<Self, ConfigError> {
        let mailbox = |setting, text: &str| {
            text.parse::<Mailbox>().map_err(|_| ConfigError::new(setting, "not an e-mail address"))
        };
        let from = mailbox("from", &config.from)?;
        let reply_to = config.reply_to.as_deref().map(|r| mailbox("reply_to", r)).transpose()?;
        if config.host.is_empty() || config.host.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(ConfigError::new("host", "needs a host name or address"));
        }
        let hello_fits =
            config.hello_name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.[]:".contains(&b));
        if config.hello_name.is_empty() || !hello_fits {
            return Err(ConfigError::new("hello_name", "needs a host name"));
        }
        if config.timeout.is_zero() {
            return Err(ConfigError::new("timeout", "must be longer than nothing"));
        }
        let same_machine = config.host == "localhost"
            || config.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        if config.security == SmtpSecurity::None && config.credentials.is_some() && !same_machine {
            return Err(ConfigError::new("security", "a password needs tls or starttls"));
        }
        let tls = match config.security {
            SmtpSecurity::None => None,
            SmtpSecurity::Tls | SmtpSecurity::StartTls => Some(tls(&config)?),
        };
        let hello = ClientId::Domain(config.hello_name.clone());
        Ok(Self { config, from, reply_to, hello, tls })
    }
}

fn tls(config: &SmtpConfig) -> Result<TlsParameters, ConfigError> {
    let mut builder = TlsParameters::builder(config.host.clone());
    if let Some(pem) = &config.extra_ca_pem {
        let wrong = || ConfigError::new("extra_ca_pem", "not a certificate in PEM form");
        // The parser finds no certificate in any other text and is content with that.
        if !String::from_utf8_lossy(pem).contains("-----BEGIN CERTIFICATE-----") {
            return Err(wrong());
        }
        let authority = Certificate::from_pem(pem).map_err(|_| wrong())?;
        builder = builder.add_root_certificate(authority);
    }
    builder.build_rustls().map_err(|_| ConfigError::new("security", "TLS cannot be set up for this host"))
}

impl EmailGateway for SmtpClient {
    fn send(&self, email: &Email) -> Result<EmailReceipt, SendError> {
        let to = recipient(email)?;
        let bytes = compose(email, &self.from, self.reply_to.as_ref(), to.clone())?;
        let mut connection = self.connect()?;
        // lettre's own send() tells the steps apart in the error's text only.
        let sent = connection
            .command(Mail::new(Some(self.from.email.clone()), vec![]))
            .map_err(|e| (Step::Sender, e))
            .and_then(|_| connection.command(Rcpt::new(to, vec![])).map_err(|e| (Step::Recipient, e)))
            .and_then(|_| connection.command(Data).map_err(|e| (Step::Data, e)))
            .and_then(|_| connection.message(&bytes).map_err(|e| (Step::Content, e)));
        connection.abort();
        sent.map_err(|(step, error)| judge(step, &error))?;
        Ok(EmailReceipt { message_id: message_id(email, self.from.email.domain()) })
    }
}

impl SmtpClient {
    fn connect(&self) -> Result<SmtpConnection, SendError> {
        let wrapped = match self.config.security {
            SmtpSecurity::Tls => self.tls.as_ref(),
            SmtpSecurity::StartTls | SmtpSecurity::None => None,
        };
        let server = (self.config.host.as_str(), self.config.port);
        let mut connection =
            SmtpConnection::connect(server, Some(self.config.timeout), &self.hello, wrapped, None)
                .map_err(|e| judge(Step::Connect, &e))?;
        if let (SmtpSecurity::StartTls, Some(tls)) = (self.config.security, &self.tls) {
            connection.starttls(tls, &self.hello).map_err(|e| judge(Step::StartTls, &e))?;
        }
        if let Some((user, password)) = &self.config.credentials {
            let credentials = Credentials::new(user.clone(), password.reveal().to_owned());
            connection.auth(DEFAULT_MECHANISMS, &credentials).map_err(|e| judge(Step::SignIn, &e))?;
        }
        Ok(connection)
    }
}

/// The steps of the conversation; the step tells whose fault a refusal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Connect,
    StartTls,
    SignIn,
    Sender,
    Recipient,
    Data,
    Content,
}

impl Step {
    const fn name(self) -> &'static str {
        match self {
            Self::Connect => "connection",
            Self::StartTls => "STARTTLS",
            Self::SignIn => "AUTH",
            Self::Sender => "MAIL",
            Self::Recipient => "RCPT",
            Self::Data => "DATA",
            Self::Content => "content",
        }
    }
}

/// Judges one failure. The server's text is not quoted: it often repeats the address.
fn judge(step: Step, error: &lettre::transport::smtp::Error) -> SendError {
    let at = step.name();
    if let Some(code) = error.status() {
        let reason = format!("SMTP {code} at {at}");
        if error.is_transient() {
            return SendError::temporary(reason);
        }
        let cause = match step {
            Step::Recipient => RefusalCause::Recipient,
            Step::Data | Step::Content => RefusalCause::Message,
            Step::Connect | Step::StartTls | Step::SignIn | Step::Sender => RefusalCause::Account,
        };
        return SendError::permanent(cause, reason);
    }
    let io = io_kind(error);
    // A refused certificate comes from the handshake as invalid data.
    if error.is_tls() || (step != Step::Content && io == Some(ErrorKind::InvalidData)) {
        return SendError::permanent(RefusalCause::Account, format!("TLS failed at {at}"));
    }
    if error.is_client() {
        return SendError::permanent(RefusalCause::Account, format!("the server lacks what {at} needs"));
    }
    let what = match io {
        Some(ErrorKind::WouldBlock | ErrorKind::TimedOut) => "no answer in time".to_owned(),
        Some(kind) => kind.to_string(),
        None => "the answer is not SMTP, or there is none".to_owned(),
    };
    // Only after the content has gone out can the server have taken the message.
    SendError::Unreachable { reason: format!("{what} at {at}"), in_doubt: step == Step::Content }
}

fn io_kind(error: &lettre::transport::smtp::Error) -> Option<ErrorKind> {
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        if let Some(io) = inner.downcast_ref::<std::io::Error>() {
            return Some(io.kind());
        }
        source = inner.source();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> SmtpConfig {
        SmtpConfig {
            host: "surat.contoh.invalid".into(),
            port: 587,
            security: SmtpSecurity::StartTls,
            credentials: Some(("layanan".into(), Secret::new("kata-sandi-rahasia"))),
            extra_ca_pem: None,
            timeout: Duration::from_secs(5),
            hello_name: "satupintu.contoh.invalid".into(),
            from: "DPM-PTSP Kota Contoh <layanan@contoh.invalid>".into(),
            reply_to: None,
        }
    }

    fn refused(change: impl FnOnce(&mut SmtpConfig)) -> &'static str {
        let mut config = config();
        change(&mut config);
        SmtpClient::new(config).map(|_| ()).unwrap_err().setting
    }

    #[test]
    fn password_is_not_in_debug() {
        let shown = format!("{:?}", SmtpClient::new(config()).unwrap());
        assert!(shown.contains("layanan") && !shown.contains("rahasia"), "{shown}");
    }

    #[test]
    fn settings_that_cannot_work_are_refused() {
        assert_eq!(refused(|c| c.security = SmtpSecurity::None), "security");
        assert_eq!(refused(|c| c.from = "layanan".into()), "from");
        assert_eq!(refused(|c| c.reply_to = Some("loket".into())), "reply_to");
        assert_eq!(refused(|c| c.host = String::new()), "host");
        assert_eq!(refused(|c| c.hello_name = "a b".into()), "hello_name");
        assert_eq!(refused(|c| c.timeout = Duration::ZERO), "timeout");
        assert_eq!(refused(|c| c.extra_ca_pem = Some(b"bukan sertifikat".to_vec())), "extra_ca_pem");
    }

    #[test]
    fn a_password_may_travel_bare_to_the_same_machine_only() {
        let bare = |host: &str| {
            SmtpClient::new(SmtpConfig { host: host.into(), security: SmtpSecurity::None, ..config() })
                .is_ok()
        };
        assert!(bare("127.0.0.1") && bare("::1") && bare("localhost"));
        assert!(!bare("10.0.0.5") && !bare("localhost.contoh.invalid"));
    }
}
