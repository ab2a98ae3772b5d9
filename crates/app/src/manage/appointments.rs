//! Changes the register of officials, one entry at a time (MJK18-1.4, 13.4): each with its letter, each a leaf.

use super::files_back::queue_files_back;
use super::{manager, refuse, wrong};
use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::folder::{Upload, upload};
use crate::office::OFFICIALS;
use crate::setup::contradiction;
use crate::{Dice, Region};
use domain::official::Officials;
use domain::official_change::{ChangeRefused, OfficialChange};
use domain::party::{Account, Actor};
use domain::process::Refusal;
use domain::value::Id;
use store::ReadTx;

const ACT: &str = "set_officials";

/// The letter of an appointment as it came.
#[derive(Debug, Clone, Copy)]
pub struct LetterUpload<'a> {
    /// Name as chosen by the person.
    pub name: &'a str,
    /// Bytes.
    pub bytes: &'a [u8],
}

/// The register with the posts of the running profile, and its version.
///
/// # Errors
/// [`AppError::Damaged`]; database.
pub(super) fn register(region: &Region, tx: &ReadTx<'_>) -> Result<(Officials, i64), AppError> {
    let damaged = |e: serde_json::Error| AppError::Damaged(format!("{OFFICIALS}: {e}"));
    let (mut officials, version) = match store::office::get(tx, OFFICIALS)? {
        Some((body, version)) => (serde_json::from_str::<Officials>(&body).map_err(damaged)?, version),
        None => (Officials::default(), 0),
    };
    // A post that a newer profile has dropped stays as long as its history does.
    let known: Vec<String> = region.profile.positions.iter().map(|p| p.id.clone()).collect();
    officials.positions.retain(|p| !known.contains(&p.id));
    let dropped = std::mem::take(&mut officials.positions);
    officials.positions = region.profile.positions.clone();
    officials.positions.extend(dropped);
    Ok((officials, version))
}

/// Who the change gives something to; such a person must be one of the staff.
fn person(change: &OfficialChange) -> Option<Id<Account>> {
    match change {
        OfficialChange::Appoint(new) => Some(new.account),
        OfficialChange::NoteAbsence(new) => Some(new.account),
        _ => None,
    }
}

/// What is wrong besides the register itself.
fn problem(region: &Region, tx: &ReadTx<'_>, change: &OfficialChange) -> Result<Option<Refusal>, AppError> {
    if let Some(account) = person(change)
        && store::staff::find(tx, account)?.is_none_or(|line| line.ended_at.is_some())
    {
        return Ok(Some(wrong("orang", "Pilih orang dari daftar petugas.")));
    }
    if let OfficialChange::Delegate(new) = change
        && !new.services.iter().all(|id| region.profile.services.contains_key(id))
    {
        return Ok(Some(wrong("layanan", "Pilih layanan dari daftar.")));
    }
    Ok(None)
}

/// Changes one entry. `seen` is the version of the register that the person looked at.
///
/// # Errors
/// [`Refusal::Stale`] when somebody was faster; what the register itself refuses; the letter's own refusal; database.
pub fn change_officials(
    region: &Region,
    actor: &Actor,
    seen: i64,
    change: &OfficialChange,
    letter: Option<LetterUpload<'_>>,
) -> Result<(), AppError> {
    manager(region, actor, ACT)?;
    let subject = Subject::office(seen);
    let (officials, problem) =
        region.store.read(|tx| Ok::<_, AppError>((register(region, tx)?.0, problem(region, tx, change)?)))?;
    if let Some(refusal) = problem {
        return refuse(region, actor, &subject, ACT, refusal);
    }
    // Asked before the letter is kept, so that a refused appointment leaves no letter behind.
    if let Err(refused) = officials.changed(change) {
        return refuse(region, actor, &subject, ACT, sentence(region, &refused));
    }
    let mut change = change.clone();
    if let (OfficialChange::Appoint(new), Some(letter)) = (&mut change, letter) {
        let file = Upload { category: "surat-pengangkatan", name: letter.name, bytes: letter.bytes };
        new.letter = Some(upload(region, actor, &file)?.document.file);
    }
    let (seed, now) = region.draw();
    let change = &change;
    let result = written!(region, [region, actor, change], |tx| {
        let mut dice = Dice::new(seed, now);
        store::office::lock(tx, OFFICIALS)?;
        let (officials, version) = register(region, tx)?;
        if version != seen {
            return Err(Refusal::Stale.into());
        }
        let next = officials.changed(change).map_err(|refused| sentence(region, &refused))?;
        let body = serde_json::to_string(&next).map_err(|e| AppError::Failed(e.to_string()))?;
        let version = store::office::set(tx, OFFICIALS, &body, now)?;
        let digest = Some(crate::crypt::sha256(body.as_bytes()));
        let fields = [change.name().to_owned()];
        record_act(tx, &mut dice, region, actor, &Subject::office(version), ACT, digest, &fields)?;
        if let OfficialChange::NoteAbsence(new) = change {
            let morning = new.from.to_zoned(region.office().calendar.time_zone().clone());
            let at = morning.map_or(now, |zoned| zoned.timestamp()).max(now);
            queue_files_back(tx, &mut dice, new.account, at)?;
        }
        Ok::<_, AppError>(())
    });
    match result {
        Err(AppError::Refused(refusal)) => refuse(region, actor, &subject, ACT, refusal),
        Err(other) => Err(other),
        Ok(()) => region.reload_office(),
    }
}

/// The refusal of the register, at the field where it is put right.
fn sentence(region: &Region, refused: &ChangeRefused) -> Refusal {
    match refused {
        ChangeRefused::Contradiction(problem) => wrong("mulai", contradiction(region, problem)),
        ChangeRefused::UnknownPosition => wrong("jabatan", "Pilih jabatan dari daftar."),
        ChangeRefused::UnknownEntry => {
            wrong("sampai", "Catatan ini sudah berakhir atau sudah diubah. Muat ulang halaman.")
        }
        ChangeRefused::DecreeMissing => wrong("surat", "Isi nomor surat atau keputusan."),
        ChangeRefused::EmptyPeriod => {
            wrong("sampai", "Hari terakhir harus sama dengan atau setelah hari pertama.")
        }
        ChangeRefused::AbsentAlready => {
            wrong("mulai", "Orang ini sudah tercatat berhalangan pada salah satu hari itu.")
        }
        ChangeRefused::ActingWithoutEnd => wrong("sampai", "Isi hari terakhir masa Plh. atau Plt."),
    }
}
