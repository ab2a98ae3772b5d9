//! Retribution: SKRD, payment, confirmation.

use super::super::case_page::{Forms, deadline};
use crate::components::{
    FeeRow, FeeTable, Field, FieldKind, FileUpload, FormSeed, Link, SummaryList, SummaryRow,
};
use crate::links;
use crate::pages::work::acts::ActPanel;
use crate::pages::work::acts::payment::{PaymentPanel, PaymentStep};
use app::query::case::DeskAct;
use domain::formula::{FeeLine, format_rupiah};
use domain::value::Rupiah;

fn table(caption: String, lines: &[FeeLine], amount: Rupiah) -> FeeTable {
    let rows = lines.iter().map(|l| FeeRow::new(&l.label, &l.expression, &format_rupiah(l.value))).collect();
    FeeTable { caption, rows, total: amount.to_string(), words: amount.terbilang() }
}

pub(super) fn payment(forms: &Forms<'_>, seed: &FormSeed) -> ActPanel {
    let case = forms.case;
    let state = &case.state;
    let caption = format!("Retribusi {}", case.definition.short_name);
    let (fee, applicant_amount) = match (&state.skrd, &case.fee) {
        (Some(skrd), _) => (table(caption, &skrd.lines, skrd.amount), skrd.applicant_amount),
        (None, Some(Ok(preview))) => {
            (table(caption, &preview.lines, preview.amount), preview.applicant_amount)
        }
        (None, Some(Err(why))) => {
            return ActPanel::Nothing(format!("Besaran retribusi tidak dapat dihitung: {why}"));
        }
        (None, None) => return ActPanel::Nothing("Layanan ini tidak dipungut retribusi.".to_owned()),
    };
    let step = match (&state.skrd, &state.payment) {
        (None, _) => PaymentStep::Issue,
        (Some(_), None) => PaymentStep::Record,
        (Some(_), Some(paid)) if paid.confirmed_by.is_some() => PaymentStep::Done,
        (Some(_), Some(_)) => PaymentStep::Confirm,
    };
    let blocked = match step {
        PaymentStep::Issue => case.panels.blocked(DeskAct::IssueSkrd),
        PaymentStep::Record => case.panels.blocked(DeskAct::RecordPayment),
        PaymentStep::Confirm => case.panels.blocked(DeskAct::SettlePayment),
        PaymentStep::Done => None,
    };
    if let Some(why) = blocked {
        return ActPanel::Nothing(why.to_owned());
    }
    let paper = case.papers.iter().find(|p| p.category == "skrd");
    let skrd = state.skrd.as_ref().map(|skrd| match paper {
        Some(paper) => {
            Link::new(links::case_file(&forms.id, &paper.file.to_string()), format!("{} (PDF)", skrd.number))
        }
        None => {
            Link::new(links::case(&forms.id), format!("{}: PDF sedang disiapkan, muat ulang", skrd.number))
        }
    });
    let action = links::case_payment(&forms.id);
    let fields = vec![
        Field::new("nomor_bukti", "Nomor bukti bank", FieldKind::Text { max: 40 }),
        Field::new("jumlah", "Jumlah yang dibayar", FieldKind::Text { max: 20 })
            .hint("Dalam rupiah, contoh 1.400.000."),
        Field::new("tanggal_bayar", "Tanggal bayar menurut bank", FieldKind::Date).hint("Contoh: 30-03-2026"),
        Field::new("jam_bayar", "Jam bayar menurut bank", FieldKind::Text { max: 5 }).hint("Contoh: 14.05"),
    ];
    let settle = links::case_settle_payment(&forms.id);
    let note = Field::new("catatan", "Catatan bila tidak cocok", FieldKind::LongText { max: 500 }).optional();
    let recorded = state.payment.as_ref().map_or_else(Vec::new, |p| {
        vec![
            SummaryRow::new("Nomor bukti", p.bank_reference.clone()),
            SummaryRow::new("Jumlah", p.amount.to_string()),
            SummaryRow::new("Waktu bayar", forms.moment(p.paid_at)),
        ]
    });
    let mut proof = FileUpload::single("bukti", "Foto bukti bank");
    proof.error = forms.was_sent(&action).then(|| forms.error("bukti")).flatten();
    ActPanel::Payment(Box::new(PaymentPanel {
        id: forms.id.clone(),
        forms: seed.clone(),
        step,
        fee,
        applicant_amount: applicant_amount.map_or_else(String::new, |a| a.to_string()),
        skrd,
        deadline: (step == PaymentStep::Record).then(|| deadline(case.step_due.as_ref())),
        fields: fields.into_iter().map(|f| forms.field(&action, f)).collect(),
        proof,
        recorded: SummaryList { rows: recorded },
        recorder: state.payment.as_ref().map_or_else(String::new, |p| {
            format!("Dicatat {}, {}", p.recorded_by.name, forms.moment(p.recorded_at))
        }),
        note: forms.field(&settle, note),
    }))
}
