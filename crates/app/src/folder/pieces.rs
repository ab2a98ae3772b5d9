//! Files that arrive in pieces: after a cut line the telephone asks how far it came and goes on from there (MJK18-12.2).

use super::receive::Incoming;
use super::upload::recorded;
use super::words::{self, LARGEST};
use crate::act::{Subject, record_refusal};
use crate::error::AppError;
use crate::job::{Work, enqueue};
use crate::{Dice, Region};
use domain::party::{Actor, UploadSession};
use domain::process::Refusal;
use domain::value::Id;
use jiff::SignedDuration;
use store::upload::UploadRow;

/// A file that nobody finishes is thrown away after two days.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(48);
/// Files of one account on their way at a time: two documents of many photos.
const MOST: i64 = 60;

/// How far a file has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arriving {
    /// Id.
    pub id: String,
    /// Bytes that are here; the next piece begins at this place.
    pub received: i64,
    /// Bytes announced.
    pub size: i64,
}

/// A piece as it came.
#[derive(Debug, Clone)]
pub struct Piece<'a> {
    /// Where it begins.
    pub start: i64,
    /// Bytes.
    pub bytes: &'a [u8],
}

fn told(row: &UploadRow) -> Arriving {
    Arriving { id: row.id.to_string(), received: row.received, size: row.size }
}

/// Begins: bound to the account, for two days.
///
/// # Errors
/// [`Refusal::Upload`], recorded, for a file that is too large or one too many.
pub fn begin(region: &Region, actor: &Actor, name: &str, size: i64) -> Result<Arriving, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    if size <= 0 {
        return Err(recorded(region, actor, words::refusal(intake::Refused::Empty)));
    }
    if usize::try_from(size).is_ok_and(|size| size > LARGEST) {
        return Err(recorded(region, actor, words::too_large()));
    }
    if region.store.read(|tx| store::upload::open(tx, account))? >= MOST {
        let refusal = words::refuse(
            "too_many",
            "Terlalu banyak unggahan belum selesai. Selesaikan dahulu, atau tunggu besok.",
        );
        return Err(recorded(region, actor, refusal));
    }
    let (seed, now) = region.draw();
    let mut dice = Dice::new(seed, now);
    let row = UploadRow {
        id: dice.id(),
        account,
        name: super::keep::plain_name(name),
        size,
        received: 0,
        created_at: now,
        expires_at: now.checked_add(KEPT_FOR).unwrap_or(now),
    };
    let (again, _) = region.draw();
    let row = &row;
    written!(region, [row], |tx| {
        store::upload::insert(tx, row)?;
        enqueue(tx, &mut Dice::new(again, now), Work::SweepUpload { upload: row.id }, row.expires_at)
    })?;
    Ok(told(row))
}

/// Somebody else's is answered as if it did not exist, and the attempt is recorded.
fn mine(region: &Region, actor: &Actor, id: &str) -> Result<UploadRow, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let id: Id<UploadSession> = id.parse().map_err(|_| AppError::NotFound)?;
    let Some(row) = region.store.read(|tx| store::upload::find(tx, id))? else {
        return Err(AppError::NotFound);
    };
    if row.account != account {
        record_refusal(region, actor, &Subject::account(account), "open_file", &Refusal::NotYours)?;
        return Err(AppError::NotFound);
    }
    if row.expires_at <= region.now() { Err(AppError::NotFound) } else { Ok(row) }
}

/// How far it has come.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn progress(region: &Region, actor: &Actor, id: &str) -> Result<Arriving, AppError> {
    mine(region, actor, id).map(|row| told(&row))
}

/// Takes a piece. One that does not begin where the last ended changes nothing; the answer tells where to go on.
///
/// # Errors
/// [`AppError::NotFound`]; [`Refusal::Upload`] when more comes than was announced.
pub fn piece(region: &Region, actor: &Actor, id: &str, piece: &Piece<'_>) -> Result<Arriving, AppError> {
    let row = mine(region, actor, id)?;
    let size = i64::try_from(piece.bytes.len()).unwrap_or(i64::MAX);
    if piece.start != row.received || size == 0 {
        return Ok(told(&row));
    }
    if size > row.size - row.received {
        return Err(recorded(region, actor, words::refusal(intake::Refused::BrokenPicture)));
    }
    let (id, start) = (row.id, piece.start);
    let place = start.to_be_bytes();
    let object = region.keys.object_name(&[&b"piece "[..], id.as_bytes(), &place, piece.bytes].concat());
    region.files.put(&object, piece.bytes)?;
    let object = object.as_str();
    written!(region, [object], |tx| {
        let now = store::upload::lock(tx, id)?.ok_or(AppError::NotFound)?;
        if now.received == start {
            store::upload::add_piece(tx, id, start, size, object)?;
        }
        Ok::<_, AppError>(())
    })?;
    mine(region, actor, &id.to_string()).map(|row| told(&row))
}

/// A file that has come whole.
///
/// # Errors
/// [`AppError::NotFound`]; [`Refusal::Upload`] while a part is missing.
pub fn arrived(region: &Region, actor: &Actor, id: &str) -> Result<Incoming, AppError> {
    let row = mine(region, actor, id)?;
    if row.received != row.size {
        let refusal =
            words::refuse("cut", "Unggahan belum selesai. Pilih berkas yang sama untuk melanjutkan.");
        return Err(recorded(region, actor, refusal));
    }
    let names = region.store.read(|tx| store::upload::pieces(tx, row.id))?;
    let mut bytes = Vec::new();
    for name in names {
        let piece = region.files.get(&name)?;
        bytes.extend(piece.ok_or_else(|| AppError::Damaged("a piece of an upload is missing".into()))?);
    }
    Ok(Incoming { name: row.name, bytes })
}

/// Throws the pieces away once the file was taken.
///
/// # Errors
/// Database.
pub fn forget(region: &Region, actor: &Actor, id: &str) -> Result<(), AppError> {
    let row = mine(region, actor, id)?;
    super::sweep::drop_upload(region, row.id)
}
