//! Changes one entry of the register of officials.

use super::officials::{Refused, page};
use crate::components::{Notice, Tone};
use crate::forms::Sent;
use crate::links;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::act::{Subject, record_refusal};
use app::manage::{LetterUpload, change_officials, officials_view};
use axum::http::StatusCode;
use domain::definition::ServiceId;
use domain::official::{Absence, Appointment, Delegation, DelegationMode, Tenure};
use domain::official_change::OfficialChange;
use domain::process::Refusal;
use domain::value::date_text;
use jiff::civil::Date;

fn wrong(field: &str, message: &str) -> Refusal {
    Refusal::Invalid { field: field.to_owned(), message: message.to_owned() }
}

fn day(sent: &Sent, name: &str) -> Result<Date, Refusal> {
    date_text::read(sent.text(name)).ok_or_else(|| wrong(name, "Tulis tanggal seperti 30-03-2026."))
}

fn maybe_day(sent: &Sent, name: &str) -> Result<Option<Date>, Refusal> {
    if sent.text(name).trim().is_empty() { Ok(None) } else { day(sent, name).map(Some) }
}

fn person(sent: &Sent) -> Result<domain::value::Id<domain::party::Account>, Refusal> {
    sent.id("orang").ok_or_else(|| wrong("orang", "Pilih orang dari daftar."))
}

/// Number and date of a letter as they are printed under a signature.
fn letter(sent: &Sent) -> Result<String, Refusal> {
    let number = sent.text("surat").trim();
    if number.chars().count() > 200 || number.chars().any(char::is_control) {
        return Err(wrong("surat", "Nomor surat paling panjang 150 huruf."));
    }
    Ok(match maybe_day(sent, "tanggal_surat")? {
        Some(date) if !number.is_empty() => format!("{number} tanggal {}", date_text::date(date)),
        _ => number.to_owned(),
    })
}

async fn change(
    visitor: &Visitor,
    sent: &Sent,
    part: &'static str,
    said: &str,
    build: fn(&Sent) -> Result<OfficialChange, Refusal>,
) -> Answer {
    let kept = sent.clone();
    let seen: i64 = sent.text("versi").parse().unwrap_or(-1);
    let result = visitor
        .run(move |region, actor| {
            let change = match build(&kept) {
                Ok(change) => change,
                Err(refusal) => {
                    record_refusal(region, actor, &Subject::office(seen), "set_officials", &refusal)?;
                    return Err(refusal.into());
                }
            };
            let file = kept.file("surat_berkas");
            let letter = file.map(|f| LetterUpload { name: &f.name, bytes: &f.bytes });
            change_officials(region, actor, seen, &change, letter)
        })
        .await;
    match result {
        Ok(()) => visitor.go_with(&links::officials(), &Notice::new(Tone::Good, said)),
        Err(AppError::Refused(refusal)) => {
            let view = visitor.run(officials_view).await?;
            let refused = Refused { part, sent, refusal: &refusal };
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(visitor, &view, Some(&refused)))
        }
        Err(other) => Err(other.into()),
    }
}

/// Appoints somebody.
pub(super) async fn appoint(visitor: Visitor, sent: Sent) -> Answer {
    change(&visitor, &sent, "angkat", "Pengangkatan tercatat.", |sent| {
        Ok(OfficialChange::Appoint(Appointment {
            position: sent.text("jabatan").to_owned(),
            account: person(sent)?,
            tenure: match sent.text("sebagai") {
                "definitive" => Tenure::Definitive,
                "plh" => Tenure::Plh,
                "plt" => Tenure::Plt,
                _ => return Err(wrong("sebagai", "Pilih pejabat tetap, Plh., atau Plt.")),
            },
            decree: letter(sent)?,
            from: day(sent, "mulai")?,
            until: maybe_day(sent, "sampai")?,
            letter: None,
        }))
    })
    .await
}

/// Ends an appointment.
pub(super) async fn end(visitor: Visitor, sent: Sent) -> Answer {
    change(&visitor, &sent, "", "Masa jabatan diakhiri.", |sent| {
        Ok(OfficialChange::EndAppointment {
            position: sent.text("jabatan").to_owned(),
            account: person(sent)?,
            from: day(sent, "mulai")?,
            last: day(sent, "sampai")?,
        })
    })
    .await
}

/// Delegates signing to a post.
pub(super) async fn delegate(visitor: Visitor, sent: Sent) -> Answer {
    change(&visitor, &sent, "limpahkan", "Pelimpahan tercatat.", |sent| {
        let whom = sent.text("atas_nama").trim();
        Ok(OfficialChange::Delegate(Delegation {
            position: sent.text("jabatan").to_owned(),
            services: sent.all("layanan").into_iter().map(|s| ServiceId(s.to_owned())).collect(),
            decree: letter(sent)?,
            from: day(sent, "mulai")?,
            until: maybe_day(sent, "sampai")?,
            mode: match whom {
                "" => DelegationMode::OwnName,
                whom => DelegationMode::OnBehalfOf(whom.chars().take(80).collect()),
            },
        }))
    })
    .await
}

/// Ends a delegation.
pub(super) async fn undelegate(visitor: Visitor, sent: Sent) -> Answer {
    change(&visitor, &sent, "", "Pelimpahan diakhiri.", |sent| {
        Ok(OfficialChange::EndDelegation {
            position: sent.text("jabatan").to_owned(),
            decree: sent.text("surat").to_owned(),
            from: day(sent, "mulai")?,
            last: day(sent, "sampai")?,
        })
    })
    .await
}

/// Notes an absence.
pub(super) async fn absence(visitor: Visitor, sent: Sent) -> Answer {
    change(&visitor, &sent, "halangan", "Halangan tercatat.", |sent| {
        let reason = sent.text("alasan").trim();
        if reason.is_empty() || reason.chars().count() > 100 {
            return Err(wrong("alasan", "Isi alasan, paling panjang 100 huruf."));
        }
        Ok(OfficialChange::NoteAbsence(Absence {
            account: person(sent)?,
            from: day(sent, "mulai")?,
            until: day(sent, "sampai")?,
            reason: reason.to_owned(),
        }))
    })
    .await
}

/// Ends an absence, or takes it back.
pub(super) async fn absence_end(visitor: Visitor, sent: Sent) -> Answer {
    change(&visitor, &sent, "", "Halangan diakhiri.", |sent| {
        Ok(OfficialChange::EndAbsence {
            account: person(sent)?,
            from: day(sent, "mulai")?,
            last: day(sent, "sampai")?,
        })
    })
    .await
}
