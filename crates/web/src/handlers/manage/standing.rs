//! Blocks, opens and ends an account, and sends a code to choose a password with.

use super::person::account;
use crate::components::{Notice, Tone};
use crate::links;
use crate::visitor::{Answer, Visitor};
use app::manage::{block as block_staff, end_service, reset_sign_in, unblock as unblock_staff};
use app::{AppError, Region};
use axum::extract::Path;
use domain::party::{Account, Actor};
use domain::process::Refusal;
use domain::value::Id;

async fn act(
    visitor: &Visitor,
    id: &str,
    said: &str,
    work: fn(&Region, &Actor, Id<Account>) -> Result<(), AppError>,
) -> Answer {
    let id = account(id)?;
    let notice = match visitor.run(move |region, actor| work(region, actor, id)).await {
        Ok(()) => Notice::new(Tone::Good, said),
        Err(AppError::Refused(refusal @ (Refusal::Invalid { .. } | Refusal::NoRegisteredPhone))) => {
            Notice::new(Tone::Bad, refusal.sentence())
        }
        Err(other) => return Err(other.into()),
    };
    visitor.go_with(&links::staff_one(&id.to_string()), &notice)
}

/// Blocks at once.
pub(super) async fn block(visitor: Visitor, Path(id): Path<String>) -> Answer {
    act(&visitor, &id, "Akun diblokir. Berkas di tangannya kembali ke antrean.", block_staff).await
}

/// Opens a blocked account.
pub(super) async fn unblock(visitor: Visitor, Path(id): Path<String>) -> Answer {
    act(&visitor, &id, "Blokir dibuka.", unblock_staff).await
}

/// Ends somebody's service.
pub(super) async fn end(visitor: Visitor, Path(id): Path<String>) -> Answer {
    act(&visitor, &id, "Tugas diakhiri. Berkas di tangannya kembali ke antrean.", end_service).await
}

/// Sends a new code.
pub(super) async fn code(visitor: Visitor, Path(id): Path<String>) -> Answer {
    act(&visitor, &id, "Kode baru dikirim ke ponsel orang itu. Kata sandi lama tidak berlaku.", reset_sign_in)
        .await
}
