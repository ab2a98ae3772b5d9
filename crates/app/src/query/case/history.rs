//! The history of a file as sentences: one an event, in the words of the office.

use crate::Region;
use crate::letter::told;
use domain::definition::{AgencyId, ServiceDefinition, StageId};
use domain::process::{By, CorrectionItem, DraftKind, Event, SuspensionReason};
use domain::value::date_text;
use jiff::Timestamp;

/// One line of a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// When.
    pub at: Timestamp,
    /// Stable name of the event.
    pub name: &'static str,
    /// Who, as known at that time; empty for the system.
    pub who: String,
    /// What happened.
    pub text: String,
    /// What was written with it; may be empty.
    pub note: String,
}

/// Words for names that only the profile knows.
pub(super) struct Words<'a> {
    pub region: &'a Region,
    pub definition: &'a ServiceDefinition,
}

impl Words<'_> {
    pub(super) fn stage(&self, id: &StageId) -> String {
        self.definition.stage(id).map_or_else(|| id.0.clone(), stage_label)
    }

    pub(super) fn agency(&self, id: &AgencyId) -> String {
        self.region.profile.agency_name(id).to_owned()
    }

    /// The label of a verification item: a document, a field, or the form.
    pub(super) fn item(&self, item: &str) -> String {
        match item.split_once('.') {
            Some(("doc", id)) => self
                .definition
                .documents
                .iter()
                .find(|d| d.id == id)
                .map_or_else(|| id.to_owned(), |d| d.label.clone()),
            Some(("form", id)) => self
                .definition
                .fields
                .iter()
                .find(|f| f.id == id)
                .map_or_else(|| id.to_owned(), |f| f.label.clone()),
            _ => "Isian permohonan".to_owned(),
        }
    }

    fn items(&self, items: &[CorrectionItem]) -> String {
        let lines: Vec<String> =
            items.iter().map(|i| format!("{}: {}", self.item(&i.item), i.note)).collect();
        lines.join("; ")
    }
}

/// What people read for a stage.
pub(crate) fn stage_label(stage: &domain::definition::StageDef) -> String {
    if stage.label.is_empty() { stage.kind.label().to_owned() } else { stage.label.clone() }
}

/// The sentence of an event; `None` for events that say nothing to people.
pub(super) fn line(event: &Event, at: Timestamp, words: &Words<'_>) -> Option<HistoryLine> {
    let system = || (String::new(), String::new());
    let by = |by: &By| (by.name.clone(), String::new());
    let noted = |by: &By, note: &str| (by.name.clone(), note.to_owned());
    let (text, (who, note)) = match event {
        Event::DraftStarted { .. }
        | Event::FormSaved { .. }
        | Event::ItemsSaved { .. }
        | Event::DocumentAttached { .. }
        | Event::DraftDiscarded => return None,
        Event::Submitted { registration, .. } => {
            (format!("Permohonan diterima dengan nomor {registration}."), system())
        }
        Event::StageEntered { entry, .. } => {
            (format!("Masuk tahap {}.", words.stage(&entry.stage)), system())
        }
        Event::StageLeft { stage, by: who } => (format!("Selesai tahap {}.", words.stage(stage)), by(who)),
        Event::Assigned { to, by: who, note, overtaking } => {
            let text = if to.account == who.account {
                "Berkas diambil.".to_owned()
            } else {
                format!("Berkas diberikan kepada {}.", to.name)
            };
            let reason =
                overtaking.as_ref().map_or_else(String::new, |r| format!("Mendahului antrean: {r}. "));
            (text, noted(who, format!("{reason}{note}").trim()))
        }
        Event::Unassigned { note } => {
            ("Berkas dilepas ke antrean.".to_owned(), (String::new(), note.clone()))
        }
        Event::ItemChecked { item, check } => {
            let verdict = if check.ok { "sesuai" } else { "tidak sesuai" };
            (format!("{}: {verdict}.", words.item(item)), noted(&check.by, &check.note))
        }
        Event::VerificationPassed { by: who } => ("Verifikasi selesai.".to_owned(), by(who)),
        Event::Validated { by: who } => ("Verifikasi disahkan.".to_owned(), by(who)),
        Event::CorrectionRequested { round } => {
            (format!("Perbaikan ke-{} diminta.", round.round), noted(&round.by, &words.items(&round.items)))
        }
        Event::CorrectionAnswered { .. } => ("Pemohon mengirim perbaikan.".to_owned(), system()),
        Event::SentBack { to, note, by: who, .. } => {
            (format!("Dikembalikan ke tahap {}.", words.stage(to)), noted(who, note))
        }
        Event::HandBackProposed { proposal } => {
            ("Pengembalian berkas diusulkan.".to_owned(), noted(&proposal.by, &proposal.reason))
        }
        Event::HandedBack { by: who } => ("Berkas dikembalikan kepada pemohon.".to_owned(), by(who)),
        Event::HandBackDeclined { note, by: who } => {
            ("Usul pengembalian tidak disetujui.".to_owned(), noted(who, note))
        }
        Event::VisitPlanned { agency, plan } => (
            format!(
                "Tinjauan lapangan {} dijadwalkan {}.",
                words.agency(agency),
                date_text::weekday_date(plan.day)
            ),
            (plan.team.join(", "), plan.assignment.clone()),
        ),
        Event::VisitRecorded { agency, visit } if visit.meeting => (
            format!("Rapat tim {} dicatat.", words.agency(agency)),
            (visit.team.join(", "), visit.findings.clone()),
        ),
        Event::VisitRecorded { agency, visit } => (
            format!("Tinjauan lapangan {} dicatat.", words.agency(agency)),
            (visit.team.join(", "), visit.findings.clone()),
        ),
        Event::Recommended { agency, recommendation } => (
            format!("{}: {}.", words.agency(agency), recommendation.outcome.label()),
            noted(&recommendation.by, &recommendation.note),
        ),
        Event::DraftComposed { draft, voided } => {
            let text = match draft.kind {
                DraftKind::Approval { .. } => "Konsep izin disusun.",
                DraftKind::Refusal { .. } => "Konsep penolakan disusun.",
            };
            (text.to_owned(), noted(&draft.by, voided.as_deref().unwrap_or_default()))
        }
        Event::Initialled { mark } => ("Konsep diparaf.".to_owned(), by(&mark.by)),
        Event::Approved { decision } => (
            format!("Permohonan disetujui oleh {}.", decision.right.title),
            noted(&decision.by, &told(&decision.reasons).join(" ")),
        ),
        Event::RefusalDecided { decision } => (
            format!("Penolakan ditetapkan oleh {}. Suratnya menunggu tanda tangan.", decision.right.title),
            noted(&decision.by, &told(&decision.reasons).join(" ")),
        ),
        Event::Refused { decision } => (
            format!("Permohonan ditolak oleh {}.", decision.right.title),
            noted(&decision.by, &told(&decision.reasons).join(" ")),
        ),
        Event::LetterIssued { .. } => ("Surat keputusan terbit.".to_owned(), system()),
        Event::SkrdIssued { skrd } => {
            (format!("SKRD {} sebesar {} terbit.", skrd.number, skrd.amount), by(&skrd.by))
        }
        Event::PaymentNoticeReceived { .. } => {
            ("Pemberitahuan pembayaran diterima pemohon. Waktu bayar mulai dihitung.".to_owned(), system())
        }
        Event::PaymentRecorded { payment } => (
            format!("Pembayaran {} dicatat.", payment.amount),
            noted(&payment.recorded_by, &format!("Bukti bank {}", payment.bank_reference)),
        ),
        Event::PaymentConfirmed { by: who } => ("Pembayaran dikonfirmasi.".to_owned(), by(who)),
        Event::PaymentRejected { by: who, note } => {
            ("Catatan pembayaran dibatalkan.".to_owned(), noted(who, note))
        }
        Event::ExpiredUnpaid => ("Batas pembayaran lewat. Permohonan berakhir.".to_owned(), system()),
        Event::PageFrozen { .. } => ("Halaman untuk ditandatangani disiapkan.".to_owned(), system()),
        Event::Printed { sheet } => (format!("Lembar {} dicetak.", sheet.serial), by(&sheet.by)),
        Event::SheetSpoiled { serial, reason } => {
            (format!("Lembar {serial} dicatat rusak."), (String::new(), reason.clone()))
        }
        Event::SignatureGiven { signature } => {
            (format!("Ditandatangani oleh {}.", signature.right.title), by(&signature.by))
        }
        Event::DocumentSigned { .. } => ("Tanda tangan elektronik selesai dibuat.".to_owned(), system()),
        Event::Numbered { number } => (format!("Diberi nomor {}.", number.number), by(&number.by)),
        Event::Scanned { scan } => ("Lembar bernomor dipindai.".to_owned(), by(&scan.by)),
        Event::ScanCompared { by: who } => ("Pindaian dibandingkan dan sesuai.".to_owned(), by(who)),
        Event::ScanRejected { by: who, note } => ("Pindaian tidak sesuai.".to_owned(), noted(who, note)),
        Event::DocumentSealed { .. } => ("Dokumen disegel kantor. Izin terbit.".to_owned(), system()),
        Event::SurveyOpened => ("Survei kepuasan dibuka untuk pemohon.".to_owned(), system()),
        Event::SurveyReminded { number } => (format!("Pengingat survei ke-{number} dikirim."), system()),
        Event::SurveyAnswered => ("Survei sudah diisi.".to_owned(), system()),
        Event::Suspended { reason } => (format!("Berkas ditangguhkan: {}.", suspension(*reason)), system()),
        Event::Resumed { .. } => ("Penangguhan berakhir.".to_owned(), system()),
        Event::Shipped { courier, waybill, by: who } => (
            format!("Dokumen diserahkan kepada kurir {courier}."),
            noted(who, &format!("Nomor resi {waybill}")),
        ),
        Event::ShipmentReturned { reason, by: who } => {
            ("Kurir mengembalikan dokumen.".to_owned(), noted(who, reason))
        }
        Event::HandedOver { handover } => (
            format!("Dokumen diserahkan kepada {}.", handover.recipient),
            noted(&handover.by, &handover.evidence),
        ),
        Event::CancellationRequested { request } => {
            let text = if request.revoke { "Pencabutan izin diminta." } else { "Pembatalan diminta." };
            (text.to_owned(), noted(&request.by, &request.reason))
        }
        Event::CancellationChecked { by: who, note, .. } => {
            ("Permintaan pembatalan diperiksa.".to_owned(), noted(who, note))
        }
        Event::Cancelled { by: who, .. } => ("Permohonan dibatalkan.".to_owned(), by(who)),
        Event::Replaced { number } => (format!("Diganti oleh izin nomor {number}."), Default::default()),
        Event::Revoked { by: who, .. } => ("Izin dicabut.".to_owned(), by(who)),
        Event::CancellationDeclined { by: who, note } => {
            ("Permintaan pembatalan tidak disetujui.".to_owned(), noted(who, note))
        }
        Event::SiteVisitOpened => return None,
        Event::SiteVisitPlanned { planned } => (
            format!("Tinjauan lapangan dijadwalkan di {}.", planned.place),
            (String::new(), planned.assignment.clone()),
        ),
        Event::SiteVisitRecorded { visit, .. } => (
            "Berita acara tinjauan lapangan dicatat.".to_owned(),
            (visit.team.join(", "), visit.findings.clone()),
        ),
        Event::SiteVisitSignedOff { by: who } => ("Berita acara disahkan.".to_owned(), by(who)),
        Event::NoticeSent { .. } => ("Pemberitahuan dikirim kepada pemohon.".to_owned(), system()),
        Event::IssueReleased { issue } => ("Dokumen dilepas untuk diterbitkan.".to_owned(), by(&issue.by)),
        Event::Delivered { handover } => (
            format!("Dokumen sampai kepada {}.", handover.recipient),
            noted(&handover.by, &handover.evidence),
        ),
        Event::Archived { archive } => (format!("Berkas diarsipkan: {}.", archive.location), by(&archive.by)),
        Event::DeadlineMoved { why, .. } => {
            ("Batas waktu bergeser.".to_owned(), (String::new(), why.clone()))
        }
        Event::ApplicantTold { by: who, text } => {
            ("Pesan dikirim kepada pemohon.".to_owned(), noted(who, text))
        }
        Event::ContactNoted { by: who, note } => {
            ("Kontak dengan pemohon dicatat.".to_owned(), noted(who, note))
        }
    };
    Some(HistoryLine { at, name: event.name(), who, text, note })
}

fn suspension(reason: SuspensionReason) -> &'static str {
    match reason {
        SuspensionReason::Survey => "survei belum diisi",
        SuspensionReason::ForceMajeure => "keadaan kahar",
    }
}
