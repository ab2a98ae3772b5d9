//! The status page's facts and its papers.

use super::own_file::own;
use crate::Region;
use crate::act::{Subject, record_refusal};
use crate::error::AppError;
use crate::letter::read_file;
use crate::query::status_sentence::{StatusSentence, status_sentence};
use crate::query::timeline::{Entry, timeline};
use domain::capability::Capability;
use domain::definition::{ServiceDefinition, StageKind};
use domain::party::Actor;
use domain::process::{Application, Declared, Refusal, Status};
use domain::value::date_text;

/// What is to be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentView {
    /// In figures.
    pub amount: String,
    /// Payment code.
    pub code: String,
    /// Bank and account.
    pub bank: String,
    /// Last day with its weekday, or from when it is counted.
    pub last_day: String,
    /// Why just then.
    pub why: String,
}

/// A paper of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperView {
    /// Name in addresses.
    pub slug: &'static str,
    /// What it is.
    pub title: &'static str,
    /// Kind, size, date.
    pub meta: String,
}

/// A file as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusView {
    /// Id.
    pub id: String,
    /// Counts changes.
    pub version: u64,
    /// Registration number.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// Where it stands.
    pub status: Status,
    /// In words.
    pub sentence: StatusSentence,
    /// When it was received, in words.
    pub received: String,
    /// End of the service time, in words; empty after it.
    pub due: String,
    /// Why just then.
    pub due_why: String,
    /// The service time is over.
    pub late: bool,
    /// While payment is awaited.
    pub payment: Option<PaymentView>,
    /// Past, present, future.
    pub timeline: Vec<Entry>,
    /// What can be downloaded.
    pub papers: Vec<PaperView>,
    /// Verification code of the permit, once the permit can be had (MJK18-1.11).
    pub code: Option<String>,
    /// Cancellation or revocation may be asked for.
    pub may_cancel: bool,
    /// A request that runs: since when.
    pub cancellation: Option<String>,
    /// Who filled it for the applicant, and how the applicant declared; empty when nobody helped (MJK18-12.6).
    pub helped: String,
    /// Looked at under a power of attorney: which, and whose file it is.
    pub under: Option<(String, String)>,
}

/// Papers that an applicant may have: address, category of the stored file, title.
const PAPERS: [(&str, &str, &str); 6] = [
    ("izin", "permit", "Izin"),
    ("skrd", "skrd", "Surat Ketetapan Retribusi Daerah (SKRD)"),
    ("penolakan", "refusal", "Surat penolakan"),
    ("pengembalian", "hand_back", "Surat pengembalian berkas"),
    ("pembatalan", "cancellation", "Surat pembatalan"),
    ("tanda-terima", "receipt", "Tanda terima pendaftaran"),
];

/// The permit itself waits for the survey, as its hand-over does (MJK18-17.4); without a survey it can be had when the file
/// has come to its hand-over (A-62, BTG68-13.1).
fn released(state: &Application, definition: &ServiceDefinition, category: &str) -> bool {
    if category != "permit" || state.handover.is_some() {
        return true;
    }
    if definition.stage_of_kind(StageKind::Survey).is_some() {
        return state.survey.answered_at.is_some();
    }
    let given = |id| definition.stage(id).is_some_and(|s| s.kind == StageKind::Handover);
    state.stage.as_ref().is_some_and(given)
}

/// A file of mine.
///
/// # Errors
/// [`AppError::NotFound`] when it is not mine; the attempt is recorded.
pub fn status(region: &Region, actor: &Actor, id: &str) -> Result<StatusView, AppError> {
    let file = own(region, actor, id)?;
    let state = &file.state;
    let definition = &file.definition;
    let calendar = &file.office.calendar;
    let facts = file.facts(region, actor);
    let values = facts.values(state);
    let entries = timeline(region, &file, &values, &facts);
    let files = region.store.read(|tx| store::file::owned_by(tx, *state.id.as_bytes()))?;
    let papers: Vec<PaperView> = PAPERS
        .iter()
        .filter(|(_, category, _)| released(state, definition, category))
        .filter_map(|(slug, category, title)| {
            let row = files.iter().find(|f| f.category == *category)?;
            let day = date_text::date(calendar.local_date(row.created_at));
            Some(PaperView { slug, title, meta: format!("PDF, {}, {day}", size_text(row.size)) })
        })
        .collect();
    let due = if state.service_done_at.is_some() { None } else { state.clock.as_ref() }
        .and_then(|c| c.due(calendar).ok().flatten());
    let open = matches!(
        state.status,
        Status::Submitted
            | Status::InProcess
            | Status::Returned
            | Status::AwaitingPayment
            | Status::Suspended(_)
            | Status::Issued
            | Status::HandedOver
    );
    Ok(StatusView {
        id: state.id.to_string(),
        version: state.version,
        number: state.registration.map(|r| r.to_string()).unwrap_or_default(),
        service: definition.name.clone(),
        status: state.status,
        sentence: status_sentence(region, &file.office, definition, state),
        received: state
            .submitted_at
            .map_or_else(String::new, |at| date_text::moment_at(at, calendar.time_zone())),
        due: due.as_ref().map_or_else(String::new, domain::calendar::Due::moment_id),
        due_why: due
            .as_ref()
            .map_or_else(String::new, |d| d.explain_id(definition.service_time_basis.label())),
        late: due.as_ref().is_some_and(|d| d.passed(region.now())),
        payment: payment(region, &file),
        timeline: entries,
        code: state.verification_code.clone().filter(|_| papers.iter().any(|p| p.slug == "izin")),
        papers,
        // To give up a permit stays with its holder.
        may_cancel: open
            && state.cancellation.is_none()
            && file.under.is_none()
            && actor.may(Capability::RequestCancellation),
        helped: helped(state),
        under: file.under.as_ref().map(|power| (power.id.to_string(), state.holder_name.clone())),
        cancellation: state.cancellation.as_ref().map(|c| date_text::weekday_date(calendar.local_date(c.at))),
    })
}

fn helped(state: &Application) -> String {
    let how = state.declaration.as_ref().map_or(Declared::OwnAccount, |d| d.how);
    if how == Declared::Attorney || state.power.is_some() {
        let entered = state.entered_by.as_ref().map(|by| by.name.as_str());
        let sent = state.representative.as_ref().map(|power| power.representative.as_str());
        let name = sent.or(entered).unwrap_or_default();
        return format!(
            "Penerima kuasa {name} mengurus permohonan ini. Pernyataan diberikan {}.",
            how.label()
        );
    }
    let Some(by) = &state.entered_by else { return String::new() };
    format!("Petugas {} membantu mengisi permohonan ini. Pernyataan diberikan {}.", by.name, how.label())
}

/// "84 kB", "2,1 MB".
fn size_text(bytes: i64) -> String {
    if bytes < 1_048_576 {
        return format!("{} kB", (bytes / 1024).max(1));
    }
    let tenths = bytes * 10 / 1_048_576;
    format!("{},{} MB", tenths / 10, tenths % 10)
}

fn payment(region: &Region, file: &super::OwnFile) -> Option<PaymentView> {
    let state = &file.state;
    if state.status != Status::AwaitingPayment || state.payment.is_some() {
        return None;
    }
    let skrd = state.skrd.as_ref()?;
    let policy = region.profile.policy.payment.as_ref()?;
    let basis = region.profile.basis("payment.pay_within");
    let due = skrd.clock.as_ref().and_then(|c| c.due(&file.office.calendar).ok().flatten());
    let (last_day, why) = match due {
        Some(due) => {
            (format!("Paling lambat {}", date_text::weekday_date(due.last_day)), due.explain_id(basis))
        }
        None => (
            format!("{} sejak SMS pemberitahuan Anda terima", policy.pay_within),
            format!("Waktu mulai dihitung saat SMS sampai. Dasar: {basis}."),
        ),
    };
    Some(PaymentView {
        amount: skrd.amount.to_string(),
        code: skrd.payment_code.clone(),
        bank: format!("{}, rekening {}", policy.bank, policy.account),
        last_day,
        why,
    })
}

/// One paper of a file of mine: name and bytes.
///
/// # Errors
/// [`AppError::NotFound`] when the file is not mine, or the paper does not exist or is not released yet.
pub fn paper(region: &Region, actor: &Actor, id: &str, slug: &str) -> Result<(String, Vec<u8>), AppError> {
    let file = own(region, actor, id)?;
    let state = &file.state;
    let Some((_, category, _)) = PAPERS.iter().find(|(s, _, _)| *s == slug) else {
        return Err(AppError::NotFound);
    };
    if !released(state, &file.definition, category) {
        record_refusal(
            region,
            actor,
            &Subject::application(state.id),
            "open_paper",
            &Refusal::SurveyMissing,
        )?;
        return Err(AppError::NotFound);
    }
    let (_, bytes) = read_file(region, state.id, category)?.ok_or(AppError::NotFound)?;
    let number = state.registration.map(|r| r.to_string()).unwrap_or_default();
    Ok((format!("{slug}-{number}.pdf"), bytes))
}

#[cfg(test)]
mod tests {
    use super::size_text;

    #[test]
    fn sizes_are_told_as_people_read_them() {
        assert_eq!([size_text(10), size_text(86_016), size_text(2_202_010)], ["1 kB", "84 kB", "2,1 MB"]);
    }
}
