//! Addresses of the administration.

use super::fill;

/// Patterns for the router.
pub mod path {
    /// Administration: what needs attention.
    pub const MANAGE: &str = "/kelola";
    /// People of the office; `?cari=`.
    pub const STAFF: &str = "/kelola/orang";
    /// Adds somebody (GET, POST).
    pub const STAFF_ADD: &str = "/kelola/orang/tambah";
    /// One person (GET), changes (POST).
    pub const STAFF_ONE: &str = "/kelola/orang/{id}";
    /// Blocks an account (POST).
    pub const STAFF_BLOCK: &str = "/kelola/orang/{id}/blokir";
    /// Opens a blocked account (POST).
    pub const STAFF_UNBLOCK: &str = "/kelola/orang/{id}/buka";
    /// Ends somebody's service (POST).
    pub const STAFF_END: &str = "/kelola/orang/{id}/akhiri";
    /// Sends a code to choose a password with (POST).
    pub const STAFF_CODE: &str = "/kelola/orang/{id}/kode";
    /// Posts, holders, delegations, absences.
    pub const OFFICIALS: &str = "/kelola/pejabat";
    /// Appoints somebody, with the letter (POST).
    pub const OFFICIALS_APPOINT: &str = "/kelola/pejabat/angkat";
    /// Ends an appointment (POST).
    pub const OFFICIALS_END: &str = "/kelola/pejabat/akhiri";
    /// Delegates signing to a post (POST).
    pub const OFFICIALS_DELEGATE: &str = "/kelola/pejabat/limpahkan";
    /// Ends a delegation (POST).
    pub const OFFICIALS_UNDELEGATE: &str = "/kelola/pejabat/limpahkan/akhiri";
    /// Notes an absence (POST).
    pub const OFFICIALS_ABSENCE: &str = "/kelola/pejabat/halangan";
    /// Ends an absence or takes it back (POST).
    pub const OFFICIALS_ABSENCE_END: &str = "/kelola/pejabat/halangan/akhiri";
    /// The letter of an appointment.
    pub const OFFICIALS_LETTER: &str = "/kelola/pejabat/surat/{file}";
    /// Working calendar; `?tahun=2026`.
    pub const CALENDAR: &str = "/kelola/kalender";
    /// Shows what a change moves (POST).
    pub const CALENDAR_PREVIEW: &str = "/kelola/kalender/pratinjau";
    /// Changes a day (POST).
    pub const CALENDAR_APPLY: &str = "/kelola/kalender/terapkan";
    /// Opens the next year (POST).
    pub const CALENDAR_YEAR: &str = "/kelola/kalender/tahun";
    /// Messages and jobs; `?keadaan=gagal|menunggu|selesai`.
    pub const SYSTEM_WORK: &str = "/kelola/sistem";
    /// Tries a job again (POST).
    pub const SYSTEM_JOB_RETRY: &str = "/kelola/sistem/pekerjaan/{id}/ulang";
    /// Tries all failed jobs of a kind again (POST).
    pub const SYSTEM_JOBS_RETRY: &str = "/kelola/sistem/jenis-pekerjaan/{kind}/ulang";
    /// Sends a message again (POST).
    pub const SYSTEM_MESSAGE_RETRY: &str = "/kelola/sistem/pesan/{id}/ulang";
    /// Sends all failed messages of a kind again (POST).
    pub const SYSTEM_MESSAGES_RETRY: &str = "/kelola/sistem/jenis-pesan/{kind}/ulang";
    /// The running profile, to read.
    pub const RUNNING_PROFILE: &str = "/kelola/profil";
    /// Service standards (GET), approval of some (POST).
    pub const STANDARDS: &str = "/kelola/standar";
}

/// `/kelola`: Administration: what needs attention.
pub fn manage() -> String {
    path::MANAGE.to_owned()
}

/// `/kelola/orang`: People of the office; `?cari=`.
pub fn staff() -> String {
    path::STAFF.to_owned()
}

/// `/kelola/orang/tambah`: Adds somebody (GET, POST).
pub fn staff_add() -> String {
    path::STAFF_ADD.to_owned()
}

/// `/kelola/orang/{id}`: One person (GET), changes (POST).
pub fn staff_one(id: &str) -> String {
    fill(path::STAFF_ONE, &[id])
}

/// `/kelola/orang/{id}/blokir`: Blocks an account (POST).
pub fn staff_block(id: &str) -> String {
    fill(path::STAFF_BLOCK, &[id])
}

/// `/kelola/orang/{id}/buka`: Opens a blocked account (POST).
pub fn staff_unblock(id: &str) -> String {
    fill(path::STAFF_UNBLOCK, &[id])
}

/// `/kelola/orang/{id}/akhiri`: Ends somebody's service (POST).
pub fn staff_end(id: &str) -> String {
    fill(path::STAFF_END, &[id])
}

/// `/kelola/orang/{id}/kode`: Sends a code to choose a password with (POST).
pub fn staff_code(id: &str) -> String {
    fill(path::STAFF_CODE, &[id])
}

/// `/kelola/pejabat`: Posts, holders, delegations, absences.
pub fn officials() -> String {
    path::OFFICIALS.to_owned()
}

/// `/kelola/pejabat/angkat`: Appoints somebody, with the letter (POST).
pub fn officials_appoint() -> String {
    path::OFFICIALS_APPOINT.to_owned()
}

/// `/kelola/pejabat/akhiri`: Ends an appointment (POST).
pub fn officials_end() -> String {
    path::OFFICIALS_END.to_owned()
}

/// `/kelola/pejabat/limpahkan`: Delegates signing to a post (POST).
pub fn officials_delegate() -> String {
    path::OFFICIALS_DELEGATE.to_owned()
}

/// `/kelola/pejabat/limpahkan/akhiri`: Ends a delegation (POST).
pub fn officials_undelegate() -> String {
    path::OFFICIALS_UNDELEGATE.to_owned()
}

/// `/kelola/pejabat/halangan`: Notes an absence (POST).
pub fn officials_absence() -> String {
    path::OFFICIALS_ABSENCE.to_owned()
}

/// `/kelola/pejabat/halangan/akhiri`: Ends an absence or takes it back (POST).
pub fn officials_absence_end() -> String {
    path::OFFICIALS_ABSENCE_END.to_owned()
}

/// `/kelola/pejabat/surat/{file}`: The letter of an appointment.
pub fn officials_letter(file: &str) -> String {
    fill(path::OFFICIALS_LETTER, &[file])
}

/// `/kelola/kalender`: Working calendar; `?tahun=2026`.
pub fn calendar() -> String {
    path::CALENDAR.to_owned()
}

/// `/kelola/kalender/pratinjau`: Shows what a change moves (POST).
pub fn calendar_preview() -> String {
    path::CALENDAR_PREVIEW.to_owned()
}

/// `/kelola/kalender/terapkan`: Changes a day (POST).
pub fn calendar_apply() -> String {
    path::CALENDAR_APPLY.to_owned()
}

/// `/kelola/kalender/tahun`: Opens the next year (POST).
pub fn calendar_year() -> String {
    path::CALENDAR_YEAR.to_owned()
}

/// `/kelola/sistem`: Messages and jobs; `?keadaan=gagal|menunggu|selesai`.
pub fn system_work() -> String {
    path::SYSTEM_WORK.to_owned()
}

/// `/kelola/sistem/pekerjaan/{id}/ulang`: Tries a job again (POST).
pub fn system_job_retry(id: &str) -> String {
    fill(path::SYSTEM_JOB_RETRY, &[id])
}

/// `/kelola/sistem/jenis-pekerjaan/{kind}/ulang`: Tries all failed jobs of a kind again (POST).
pub fn system_jobs_retry(kind: &str) -> String {
    fill(path::SYSTEM_JOBS_RETRY, &[kind])
}

/// `/kelola/sistem/pesan/{id}/ulang`: Sends a message again (POST).
pub fn system_message_retry(id: &str) -> String {
    fill(path::SYSTEM_MESSAGE_RETRY, &[id])
}

/// `/kelola/sistem/jenis-pesan/{kind}/ulang`: Sends all failed messages of a kind again (POST).
pub fn system_messages_retry(kind: &str) -> String {
    fill(path::SYSTEM_MESSAGES_RETRY, &[kind])
}

/// `/kelola/profil`: The running profile, to read.
pub fn running_profile() -> String {
    path::RUNNING_PROFILE.to_owned()
}

/// `/kelola/standar`: Service standards (GET), approval of some (POST).
pub fn standards() -> String {
    path::STANDARDS.to_owned()
}
