//! What has happened to a file and what comes, as its owner may see it: desks and dates, never persons. Moves between
//! desks inside the office show nothing new (practice: turun berkas).

use super::status_sentence::desk_name;
use crate::Region;
use crate::letter::told;
use crate::query::applicant::OwnFile;
use domain::definition::{StageDef, StageId, StageKind};
use domain::formula::Values;
use domain::process::{Event, Facts, Status, flow};
use domain::value::date_text;
use jiff::Timestamp;

/// Where an entry stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Behind us.
    Done,
    /// Here the file is.
    Now,
    /// Still to come.
    Next,
    /// Here it ended without a document.
    Stopped,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What happened or happens.
    pub title: String,
    /// Date in words, or empty.
    pub when: String,
    /// Desk and unit, or empty.
    pub desk: String,
    /// More, or empty.
    pub text: String,
    /// Behind, now or ahead.
    pub moment: When,
}

struct Past {
    entry: Entry,
    stage: Option<StageId>,
}

struct Writer<'a> {
    region: &'a Region,
    file: &'a OwnFile,
    past: Vec<Past>,
}

/// The story of a file from the receipt to what is still to come.
pub fn timeline(region: &Region, file: &OwnFile, values: &Values, facts: &Facts<'_>) -> Vec<Entry> {
    let mut writer = Writer { region, file, past: Vec::new() };
    for (at, event) in &file.events {
        writer.event(*at, event);
    }
    let mut entries: Vec<Entry> = writer.past.into_iter().map(|p| p.entry).collect();
    let state = &file.state;
    let definition = &file.definition;
    if state.status.is_terminal() {
        return entries;
    }
    let Some(stage) = state.stage.as_ref().and_then(|id| definition.stage(id)) else { return entries };
    let since = state.passage().map(|p| p.entered_at);
    entries.push(Entry {
        title: if state.status == Status::Returned {
            "Menunggu perbaikan dari Anda".into()
        } else {
            stage.label.clone()
        },
        when: since.map_or_else(String::new, |at| format!("Sejak {}", day(file, at))),
        desk: desk(region, file, stage),
        text: String::new(),
        moment: When::Now,
    });
    let position = definition.position(&stage.id).map_or(0, |i| i + 1);
    for next in definition.stages.iter().skip(position) {
        // A stage whose condition depends on what is not known yet is shown: no surprise later.
        if flow::is_entered(next, values, facts).unwrap_or(true) {
            entries.push(Entry {
                title: next.label.clone(),
                when: String::new(),
                desk: desk(region, file, next),
                text: String::new(),
                moment: When::Next,
            });
        }
    }
    entries
}

fn day(file: &OwnFile, at: Timestamp) -> String {
    date_text::weekday_date(file.office.calendar.local_date(at))
}

fn desk(region: &Region, file: &OwnFile, stage: &StageDef) -> String {
    match stage.kind {
        StageKind::Registration | StageKind::Payment | StageKind::Survey => "Anda".to_owned(),
        _ if stage.agencies.is_empty() => desk_name(region, &file.state, stage),
        _ => {
            let names: Vec<&str> =
                stage.agencies.iter().map(|a| region.profile.agency_name(&a.agency)).collect();
            names.join(" dan ")
        }
    }
}

impl Writer<'_> {
    fn put(&mut self, moment: When, at: Timestamp, title: &str, desk: String, text: String) {
        let entry = Entry { title: title.to_owned(), when: day(self.file, at), desk, text, moment };
        self.past.push(Past { entry, stage: None });
    }

    fn done(&mut self, at: Timestamp, title: &str, text: impl Into<String>) {
        self.put(When::Done, at, title, String::new(), text.into());
    }

    fn stopped(&mut self, at: Timestamp, title: &str, text: impl Into<String>) {
        self.put(When::Stopped, at, title, String::new(), text.into());
    }

    fn event(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::Submitted { registration, .. } => {
                let when = date_text::moment_at(at, self.file.office.calendar.time_zone());
                self.done(at, "Permohonan diterima", format!("Nomor pendaftaran {registration}."));
                if let Some(last) = self.past.last_mut() {
                    last.entry.when = when;
                }
            }
            Event::StageLeft { stage, .. } => self.left(at, stage),
            Event::SentBack { to, .. } => self.forget_from(to),
            Event::CorrectionRequested { round } => {
                self.done(at, "Perbaikan diminta", format!("{} hal perlu diperbaiki.", round.items.len()));
            }
            Event::CorrectionAnswered { .. } => self.done(at, "Perbaikan Anda sudah kami terima", ""),
            Event::VisitPlanned { agency, plan } => {
                let name = self.region.profile.agency_name(agency).to_owned();
                let text = format!("Tim akan datang {}.", date_text::weekday_date(plan.day));
                self.put(When::Done, at, "Tinjauan lapangan dijadwalkan", name, text);
            }
            Event::VisitRecorded { agency, visit } => {
                let name = self.region.profile.agency_name(agency).to_owned();
                self.put(When::Done, visit.at, "Tinjauan lapangan", name, String::new());
            }
            Event::Recommended { agency, recommendation } => {
                let name = self.region.profile.agency_name(agency).to_owned();
                let text = format!("{}.", recommendation.outcome.label());
                self.put(When::Done, at, "Rekomendasi teknis", name, text);
            }
            Event::Approved { .. } => self.done(at, "Permohonan disetujui", ""),
            // Told when the letter is signed, not before (BTG68-11.3, 12).
            Event::RefusalDecided { .. } => {}
            Event::Refused { decision } => self.stopped(at, "Ditolak", told(&decision.reasons).join(" ")),
            Event::SkrdIssued { skrd } => {
                self.done(
                    at,
                    "Retribusi ditetapkan (SKRD)",
                    format!("{}, kode bayar {}.", skrd.amount, skrd.payment_code),
                );
            }
            Event::PaymentNoticeReceived { at: received, .. } => {
                self.done(
                    *received,
                    "Pemberitahuan pembayaran Anda terima",
                    "Batas pembayaran dihitung sejak hari ini.",
                );
            }
            Event::PaymentConfirmed { .. } => self.done(at, "Pembayaran diterima", ""),
            Event::ExpiredUnpaid => self.stopped(at, "Batas pembayaran lewat", "Permohonan berakhir."),
            Event::DocumentSealed { .. } => {
                let number = self.file.state.number.as_ref().map_or("", |n| n.number.as_str());
                self.done(at, "Izin terbit", format!("Nomor {number}."));
            }
            Event::SurveyAnswered => self.done(at, "Survei Anda sudah kami terima", ""),
            Event::Suspended { .. } => self.done(at, "Penyerahan ditangguhkan", "Survei belum diisi."),
            Event::Shipped { courier, waybill, .. } => {
                self.done(at, "Dikirim", format!("Lewat {courier}, nomor resi {waybill}."));
            }
            Event::ShipmentReturned { reason, .. } => {
                self.done(at, "Kurir mengembalikan dokumen", format!("{reason} Dokumen ada di loket."));
            }
            Event::ApplicantTold { text, .. } => self.done(at, "Kami mengirim pesan", text.clone()),
            Event::HandedOver { .. } => self.done(at, "Izin diserahkan", ""),
            Event::HandedBack { .. } => {
                let reason = self.file.state.hand_back.as_ref().map_or("", |p| p.reason.as_str()).to_owned();
                self.stopped(at, "Berkas dikembalikan", reason);
            }
            Event::CancellationRequested { .. } => self.done(at, "Pembatalan Anda minta", ""),
            Event::CancellationDeclined { note, .. } => {
                self.done(at, "Pembatalan tidak disetujui", note.clone());
            }
            Event::Cancelled { .. } => self.stopped(at, "Permohonan dibatalkan", ""),
            Event::Revoked { .. } => self.stopped(at, "Izin dicabut", ""),
            Event::Replaced { number } => {
                self.stopped(at, "Izin diganti", format!("Izin baru: nomor {number}."));
            }
            _ => {}
        }
    }

    /// Stages whose own events say more are told by those.
    fn left(&mut self, at: Timestamp, id: &StageId) {
        let definition = self.file.definition.clone();
        let Some(stage) = definition.stage(id) else { return };
        let told = matches!(
            stage.kind,
            StageKind::Registration
                | StageKind::TechnicalRecommendation
                | StageKind::Decision
                | StageKind::Payment
                | StageKind::Survey
                | StageKind::Handover
        );
        if told {
            return;
        }
        let entry = Entry {
            title: stage.label.clone(),
            when: day(self.file, at),
            desk: desk(self.region, self.file, stage),
            text: String::new(),
            moment: When::Done,
        };
        self.past.push(Past { entry, stage: Some(id.clone()) });
    }

    /// A file that went back passes its desks again; the first passage is not told twice.
    fn forget_from(&mut self, to: &StageId) {
        let definition = &self.file.definition;
        let from = definition.position(to).unwrap_or(0);
        self.past.retain(|p| {
            p.stage.as_ref().and_then(|id| definition.position(id)).is_none_or(|position| position < from)
        });
    }
}
