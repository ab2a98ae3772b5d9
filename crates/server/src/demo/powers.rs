//! Powers of attorney of the demo: one in force on paper, one that waits for its owner's code, one for an officer's look.

use anyhow::{Context as _, Result};
use app::Region;
use app::account::read_personal;
use app::play::{Cast, Stand, sample_pdf};
use app::power_of_attorney::{AskedPower, PaperVerdict, ask, attach_paper, confirm, settle};
use domain::capability::Capability;
use domain::definition::ServiceId;
use domain::party::{Account, Actor};
use domain::value::Id;
use jiff::civil::Date;
use serde::Deserialize;

/// How far one has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PowerState {
    /// Waits for the owner.
    Asked,
    /// The signed sheet waits for an officer.
    Paper,
    /// In force by code.
    ByCode,
    /// In force on paper.
    ByPaper,
}

/// One power of attorney.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToldPower {
    /// For whoever reads the file.
    #[allow(dead_code)]
    pub title: String,
    /// Sign-in name of who gives it.
    pub owner: String,
    /// Sign-in name of who gets it.
    pub helper: String,
    /// Services; empty for all.
    #[serde(default)]
    pub services: Vec<ServiceId>,
    /// Last day.
    pub until: Date,
    /// How far.
    pub state: PowerState,
}

fn account(region: &Region, login: &str) -> Result<(Id<Account>, String)> {
    let row = region.store.read(|tx| store::account::by_login(tx, login))?;
    let row = row.with_context(|| format!("nobody signs in as {login}"))?;
    let personal = read_personal(&region.keys, &row)?;
    let number = personal.nik.map(|n| n.to_string()).or(personal.npwp.map(|n| n.to_string()));
    Ok((row.id, number.with_context(|| format!("{login} has no number"))?))
}

fn officer(region: &Region, cast: &Cast) -> Result<Actor> {
    let people = cast.by_role.values().flatten();
    for person in people {
        let actor = region.actor(*person)?;
        if actor.may(Capability::DecideAccessRequest) {
            return Ok(actor);
        }
    }
    anyhow::bail!("nobody decides on access")
}

/// Makes them through the real use cases.
///
/// # Errors
/// Refusals; database; a name that nobody has.
pub fn give(stand: &mut Stand, told: &[ToldPower]) -> Result<()> {
    let region = stand.region.clone();
    for power in told {
        let (owner, number) = account(&region, &power.owner)?;
        let helper = region.actor(account(&region, &power.helper)?.0)?;
        let services = power.services.iter().cloned().collect();
        let id = ask(&region, &helper, &AskedPower { number, services, until: power.until })?;
        stand.settle()?;
        if matches!(power.state, PowerState::Paper | PowerState::ByPaper) {
            attach_paper(&region, &helper, id, &sample_pdf(&["Surat kuasa", "CONTOH"]))?;
        }
        match power.state {
            PowerState::Asked | PowerState::Paper => {}
            PowerState::ByPaper => {
                settle(&region, &officer(&region, &stand.cast)?, id, &PaperVerdict::Confirm { seen: true })?;
            }
            PowerState::ByCode => {
                let row = region.store.read(|tx| store::account::find(tx, owner))?;
                let personal = read_personal(&region.keys, &row.context("the owner is gone")?)?;
                let address = personal.phone.map(|p| p.to_string()).or(personal.email.map(|e| e.to_string()));
                let code = stand.newest_code(&address.context("the owner cannot be reached")?)?;
                confirm(&region, &helper, id, &code)?;
            }
        }
        stand.settle()?;
    }
    Ok(())
}
