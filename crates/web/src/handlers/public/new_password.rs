//! `/masuk/kode`: choosing a password with a one-time code.

use crate::components::{ErrorSummary, Notice, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::new_password::NewPasswordPage;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use axum::http::StatusCode;
use domain::process::Refusal;

fn page(visitor: &Visitor, login: &str, wrong: Option<(&str, String)>) -> NewPasswordPage {
    let mut fields = NewPasswordPage::fields(login);
    if let Some((id, message)) = wrong {
        for field in fields.iter_mut().filter(|f| f.id == id) {
            field.error = Some(message.clone());
        }
    }
    NewPasswordPage { shell: visitor.shell(), errors: ErrorSummary::of(&fields), fields }
}

/// Shows the form.
pub async fn show(visitor: Visitor) -> Answer {
    visitor.page(&page(&visitor, "", None))
}

/// Chooses the password. What was typed of code and password is never shown again.
pub async fn send(visitor: Visitor, sent: Sent) -> Answer {
    let text = |name: &str| sent.text(name).to_owned();
    let (login, code, password) = (text("akun"), text("kode"), text("sandi"));
    let wrong = |field: &str, message: String| {
        let page = page(&visitor, login.trim(), Some((field, message)));
        visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    if password != sent.text("sandi2") {
        return wrong("sandi2", "Kedua kata sandi berbeda. Ketik lagi keduanya.".to_owned());
    }
    let typed = login.clone();
    let done = visitor.look(move |region| app::account::use_code(region, &typed, &code, &password)).await;
    match done {
        Ok(()) => visitor
            .go_with(&links::sign_in(), &Notice::new(Tone::Good, "Kata sandi tersimpan. Silakan masuk.")),
        Err(AppError::Refused(Refusal::Invalid { field, message })) => {
            wrong(if field == "password" { "sandi" } else { "kode" }, message)
        }
        Err(other) => Err(other.into()),
    }
}
