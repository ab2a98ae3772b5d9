//! *Surat Ketetapan Retribusi Daerah* (MJK18-1.21, 14.6), closed with the office seal.

use super::context::{Subject, request, signature_block, signer_on, verification, with_common};
use super::put_file;
use super::sign::seal_plain;
use crate::Region;
use crate::error::AppError;
use crate::job::Outcome;
use domain::definition::SigningMode;
use domain::formula::format_rupiah;
use domain::party::ApplicationRecord;
use domain::value::{Id, date_text};
use serde_json::json;

/// Lays out and seals the SKRD.
///
/// # Errors
/// Typesetting, keys or storage; tried again.
pub(crate) fn skrd(region: &Region, id: Id<ApplicationRecord>) -> Result<Outcome, AppError> {
    let subject = Subject::load(region, id)?;
    let (Some(skrd), Some(policy)) = (&subject.state.skrd, &region.profile.policy.payment) else {
        return Ok(Outcome::Done);
    };
    let calendar = &subject.office.calendar;
    let issued = calendar.local_date(skrd.issued_at);
    let Some((account, right)) = signer_on(region, &subject.office, &subject.definition, issued) else {
        return Ok(Outcome::Again("no official may sign today".into()));
    };
    let signature = signature_block(region, account, &right, SigningMode::Electronic)?;
    let (verification, qr) = verification(region, &subject.state)?;
    let lines: Vec<_> = skrd
        .lines
        .iter()
        .map(|line| json!({ "description": line.label, "calculation": line.expression, "amount": format_rupiah(line.value) }))
        .collect();
    let basis = region.profile.basis("payment.pay_within");
    let due = skrd.clock.as_ref().and_then(|c| c.due(calendar).ok().flatten());
    let (date, explanation) = match &due {
        Some(due) => (date_text::weekday_date(due.last_day), due.explain_id(basis)),
        None => (
            format!("{} setelah pemberitahuan diterima", policy.pay_within),
            format!("Dihitung sejak SMS pemberitahuan diterima. Dasar: {basis}."),
        ),
    };
    let data = with_common(
        region,
        json!({
            "number": skrd.number,
            "tax_year": issued.year().to_string(),
            "registration_number": subject.registration(),
            "date": date_text::date(issued),
            "holder": { "name": subject.state.holder_name, "npwrd": null, "address": subject.address() },
            "retribution": format!("Retribusi {}", subject.definition.name),
            "object": subject.object().unwrap_or_else(|| subject.definition.name.clone()),
            "revenue_account": skrd.revenue_account,
            "lines": lines,
            "amount": skrd.amount.to_string(),
            "amount_words": skrd.amount.terbilang(),
            "payment": {
                "code": skrd.payment_code,
                "bank": policy.bank,
                "account": policy.account,
                "account_name": "Rekening penerimaan sementara",
            },
            "due": {
                "date": date,
                "explanation": explanation,
                "consequence": "Bila lewat, permohonan berakhir dan harus diajukan kembali.",
            },
            "verification": verification,
            "signature": signature,
        }),
    );
    let letter = request("skrd.typ", data, Some(qr), skrd.issued_at, format!("{id}-skrd"));
    let laid = region.typesetter.pdf(&letter)?;
    let sealed = seal_plain(region, &laid.pdf, skrd.issued_at, "Penetapan retribusi")?;
    put_file(region, *id.as_bytes(), "skrd", "skrd.pdf", "application/pdf", &sealed)?;
    Ok(Outcome::Done)
}
