//! Names of acts as people read them.

/// Acts that the filter offers, and what people read for them.
pub(super) const ACTS: [(&str, &str); 56] = [
    ("start_draft", "Memulai permohonan"),
    ("save_form", "Menyimpan isian"),
    ("save_items", "Menyimpan objek"),
    ("attach_document", "Melampirkan dokumen"),
    ("submit", "Mengirim permohonan"),
    ("assign", "Mengambil atau memberi berkas"),
    ("unassign", "Melepas berkas"),
    ("check_item", "Memeriksa dokumen"),
    ("request_correction", "Meminta perbaikan"),
    ("answer_correction", "Mengirim perbaikan"),
    ("pass_verification", "Meneruskan verifikasi"),
    ("validate", "Validasi"),
    ("send_back", "Mengembalikan ke meja"),
    ("propose_hand_back", "Mengusulkan pengembalian"),
    ("settle_hand_back", "Memutus pengembalian"),
    ("record_visit", "Mencatat tinjauan"),
    ("recommend", "Memberi rekomendasi"),
    ("compose_draft", "Menyusun konsep"),
    ("initial", "Memaraf"),
    ("decide", "Menetapkan"),
    ("issue_skrd", "Menerbitkan SKRD"),
    ("record_payment", "Mencatat pembayaran"),
    ("settle_payment", "Mengonfirmasi pembayaran"),
    ("expire", "Mengakhiri karena tidak dibayar"),
    ("freeze_page", "Menyiapkan halaman"),
    ("print", "Mencetak"),
    ("spoil_sheet", "Mencatat lembar rusak"),
    ("request_pin", "Meminta PIN"),
    ("sign", "Menandatangani"),
    ("sign_in_ink", "Menandatangani basah"),
    ("file_signed", "Membuat tanda tangan"),
    ("assign_number", "Memberi nomor"),
    ("scan", "Memindai lembar"),
    ("settle_scan", "Membandingkan pindaian"),
    ("file_sealed", "Menyegel dokumen"),
    ("answer_survey", "Mengisi survei"),
    ("hand_over", "Menyerahkan dokumen"),
    ("request_cancellation", "Meminta pembatalan"),
    ("decide_cancellation", "Memutus pembatalan"),
    ("open_document", "Membuka dokumen"),
    ("open_case", "Membuka berkas"),
    ("read_case", "Membaca jejak berkas"),
    ("read_audit_trail", "Membaca jejak audit"),
    ("sign_in", "Masuk"),
    ("set_password", "Membuat kata sandi"),
    ("create_account", "Membuat akun"),
    ("change_staff", "Mengubah data petugas"),
    ("block_account", "Memblokir akun"),
    ("unblock_account", "Membuka blokir akun"),
    ("end_service", "Mengakhiri tugas petugas"),
    ("reset_sign_in", "Mengirim kode masuk"),
    ("set_officials", "Mengubah daftar pejabat"),
    ("set_calendar", "Mengubah kalender"),
    ("add_calendar_year", "Membuka tahun kalender"),
    ("retry_job", "Mencoba lagi pekerjaan sistem"),
    ("retry_message", "Mengirim ulang pesan"),
];

/// What people read for an act; its stable name when it has no words yet.
pub(crate) fn words(act: &str) -> &str {
    ACTS.iter().find(|(name, _)| *name == act).map_or(act, |(_, text)| text)
}

/// The first and last signs of a hash.
pub(super) fn short(hash: &str) -> String {
    match (hash.get(..8), hash.get(hash.len().saturating_sub(8)..)) {
        (Some(first), Some(last)) if hash.len() > 20 => format!("{first}…{last}"),
        _ => hash.to_owned(),
    }
}
