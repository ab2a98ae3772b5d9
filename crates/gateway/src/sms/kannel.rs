//! Client of the Kannel SMS gateway (`sendsms` over HTTP).

use std::io::{ErrorKind, Read};
use std::time::Duration;

use ureq::{Agent, Timeout};

use super::reply::judge;
use super::report::{ReportKey, report_url};
use super::{DeliveryState, Sms, SmsEncoding, SmsGateway, SmsReceipt, check};
use crate::{ConfigError, RefusalCause, Secret, SendError};

/// How to reach a Kannel `smsbox`.
///
/// The request's address holds number, text and password, as Kannel's protocol wants it. Keep the way to the gateway
/// inside the office's network or under TLS, and the log level of the HTTP library (`ureq`) at `debug` or above: at
/// `trace` it writes whole addresses.
#[derive(Debug, Clone)]
pub struct KannelConfig {
    /// The `sendsms` address, for example `http://127.0.0.1:13013/cgi-bin/sendsms`.
    pub url: String,
    /// `username` of the group `sendsms-user`.
    pub username: String,
    /// `password` of the group `sendsms-user`.
    pub password: Secret,
    /// The sender shown on the telephone (at most 11 letters and digits, or a number); needed unless the gateway has
    /// a `global-sender`.
    pub sender: Option<String>,
    /// The `smsc-id` to send through; any when absent.
    pub smsc: Option<String>,
    /// The most parts one message may have; 2 is the office's rule.
    pub max_parts: u32,
    /// The limit of one call, from name look-up to the last byte of the answer.
    pub timeout: Duration,
    /// Where the gateway reports deliveries, without query, for example `http://10.0.0.5:8080/gateway/sms/report`.
    pub report_url: String,
}

/// Sends through Kannel 1.4.
#[derive(Debug)]
pub struct KannelClient {
    config: KannelConfig,
    report_key: ReportKey,
    agent: Agent,
}

impl KannelClient {
    /// Builds a client; nothing is sent yet.
    ///
    /// # Errors
    /// [`ConfigError`] for a setting that cannot work.
    pub fn new(config: KannelConfig, report_key: ReportKey) -> Result<Self, ConfigError> {
        check_config(&config)?;
        let agent = Agent::config_builder()
            .timeout_global(Some(config.timeout))
            // Shorter than the whole, so that a failed connection is known to be one: nothing was sent then.
            .timeout_connect(Some(config.timeout / 2))
            .http_status_as_error(false)
            // A redirect would carry password and text to another host.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            // A connection that the gateway closed while idle would leave a message in doubt.
            .max_idle_connections(0)
            .build()
            .into();
        Ok(Self { config, report_key, agent })
    }
}

fn check_config(config: &KannelConfig) -> Result<(), ConfigError> {
    let is_address = |text: &str| {
        let rest = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"));
        rest.is_some_and(|r| !r.is_empty() && !r.starts_with('/'))
            && text.bytes().all(|b| b.is_ascii_graphic() && !b"?#%@\"<>\\".contains(&b))
    };
    if !is_address(&config.url) {
        return Err(ConfigError::new("url", "needs http:// or https://, a host, and no query or escape"));
    }
    // Kannel reads % in the report address as its own escape.
    if !is_address(&config.report_url) {
        return Err(ConfigError::new(
            "report_url",
            "needs http:// or https://, a host, and no query or escape",
        ));
    }
    if config.username.is_empty() || config.password.reveal().is_empty() {
        return Err(ConfigError::new("username", "user name and password must not be empty"));
    }
    if !(1..=10).contains(&config.max_parts) {
        return Err(ConfigError::new("max_parts", "must be 1 to 10"));
    }
    if config.timeout.is_zero() {
        return Err(ConfigError::new("timeout", "must be longer than nothing"));
    }
    if let Some(sender) = &config.sender {
        let number = sender.strip_prefix('+').unwrap_or(sender);
        let is_number = (3..=15).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        let is_name = (1..=11).contains(&sender.len())
            && sender.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ' || b == b'-');
        if !is_number && !is_name {
            return Err(ConfigError::new("sender", "at most 11 of A-Z a-z 0-9, space and dash, or a number"));
        }
    }
    Ok(())
}

impl SmsGateway for KannelClient {
    fn send(&self, sms: &Sms) -> Result<SmsReceipt, SendError> {
        let coding = match check(sms, self.config.max_parts)? {
            SmsEncoding::Gsm7 => "0",
            SmsEncoding::Ucs2 => "2",
        };
        let mask: u8 = DeliveryState::ALL.iter().map(|s| s.bit()).sum();
        let mut request = self
            .agent
            .get(&self.config.url)
            .query("username", &self.config.username)
            .query("password", self.config.password.reveal())
            .query("to", &sms.to_e164)
            .query("text", &sms.text)
            .query("charset", "UTF-8")
            .query("coding", coding)
            .query("dlr-mask", mask.to_string())
            .query("dlr-url", report_url(&self.config.report_url, &self.report_key, &sms.reference));
        if let Some(sender) = &self.config.sender {
            request = request.query("from", sender);
        }
        if let Some(smsc) = &self.config.smsc {
            request = request.query("smsc", smsc);
        }
        let response = request.call().map_err(|e| self.unreachable(&e))?;
        let status = response.status().as_u16();
        let mut body = Vec::new();
        // Kannel's answers are one line; more would be somebody else's page.
        let read = response.into_body().into_reader().take(1024).read_to_end(&mut body);
        if read.is_err() && status == 202 {
            return Err(SendError::Unreachable { reason: "the answer broke off".into(), in_doubt: true });
        }
        judge(status, &String::from_utf8_lossy(&body))
    }
}

impl KannelClient {
    /// Tells what failed without quoting the library's error, which may hold the address.
    fn unreachable(&self, error: &ureq::Error) -> SendError {
        let (reason, in_doubt) = match error {
            ureq::Error::BadUri(_) | ureq::Error::Http(_) => {
                return SendError::permanent(RefusalCause::Account, "the gateway's address is not usable");
            }
            ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
                ("no connection in time".to_owned(), false)
            }
            ureq::Error::Timeout(_) => (format!("no answer within {:?}", self.config.timeout), true),
            ureq::Error::HostNotFound => ("the gateway's host name is not known".to_owned(), false),
            ureq::Error::ConnectionFailed => ("no connection".to_owned(), false),
            ureq::Error::Tls(_) | ureq::Error::Rustls(_) => ("TLS failed".to_owned(), false),
            // std has no kind for a failed look-up; were its words to change, the doubt would merely be needless.
            ureq::Error::Io(io) if io.to_string().starts_with("failed to lookup address") => {
                ("the gateway's host name is not known".to_owned(), false)
            }
            ureq::Error::Io(io) => {
                let before = [
                    ErrorKind::ConnectionRefused,
                    ErrorKind::HostUnreachable,
                    ErrorKind::NetworkUnreachable,
                    ErrorKind::AddrNotAvailable,
                ];
                (format!("connection: {}", io.kind()), !before.contains(&io.kind()))
            }
            _ => ("the answer is not HTTP".to_owned(), true),
        };
        SendError::Unreachable { reason, in_doubt }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> KannelConfig {
        KannelConfig {
            url: "http://127.0.0.1:13013/cgi-bin/sendsms".into(),
            username: "satupintu".into(),
            password: Secret::new("kata-sandi-rahasia"),
            sender: Some("DPM-PTSP".into()),
            smsc: None,
            max_parts: 2,
            timeout: Duration::from_secs(5),
            report_url: "http://127.0.0.1:8080/gateway/sms/report".into(),
        }
    }

    fn refused(change: impl FnOnce(&mut KannelConfig)) -> &'static str {
        let mut config = config();
        change(&mut config);
        KannelClient::new(config, ReportKey::new(&[1; 32]).unwrap()).map(|_| ()).unwrap_err().setting
    }

    #[test]
    fn password_is_not_in_debug() {
        let client =
            KannelClient::new(config(), ReportKey::new(b"kunci-laporan-yang-panjang-sekali").unwrap());
        let shown = format!("{:?}", client.unwrap());
        assert!(
            shown.contains("satupintu") && !shown.contains("rahasia") && !shown.contains("kunci"),
            "{shown}"
        );
    }

    #[test]
    fn settings_that_cannot_work_are_refused() {
        assert_eq!(refused(|c| c.url = "127.0.0.1:13013/cgi-bin/sendsms".into()), "url");
        assert_eq!(refused(|c| c.url = "http://h/sendsms?username=a".into()), "url");
        assert_eq!(refused(|c| c.url = "http:///sendsms".into()), "url");
        assert_eq!(refused(|c| c.url = "http://user:pw@h/sendsms".into()), "url");
        assert_eq!(refused(|c| c.report_url = "http://h/a%20b".into()), "report_url");
        assert_eq!(refused(|c| c.password = Secret::new("")), "username");
        assert_eq!(refused(|c| c.max_parts = 0), "max_parts");
        assert_eq!(refused(|c| c.timeout = Duration::ZERO), "timeout");
        assert_eq!(refused(|c| c.sender = Some("Dinas Penanaman Modal".into())), "sender");
        assert_eq!(refused(|c| c.sender = Some(String::new())), "sender");
    }
}
