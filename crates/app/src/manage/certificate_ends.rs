//! Until when the certificates of the signers and of the office seal are valid (MJK18-13.2).

use super::warning::Warning;
use crate::Region;
use crate::error::AppError;
use crate::letter::SEAL;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::official::Officials;
use domain::party::{Account, Actor};
use domain::value::{Id, date_text};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days before its end at which a certificate is announced: a new one takes weeks to get.
const AHEAD_DAYS: i64 = 60;

/// One certificate, or its absence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateEnd {
    /// Whose: a name, or the office seal.
    pub owner: String,
    /// Who issued it; empty when there is none.
    pub issuer: String,
    /// Its last second; `None` when there is none.
    pub until: Option<Timestamp>,
}

impl CertificateEnd {
    /// What needs attention about it.
    pub(super) fn warning(&self, region: &Region, today: Date) -> Option<Warning> {
        let Some(until) = self.until else {
            let text = format!("{}: sertifikat elektronik belum dipasang.", self.owner);
            return Some(Warning { text, urgent: true });
        };
        let last = region.office().calendar.local_date(until);
        let left = i64::from((last - today).get_days());
        let on = date_text::date(last);
        if left < 0 {
            let text = format!("{}: sertifikat elektronik berakhir {on}.", self.owner);
            Some(Warning { text, urgent: true })
        } else if left <= AHEAD_DAYS {
            let text = format!("{}: sertifikat elektronik akan berakhir {on}.", self.owner);
            Some(Warning { text, urgent: false })
        } else {
            None
        }
    }
}

/// Certificates of everybody who holds a post with a delegation today, and of the seal.
///
/// # Errors
/// [`AppError::Damaged`] when a stored chain cannot be read; database.
pub(super) fn ends(
    region: &Region,
    officials: &Officials,
    today: Date,
    names: &BTreeMap<Id<Account>, String>,
) -> Result<Vec<CertificateEnd>, AppError> {
    let chains: BTreeMap<String, String> = region.store.read(store::office::chains)?.into_iter().collect();
    let mut wanted = vec![("Segel kantor".to_owned(), SEAL.to_owned())];
    for a in &officials.appointments {
        let now = a.from <= today && a.until.is_none_or(|u| today <= u);
        let signs = officials.delegations.iter().any(|d| d.position == a.position);
        let owner = a.account.to_string();
        if now && signs && !wanted.iter().any(|(_, known)| *known == owner) {
            wanted.push((names.get(&a.account).cloned().unwrap_or_default(), owner));
        }
    }
    let read = |(name, owner): (String, String)| -> Result<CertificateEnd, AppError> {
        let Some(chain) = chains.get(&owner) else {
            return Ok(CertificateEnd { owner: name, issuer: String::new(), until: None });
        };
        let damaged = |why: String| AppError::Damaged(format!("certificate of {owner}: {why}"));
        let chain: Vec<String> = serde_json::from_str(chain).map_err(|e| damaged(e.to_string()))?;
        let first = chain.first().ok_or_else(|| damaged("an empty chain".into()))?;
        let der = STANDARD.decode(first).map_err(|e| damaged(e.to_string()))?;
        let facts = document::certificate::describe(&der).map_err(|e| damaged(e.to_string()))?;
        Ok(CertificateEnd { owner: name, issuer: facts.issuer, until: Some(facts.valid_until) })
    };
    wanted.into_iter().map(read).collect()
}

/// The same for the operator's checks.
///
/// # Errors
/// As the administration's page.
pub fn certificate_ends(region: &Region, actor: &Actor) -> Result<Vec<CertificateEnd>, AppError> {
    Ok(super::officials_view(region, actor)?.certificates)
}
