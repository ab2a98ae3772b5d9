//! Why a command is refused: a stable code, a sentence that a citizen understands, and the article.

use super::status::Status;
use crate::calendar::CalendarError;
use crate::capability::Capability;
use crate::definition::FieldProblem;
use crate::official::NoRight;
use crate::value::Rupiah;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A refusal. Nothing has changed; the attempt is recorded with code and field names, never with values.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[allow(missing_docs)] // the sentence of each variant is its documentation
pub enum Refusal {
    #[error("Anda tidak berwenang melakukan ini.")]
    NotAllowed { capability: Option<Capability> },
    #[error("Berkas ini tidak ditemukan.")]
    NotYours,
    #[error("Anda dapat melihat dokumen ini di halaman berkas. Mengunduh aslinya memerlukan hak tersendiri.")]
    OriginalNotAllowed,
    #[error("Tindakan ini tidak dapat dilakukan saat berkas berstatus {status}.")]
    WrongStatus { status: String },
    #[error("Berkas ini sedang di tahap {stage}. Tahap tidak dapat dilompati.")]
    WrongStage { stage: String },
    #[error("Berkas ini sedang dikerjakan {name}.")]
    TakenBy { name: String },
    #[error("Berkas ini baru saja diubah petugas lain. Isian Anda masih ada; periksa lalu kirim lagi.")]
    Stale,
    #[error("Masih ada {} isian yang perlu diperbaiki.", problems.len())]
    Fields { problems: Vec<FieldProblem> },
    #[error("Masih ada {} dokumen yang belum diunggah.", documents.len())]
    DocumentsMissing { documents: Vec<String> },
    #[error("Masa berlaku {} dokumen sudah habis. Unggah dokumen yang masih berlaku.", documents.len())]
    DocumentsExpired { documents: Vec<String> },
    #[error("Dokumen {document} tidak diminta pada layanan ini.")]
    UnknownDocument { document: String },
    #[error("Beri tanda centang pada pernyataan sebelum mengirim.")]
    DeclarationMissing,
    #[error("{message}")]
    NotAdmitted { message: String },
    #[error("Layanan ini belum dapat dimohon. Standar pelayanannya menunggu persetujuan kepala dinas.")]
    StandardNotApproved,
    #[error("{kind} tidak ditawarkan pada layanan ini.")]
    KindNotOffered { kind: String },
    #[error("Pilih izin lama yang Anda maksud.")]
    EarlierMissing,
    #[error("Izin lama itu sudah dicabut, sudah diganti, atau belum Anda terima. Pilih izin lain.")]
    EarlierEnded,
    #[error("Izin lama itu dari layanan lain. Pilih izin dari layanan yang sama.")]
    EarlierOther,
    #[error("Kode verifikasi itu tidak ada pada izin layanan ini. Periksa kembali lembar izin lama.")]
    EarlierUnknown,
    #[error("Izin itu sudah atas nama Anda. Balik nama diajukan oleh pemegang yang baru.")]
    AlreadyHolder,
    #[error("Perpanjangan baru dapat diajukan mulai {from}. Ajukan kembali pada atau sesudah hari itu.")]
    RenewalTooEarly { from: String },
    #[error(
        "Surat kuasa Anda berlaku sampai {until}. Unggah surat kuasa yang baru ke folder dokumen, lalu kirim lagi."
    )]
    PowerExpired { until: String },
    #[error("{message}")]
    OutsideRegion { message: String },
    #[error("Langkah berikutnya: periksa {} hal lagi.", items.len())]
    ItemsUnchecked { items: Vec<String> },
    #[error("Masih ada {} hal yang ditandai tidak sesuai. Minta perbaikan lebih dahulu.", items.len())]
    ItemsNotOk { items: Vec<String> },
    #[error("Pilih paling sedikit satu hal yang perlu diperbaiki dan tulis alasannya.")]
    NothingToCorrect,
    #[error("Tulis catatan lebih dahulu.")]
    NoteMissing,
    #[error("Masih ada {} hal yang belum Anda perbaiki.", items.len())]
    CorrectionIncomplete { items: Vec<String> },
    #[error("Anda memverifikasi berkas ini, jadi validasi harus dilakukan petugas lain.")]
    OwnVerification,
    #[error("Anda yang mengisikan permohonan ini, jadi petugas lain harus memeriksanya.")]
    OwnEntry,
    #[error("Anda yang mengusulkan; orang lain harus mengonfirmasi.")]
    OwnProposal,
    #[error("Berkas hanya dapat dikembalikan ke tahap sebelumnya.")]
    NotAnEarlierStage,
    #[error("Instansi Anda tidak diminta memberi rekomendasi untuk berkas ini.")]
    AgencyNotAsked,
    #[error("Rekomendasi instansi Anda sudah tercatat.")]
    AlreadyRecommended,
    #[error("Catat tinjauan lapangan lebih dahulu.")]
    VisitMissing,
    #[error("Konsep surat belum disusun.")]
    DraftMissing,
    #[error("Konsep sudah berubah. Buka lagi sebelum memaraf atau menetapkan.")]
    DraftChanged,
    #[error("Paraf {position} belum ada.")]
    InitialMissing { position: String },
    #[error("Sekarang bukan giliran paraf Anda.")]
    NotYourInitial,
    #[error("Tulis alasan penolakan beserta pasalnya.")]
    GroundsMissing,
    #[error("Instansi teknis tidak merekomendasikan. Tulis alasan Anda memutuskan lain.")]
    ReasonMissing,
    #[error("{}", no_right_sentence(*why))]
    NoSigningRight { why: NoRight },
    #[error("PIN diperlukan untuk tindakan ini.")]
    PinMissing,
    #[error("PIN ini untuk dokumen atau tindakan lain. Minta PIN baru.")]
    PinForAnotherAct,
    #[error("PIN salah. Kesempatan tersisa {left}.")]
    PinWrong { left: u8 },
    #[error("Kesempatan PIN sudah habis. Minta PIN baru.")]
    PinAttemptsUsedUp,
    #[error("PIN sudah lewat lima menit. Minta PIN baru.")]
    PinExpired,
    #[error("PIN ini sudah dipakai. Minta PIN baru.")]
    PinAlreadyUsed,
    #[error("Nomor ponsel Anda belum terdaftar, jadi PIN tidak dapat dikirim.")]
    NoRegisteredPhone,
    #[error("Tanda tangan Anda sedang diblokir. Hubungi pengelola sistem untuk membukanya.")]
    SigningBlocked,
    #[error("Anda belum membuka dokumen ini, jadi belum dapat menandatanganinya.")]
    DocumentNotSeen,
    #[error("Layanan ini tidak dipungut retribusi.")]
    NoRetribution,
    #[error("SKRD untuk berkas ini sudah terbit.")]
    SkrdExists,
    #[error("Belum ada SKRD. Pembayaran hanya atas dasar SKRD.")]
    SkrdMissing,
    #[error("Besaran retribusi tidak dapat dihitung: {why}")]
    FeeNotComputable { why: String },
    #[error("Jumlah yang dibayar harus {expected}.")]
    WrongAmount { expected: Rupiah },
    #[error("Nomor bukti bank ini sudah dipakai pada berkas lain.")]
    BankReferenceUsed,
    #[error("Batas pembayaran sudah lewat. Pembayaran dicatat untuk pengembalian.")]
    PaidTooLate,
    #[error("Waktu bayar belum terjadi. Periksa tanggal pada bukti bank.")]
    PaidInFuture,
    #[error("Pembayaran belum dicatat.")]
    PaymentMissing,
    #[error("Pembayaran sudah dicatat.")]
    PaymentExists,
    #[error("Batas pembayaran belum lewat.")]
    NotYetExpired,
    #[error("Jenis kertas harus {expected}.")]
    WrongPaper { expected: String },
    #[error("Lembar {serial} sudah dipakai atau tidak ada di persediaan.")]
    SheetNotAvailable { serial: String },
    #[error("Lembar untuk berkas ini sudah dicetak. Catat rusak lebih dahulu bila gagal.")]
    SheetExists,
    #[error("Dokumen harus dicetak sebelum ditandatangani basah.")]
    NotPrinted,
    #[error("Pejabat penanda tangan sudah berganti. Susun halaman baru, lalu cetak yang baru.")]
    PageOutlived,
    #[error(
        "Lembar {serial} memuat nama pejabat lain. Petugas cetak perlu mencatatnya rusak, lalu mencetak halaman baru."
    )]
    SheetForAnother { serial: String },
    #[error("Dokumen belum siap ditandatangani.")]
    PageNotReady,
    #[error("Dokumen sudah ditandatangani.")]
    AlreadySigned,
    #[error("Tanda tangan sedang dibuat. Coba lagi sebentar.")]
    SignatureNotReady,
    #[error("Nomor sudah diberikan.")]
    AlreadyNumbered,
    #[error("Lembar belum bernomor. Tulis nomor lebih dahulu, lalu pindai.")]
    NotNumbered,
    #[error("Pindaian sudah dibandingkan dan sedang disegel.")]
    ScanSettled,
    #[error("Lembar izin belum dicetak. Cetak lebih dahulu, lalu serahkan.")]
    SheetMissing,
    #[error("Anda bukan anggota tim tinjauan lapangan berkas ini.")]
    NotInTeam,
    #[error("Tinjauan lapangan belum dijadwalkan.")]
    VisitNotPlanned,
    #[error("Anda sudah mengesahkan berita acara ini.")]
    AlreadySignedOff,
    #[error("Tulis tempat arsip berkas ini.")]
    ArchivePlaceMissing,
    #[error("Pindaian belum ada.")]
    ScanMissing,
    #[error("Anda yang memindai; orang lain harus membandingkan.")]
    OwnScan,
    #[error("Survei untuk berkas ini sudah diisi.")]
    SurveyAnswered,
    #[error("Jawab semua pertanyaan survei.")]
    SurveyIncomplete,
    #[error("Penyerahan menunggu survei kepuasan diisi pemohon.")]
    SurveyMissing,
    #[error("SKRD harus diserahkan bersama izin.")]
    SkrdNotHandedOver,
    #[error("Lengkapi nama penerima dan bukti yang dilihat.")]
    RecipientIncomplete,
    #[error("Lengkapi nama kurir dan nomor resi.")]
    ShipmentIncomplete,
    #[error("Nomor resi berbeda dari resi pengiriman yang tercatat.")]
    WaybillDiffers,
    #[error("Dokumen ini tidak sedang dibawa kurir.")]
    NotShipped,
    #[error("Kantor ini tidak mengirim dokumen lewat kurir.")]
    CourierNotUsed,
    #[error("Kirim lewat kurir lebih dahulu. Di loket hanya dokumen yang gagal dikirim.")]
    CourierFirst,
    #[error("Tulis alasan permintaan.")]
    CancellationReasonMissing,
    #[error("Permintaan pembatalan sudah ada.")]
    CancellationExists,
    #[error("Belum ada permintaan pembatalan yang sudah diperiksa.")]
    CancellationMissing,
    #[error("Anda tercatat cuti atau dinas luar hari ini, jadi tidak dapat mengambil berkas.")]
    OnLeave,
    #[error("{name} tercatat cuti atau dinas luar hari ini. Pilih petugas lain.")]
    ColleagueOnLeave { name: String },
    #[error("Tulis alasan mendahului antrean.")]
    OvertakingReasonMissing,
    #[error("Kalender tahun {year} belum diisi. Hubungi pengelola sistem.")]
    CalendarMissing { year: i16 },
    #[error("Permohonan sejenis untuk objek yang sama sedang berjalan: {number}.")]
    SameObject { number: String },
    #[error("Jejak audit {since} belum melewati masa simpan, jadi tidak dapat dihapus.")]
    RetentionNotOver { since: String },
    #[error("Kunci pengiriman ini sudah dipakai untuk isian lain.")]
    KeyReused,
    #[error("Data ini tidak dapat didaftarkan di sini. Silakan masuk, atau hubungi loket kami.")]
    NotRegistrable,
    #[error("Belum dapat dikirim. Masih kurang: {}.", missing.join(", "))]
    RequestIncomplete { missing: Vec<String> },
    #[error("Permohonan hak akses ini sudah diputus.")]
    RequestDecided,
    #[error("Kode salah. Kesempatan tersisa {left}.")]
    CodeWrong { left: u8 },
    #[error("Kode ini sudah tidak dapat dipakai. Minta kode baru.")]
    CodeClosed,
    #[error("Kode sudah lewat waktunya. Minta kode baru.")]
    CodeExpired,
    #[error("Kode baru dapat diminta lagi setelah {wait}.")]
    CodeTooSoon { wait: String },
    #[error("Terlalu banyak percobaan yang gagal. Coba lagi setelah {minutes} menit.")]
    TooManyAttempts { minutes: u32 },
    #[error("Permintaan dari jaringan Anda sudah terlalu banyak. Coba lagi setelah {minutes} menit.")]
    TooOften { minutes: u32 },
    #[error("Anda yang pertama melihat KTP orang ini, jadi petugas lain harus mengonfirmasi.")]
    OwnIdentityCheck,
    #[error("Kontak akun Anda sendiri harus diganti lewat dua petugas lain.")]
    OwnContact,
    #[error("Setujui kewajiban pemegang akun lebih dahulu.")]
    DutiesNotAccepted,
    #[error("{message}")]
    Upload { kind: String, message: String },
    #[error("{message}")]
    Invalid { field: String, message: String },
}

fn no_right_sentence(why: NoRight) -> &'static str {
    match why {
        NoRight::NoPost => "Anda tidak memegang jabatan yang berwenang pada hari ini.",
        NoRight::Absent => "Anda tercatat cuti atau dinas luar hari ini, jadi hak tanda tangan tertutup.",
        NoRight::NoDelegation => "Pelimpahan kewenangan Anda tidak mencakup layanan ini hari ini.",
    }
}

impl Refusal {
    /// Stable code, as stored in the ledger and shown to developers.
    pub fn code(&self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(map)) => {
                map.get("code").and_then(|c| c.as_str()).unwrap_or("refused").to_owned()
            }
            _ => "refused".to_owned(),
        }
    }

    /// The sentence that people read. Which article stands behind it is the region's to say.
    pub fn sentence(&self) -> String {
        self.to_string()
    }

    /// Names of the fields concerned, never their values.
    pub fn field_names(&self) -> Vec<String> {
        match self {
            Refusal::Fields { problems } => problems.iter().map(|p| p.field.clone()).collect(),
            Refusal::DocumentsMissing { documents } | Refusal::DocumentsExpired { documents } => {
                documents.clone()
            }
            Refusal::ItemsUnchecked { items }
            | Refusal::ItemsNotOk { items }
            | Refusal::CorrectionIncomplete { items } => items.clone(),
            Refusal::Invalid { field, .. } => vec![field.clone()],
            _ => Vec::new(),
        }
    }

    /// A refusal for the wrong status.
    pub fn wrong_status(status: Status) -> Self {
        Refusal::WrongStatus { status: status.label().to_owned() }
    }
}

impl From<CalendarError> for Refusal {
    fn from(error: CalendarError) -> Self {
        match error {
            CalendarError::YearNotKnown(year) => Refusal::CalendarMissing { year },
            #[allow(unreachable_patterns)]
            other => Refusal::Invalid { field: "calendar".to_owned(), message: other.to_string() },
        }
    }
}
