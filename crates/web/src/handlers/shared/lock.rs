//! A locked session: the password opens it, and what was typed goes on its way (practice: personal accounts in two seconds).

use crate::components::{Field, FieldKind};
use crate::forms::Sent;
use crate::handlers::public::services::query_value;
use crate::links;
use crate::pages::shared::lock::{KeptForm, LockPage};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor, own_path};
use app::AppError;
use app::account::{open_form, seal_form, unlock};
use axum::extract::RawQuery;
use axum::http::StatusCode;
use domain::process::Refusal;

/// The password that opens the lock; forms of ours have no other field of this name.
const PASSWORD: &str = "kunci_sandi";
/// What was typed before the lock, sealed.
const TYPED: &str = "kunci_isian";

fn page(visitor: &Visitor, kept: Option<KeptForm>, back: &str, refusal: Option<&Refusal>) -> LockPage {
    let mut field = Field::new(PASSWORD, "Kata sandi", FieldKind::Password { new: false });
    field.error = refusal.map(Refusal::sentence);
    LockPage {
        shell: visitor.shell(),
        name: visitor.locked().map_or_else(String::new, |actor| actor.name.clone()),
        field,
        kept,
        back: back.to_owned(),
    }
}

/// The form as it came, to be sent again: sealed, since anybody may look at the source of a page on a shared PC. Passwords are
/// typed again.
async fn kept(visitor: &Visitor, sent: &Sent) -> Result<KeptForm, Problem> {
    let open = |name: &str| matches!(name, "csrf" | "idempotency_key" | TYPED);
    let secret = |name: &str| name == PASSWORD || name.starts_with("sandi");
    let (mut fields, typed): (Vec<_>, Vec<_>) =
        sent.fields().iter().filter(|(name, _)| !secret(name)).cloned().partition(|(name, _)| open(name));
    // It was sealed at the first attempt, and comes again as it was.
    if !sent.has(TYPED) {
        let cookie = *visitor.bound_cookie();
        let sealed = visitor.look(move |region| seal_form(region, &cookie, &typed)).await?;
        fields.push((TYPED.to_owned(), sealed));
    }
    Ok(KeptForm {
        action: visitor.path().to_owned(),
        fields,
        files: sent.files().iter().map(|file| (file.field.clone(), file.name.clone())).collect(),
        multipart: sent.is_multipart(),
    })
}

/// The form with what was typed before the lock.
async fn restored(visitor: &Visitor, sent: &Sent) -> Result<Sent, Problem> {
    if !sent.has(TYPED) {
        return Ok(sent.clone());
    }
    let (cookie, sealed) = (*visitor.bound_cookie(), sent.text(TYPED).to_owned());
    let typed =
        visitor.look(move |region| open_form(region, &cookie, &sealed)).await.map_err(|e| match e {
            AppError::Damaged(_) => Problem::BadForm,
            other => other.into(),
        })?;
    Ok(sent.with_typed(TYPED, typed))
}

async fn try_password(visitor: &Visitor, sent: &Sent) -> Result<(), AppError> {
    let (cookie, password) = (*visitor.bound_cookie(), sent.text(PASSWORD).to_owned());
    let address = visitor.address().to_owned();
    visitor.look(move |region| unlock(region, &cookie, &password, &address)).await
}

/// Asks for the password instead of the page.
pub(crate) fn ask(visitor: &Visitor) -> Answer {
    visitor.page_with(StatusCode::UNAUTHORIZED, &page(visitor, None, visitor.return_to(), None))
}

/// A form that arrived locked: opens the lock when the password came along, else asks for it and keeps the form.
///
/// # Errors
/// The page that asks, instead of what the form was sent for.
pub(crate) async fn open(visitor: &Visitor, sent: &Sent) -> Result<Sent, Answer> {
    let refusal = if sent.has(PASSWORD) {
        match try_password(visitor, sent).await {
            Ok(()) => return restored(visitor, sent).await.map_err(Err),
            Err(AppError::Refused(refusal)) => Some(refusal),
            Err(other) => return Err(Err(other.into())),
        }
    } else {
        None
    };
    let kept = kept(visitor, sent).await.map_err(Err)?;
    let page = page(visitor, Some(kept), "", refusal.as_ref());
    Err(visitor.page_with(StatusCode::UNAUTHORIZED, &page))
}

/// Shows the lock.
pub(super) async fn show(visitor: Visitor, RawQuery(query): RawQuery) -> Answer {
    let back = query_value(query.as_deref(), "kembali");
    if visitor.locked().is_none() {
        return visitor.go(&links::home());
    }
    visitor.page(&page(&visitor, None, own_path(&back).unwrap_or_default(), None))
}

/// Opens it and returns to the page.
pub(super) async fn send(visitor: Visitor, sent: Sent) -> Answer {
    let back = own_path(sent.text("kembali")).unwrap_or_default();
    match try_password(&visitor, &sent).await {
        Ok(()) if back.is_empty() => visitor.go(&links::work()),
        Ok(()) => visitor.go(back),
        Err(AppError::Refused(refusal)) => {
            let page = page(&visitor, None, back, Some(&refusal));
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}
