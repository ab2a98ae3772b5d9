//! Mail server, SMS gateway, and the files of their passwords.

use super::read::Reader;
use gateway::Secret;
use gateway::email::{SmtpClient, SmtpConfig, SmtpSecurity};
use gateway::sms::KannelConfig;
use std::os::unix::fs::MetadataExt as _;
use std::time::Duration;

impl Reader {
    /// The one line of a secret's file; a file that others may read is refused.
    pub(super) fn secret(&mut self, name: &str) -> Option<Secret> {
        let path = self.optional_path(name)?;
        let shown = path.display();
        match std::fs::metadata(&path) {
            Err(error) => {
                let what = format!("the secret's file {shown} cannot be read: {error}");
                self.problem(name, what, "write the secret into that file, mode 0600");
                return None;
            }
            Ok(metadata) if metadata.mode() & 0o077 != 0 => {
                let what = format!("the secret's file {shown} may be read by others");
                self.problem(name, what, "run chmod 600 on it");
                return None;
            }
            Ok(_) => {}
        }
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let line = text.trim_end_matches(['\n', '\r']);
        if line.is_empty() || line.contains('\n') {
            self.problem(
                name,
                format!("the secret's file {shown} does not hold one line"),
                "write one line into it",
            );
            return None;
        }
        Some(Secret::new(line))
    }

    fn seconds(&mut self, name: &str) -> Option<Duration> {
        let seconds: u64 = self.parsed(name, "write whole seconds")?;
        if seconds == 0 {
            self.problem(name, format!("`{name}` is 0"), "write 1 or more");
        }
        Some(Duration::from_secs(seconds))
    }

    pub(super) fn smtp(&mut self) -> Option<SmtpConfig> {
        let host = self.required("smtp.host");
        let from = self.required("smtp.from");
        let port = self.parsed("smtp.port", "write a port, such as 465");
        let security = match self.text("smtp.security").as_deref() {
            Some("tls") => Some(SmtpSecurity::Tls),
            Some("starttls") => Some(SmtpSecurity::StartTls),
            Some("none") => Some(SmtpSecurity::None),
            _ => {
                self.problem(
                    "smtp.security",
                    "`smtp.security` cannot be read",
                    "write tls, starttls or none",
                );
                None
            }
        };
        let password = self.secret("smtp.password_file");
        let username = self.text("smtp.username");
        if username.is_some() != self.text("smtp.password_file").is_some() {
            let mend = "set `smtp.username` and `smtp.password_file` together, or neither";
            self.problem("smtp.username", "user name and password belong together", mend);
        }
        let extra_ca_pem = match self.optional_path("smtp.ca_file") {
            None => None,
            Some(path) => match std::fs::read(&path) {
                Ok(bytes) => Some(bytes),
                Err(error) => {
                    let what = format!("{} cannot be read: {error}", path.display());
                    self.problem("smtp.ca_file", what, "name a certificate in PEM form");
                    None
                }
            },
        };
        let timeout = self.seconds("smtp.timeout_seconds");
        let config = SmtpConfig {
            host: host?,
            port: port?,
            security: security?,
            credentials: username.zip(password),
            extra_ca_pem,
            timeout: timeout?,
            hello_name: self.text("smtp.hello_name").unwrap_or_else(|| "localhost".into()),
            from: from?,
            reply_to: self.text("smtp.reply_to"),
        };
        if let Err(error) = SmtpClient::new(config.clone()) {
            self.problem("smtp.host", error.to_string(), "correct that setting of [smtp]");
        }
        Some(config)
    }

    pub(super) fn kannel(&mut self) -> Option<KannelConfig> {
        let url = self.required("kannel.url");
        let username = self.required("kannel.username");
        let report_url = self.required("kannel.report_url");
        self.required("kannel.password_file");
        let password = self.secret("kannel.password_file");
        let max_parts = self.parsed("kannel.max_parts", "write 1 to 10");
        let timeout = self.seconds("kannel.timeout_seconds");
        let config = KannelConfig {
            url: url?,
            username: username?,
            password: password?,
            sender: self.text("kannel.sender"),
            smsc: self.text("kannel.smsc"),
            max_parts: max_parts?,
            timeout: timeout?,
            report_url: report_url?,
        };
        if let Err(error) = crate::gateways::kannel(config.clone(), &[0; 32]) {
            self.problem("kannel.url", error.to_string(), "correct that setting of [kannel]");
        }
        Some(config)
    }
}
