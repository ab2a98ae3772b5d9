//! `/daftar/status`: the state of a request for whoever knows its number and telephone number.

use crate::components::{Deadline, ErrorSummary, Field, FieldKind, Link, Notice, SummaryList, Tag, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::access::request::{AccessRequestPage, RequestBody};
use crate::pages::account_form::AccountFormPage;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::query::access::{RequestRow, by_number, due_of};
use axum::http::StatusCode;
use domain::calendar::Due;

/// Until when, in words and colour.
pub(super) fn deadline(visitor: &Visitor, due: &Due, overdue: bool) -> Deadline {
    let why = due.explain_id(visitor.region().profile.basis("access.decision"));
    if overdue {
        return Deadline::new(Tone::Bad, format!("Lewat batas {}", due.moment_id()), why);
    }
    let left = due.days_left(&visitor.region().office().calendar, visitor.now());
    let tone = if left <= 0 { Tone::Warn } else { Tone::Info };
    Deadline::new(tone, format!("Paling lambat {}", due.moment_id()), why)
}

/// State, sentence and date of a request that was sent.
pub(super) fn sent_body(visitor: &Visitor, row: &RequestRow) -> RequestBody {
    let (due, overdue) = due_of(visitor.region(), row);
    let (state, notice) = match row.state.as_str() {
        "granted" => (
            Tag::new(Tone::Good, "Disetujui"),
            Notice::new(Tone::Good, "Permohonan hak akses Anda disetujui.")
                .text("Kode masuk pertama sudah kami kirim lewat SMS dan surel."),
        ),
        "refused" => (
            Tag::new(Tone::Bad, "Ditolak"),
            Notice::new(Tone::Bad, "Mohon maaf, permohonan hak akses Anda ditolak.").text(format!(
                "Alasan: {}. Anda boleh mendaftar lagi.",
                row.reason.clone().unwrap_or_default()
            )),
        ),
        _ => (
            Tag::new(Tone::Info, "Menunggu keputusan"),
            Notice::new(Tone::Good, "Permohonan hak akses Anda sudah kami terima.")
                .text("Hasilnya kami kirim lewat SMS dan surel."),
        ),
    };
    let open = row.state == "open";
    RequestBody::Sent {
        number: row.number.clone().unwrap_or_default(),
        state,
        notice: Box::new(notice),
        due: due.filter(|_| open).map(|due| deadline(visitor, &due, overdue)),
        granted: row.state == "granted",
    }
}

fn page(visitor: &Visitor, number: &str, phone: &str, notice: Option<Notice>) -> AccountFormPage {
    AccountFormPage {
        shell: visitor.shell(),
        title: "Keadaan permohonan akun".to_owned(),
        lead: "Tulis nomor permohonan dan nomor ponsel yang Anda daftarkan.".to_owned(),
        notice,
        fields: vec![
            Field::new("nomor", "Nomor permohonan", FieldKind::Text { max: 20 })
                .hint("Contoh: A26-000012-6.")
                .value(number),
            Field::new("ponsel", "Nomor ponsel", FieldKind::Phone).value(phone),
        ],
        action: links::access_state(),
        button: "Lihat keadaan".to_owned(),
        ways: vec![Link::new(links::access(), "Daftar akun")],
    }
}

/// The form.
pub(super) async fn show(visitor: Visitor) -> Answer {
    visitor.page(&page(&visitor, "", "", None))
}

/// The answer.
pub(super) async fn ask(visitor: Visitor, sent: Sent) -> Answer {
    let (number, phone) = (sent.text("nomor").to_owned(), sent.text("ponsel").to_owned());
    let address = visitor.address().to_owned();
    let (asked, of) = (number.clone(), phone.clone());
    match visitor.look(move |region| by_number(region, &asked, &of, &address)).await {
        Ok((row, _)) => {
            let body = sent_body(&visitor, &row);
            visitor.page(&AccessRequestPage {
                shell: visitor.shell(),
                id: String::new(),
                claims: SummaryList::default(),
                errors: ErrorSummary::default(),
                body,
            })
        }
        Err(error @ (AppError::NotFound | AppError::Refused(_))) => {
            let notice = match error {
                AppError::Refused(refusal) => Notice::new(Tone::Bad, refusal.sentence()),
                _ => Notice::new(Tone::Bad, "Nomor permohonan dan nomor ponsel tidak cocok.")
                    .text("Periksa keduanya lalu coba lagi."),
            };
            let page = page(&visitor, &number, &phone, Some(notice));
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}
