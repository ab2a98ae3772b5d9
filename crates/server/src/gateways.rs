//! The outward edges of an office, from its configuration.

use anyhow::Result;
use app::keys::RegionKeys;
use gateway::email::{Email, EmailGateway, EmailReceipt, SmtpClient, SmtpConfig};
use gateway::sms::{KannelClient, KannelConfig, ReportKey, Sms, SmsGateway, SmsReceipt};
use gateway::{ConfigError, RefusalCause, SendError};
use std::sync::{Arc, OnceLock};

/// A mail server that is not connected. The message waits in the outbox and, in the end, is shown to a person.
pub struct NotConnected;

fn not_connected() -> SendError {
    SendError::Permanent { cause: RefusalCause::Account, reason: "no gateway is configured".into() }
}

impl EmailGateway for NotConnected {
    fn send(&self, _: &Email) -> Result<EmailReceipt, SendError> {
        Err(not_connected())
    }
}

/// Key that seals the addresses of delivery reports; the page that takes reports derives the same one.
pub fn report_key(keys: &RegionKeys) -> [u8; 32] {
    *keys.index.derive("sms-report").bytes()
}

/// The SMS client; `report_key` seals the addresses of delivery reports.
///
/// # Errors
/// A setting that cannot work.
pub fn kannel(config: KannelConfig, report_key: &[u8]) -> Result<KannelClient, ConfigError> {
    KannelClient::new(config, ReportKey::new(report_key)?)
}

/// SMS of an office. Its client needs a key of the region, which is there only once the region is open.
pub struct OfficeSms {
    config: Option<KannelConfig>,
    client: OnceLock<KannelClient>,
}

impl OfficeSms {
    /// Sends nothing until [`OfficeSms::open`].
    pub fn new(config: Option<KannelConfig>) -> Self {
        OfficeSms { config, client: OnceLock::new() }
    }

    /// Makes the client.
    ///
    /// # Errors
    /// As [`kannel`].
    pub fn open(&self, keys: &RegionKeys) -> Result<()> {
        if let Some(config) = &self.config {
            let _ = self.client.set(kannel(config.clone(), &report_key(keys))?);
        }
        Ok(())
    }
}

impl SmsGateway for OfficeSms {
    fn send(&self, sms: &Sms) -> Result<SmsReceipt, SendError> {
        match self.client.get() {
            Some(client) => client.send(sms),
            None => Err(not_connected()),
        }
    }
}

/// E-mail of an office.
///
/// # Errors
/// A setting that cannot work.
pub fn email(config: Option<SmtpConfig>) -> Result<Arc<dyn EmailGateway>> {
    Ok(match config {
        Some(config) => Arc::new(SmtpClient::new(config)?),
        None => Arc::new(NotConnected),
    })
}
