//! The one sentence that most people come for: where the file is, since when, until when, and what I must do.

use crate::{Office, Region};
use domain::calendar::Due;
use domain::definition::{ServiceDefinition, StageDef, StageKind};
use domain::process::{Application, CourierRule, Status, SuspensionReason};
use domain::value::date_text;
use jiff::Timestamp;

/// What the owner must do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// Nothing.
    Nothing,
    /// Go on with the draft.
    Finish,
    /// Be there when the team comes.
    Attend,
    /// Put things right.
    Correct,
    /// Pay.
    Pay,
    /// Fill the survey.
    Survey,
    /// Fetch the document.
    PickUp,
    /// Read a letter.
    Read,
}

/// Where a file stands, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusSentence {
    /// Where, since when, until when.
    pub place: String,
    /// What the owner must do, or that there is nothing to do.
    pub duty: String,
    /// The same for programs.
    pub kind: Duty,
}

/// Nothing to do (practice, section 6, sentence 12).
pub const NOTHING_TO_DO: &str = "Anda tidak perlu berbuat apa-apa.";

/// Which desk or unit has the file in a stage; never a person.
pub fn desk_name(region: &Region, state: &Application, stage: &StageDef) -> String {
    let waiting: Vec<&str> = stage
        .agencies
        .iter()
        .map(|a| &a.agency)
        .filter(|id| state.agencies.contains(id) && !state.recommendations.contains_key(id))
        .map(|id| region.profile.agency_name(id))
        .collect();
    if waiting.is_empty() { region.profile.role_label(&stage.role).to_owned() } else { waiting.join(" dan ") }
}

/// "26 Maret": without the year when it is that of today.
fn day_month(office: &Office, at: Timestamp, now: Timestamp) -> String {
    let day = office.calendar.local_date(at);
    let text = date_text::date(day);
    if day.year() == office.calendar.local_date(now).year() {
        text.trim_end_matches(&format!(" {}", day.year())).to_owned()
    } else {
        text
    }
}

/// Says where a file stands.
pub fn status_sentence(
    region: &Region,
    office: &Office,
    definition: &ServiceDefinition,
    state: &Application,
) -> StatusSentence {
    let say = |place: String, duty: &str, kind: Duty| StatusSentence { place, duty: duty.to_owned(), kind };
    let closed = || {
        let at = state.closed_at.unwrap_or(state.created_at);
        date_text::weekday_date(office.calendar.local_date(at))
    };
    let stage = state.stage.as_ref().and_then(|id| definition.stage(id));
    match state.status {
        Status::Draft => say(
            "Isian Anda tersimpan dan belum dikirim.".to_owned(),
            "Lanjutkan kapan saja, lalu kirim.",
            Duty::Finish,
        ),
        Status::Returned => returned(office, state),
        Status::AwaitingPayment => payment(region, office, state),
        Status::Suspended(SuspensionReason::Survey) => survey(definition),
        Status::Suspended(SuspensionReason::ForceMajeure) => {
            say("Pelayanan berhenti sementara karena keadaan kahar.".to_owned(), NOTHING_TO_DO, Duty::Nothing)
        }
        Status::Submitted | Status::InProcess | Status::Issued => match stage {
            Some(stage) if stage.kind == StageKind::Survey => survey(definition),
            Some(stage) if stage.kind == StageKind::Handover => match &state.shipment {
                Some((courier, waybill)) => say(
                    format!("Izin Anda dikirim lewat {courier}, nomor resi {waybill}."),
                    NOTHING_TO_DO,
                    Duty::Nothing,
                ),
                None if region.profile.policy.courier == CourierRule::Mandatory && !state.delivery_failed => {
                    say(
                        "Izin Anda sudah siap. Kami mengirimnya lewat kurir.".to_owned(),
                        NOTHING_TO_DO,
                        Duty::Nothing,
                    )
                }
                None => say(
                    "Izin Anda dapat diambil di loket penyerahan.".to_owned(),
                    "Bawa KTP; bila diwakilkan, bawa surat kuasa.",
                    Duty::PickUp,
                ),
            },
            Some(stage) => in_office(region, office, state, stage),
            None => say("Berkas Anda sedang kami proses.".to_owned(), NOTHING_TO_DO, Duty::Nothing),
        },
        Status::HandedOver => {
            say(format!("Izin Anda terbit dan sudah diserahkan {}.", closed()), NOTHING_TO_DO, Duty::Nothing)
        }
        Status::Refused => say(
            format!("Mohon maaf, permohonan Anda ditolak pada {}.", closed()),
            "Baca alasan dan cara mengajukan keberatan pada surat penolakan.",
            Duty::Read,
        ),
        Status::HandedBack => {
            let reason = state.hand_back.as_ref().map_or("", |p| p.reason.trim().trim_end_matches('.'));
            say(
                format!("Berkas kami kembalikan karena {}.", lower_first(reason)),
                "Anda boleh mengajukan kembali. Data Anda sudah tersimpan.",
                Duty::Read,
            )
        }
        Status::Cancelled => {
            say(format!("Permohonan ini dibatalkan pada {}.", closed()), NOTHING_TO_DO, Duty::Nothing)
        }
        Status::ExpiredUnpaid => say(
            "Batas waktu pembayaran telah lewat. Permohonan berakhir.".to_owned(),
            "Silakan ajukan kembali, data Anda sudah tersimpan.",
            Duty::Nothing,
        ),
        Status::Revoked => say(format!("Izin ini dicabut pada {}.", closed()), NOTHING_TO_DO, Duty::Nothing),
        Status::Lapsed => {
            say("Masa berlaku izin ini sudah berakhir.".to_owned(), NOTHING_TO_DO, Duty::Nothing)
        }
        Status::Replaced => {
            say("Izin ini sudah diganti dengan yang lebih baru.".to_owned(), NOTHING_TO_DO, Duty::Nothing)
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), text.chars().nth(1)) {
        // An abbreviation such as KTP stays as it is.
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

fn in_office(region: &Region, office: &Office, state: &Application, stage: &StageDef) -> StatusSentence {
    let now = region.now();
    let passage = state.passage();
    let since = passage.map_or(state.created_at, |p| p.entered_at);
    let due = passage.and_then(|p| p.clock.as_ref()).and_then(|c| c.due(&office.calendar).ok().flatten());
    let desk = desk_name(region, state, stage);
    let since = day_month(office, since, now);
    let limit = match due {
        None => String::new(),
        Some(due) if due.passed(now) => {
            format!(" Batas waktunya {} sudah lewat; kami mohon maaf.", date_text::date(due.last_day))
        }
        Some(due) => format!(" Paling lambat {}.", until(&due)),
    };
    let place = if stage.agencies.is_empty() {
        format!("Berkas Anda di meja {desk} sejak {since}.{limit}")
    } else {
        format!("Berkas Anda di {desk} sejak {since}.{limit}")
    };
    let today = office.calendar.local_date(now);
    let coming = state.planned_visits.iter().filter(|(agency, plan)| {
        plan.day >= today
            && !state.visits.contains_key(*agency)
            && !state.recommendations.contains_key(*agency)
            && stage.agencies.iter().any(|a| a.agency == **agency)
    });
    match coming.map(|(_, plan)| plan.day).min() {
        Some(day) => {
            let duty = format!("Dampingi tim tinjauan di lokasi pada {}.", date_text::weekday_date(day));
            StatusSentence { place, duty, kind: Duty::Attend }
        }
        None => StatusSentence { place, duty: NOTHING_TO_DO.to_owned(), kind: Duty::Nothing },
    }
}

/// "30 Maret 2026", with the hour where the day does not end it.
fn until(due: &Due) -> String {
    let moment = due.moment_id();
    moment.split_once(", ").map_or(moment.clone(), |(_, rest)| rest.to_owned())
}

/// Before or after the number: the texts order the two differently.
fn survey(definition: &ServiceDefinition) -> StatusSentence {
    let at = |kind| definition.stages.iter().position(|s| s.kind == kind);
    let numbered_later = at(StageKind::Survey) < at(StageKind::Numbering);
    let (place, duty) = if numbered_later {
        ("Izin Anda sudah ditandatangani.", "Isi survei singkat (2 menit) agar dapat kami beri nomor.")
    } else {
        ("Izin Anda sudah siap.", "Isi survei singkat (2 menit) agar dapat kami serahkan.")
    };
    StatusSentence { place: place.to_owned(), duty: duty.to_owned(), kind: Duty::Survey }
}

fn returned(office: &Office, state: &Application) -> StatusSentence {
    let round = state.open_correction();
    let count = round.map_or(0, |r| r.items.len());
    let due = round.and_then(|r| r.clock.due(&office.calendar).ok().flatten());
    let limit = due.map_or_else(String::new, |d| format!(" sebelum {}", date_text::weekday_date(d.last_day)));
    StatusSentence {
        place: "Berkas kembali kepada Anda. Waktu kami berhenti sampai Anda mengirim perbaikan.".to_owned(),
        duty: format!("Ada {count} hal yang perlu Anda perbaiki{limit}."),
        kind: Duty::Correct,
    }
}

fn payment(region: &Region, office: &Office, state: &Application) -> StatusSentence {
    if state.payment.is_some() {
        return StatusSentence {
            place: "Pembayaran Anda sedang kami cocokkan dengan bukti bank.".to_owned(),
            duty: NOTHING_TO_DO.to_owned(),
            kind: Duty::Nothing,
        };
    }
    let skrd = state.skrd.as_ref();
    let due = skrd.and_then(|s| s.clock.as_ref()).and_then(|c| c.due(&office.calendar).ok().flatten());
    let policy = region.profile.policy.payment.as_ref();
    let limit = match (due, policy) {
        (Some(due), _) => format!(" sampai {}", date_text::weekday_date(due.last_day)),
        (None, Some(policy)) => format!(" selama {} sejak SMS Anda terima", policy.pay_within),
        (None, None) => String::new(),
    };
    let amount = skrd.map_or_else(String::new, |s| s.amount.to_string());
    let bank = policy.map_or("bank", |p| p.bank.as_str());
    StatusSentence {
        place: format!("Permohonan Anda disetujui. Kami menunggu pembayaran{limit}."),
        duty: format!("Bayar {amount} ke {bank}."),
        kind: Duty::Pay,
    }
}

#[cfg(test)]
mod tests {
    use super::lower_first;

    #[test]
    fn a_reason_continues_the_sentence() {
        assert_eq!(lower_first("Alamat usaha berada di luar kota"), "alamat usaha berada di luar kota");
        assert_eq!(lower_first("KTP tidak sesuai"), "KTP tidak sesuai");
        assert_eq!(lower_first(""), "");
    }
}
