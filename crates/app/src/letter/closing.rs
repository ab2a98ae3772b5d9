//! Letters that close a file: refusal, hand-back, cancellation and revocation, closed with the office seal.

use super::context::{Subject, request, signature_block, signer_on, verification, with_common};
use super::put_file;
use super::sign::{seal_plain, system};
use crate::Region;
use crate::error::AppError;
use crate::job::Outcome;
use domain::definition::SigningMode;
use domain::official::SigningRight;
use domain::party::{Account, ApplicationRecord};
use domain::process::{Command, IssuedDocument};
use domain::value::{Id, date_text};
use jiff::Timestamp;
use serde_json::{Value, json};

/// How to object, as the letter says it.
fn objection(region: &Region) -> Value {
    json!({
        "text": "Bila tidak setuju, Anda dapat mengajukan keberatan secara tertulis.",
        "addressee": region.profile.identity.office_long,
        "deadline": "21 hari kerja sejak keputusan diterima",
        "channels": "Melalui akun Anda, atau di loket kami.",
        "basis": region.profile.basis("refusal.objection"),
    })
}

/// A ground and its article: "alasan | pasal", the article behind a bar when the official wrote one.
fn ground_parts(ground: &str) -> (&str, &str) {
    let (text, basis) = ground.split_once('|').unwrap_or((ground, ""));
    (text.trim(), basis.trim())
}

/// Grounds as people read them: the article stands in brackets.
pub(crate) fn told(grounds: &[String]) -> Vec<String> {
    let words = |ground: &String| match ground_parts(ground) {
        (text, "") => text.to_owned(),
        (text, basis) => format!("{} ({basis}).", text.trim_end_matches('.')),
    };
    grounds.iter().map(words).collect()
}

/// Data of the refusal letter, for its draft and its final form.
pub(super) fn refusal_data(
    region: &Region,
    subject: &Subject,
    account: Id<Account>,
    right: &SigningRight,
    grounds: &[String],
    at: Timestamp,
) -> Result<(Value, Vec<u8>), AppError> {
    let (verification, qr) = verification(region, &subject.state)?;
    let signature = signature_block(region, account, right, SigningMode::Electronic)?;
    let reasons: Vec<Value> = grounds
        .iter()
        .map(|ground| {
            let (text, basis) = ground_parts(ground);
            json!({ "text": text, "basis": basis })
        })
        .collect();
    let data = with_common(
        region,
        json!({
            "number": null,
            "date": subject.date(at),
            "attachments": null,
            "registration_number": subject.registration(),
            "service": subject.definition.name,
            "received_at": subject.state.submitted_at.map_or_else(String::new, |t| subject.date(t)),
            "applicant": { "name": subject.state.holder_name, "address": subject.address() },
            "reasons": reasons,
            "recommendation": null,
            "objection": objection(region),
            "advice": null,
            "verification": verification,
            "signature": signature,
        }),
    );
    Ok((data, qr))
}

fn hand_back_data(region: &Region, subject: &Subject, at: Timestamp) -> Result<(Value, Vec<u8>), AppError> {
    let (verification, qr) = verification(region, &subject.state)?;
    let proposal = subject.state.hand_back.as_ref().ok_or(AppError::NotFound)?;
    let data = with_common(
        region,
        json!({
            "number": null,
            "date": subject.date(at),
            "attachments": null,
            "registration_number": subject.registration(),
            "service": subject.definition.name,
            "received_at": subject.state.submitted_at.map_or_else(String::new, |t| subject.date(t)),
            "applicant": { "name": subject.state.holder_name, "address": subject.address() },
            "reasons": [{ "text": proposal.reason, "basis": region.profile.basis("hand_back") }],
            "next_steps": [
                "Ini bukan penolakan. Anda boleh mengajukan lagi kapan saja.",
                "Data dan dokumen Anda sudah tersimpan di akun Anda.",
            ],
            "right_office": null,
            "verification": verification,
            "signature": {
                "mode": "none", "mandate": null, "acting": null,
                "position": region.profile.identity.office_short, "own_position": null,
                "name": proposal.by.name, "rank": null, "nip": null, "decree": null, "note": null,
            },
        }),
    );
    Ok((data, qr))
}

fn cancellation_data(
    region: &Region,
    subject: &Subject,
    at: Timestamp,
) -> Result<(Value, Vec<u8>), AppError> {
    let (verification, qr) = verification(region, &subject.state)?;
    let asked = subject.state.cancellation.as_ref().ok_or(AppError::NotFound)?;
    let today = subject.office.calendar.local_date(at);
    let (account, right) = signer_on(region, &subject.office, &subject.definition, today)
        .ok_or_else(|| AppError::Failed("no official may sign today".into()))?;
    let signature = signature_block(region, account, &right, SigningMode::Electronic)?;
    let revoked = subject.state.issued.is_some();
    let number = subject.state.number.as_ref().map_or_else(String::new, |n| n.number.clone());
    let (title, decision) = if revoked {
        ("Pencabutan Izin", format!("Mencabut {} nomor {number}.", subject.definition.short_name))
    } else {
        ("Pembatalan Permohonan", format!("Membatalkan permohonan nomor {}.", subject.registration()))
    };
    let data = with_common(
        region,
        json!({
            "number": null,
            "date": date_text::date(today),
            "authority": null,
            "title": title,
            "considerations": [format!("Pemegang meminta dengan alasan: {}", asked.reason)],
            "legal_basis": region.profile.identity.legal_basis,
            "decisions": [{ "label": "KESATU", "text": decision }],
            "holder": { "name": subject.state.holder_name },
            "subject": [{ "label": "Nomor pendaftaran", "value": subject.registration() }],
            "objection": null,
            "copies": null,
            "verification": verification,
            "signature": signature,
        }),
    );
    Ok((data, qr))
}

/// Lays out, seals and files a closing letter.
///
/// # Errors
/// Typesetting, keys or storage; tried again.
pub(crate) fn closing(region: &Region, id: Id<ApplicationRecord>, letter: &str) -> Result<Outcome, AppError> {
    let subject = Subject::load(region, id)?;
    let at = subject.state.closed_at.unwrap_or_else(|| region.now());
    let (template, (data, qr)) = match letter {
        "refusal" => {
            let decision = subject.state.decision.as_ref().ok_or(AppError::NotFound)?;
            let account = decision.by.account.ok_or(AppError::NotFound)?;
            let data =
                refusal_data(region, &subject, account, &decision.right, &decision.reasons, decision.at)?;
            (subject.definition.product.letters.refusal.as_str(), data)
        }
        "hand_back" => ("hand_back.typ", hand_back_data(region, &subject, at)?),
        _ => ("cancellation.typ", cancellation_data(region, &subject, at)?),
    };
    let laid = region.typesetter.pdf(&request(template, data, Some(qr), at, format!("{id}-{letter}")))?;
    let sealed = seal_plain(region, &laid.pdf, at, "Pemberitahuan keputusan")?;
    let name = format!("{letter}.pdf");
    let filed = put_file(region, *id.as_bytes(), letter, &name, "application/pdf", &sealed)?;
    let letter = IssuedDocument { digest: filed.digest, file: filed.file, at };
    system(region, id, Command::FileLetter { letter })
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn a_ground_is_told_with_its_article_in_brackets() {
        let grounds = ["Syarat kurang. | Pasal 11 ayat (3)".to_owned(), "Tanah sengketa.".to_owned()];
        assert_eq!(told(&grounds), ["Syarat kurang (Pasal 11 ayat (3)).", "Tanah sengketa."]);
    }
}
