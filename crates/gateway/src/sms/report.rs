//! Delivery reports: what Kannel calls back with, and how we know that it was Kannel.

use std::fmt;

use aws_lc_rs::hmac;

use crate::{ConfigError, Reference};

/// What the network says about a message, in the bits of Kannel's `dlr-mask`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeliveryState {
    /// 1: the telephone received it.
    Delivered,
    /// 2: it will not be delivered.
    Failed,
    /// 4: the network keeps it, for example while the telephone is off.
    Buffered,
    /// 8: the message centre took it.
    Accepted,
    /// 16: the message centre refused it.
    Rejected,
}

impl DeliveryState {
    /// Every state, in the order of the bits.
    pub const ALL: [Self; 5] =
        [Self::Delivered, Self::Failed, Self::Buffered, Self::Accepted, Self::Rejected];

    /// The bit of `dlr-mask`, which is also what Kannel puts for `%d`.
    #[must_use]
    pub const fn bit(self) -> u8 {
        match self {
            Self::Delivered => 1,
            Self::Failed => 2,
            Self::Buffered => 4,
            Self::Accepted => 8,
            Self::Rejected => 16,
        }
    }

    /// The stable name for rows.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::Buffered => "buffered",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }

    /// Nothing follows this state. Reports overtake one another (Kannel's "delivered" was seen before its own
    /// "accepted"), so a caller never lets a state that is not final replace one that is.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Delivered | Self::Failed | Self::Rejected)
    }

    fn from_decimal(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.bit().to_string() == text)
    }
}

/// One report about one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryReport {
    /// The caller's name for the message.
    pub reference: Reference,
    /// What the network says.
    pub state: DeliveryState,
}

/// Why a call to the report address is not a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// Not exactly one each of `ref`, `token` and `state`.
    #[error("a report has exactly one each of ref, token and state")]
    Malformed,
    /// The token does not belong to the reference: not from our gateway.
    #[error("the token does not belong to the reference")]
    WrongToken,
    /// A state this version does not know.
    #[error("not a delivery state of Kannel")]
    UnknownState,
}

/// The key under which report addresses are sealed, so that strangers cannot report a delivery.
///
/// Keep it for as long as reports may come (the network holds messages for days); answering under an older key as
/// well is a second call of [`parse_dlr`].
#[derive(Clone)]
pub struct ReportKey(hmac::Key);

impl fmt::Debug for ReportKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReportKey(***)")
    }
}

/// Keeps the token from being valid for any other use of the same key.
const PURPOSE: &[u8] = b"satupintu/sms-report/v1\0";

impl ReportKey {
    /// Takes at least 32 random bytes.
    ///
    /// # Errors
    /// [`ConfigError`] when there are fewer.
    pub fn new(bytes: &[u8]) -> Result<Self, ConfigError> {
        if bytes.len() < 32 {
            return Err(ConfigError::new("report_key", "needs at least 32 bytes"));
        }
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, bytes)))
    }

    /// The token of one message: HMAC-SHA-256 of its reference in lower-case hex.
    #[must_use]
    pub fn token(&self, reference: &Reference) -> String {
        hex::encode(hmac::sign(&self.0, &sealed_text(reference)).as_ref())
    }

    fn opens(&self, reference: &Reference, token: &str) -> bool {
        // Compared in constant time, and only in the one spelling we write.
        let lower = !token.bytes().any(|b| b.is_ascii_uppercase());
        let tag = hex::decode(token).unwrap_or_default();
        lower && hmac::verify(&self.0, &sealed_text(reference), &tag).is_ok()
    }
}

fn sealed_text(reference: &Reference) -> Vec<u8> {
    [PURPOSE, reference.as_str().as_bytes()].concat()
}

/// The address Kannel calls for one message; it replaces `%d` by the state's number.
pub(super) fn report_url(base: &str, key: &ReportKey, reference: &Reference) -> String {
    format!("{base}?ref={reference}&token={}&state=%d", key.token(reference))
}

/// Reads the query of a call to the report address (the text after `?`) and checks its token.
///
/// # Errors
/// [`ReportError`]; answer such a call with 404 and change nothing.
pub fn parse_dlr(query: &str, key: &ReportKey) -> Result<DeliveryReport, ReportError> {
    let mut fields: [Option<&str>; 3] = [None; 3];
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').ok_or(ReportError::Malformed)?;
        let place =
            ["ref", "token", "state"].iter().position(|n| *n == name).ok_or(ReportError::Malformed)?;
        if fields[place].replace(value).is_some() {
            return Err(ReportError::Malformed);
        }
    }
    let [Some(reference), Some(token), Some(state)] = fields else { return Err(ReportError::Malformed) };
    let reference: Reference = reference.parse().map_err(|_| ReportError::Malformed)?;
    if !key.opens(&reference, token) {
        return Err(ReportError::WrongToken);
    }
    let state = DeliveryState::from_decimal(state).ok_or(ReportError::UnknownState)?;
    Ok(DeliveryReport { reference, state })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> ReportKey {
        ReportKey::new(&[byte; 32]).unwrap()
    }

    fn query(reference: &str, state: &str) -> String {
        let url = report_url("http://x/y", &key(1), &reference.parse().unwrap());
        url.split_once('?').unwrap().1.replace("%d", state)
    }

    #[test]
    fn every_bit_of_the_mask() {
        use DeliveryState::{Accepted, Buffered, Delivered, Failed, Rejected};
        for (bit, state) in
            [("1", Delivered), ("2", Failed), ("4", Buffered), ("8", Accepted), ("16", Rejected)]
        {
            let report = parse_dlr(&query("m-1", bit), &key(1)).unwrap();
            assert_eq!((report.reference.as_str(), report.state), ("m-1", state));
        }
        assert_eq!(DeliveryState::ALL.iter().map(|s| s.bit()).sum::<u8>(), 31, "dlr-mask asks for all");
        for unknown in ["0", "3", "32", "01", "", "%d", "-1"] {
            assert_eq!(
                parse_dlr(&query("m-1", unknown), &key(1)),
                Err(ReportError::UnknownState),
                "{unknown}"
            );
        }
    }

    #[test]
    fn a_stranger_cannot_report() {
        let good = query("m-1", "1");
        assert!(parse_dlr(&good, &key(1)).is_ok());
        assert_eq!(parse_dlr(&good, &key(2)), Err(ReportError::WrongToken));
        assert_eq!(parse_dlr(&good.replace("m-1", "m-2"), &key(1)), Err(ReportError::WrongToken));
        assert_eq!(parse_dlr("ref=m-1&token=&state=1", &key(1)), Err(ReportError::WrongToken));
        let (start, _) = good.split_once("&state").unwrap();
        assert_eq!(parse_dlr(&format!("{}&state=1", &start[..start.len() - 2]), &key(1)), {
            Err(ReportError::WrongToken)
        });
    }

    #[test]
    fn fields_once_and_nothing_else() {
        let good = query("m-1", "1");
        let bad = ["".to_owned(), "ref=m-1".to_owned(), format!("{good}&state=2"), format!("{good}&x=1")];
        for query in bad {
            assert_eq!(parse_dlr(&query, &key(1)), Err(ReportError::Malformed), "{query}");
        }
    }

    #[test]
    fn short_keys_are_refused_and_keys_do_not_show() {
        assert!(ReportKey::new(&[7; 31]).is_err());
        assert_eq!(format!("{:?}", key(0x41)), "ReportKey(***)");
    }

    #[test]
    fn only_ends_are_final() {
        let finals: Vec<_> =
            DeliveryState::ALL.into_iter().filter(|s| s.is_final()).map(|s| s.as_str()).collect();
        assert_eq!(finals, ["delivered", "failed", "rejected"]);
    }
}
