//! Everything that is not the page asked for, in one place: 401 with the sign-in form that returns, 403, 404, 413, 422, 500.

use crate::components::{Field, FieldKind, Link, Notice, Tone};
use crate::links;
use crate::pages::problem::ProblemPage;
use crate::pages::sign_in::SignInPage;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::process::Refusal;

/// Why a request was not answered with its page.
#[derive(Debug, Clone)]
pub enum Problem {
    /// The use case said so.
    App(AppError),
    /// Signed in, without the capability of this address.
    Forbidden,
    /// The form was not sent by a page of ours, or the page is too old.
    NotOurForm,
    /// The body is no form.
    BadForm,
    /// The body is larger than any file may be.
    TooLarge,
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        Problem::App(error)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Problem::App(AppError::Refused(refusal))
    }
}

impl Problem {
    /// Nothing here, or not yours.
    pub fn not_found() -> Self {
        Problem::App(AppError::NotFound)
    }

    /// The status that tells it to programs.
    pub fn status(&self) -> StatusCode {
        match self {
            Problem::App(error) => status_of(error),
            Problem::Forbidden | Problem::NotOurForm => StatusCode::FORBIDDEN,
            Problem::BadForm => StatusCode::BAD_REQUEST,
            Problem::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        }
    }
}

/// The status of a use case's answer.
pub fn status_of(error: &AppError) -> StatusCode {
    match error {
        AppError::Refused(Refusal::NotAllowed { .. } | Refusal::OriginalNotAllowed) => StatusCode::FORBIDDEN,
        AppError::Refused(Refusal::NotYours) | AppError::NotFound => StatusCode::NOT_FOUND,
        AppError::Refused(Refusal::TooManyAttempts { .. } | Refusal::TooOften { .. }) => {
            StatusCode::TOO_MANY_REQUESTS
        }
        AppError::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::NotSignedIn => StatusCode::UNAUTHORIZED,
        AppError::Store(_) | AppError::Failed(_) | AppError::Damaged(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Problem {
    /// The bare status; the guard, which knows the visitor, puts the page around it.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The sign-in form; `return_to` is kept, `login` is what was typed.
pub(crate) fn sign_in_page(
    visitor: &Visitor,
    return_to: &str,
    login: &str,
    notice: Option<Notice>,
) -> SignInPage {
    let mut fields = vec![
        Field::new("akun", "NIK, NPWP, nomor ponsel, surel, atau nama akun", FieldKind::Text { max: 64 })
            .value(login),
        Field::new("sandi", "Kata sandi", FieldKind::Password { new: false }),
    ];
    if !visitor.is_public_device() && !visitor.on_office_device() {
        let minutes = visitor.region().profile.policy.access.public_minutes;
        let hint =
            format!("Sesi berakhir setelah {minutes} menit tanpa dipakai, dan tidak ada yang tersimpan.");
        fields.push(Field::new("umum", "Ini perangkat umum.", FieldKind::Tick).hint(hint));
    }
    let demo_accounts = visitor.hosting().accounts(visitor.region());
    SignInPage { shell: visitor.shell(), return_to: return_to.to_owned(), fields, notice, demo_accounts }
}

/// Draws the page of a problem.
pub(crate) fn render(visitor: &Visitor, problem: &Problem) -> Response {
    let status = problem.status();
    let drawn = match problem {
        Problem::App(AppError::NotSignedIn) => {
            let notice = Notice::new(Tone::Info, "Silakan masuk lebih dahulu.")
                .text("Setelah masuk, Anda kembali ke halaman yang Anda buka.");
            visitor.page_with(status, &sign_in_page(visitor, visitor.return_to(), "", Some(notice)))
        }
        other => page(visitor, status, other),
    };
    // A template that fails here leaves the bare status, which is still true.
    drawn.unwrap_or_else(|_| status.into_response())
}

fn page(visitor: &Visitor, status: StatusCode, problem: &Problem) -> Answer {
    let shell = visitor.shell();
    let reference = shell.forms.key.chars().take(8).collect::<String>();
    let (title, text, code) = words(visitor, problem);
    let reference = if status.is_server_error() {
        // For the operator; the sentence for the visitor names no cause.
        tracing::error!(reference, path = visitor.path(), problem = ?problem, "a request failed");
        reference
    } else {
        String::new()
    };
    let mut ways = vec![Link::new(links::home(), "Ke beranda")];
    match visitor.actor() {
        Some(_) if visitor.is_staff() => ways.push(Link::new(links::work(), "Ke antrean")),
        Some(_) => ways.push(Link::new(links::account(), "Ke permohonan saya")),
        None => ways.push(Link::new(links::services(), "Lihat layanan")),
    }
    visitor.page_with(status, &ProblemPage { shell, title, text, code, reference, links: ways })
}

fn words(visitor: &Visitor, problem: &Problem) -> (String, String, String) {
    let three = |title: &str, text: &str, code: &str| (title.to_owned(), text.to_owned(), code.to_owned());
    match problem {
        Problem::Forbidden => three(
            "Anda tidak berwenang membuka halaman ini.",
            "Masuk dengan akun yang sesuai, atau hubungi atasan Anda.",
            "not_allowed",
        ),
        Problem::NotOurForm => three(
            "Halaman ini sudah terlalu lama terbuka.",
            "Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi. Cookie harus diizinkan.",
            "form_token",
        ),
        Problem::BadForm => three(
            "Isian tidak dapat kami baca.",
            "Kembali ke halaman sebelumnya lalu kirim lagi.",
            "bad_form",
        ),
        Problem::TooLarge => three(
            "Kiriman Anda terlalu besar.",
            "Satu berkas paling besar 20 MB. Kecilkan berkas itu lalu unggah lagi.",
            "too_large",
        ),
        Problem::App(AppError::Refused(Refusal::NotAllowed { .. })) => three(
            "Anda tidak berwenang melakukan ini.",
            "Masuk dengan akun yang sesuai, atau hubungi loket.",
            "not_allowed",
        ),
        Problem::App(AppError::NotFound | AppError::Refused(Refusal::NotYours)) => three(
            "Halaman atau berkas ini tidak ditemukan.",
            "Periksa alamatnya, atau cari lewat daftar layanan.",
            "not_found",
        ),
        Problem::App(AppError::Refused(refusal)) => (
            visitor.region().profile.refusal(refusal),
            "Tidak ada yang berubah. Kembali ke halaman sebelumnya.".to_owned(),
            refusal.code(),
        ),
        Problem::App(_) => three(
            "Maaf, terjadi gangguan pada sistem kami.",
            "Tidak ada yang berubah. Coba lagi beberapa saat lagi.",
            "failed",
        ),
    }
}
