//! Kinds of jobs and messages as people read them.

use profile::MessageEvent;

const JOBS: [(&str, &str); 28] = [
    ("receipt", "Membuat tanda terima"),
    ("skrd", "Membuat SKRD"),
    ("recommendation", "Membuat surat rekomendasi"),
    ("letter", "Membuat surat"),
    ("compose_draft", "Menyusun konsep izin"),
    ("freeze_page", "Menyiapkan halaman tanda tangan"),
    ("sign_document", "Membuat tanda tangan elektronik"),
    ("seal_document", "Menyegel dokumen"),
    ("seal_scan", "Menyegel pindaian"),
    ("issue_document", "Menerbitkan dokumen"),
    ("confirm_notice", "Memastikan pemberitahuan terkirim"),
    ("confirm_delivery", "Memastikan dokumen terkirim"),
    ("send_message", "Mengirim pesan"),
    ("assume_notice_received", "Menghitung pemberitahuan diterima"),
    ("remind_payment", "Mengingatkan pembayaran"),
    ("expire_payment", "Mengakhiri yang tidak dibayar"),
    ("remind_correction", "Mengingatkan perbaikan"),
    ("remind_survey", "Mengingatkan survei"),
    ("suspend_survey", "Menangguhkan karena survei"),
    ("give_files_back", "Mengembalikan berkas ke antrean"),
    ("note_moved_deadlines", "Mencatat batas waktu yang bergeser"),
    ("signing_digest", "Mengirim ringkasan tanda tangan"),
    ("access_overdue", "Mencatat permintaan akun yang lewat batas"),
    ("erase_access_draft", "Menghapus permintaan akun yang tidak dikirim"),
    ("apply_contact_change", "Memberlakukan nomor atau surel baru"),
    ("replace_earlier", "Menandai izin lama telah diganti"),
    ("sweep_upload", "Membuang unggahan yang tidak selesai"),
    ("sweep_arrangement", "Membuang foto yang tidak disimpan"),
];

const MESSAGES: [(&str, &str); 45] = [
    ("submitted", "Permohonan diterima"),
    ("correction_requested", "Perlu diperbaiki"),
    ("correction_reminder", "Pengingat perbaikan"),
    ("visit_planned", "Tinjauan dijadwalkan"),
    ("site_visit_planned", "Undangan tinjauan lapangan"),
    ("handed_back", "Berkas dikembalikan"),
    ("approved", "Permohonan disetujui"),
    ("refused", "Permohonan ditolak"),
    ("payment_notice", "Pemberitahuan bayar"),
    ("payment_reminder", "Pengingat bayar"),
    ("expired_unpaid", "Berakhir karena tidak dibayar"),
    ("permit_issued", "Izin terbit"),
    ("survey_opened", "Survei dibuka"),
    ("survey_reminder", "Pengingat survei"),
    ("survey_suspended", "Ditangguhkan karena survei"),
    ("survey_resumed", "Dilanjutkan setelah survei"),
    ("ready_for_pickup", "Siap diambil"),
    ("pickup_reminder", "Belum diambil"),
    ("transfer_asked", "Permohonan balik nama"),
    ("paper_ends", "Dokumen segera berakhir"),
    ("shipped", "Dokumen dikirim kurir"),
    ("delivery_failed", "Pengiriman kurir gagal"),
    ("handed_over", "Sudah diserahkan"),
    ("cancelled", "Permohonan dibatalkan"),
    ("revoked", "Izin dicabut"),
    ("cancellation_declined", "Pembatalan tidak disetujui"),
    ("pin", "PIN"),
    ("pin_batch", "PIN untuk beberapa dokumen"),
    ("power_of_attorney_asked", "Kode persetujuan surat kuasa"),
    ("power_of_attorney_given", "Surat kuasa berlaku"),
    ("power_of_attorney_answered", "Jawaban permintaan surat kuasa"),
    ("power_of_attorney_ended", "Surat kuasa berakhir"),
    ("sign_in_code", "Kode membuat kata sandi"),
    ("access_granted", "Akun diberikan"),
    ("declaration_code", "Kode pernyataan pemohon"),
    ("office_message", "Pesan dari petugas"),
    ("signing_digest", "Ringkasan tanda tangan"),
    ("signing_blocked", "Tanda tangan diblokir"),
    ("access_received", "Permintaan akun diterima"),
    ("access_refused", "Permintaan akun ditolak"),
    ("contact_code", "Kode konfirmasi"),
    ("contact_changed", "Nomor atau surel diganti"),
    ("contact_waiting", "Nomor atau surel akan diganti"),
    ("account_blocked", "Akun diblokir"),
    ("account_reopened", "Akun dibuka kembali"),
];

fn find<'a>(list: &[(&'a str, &'a str)], name: &'a str) -> &'a str {
    list.iter().find(|(known, _)| *known == name).map_or(name, |(_, text)| text)
}

/// A kind of job; its stable name when it has no words yet.
pub(super) fn job(kind: &str) -> &str {
    find(&JOBS, kind)
}

/// A message; its stable name when it has no words yet.
pub(crate) fn message(event: &str) -> &str {
    find(&MESSAGES, event)
}

/// What a warning of the profile's check says to the office (MJK18-3.e).
pub(super) fn warning(kind: profile::ProblemKind) -> &'static str {
    match kind {
        profile::ProblemKind::DocumentTwoNames => {
            "Dokumen yang sama memakai dua nama atau dua kode pada layanan yang berbeda. Samakan namanya."
        }
        profile::ProblemKind::RoleOutsideMatrix => "Peran ini tidak dikenal dalam matriks wewenang.",
        profile::ProblemKind::UnknownFile => "Berkas ini tidak dibaca siapa pun.",
        _ => "Bagian ini perlu diperiksa pengelola.",
    }
}

/// Whether a message holds a code: such a one is never sent again.
pub(super) fn is_secret(event: &str) -> bool {
    MessageEvent::named(event).is_some_and(MessageEvent::is_secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_has_words() {
        for event in MessageEvent::ALL {
            assert_ne!(message(event.name()), event.name());
        }
    }
}
