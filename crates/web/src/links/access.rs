//! Addresses of asking for an account, of its security, and of the desk that decides.

use super::fill;

/// Patterns for the router.
pub mod path {
    /// Who may ask for an account, and how.
    pub const ACCESS: &str = "/daftar";
    /// Form of a request for access (GET, POST begins a draft).
    pub const ACCESS_NEW: &str = "/daftar/baru/{kind}";
    /// My request for access: what lacks, or its state.
    pub const ACCESS_REQUEST: &str = "/daftar/permohonan/{id}";
    /// Changes what is stated (GET, POST).
    pub const ACCESS_DATA: &str = "/daftar/permohonan/{id}/isian";
    /// Attaches a paper to it (POST).
    pub const ACCESS_PAPER: &str = "/daftar/permohonan/{id}/dokumen/{paper}";
    /// Sends a code to number or mailbox (POST).
    pub const ACCESS_CODE: &str = "/daftar/permohonan/{id}/kode/{channel}";
    /// Takes the code (POST).
    pub const ACCESS_CONFIRM: &str = "/daftar/permohonan/{id}/konfirmasi/{channel}";
    /// Sends the request (POST).
    pub const ACCESS_SEND: &str = "/daftar/permohonan/{id}/kirim";
    /// State of a request by number and telephone (GET, POST).
    pub const ACCESS_STATE: &str = "/daftar/status";
    /// First password, or a new one, by code (GET, POST).
    pub const FIRST_SIGN_IN: &str = "/masuk/pertama";
    /// Asks for a code for a new password (GET, POST).
    pub const FORGOTTEN: &str = "/masuk/lupa";
    /// Duties to accept (GET, POST).
    pub const DUTIES: &str = "/akun/kewajiban";
    /// Security of my account.
    pub const SECURITY: &str = "/akun/keamanan";
    /// Changes the password (POST).
    pub const SECURITY_PASSWORD: &str = "/akun/keamanan/sandi";
    /// Asks to change number or mailbox (POST).
    pub const SECURITY_CONTACT: &str = "/akun/keamanan/kontak";
    /// Confirms the change with both codes (POST).
    pub const SECURITY_CODES: &str = "/akun/keamanan/kontak/kode";
    /// Takes the change back (POST).
    pub const SECURITY_CANCEL: &str = "/akun/keamanan/kontak/batal";
    /// Ends sessions (POST).
    pub const SECURITY_SESSIONS: &str = "/akun/keamanan/sesi";
    /// Reports misuse and blocks the account (POST).
    pub const SECURITY_REPORT: &str = "/akun/keamanan/lapor";
    /// Requests for access, and blocked accounts.
    pub const ACCESS_DESK: &str = "/kerja/akses";
    /// One request for access.
    pub const ACCESS_CASE: &str = "/kerja/akses/{id}";
    /// A paper of it.
    pub const ACCESS_CASE_PAPER: &str = "/kerja/akses/{id}/dokumen/{paper}";
    /// Grants access (POST).
    pub const ACCESS_GRANT: &str = "/kerja/akses/{id}/setujui";
    /// Refuses access (POST).
    pub const ACCESS_REFUSE: &str = "/kerja/akses/{id}/tolak";
    /// Opens a blocked account again (POST).
    pub const ACCESS_REOPEN: &str = "/kerja/akses/akun/{id}/buka";
}

/// `/daftar`: Who may ask for an account, and how.
pub fn access() -> String {
    path::ACCESS.to_owned()
}

/// `/daftar/baru/{kind}`: Form of a request for access (GET, POST begins a draft).
pub fn access_new(kind: &str) -> String {
    fill(path::ACCESS_NEW, &[kind])
}

/// `/daftar/permohonan/{id}`: My request for access: what lacks, or its state.
pub fn access_request(id: &str) -> String {
    fill(path::ACCESS_REQUEST, &[id])
}

/// `/daftar/permohonan/{id}/isian`: Changes what is stated (GET, POST).
pub fn access_data(id: &str) -> String {
    fill(path::ACCESS_DATA, &[id])
}

/// `/daftar/permohonan/{id}/dokumen/{paper}`: Attaches a paper to it (POST).
pub fn access_paper(id: &str, paper: &str) -> String {
    fill(path::ACCESS_PAPER, &[id, paper])
}

/// `/daftar/permohonan/{id}/kode/{channel}`: Sends a code to number or mailbox (POST).
pub fn access_code(id: &str, channel: &str) -> String {
    fill(path::ACCESS_CODE, &[id, channel])
}

/// `/daftar/permohonan/{id}/konfirmasi/{channel}`: Takes the code (POST).
pub fn access_confirm(id: &str, channel: &str) -> String {
    fill(path::ACCESS_CONFIRM, &[id, channel])
}

/// `/daftar/permohonan/{id}/kirim`: Sends the request (POST).
pub fn access_send(id: &str) -> String {
    fill(path::ACCESS_SEND, &[id])
}

/// `/daftar/status`: State of a request by number and telephone (GET, POST).
pub fn access_state() -> String {
    path::ACCESS_STATE.to_owned()
}

/// `/masuk/pertama`: First password, or a new one, by code (GET, POST).
pub fn first_sign_in() -> String {
    path::FIRST_SIGN_IN.to_owned()
}

/// `/masuk/lupa`: Asks for a code for a new password (GET, POST).
pub fn forgotten() -> String {
    path::FORGOTTEN.to_owned()
}

/// `/akun/kewajiban`: Duties to accept (GET, POST).
pub fn duties() -> String {
    path::DUTIES.to_owned()
}

/// `/akun/keamanan`: Security of my account.
pub fn security() -> String {
    path::SECURITY.to_owned()
}

/// `/akun/keamanan/sandi`: Changes the password (POST).
pub fn security_password() -> String {
    path::SECURITY_PASSWORD.to_owned()
}

/// `/akun/keamanan/kontak`: Asks to change number or mailbox (POST).
pub fn security_contact() -> String {
    path::SECURITY_CONTACT.to_owned()
}

/// `/akun/keamanan/kontak/kode`: Confirms the change with both codes (POST).
pub fn security_codes() -> String {
    path::SECURITY_CODES.to_owned()
}

/// `/akun/keamanan/kontak/batal`: Takes the change back (POST).
pub fn security_cancel() -> String {
    path::SECURITY_CANCEL.to_owned()
}

/// `/akun/keamanan/sesi`: Ends sessions (POST).
pub fn security_sessions() -> String {
    path::SECURITY_SESSIONS.to_owned()
}

/// `/akun/keamanan/lapor`: Reports misuse and blocks the account (POST).
pub fn security_report() -> String {
    path::SECURITY_REPORT.to_owned()
}

/// `/kerja/akses`: Requests for access, and blocked accounts.
pub fn access_desk() -> String {
    path::ACCESS_DESK.to_owned()
}

/// `/kerja/akses/{id}`: One request for access.
pub fn access_case(id: &str) -> String {
    fill(path::ACCESS_CASE, &[id])
}

/// `/kerja/akses/{id}/dokumen/{paper}`: A paper of it.
pub fn access_case_paper(id: &str, paper: &str) -> String {
    fill(path::ACCESS_CASE_PAPER, &[id, paper])
}

/// `/kerja/akses/{id}/setujui`: Grants access (POST).
pub fn access_grant(id: &str) -> String {
    fill(path::ACCESS_GRANT, &[id])
}

/// `/kerja/akses/{id}/tolak`: Refuses access (POST).
pub fn access_refuse(id: &str) -> String {
    fill(path::ACCESS_REFUSE, &[id])
}

/// `/kerja/akses/akun/{id}/buka`: Opens a blocked account again (POST).
pub fn access_reopen(id: &str) -> String {
    fill(path::ACCESS_REOPEN, &[id])
}
