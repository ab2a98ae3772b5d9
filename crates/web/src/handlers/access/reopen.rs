//! Opens an account again that its holder had blocked (MJK18-9.2).

use crate::components::{Notice, Tone};
use crate::forms::Sent;
use crate::links;
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::account::reopen;
use axum::extract::Path;
use domain::process::Refusal;

/// Opens it after the identity card was seen.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let account = id.parse().map_err(|_| Problem::not_found())?;
    let seen = sent.ticked("ktp_dilihat");
    let notice = match visitor.run(move |region, actor| reopen(region, actor, account, seen)).await {
        Ok(()) => Notice::new(Tone::Good, "Akun dibuka kembali. Kode kata sandi baru sudah dikirim."),
        Err(AppError::Refused(refusal)) if !matches!(refusal, Refusal::NotAllowed { .. }) => {
            Notice::new(Tone::Bad, refusal.sentence())
        }
        Err(other) => return Err(other.into()),
    };
    visitor.go_with(&links::access_desk(), &notice)
}
