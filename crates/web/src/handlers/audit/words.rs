//! Names of acts as people read them.

use crate::components::{Choice, ChoiceGroup};

/// Acts that the filter offers, by what they are about, each with what people read for it.
const GROUPS: [(&str, &[(&str, &str)]); 8] = [
    (
        "Permohonan",
        &[
            ("start_draft", "Memulai permohonan"),
            ("save_form", "Menyimpan isian"),
            ("save_items", "Menyimpan objek"),
            ("attach_document", "Melampirkan dokumen"),
            ("submit", "Mengirim permohonan"),
            ("answer_correction", "Mengirim perbaikan"),
            ("discard_draft", "Membuang draf"),
            ("upload_file", "Mengunggah berkas"),
            ("request_cancellation", "Meminta pembatalan"),
            ("answer_survey", "Mengisi survei"),
            ("track_number", "Melacak nomor"),
            ("ask_declaration_code", "Mengirim kode pernyataan"),
            ("remove_file", "Menghapus berkas dari folder"),
        ],
    ),
    (
        "Meja kantor",
        &[
            ("assign", "Mengambil atau memberi berkas"),
            ("unassign", "Melepas berkas"),
            ("check_item", "Memeriksa dokumen"),
            ("request_correction", "Meminta perbaikan"),
            ("pass_verification", "Meneruskan verifikasi"),
            ("validate", "Validasi"),
            ("send_back", "Mengembalikan ke meja"),
            ("propose_hand_back", "Mengusulkan pengembalian"),
            ("settle_hand_back", "Memutus pengembalian"),
            ("record_visit", "Mencatat tinjauan"),
            ("plan_visit", "Menjadwalkan tinjauan"),
            ("open_visits", "Membuka daftar tinjauan"),
            ("recommend", "Memberi rekomendasi"),
            ("note_contact", "Mencatat kontak"),
            ("start_survey", "Membuka survei"),
            ("check_cancellation", "Memeriksa pembatalan"),
            ("archive", "Mengarsipkan"),
            ("tell_applicant", "Memberi tahu pemohon"),
            ("plan_site_visit", "Merencanakan tinjauan lapangan"),
            ("record_site_visit", "Mencatat tinjauan lapangan"),
            ("sign_off_site_visit", "Menyetujui berita acara tinjauan"),
            ("print_control_sheet", "Mencetak lembar kendali"),
            ("print_receipt", "Mencetak tanda terima"),
        ],
    ),
    (
        "Penetapan dan tanda tangan",
        &[
            ("compose_draft", "Menyusun konsep"),
            ("initial", "Memaraf"),
            ("decide", "Menetapkan"),
            ("decide_cancellation", "Memutus pembatalan"),
            ("request_pin", "Meminta PIN"),
            ("sign", "Menandatangani"),
            ("sign_in_ink", "Menandatangani basah"),
            ("file_signed", "Membuat tanda tangan"),
            ("freeze_page", "Menyiapkan halaman"),
            ("open_page", "Membuka halaman untuk ditandatangani"),
            ("open_draft", "Membuka konsep"),
            ("block_signing", "Memblokir tanda tangan"),
            ("lift_signing_block", "Membuka blokir tanda tangan"),
            ("settle_batch_pin", "Memakai PIN untuk beberapa dokumen"),
        ],
    ),
    (
        "Retribusi",
        &[
            ("issue_skrd", "Menerbitkan SKRD"),
            ("record_payment", "Mencatat pembayaran"),
            ("settle_payment", "Mengonfirmasi pembayaran"),
            ("expire", "Mengakhiri karena tidak dibayar"),
            ("confirm_notice_received", "Mencatat pemberitahuan diterima"),
            ("confirm_notice_sent", "Mencatat pemberitahuan terkirim"),
            ("list_refund", "Mencatat pengembalian uang"),
        ],
    ),
    (
        "Cetak, nomor, dan penyerahan",
        &[
            ("print", "Mencetak"),
            ("spoil_sheet", "Mencatat lembar rusak"),
            ("assign_number", "Memberi nomor"),
            ("scan", "Memindai lembar"),
            ("settle_scan", "Membandingkan pindaian"),
            ("file_sealed", "Menyegel dokumen"),
            ("file_document", "Menyimpan dokumen kantor"),
            ("file_letter", "Menyimpan surat"),
            ("hand_over", "Menyerahkan dokumen"),
            ("ship", "Menyerahkan ke kurir"),
            ("mark_replaced", "Mencatat penggantian izin"),
            ("confirm_delivered", "Memastikan dokumen terkirim"),
            ("return_shipment", "Mencatat kiriman kembali"),
            ("release_issue", "Mengeluarkan surat bidang"),
            ("stock_paper", "Menambah kertas khusus"),
        ],
    ),
    (
        "Membuka dan membaca",
        &[
            ("download_original", "Mengunduh dokumen asli"),
            ("open_document", "Membuka dokumen"),
            ("open_case", "Membuka berkas"),
            ("read_case", "Membaca jejak berkas"),
            ("read_audit_trail", "Membaca jejak audit"),
            ("read_restricted", "Membaca informasi terbatas"),
            ("export_audit_trail", "Mengunduh jejak audit"),
            ("search_files", "Mencari berkas"),
            ("search_number", "Mencari nomor"),
            ("open_overview", "Membuka ringkasan"),
            ("open_office_list", "Membuka daftar kantor"),
            ("open_survey_index", "Membuka indeks survei"),
            ("open_queue", "Membuka antrean"),
            ("open_register", "Membuka register"),
            ("refused_page", "Membuka halaman"),
            ("search_counter", "Mencari di loket"),
            ("search_person", "Mencari orang di loket"),
            ("open_at_counter", "Membuka data orang di loket"),
            ("open_counter", "Membuka loket"),
            ("open_administration", "Membuka administrasi"),
            ("open_application", "Membuka permohonan"),
            ("open_calendar", "Membuka kalender"),
            ("open_file", "Membuka berkas unggahan"),
            ("open_go_betweens", "Membuka daftar perangkat bersama"),
            ("open_letter", "Membuka surat pengangkatan"),
            ("open_officials", "Membuka daftar pejabat"),
            ("open_paper", "Membuka surat"),
            ("open_paper_stock", "Membuka persediaan kertas"),
            ("open_profile", "Membuka profil"),
            ("open_refunds", "Membuka daftar pengembalian uang"),
            ("open_signing_blocks", "Membuka daftar blokir tanda tangan"),
            ("open_signing_list", "Membuka daftar tanda tangan"),
            ("open_staff", "Membuka daftar petugas"),
            ("open_system_work", "Membuka pekerjaan sistem"),
        ],
    ),
    (
        "Akun dan hak akses",
        &[
            ("sign_in", "Masuk"),
            ("sign_out", "Keluar"),
            ("begin_access_request", "Memulai permohonan akun"),
            ("save_access_request", "Mengubah permohonan akun"),
            ("attach_access_paper", "Melampirkan dokumen akun"),
            ("send_access_code", "Meminta kode konfirmasi"),
            ("confirm_contact", "Mengonfirmasi nomor atau surel"),
            ("send_access_request", "Mengirim permohonan akun"),
            ("open_access_request", "Membuka permohonan akun"),
            ("open_access_paper", "Membuka dokumen permohonan akun"),
            ("decide_access_request", "Memutus permohonan akun"),
            ("note_access_overdue", "Permohonan akun lewat batas"),
            ("create_account", "Membuat akun"),
            ("set_password", "Membuat kata sandi"),
            ("ask_new_password", "Meminta kode kata sandi"),
            ("change_password", "Mengganti kata sandi"),
            ("change_contact", "Mengganti nomor atau surel"),
            ("end_sessions", "Mengakhiri sesi"),
            ("accept_duties", "Menyetujui kewajiban"),
            ("report_misuse", "Melaporkan penyalahgunaan"),
            ("reopen_account", "Membuka kembali akun"),
            ("add_notice_contact", "Menambah nomor kontak lain"),
            ("remove_notice_contact", "Menghapus nomor kontak lain"),
            ("propose_contact_change", "Mengusulkan ganti nomor atau surel"),
            ("confirm_contact_change", "Mengesahkan ganti nomor atau surel"),
            ("stop_contact_change", "Menghentikan ganti nomor atau surel"),
            ("erase_access_draft", "Menghapus permintaan akun yang tidak dikirim"),
            ("lock_session", "Mengunci layar"),
            ("unlock_session", "Membuka kunci layar"),
            ("mark_public_device", "Menandai perangkat umum"),
            ("simultaneous_use", "Dipakai di dua tempat sekaligus"),
            ("ask_power_of_attorney", "Meminta surat kuasa"),
            ("attach_power_of_attorney", "Melampirkan surat kuasa"),
            ("confirm_power_of_attorney", "Memberi surat kuasa dengan kode"),
            ("settle_power_of_attorney", "Memutus surat kuasa di atas kertas"),
            ("end_power_of_attorney", "Mengakhiri surat kuasa"),
            ("open_power_of_attorney", "Membuka surat kuasa"),
        ],
    ),
    (
        "Pengelola dan sistem",
        &[
            ("change_staff", "Mengubah data petugas"),
            ("block_account", "Memblokir akun"),
            ("unblock_account", "Membuka blokir akun"),
            ("end_service", "Mengakhiri tugas petugas"),
            ("reset_sign_in", "Mengirim kode masuk"),
            ("set_officials", "Mengubah daftar pejabat"),
            ("set_calendar", "Mengubah kalender"),
            ("approve_standard", "Mengesahkan standar pelayanan"),
            ("print_messages", "Mencetak pesan di loket"),
            ("open_standards", "Membuka standar pelayanan"),
            ("add_calendar_year", "Membuka tahun kalender"),
            ("retry_job", "Mencoba lagi pekerjaan sistem"),
            ("retry_message", "Mengirim ulang pesan"),
            ("remind_survey", "Mengingatkan survei"),
            ("suspend_for_survey", "Menangguhkan karena survei"),
            ("note_deadline_moved", "Mencatat tenggat bergeser"),
            ("remove_audit_records", "Menghapus catatan yang habis masa simpannya"),
            ("apply_definition", "Mencatat versi layanan"),
            ("give_seal_key", "Memberi kunci segel"),
            ("give_signing_key", "Memberi kunci tanda tangan"),
        ],
    ),
];

/// The groups of the filter, the acts of each sorted by their words.
pub(super) fn groups() -> Vec<ChoiceGroup> {
    let group = |(label, acts): &(&str, &[(&str, &str)])| {
        let mut sorted = acts.to_vec();
        sorted.sort_by_key(|(_, text)| text.to_lowercase());
        ChoiceGroup {
            label: (*label).to_owned(),
            options: sorted.into_iter().map(|(name, text)| Choice::new(name, text)).collect(),
        }
    };
    GROUPS.iter().map(group).collect()
}

/// What people read for an act; its stable name when it has no words yet.
pub(crate) fn words(act: &str) -> &str {
    let mut all = GROUPS.iter().flat_map(|(_, acts)| acts.iter());
    all.find(|(name, _)| *name == act).map_or(act, |(_, text)| text)
}

/// The first and last signs of a hash.
pub(super) fn short(hash: &str) -> String {
    match (hash.get(..8), hash.get(hash.len().saturating_sub(8)..)) {
        (Some(first), Some(last)) if hash.len() > 20 => format!("{first}…{last}"),
        _ => hash.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::groups;
    use std::collections::BTreeSet;

    #[test]
    fn every_act_stands_once_and_sorted_by_its_words() {
        let mut seen = BTreeSet::new();
        for group in groups() {
            let texts: Vec<String> = group.options.iter().map(|o| o.label.to_lowercase()).collect();
            assert!(texts.is_sorted(), "{}: {texts:?}", group.label);
            for option in group.options {
                assert!(seen.insert(option.value.clone()), "{} twice", option.value);
            }
        }
        assert!(seen.len() > 100);
    }
}
