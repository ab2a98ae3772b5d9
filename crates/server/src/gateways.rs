//! The outward edges of an office, from its configuration.

use anyhow::Result;
use app::keys::RegionKeys;
use gateway::email::{Email, EmailGateway, EmailReceipt, SmtpClient, SmtpConfig};
use gateway::sms::{KannelClient, KannelConfig, ReportKey, Sms, SmsGateway, SmsReceipt};
use gateway::{ConfigError, RefusalCause, SendError};
use std::sync::Arc;

/// An edge that is not connected. The message waits in the outbox and, in the end, is shown to a person.
pub struct NotConnected;

fn not_connected() -> SendError {
    SendError::Permanent { cause: RefusalCause::Account, reason: "no gateway is configured".into() }
}

impl SmsGateway for NotConnected {
    fn send(&self, _: &Sms) -> Result<SmsReceipt, SendError> {
        Err(not_connected())
    }
}

impl EmailGateway for NotConnected {
    fn send(&self, _: &Email) -> Result<EmailReceipt, SendError> {
        Err(not_connected())
    }
}

/// Key that seals the addresses of delivery reports; the page that takes reports derives the same one.
pub fn report_key(keys: &RegionKeys) -> [u8; 32] {
    *keys.index.derive("sms report").bytes()
}

/// The SMS client; `report_key` seals the addresses of delivery reports.
///
/// # Errors
/// A setting that cannot work.
pub fn kannel(config: KannelConfig, report_key: &[u8]) -> Result<KannelClient, ConfigError> {
    KannelClient::new(config, ReportKey::new(report_key)?)
}

/// SMS of an office.
///
/// # Errors
/// As [`kannel`].
pub fn sms(config: Option<KannelConfig>, report_key: &[u8]) -> Result<Arc<dyn SmsGateway>> {
    Ok(match config {
        Some(config) => Arc::new(kannel(config, report_key)?),
        None => Arc::new(NotConnected),
    })
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
