//! "Langkah berikutnya: …": one sentence, always in the same place (practice, sections 5 and 6).

use super::history::Words;
use super::panels::{DeskAct, Panels};
use domain::definition::{SigningMode, StageKind};
use domain::process::{Application, Status};
use domain::value::date_text;

/// What the sentence is made of.
pub(super) struct Step<'a> {
    pub state: &'a Application,
    pub words: &'a Words<'a>,
    pub panels: &'a Panels,
    pub unchecked: usize,
    pub wrong: usize,
    pub awaited_title: Option<&'a str>,
    pub payment_due: Option<String>,
    pub page_outlived: bool,
    /// Documents that the applicant has not handed over at the visit.
    pub unhanded: &'a [String],
}

impl Step<'_> {
    /// Whether the region asks for a PIN at all.
    fn with_pin(&self) -> bool {
        self.words.region.profile.policy.pin.is_some()
    }
}

/// The sentence.
pub(super) fn next_step(step: &Step<'_>) -> String {
    let text = text(step);
    if step.state.status.is_terminal() { text } else { format!("Langkah berikutnya: {text}") }
}

fn text(step: &Step<'_>) -> String {
    let state = step.state;
    if let Some(request) = &state.cancellation
        && !matches!(state.status, Status::Cancelled | Status::Revoked)
    {
        return match (&request.checked_by, step.panels.open(DeskAct::DecideCancellation)) {
            (None, _) => "periksa permintaan pembatalan.".to_owned(),
            (Some(_), true) if step.with_pin() => "putus permintaan pembatalan dengan PIN.".to_owned(),
            (Some(_), true) => "putus permintaan pembatalan.".to_owned(),
            (Some(_), false) => "menunggu keputusan pejabat atas permintaan pembatalan.".to_owned(),
        };
    }
    match state.status {
        Status::Returned => return "menunggu perbaikan dari pemohon.".to_owned(),
        Status::Suspended(_) => return "menunggu pemohon mengisi survei.".to_owned(),
        status if status.is_terminal() => return format!("Berkas ini sudah selesai: {}.", status.label()),
        _ => {}
    }
    let kind = state.stage.as_ref().and_then(|id| step.words.definition.stage(id)).map(|s| s.kind);
    match kind {
        Some(StageKind::AdminVerification) => verification(step),
        Some(StageKind::AdminValidation) => match step.panels.blocked(DeskAct::Validate) {
            Some(_) => "validasi oleh petugas lain.".to_owned(),
            None => {
                let who = state.verified_by.as_ref().map_or("verifikator", |b| b.name.as_str());
                format!("validasi hasil verifikasi {who}.")
            }
        },
        Some(StageKind::SiteVisit) => site_visit(step),
        Some(StageKind::TechnicalRecommendation) => technical(step),
        Some(StageKind::Decision) => decision(step),
        Some(StageKind::Payment) => payment(step),
        Some(StageKind::Printing) if state.frozen.is_none() => "halaman izin sedang disiapkan.".to_owned(),
        Some(StageKind::Printing) if step.page_outlived => {
            "susun halaman baru untuk pejabat yang sekarang, lalu cetak.".to_owned()
        }
        Some(StageKind::Printing) => "cetak pada kertas khusus dan catat nomor serinya.".to_owned(),
        Some(StageKind::Signing) => signing(step),
        Some(StageKind::Numbering) => numbering(step),
        Some(StageKind::Notice) => "pemberitahuan sedang dikirim kepada pemohon.".to_owned(),
        Some(StageKind::ProcessingIssue) => issue(step),
        Some(StageKind::Delivery) => "dokumen sedang dikirim kepada pemohon.".to_owned(),
        Some(StageKind::Archive) => match step.panels.open(DeskAct::Archive) {
            true => "catat tempat arsip berkas ini.".to_owned(),
            false => "menunggu petugas mencatat tempat arsip.".to_owned(),
        },
        Some(StageKind::Survey) => "menunggu pemohon mengisi survei.".to_owned(),
        Some(StageKind::Handover) if state.shipment.is_some() => "catat bukti terima dari kurir.".to_owned(),
        Some(StageKind::Handover) => "serahkan dokumen dan catat penerimanya.".to_owned(),
        Some(StageKind::Registration) => "menunggu pemohon mengirim permohonan.".to_owned(),
        None => "menunggu berkas masuk ke meja pertama.".to_owned(),
    }
}

fn verification(step: &Step<'_>) -> String {
    if step.state.hand_back.is_some() {
        return "menunggu validator mengonfirmasi pengembalian berkas.".to_owned();
    }
    match (step.wrong, step.unchecked) {
        (0, 0) => "teruskan ke validasi.".to_owned(),
        (_, n) if n > 0 => format!("periksa {n} hal lagi."),
        (n, _) => format!("minta perbaikan untuk {n} hal yang tidak sesuai."),
    }
}

/// Planned, then minutes, then a sign-off of each member (BTG68-10).
fn site_visit(step: &Step<'_>) -> String {
    let open = |act| step.panels.open(act);
    let Some(record) = &step.state.site_visit else {
        return match open(DeskAct::PlanSiteVisit) {
            true => "jadwalkan tinjauan lapangan.".to_owned(),
            false => "menunggu tim menjadwalkan tinjauan lapangan.".to_owned(),
        };
    };
    if record.visit.is_none() {
        return match open(DeskAct::RecordSiteVisit) {
            true => "catat berita acara setelah tinjauan lapangan.".to_owned(),
            false => "menunggu tim mencatat berita acara tinjauan lapangan.".to_owned(),
        };
    }
    if open(DeskAct::SignOffSiteVisit) {
        return "sahkan berita acara tinjauan lapangan.".to_owned();
    }
    if !step.unhanded.is_empty() {
        return "catat dokumen yang belum diserahkan pemohon.".to_owned();
    }
    let waiting: Vec<&str> = record
        .team
        .iter()
        .filter(|m| record.signed_off.iter().all(|s| s.account != m.account))
        .map(|m| m.name.as_str())
        .collect();
    format!("menunggu pengesahan {}.", waiting.join(" dan "))
}

/// The division finishes the document; then the background makes it.
fn issue(step: &Step<'_>) -> String {
    match (&step.state.issue, step.panels.open(DeskAct::ReleaseIssue)) {
        (Some(_), _) => "dokumen sedang disiapkan.".to_owned(),
        (None, true) => "periksa data lalu terbitkan dokumen.".to_owned(),
        (None, false) => "menunggu bidang menerbitkan dokumen.".to_owned(),
    }
}

fn technical(step: &Step<'_>) -> String {
    if let Some(why) = step.panels.blocked(DeskAct::Recommend) {
        return why.to_lowercase();
    }
    if step.panels.open(DeskAct::Recommend) {
        return "beri rekomendasi instansi Anda.".to_owned();
    }
    let waiting: Vec<String> = step
        .state
        .agencies
        .iter()
        .filter(|a| !step.state.recommendations.contains_key(*a))
        .map(|a| step.words.agency(a))
        .collect();
    format!("menunggu rekomendasi {}.", waiting.join(" dan "))
}

fn decision(step: &Step<'_>) -> String {
    if step.state.draft.is_none() {
        return "konsep sedang disiapkan.".to_owned();
    }
    match step.awaited_title {
        Some(_) if step.panels.open(DeskAct::Initial) => "buka konsep lalu bubuhkan paraf.".to_owned(),
        Some(title) => format!("menunggu paraf {title}."),
        None if step.panels.open(DeskAct::Decide) && step.with_pin() => {
            "buka konsep lalu tetapkan dengan PIN.".to_owned()
        }
        None if step.panels.open(DeskAct::Decide) => "setujui atau tolak permohonan ini.".to_owned(),
        None => "menunggu penetapan pejabat yang berwenang.".to_owned(),
    }
}

fn payment(step: &Step<'_>) -> String {
    match (&step.state.skrd, &step.state.payment) {
        (None, _) => "terbitkan SKRD.".to_owned(),
        (Some(_), None) => match &step.payment_due {
            Some(due) => format!("catat bukti bayar bila pemohon sudah membayar, paling lambat {due}."),
            None => "menunggu pemberitahuan pembayaran diterima pemohon.".to_owned(),
        },
        (Some(_), Some(_)) if step.panels.open(DeskAct::SettlePayment) => "konfirmasi pembayaran.".to_owned(),
        (Some(_), Some(_)) => "petugas lain mengonfirmasi pembayaran.".to_owned(),
    }
}

fn signing(step: &Step<'_>) -> String {
    let state = step.state;
    let wet = step.words.definition.product.signing == SigningMode::Wet;
    if state.signature.is_some() {
        return "tanda tangan elektronik sedang dibuat.".to_owned();
    }
    if step.panels.open(DeskAct::Sign) {
        return match step.with_pin() {
            true => "buka halaman lalu tandatangani dengan PIN.".to_owned(),
            false => "buka halaman lalu tandatangani.".to_owned(),
        };
    }
    if wet && step.panels.open(DeskAct::SignInInk) {
        return "catat tanda tangan basah pada lembar.".to_owned();
    }
    if wet { ink(step) } else { "menunggu tanda tangan pejabat.".to_owned() }
}

/// What stands between the file and the ink: a sheet, and one with the right name.
fn ink(step: &Step<'_>) -> String {
    let open = |act| step.panels.open(act);
    match step.state.valid_sheet() {
        None if open(DeskAct::Print) && step.page_outlived => {
            "susun halaman baru untuk pejabat yang sekarang, lalu cetak.".to_owned()
        }
        None if open(DeskAct::Print) => "cetak halaman baru dan catat nomor serinya.".to_owned(),
        None => "menunggu lembar baru dicetak.".to_owned(),
        Some(sheet) if step.page_outlived && open(DeskAct::Spoil) => {
            format!("catat lembar {} rusak karena pejabat berganti, lalu cetak halaman baru.", sheet.serial)
        }
        Some(sheet) if step.page_outlived => {
            format!("menunggu petugas cetak mengganti lembar {} karena pejabat berganti.", sheet.serial)
        }
        Some(_) => "menunggu tanda tangan pejabat.".to_owned(),
    }
}

fn numbering(step: &Step<'_>) -> String {
    let state = step.state;
    if state.number.is_none() {
        return "beri nomor.".to_owned();
    }
    if step.words.definition.product.signing == SigningMode::Electronic {
        return "segel kantor sedang dibuat.".to_owned();
    }
    match &state.scan {
        None => "tulis nomor pada lembar lalu pindai.".to_owned(),
        Some(scan) if scan.compared_by.is_none() && step.panels.open(DeskAct::SettleScan) => {
            "bandingkan pindaian dengan data.".to_owned()
        }
        Some(scan) if scan.compared_by.is_none() => {
            "petugas lain membandingkan pindaian dengan data.".to_owned()
        }
        Some(_) => "segel kantor sedang dibuat.".to_owned(),
    }
}

/// The last day of a running payment, as people read it.
pub(super) fn payment_due(state: &Application, calendar: &domain::calendar::Calendar) -> Option<String> {
    let due = state.skrd.as_ref()?.clock.as_ref()?.due(calendar).ok().flatten()?;
    Some(date_text::weekday_date(due.last_day))
}
