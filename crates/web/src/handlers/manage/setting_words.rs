//! Settings of a profile as people read them; the key stands small beside the words.

/// Settings and their words.
const NAMES: [(&str, &str); 42] = [
    ("id", "Nama profil"),
    ("identity.region_name", "Nama daerah"),
    ("identity.government", "Nama pemerintah daerah"),
    ("identity.city", "Kota pada surat"),
    ("identity.office_long", "Nama lengkap kantor"),
    ("identity.office_short", "Nama singkat kantor"),
    ("identity.system_name", "Nama sistem"),
    ("identity.address", "Alamat kantor"),
    ("identity.contact", "Kontak kantor"),
    ("identity.portal", "Alamat situs"),
    ("identity.region_code", "Kode wilayah"),
    ("identity.neighbour", "Daerah tetangga yang sering tertukar"),
    ("identity.time_zone", "Zona waktu"),
    ("identity.legal_basis", "Dasar hukum"),
    ("identity.in_force_since", "Berlaku sejak"),
    ("identity.sample", "Hanya contoh"),
    ("identity.sample_notice", "Peringatan contoh"),
    ("identity.verification_path", "Alamat periksa dokumen"),
    ("theme.primary", "Warna utama"),
    ("theme.accent", "Warna aksen"),
    ("calendar.years", "Tahun kalender kerja"),
    ("correction.answer_within", "Batas menjawab perbaikan"),
    ("payment.pay_within", "Batas membayar"),
    ("payment.settlement_grace", "Tenggang pencatatan bank"),
    ("payment.bank", "Bank penerima"),
    ("payment.account", "Rekening penerima"),
    ("payment.code_prefix", "Awalan kode bayar"),
    ("payment.delivery_wait_hours", "Jam tunggu bukti SMS diterima"),
    ("payment.revenue_account", "Kode akun pendapatan"),
    ("payment.second_confirmation", "Pembayaran dikonfirmasi orang kedua"),
    ("survey.reminder_every_days", "Jarak pengingat survei (hari)"),
    ("survey.reminder_count", "Banyaknya pengingat survei"),
    ("survey.suspend_after_days", "Ditangguhkan tanpa survei setelah (hari)"),
    ("access.wait_hours", "Masa tunggu ganti kontak (jam)"),
    ("access.lock_minutes", "Layar petugas terkunci setelah (menit)"),
    ("access.public_minutes", "Sesi perangkat umum berakhir setelah (menit)"),
    ("pin.valid_minutes", "PIN berlaku (menit)"),
    ("pin.attempts", "Kesempatan mengisi PIN"),
    ("after_issue.renewal_opens_days", "Perpanjangan dibuka sebelum habis (hari)"),
    ("after_issue.pickup_remind_days", "Pengingat dokumen belum diambil (hari)"),
    ("after_issue.paper_notice_days", "Pengingat dokumen folder akan habis (hari)"),
    ("audit.keep_years", "Masa simpan jejak audit (tahun)"),
];

/// Settings of listed things: list, field, words.
const LISTED: [(&str, &str, &str); 12] = [
    ("division", "name", "Nama bidang"),
    ("role", "label", "Nama peran"),
    ("role", "capabilities", "Wewenang peran"),
    ("role", "originals", "Peran boleh membuka berkas asli"),
    ("position", "title", "Nama jabatan"),
    ("agency", "name", "Nama instansi"),
    ("paper", "label", "Nama kertas"),
    ("information", "name", "Nama layanan pusat"),
    ("information", "summary", "Ringkasan layanan pusat"),
    ("information", "operator", "Penyelenggara layanan pusat"),
    ("information", "link", "Tautan layanan pusat"),
    ("information", "words", "Kata cari layanan pusat"),
];

/// What a role may do.
const MAY: [(&str, &str); 24] = [
    ("decide_access_request", "memutus permintaan akun"),
    ("submit_application", "mengajukan permohonan"),
    ("assist_registration", "membantu mengisi"),
    ("assist_outside", "membantu mengisi di luar kantor"),
    ("verify_administration", "verifikasi"),
    ("validate_administration", "validasi"),
    ("visit_site", "tinjauan lapangan"),
    ("recommend_technically", "rekomendasi teknis"),
    ("decide", "menetapkan"),
    ("initial", "memaraf"),
    ("sign", "menandatangani"),
    ("issue_skrd", "menerbitkan SKRD"),
    ("confirm_payment", "mengonfirmasi pembayaran"),
    ("print", "mencetak"),
    ("assign_number", "memberi nomor"),
    ("fill_survey", "mengisi survei"),
    ("hand_over", "menyerahkan"),
    ("request_cancellation", "meminta pembatalan"),
    ("assign", "membagi berkas"),
    ("read_audit_trail", "membaca jejak audit"),
    ("configure_system", "mengelola sistem"),
    ("approve_standard", "menyetujui standar"),
    ("declare_force_majeure", "menetapkan keadaan kahar"),
    ("process_issue", "mengurus surat bidang"),
];

/// What people read for a setting; `None` for a name that only the file itself needs, such as the id of a role.
pub(super) fn setting(key: &str) -> Option<&'static str> {
    if let Some((_, words)) = NAMES.iter().find(|(name, _)| *name == key) {
        return Some(words);
    }
    let (list, rest) = key.split_once('.')?;
    let (_, field) = rest.rsplit_once('.')?;
    let found = LISTED.iter().find(|(of, name, _)| (*of, *name) == (list, field));
    match found {
        Some((_, _, words)) => Some(words),
        None if field == "id" => None,
        None => Some("Ketentuan lain"),
    }
}

/// A value in words: yes and no, and what a role may do.
pub(super) fn value(key: &str, value: &str) -> String {
    match value {
        "true" => "ya".to_owned(),
        "false" => "tidak".to_owned(),
        "" => "–".to_owned(),
        list if key.ends_with(".capabilities") => {
            let words = |id: &str| {
                MAY.iter().find(|(name, _)| *name == id).map_or(id.to_owned(), |(_, w)| (*w).to_owned())
            };
            list.split(", ").map(words).collect::<Vec<_>>().join(", ")
        }
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{setting, value};

    #[test]
    fn every_setting_of_the_shipped_regions_has_words() {
        let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../profiles");
        let folders = std::fs::read_dir(shipped).unwrap().map(|entry| entry.unwrap().path());
        for folder in folders.filter(|path| path.join("profile.toml").is_file()) {
            let profile = profile::Profile::load(folder).unwrap();
            for said in &profile.said {
                assert_ne!(setting(&said.name), Some("Ketentuan lain"), "{}", said.name);
                if said.name.ends_with(".capabilities") {
                    assert!(!value(&said.name, &said.value).contains('_'), "{}", said.value);
                }
            }
        }
    }

    #[test]
    fn values_are_words() {
        assert_eq!(value("identity.sample", "true"), "ya");
        assert_eq!(value("role.x.capabilities", "decide, sign"), "menetapkan, menandatangani");
        assert_eq!(setting("role.kurir.id"), None);
    }
}
