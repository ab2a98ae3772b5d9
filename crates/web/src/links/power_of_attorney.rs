//! Addresses of powers of attorney: the account's pages and the desk that looks at a signed paper (MJK18-12.6).

use super::fill;

/// Patterns for the router.
pub mod path {
    /// Powers that I have given or hold.
    pub const POWERS: &str = "/akun/kuasa";
    /// Asks for one (GET, POST).
    pub const POWER_ASK: &str = "/akun/kuasa/minta";
    /// One of mine.
    pub const POWER: &str = "/akun/kuasa/{id}";
    /// The owner's code (POST).
    pub const POWER_CONFIRM: &str = "/akun/kuasa/{id}/kode";
    /// Sends the owner a new code (POST).
    pub const POWER_CODE: &str = "/akun/kuasa/{id}/kirim-kode";
    /// The sheet to be signed by hand.
    pub const POWER_SHEET: &str = "/akun/kuasa/{id}/lembar";
    /// The signed sheet (POST).
    pub const POWER_PAPER: &str = "/akun/kuasa/{id}/surat";
    /// Starts an application for the owner (POST).
    pub const POWER_START: &str = "/akun/kuasa/{id}/ajukan";
    /// Ends it (POST).
    pub const POWER_END: &str = "/akun/kuasa/{id}/akhiri";
    /// A signed paper at the desk.
    pub const POWER_CASE: &str = "/kerja/akses/kuasa/{id}";
    /// The paper itself.
    pub const POWER_CASE_PAPER: &str = "/kerja/akses/kuasa/{id}/dokumen";
    /// Confirms it (POST).
    pub const POWER_CASE_CONFIRM: &str = "/kerja/akses/kuasa/{id}/sahkan";
    /// Refuses it (POST).
    pub const POWER_CASE_REFUSE: &str = "/kerja/akses/kuasa/{id}/tolak";
    /// Ends one for an owner at the counter (POST).
    pub const COUNTER_POWER_END: &str = "/loket/orang/{id}/kuasa/{power}/akhiri";
}

/// `/akun/kuasa`: Powers that I have given or hold.
pub fn powers() -> String {
    path::POWERS.to_owned()
}

/// `/akun/kuasa/minta`: Asks for one (GET, POST).
pub fn power_ask() -> String {
    path::POWER_ASK.to_owned()
}

/// `/akun/kuasa/{id}`: One of mine.
pub fn power(id: &str) -> String {
    fill(path::POWER, &[id])
}

/// `/akun/kuasa/{id}/kode`: The owner's code (POST).
pub fn power_confirm(id: &str) -> String {
    fill(path::POWER_CONFIRM, &[id])
}

/// `/akun/kuasa/{id}/kirim-kode`: Sends the owner a new code (POST).
pub fn power_code(id: &str) -> String {
    fill(path::POWER_CODE, &[id])
}

/// `/akun/kuasa/{id}/lembar`: The sheet to be signed by hand.
pub fn power_sheet(id: &str) -> String {
    fill(path::POWER_SHEET, &[id])
}

/// `/akun/kuasa/{id}/surat`: The signed sheet (POST).
pub fn power_paper(id: &str) -> String {
    fill(path::POWER_PAPER, &[id])
}

/// `/akun/kuasa/{id}/ajukan`: Starts an application for the owner (POST).
pub fn power_start(id: &str) -> String {
    fill(path::POWER_START, &[id])
}

/// `/akun/kuasa/{id}/akhiri`: Ends it (POST).
pub fn power_end(id: &str) -> String {
    fill(path::POWER_END, &[id])
}

/// `/kerja/akses/kuasa/{id}`: A signed paper at the desk.
pub fn power_case(id: &str) -> String {
    fill(path::POWER_CASE, &[id])
}

/// `/kerja/akses/kuasa/{id}/dokumen`: The paper itself.
pub fn power_case_paper(id: &str) -> String {
    fill(path::POWER_CASE_PAPER, &[id])
}

/// `/kerja/akses/kuasa/{id}/sahkan`: Confirms it (POST).
pub fn power_case_confirm(id: &str) -> String {
    fill(path::POWER_CASE_CONFIRM, &[id])
}

/// `/kerja/akses/kuasa/{id}/tolak`: Refuses it (POST).
pub fn power_case_refuse(id: &str) -> String {
    fill(path::POWER_CASE_REFUSE, &[id])
}

/// `/loket/orang/{id}/kuasa/{power}/akhiri`: Ends one for an owner at the counter (POST).
pub fn counter_power_end(id: &str, power: &str) -> String {
    fill(path::COUNTER_POWER_END, &[id, power])
}
