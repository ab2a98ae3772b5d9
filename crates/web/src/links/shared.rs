//! Addresses of shared devices and of contacts changed at the counter.

use super::fill;

/// Patterns for the router.
pub mod path {
    /// Changes number or mailbox of a person at the counter (GET, POST: first officer).
    pub const COUNTER_CONTACT: &str = "/loket/orang/{id}/kontak";
    /// The second officer confirms it (POST).
    pub const COUNTER_CONTACT_CONFIRM: &str = "/loket/orang/{id}/kontak/periksa";
    /// Sends its code again (POST).
    pub const COUNTER_CONTACT_CODE: &str = "/loket/orang/{id}/kontak/kode";
    /// Takes it back (POST).
    pub const COUNTER_CONTACT_CANCEL: &str = "/loket/orang/{id}/kontak/batal";
    /// Number of somebody else that receives a person's notices (GET, POST sends its holder a code; empty takes it away).
    pub const COUNTER_NOTICE: &str = "/loket/orang/{id}/kontak-lain";
    /// Takes the code that the holder of the number has read out (POST).
    pub const COUNTER_NOTICE_CODE: &str = "/loket/orang/{id}/kontak-lain/kode";
    /// Stops the replacement of a lost number with the code of its notice (GET, POST).
    pub const NOT_ME: &str = "/bukan-saya";
    /// Devices and contacts behind more than three applicants.
    pub const GO_BETWEENS: &str = "/kerja/ringkasan/perantara";
    /// Another officer at this device (GET, POST locks the present session).
    pub const SWITCH: &str = "/ganti-petugas";
    /// Opens a locked session with the password (GET, POST).
    pub const UNLOCK: &str = "/kunci";
    /// Ends everything on a public device (POST).
    pub const FINISH: &str = "/selesai";
    /// Keeps a session on a public device alive while somebody types (GET).
    pub const STILL_HERE: &str = "/masih-di-sini";
    /// Makes this device a public one, or an ordinary one again (GET, POST).
    pub const PUBLIC_DEVICE: &str = "/kelola/perangkat-umum";
}

/// `/loket/orang/{id}/kontak`: Changes number or mailbox of a person at the counter (GET, POST: first officer).
pub fn counter_contact(id: &str) -> String {
    fill(path::COUNTER_CONTACT, &[id])
}

/// `/loket/orang/{id}/kontak/periksa`: The second officer confirms it (POST).
pub fn counter_contact_confirm(id: &str) -> String {
    fill(path::COUNTER_CONTACT_CONFIRM, &[id])
}

/// `/loket/orang/{id}/kontak/kode`: Sends its code again (POST).
pub fn counter_contact_code(id: &str) -> String {
    fill(path::COUNTER_CONTACT_CODE, &[id])
}

/// `/loket/orang/{id}/kontak/batal`: Takes it back (POST).
pub fn counter_contact_cancel(id: &str) -> String {
    fill(path::COUNTER_CONTACT_CANCEL, &[id])
}

/// `/loket/orang/{id}/kontak-lain`: Number of somebody else that receives a person's notices.
pub fn counter_notice(id: &str) -> String {
    fill(path::COUNTER_NOTICE, &[id])
}

/// `/loket/orang/{id}/kontak-lain/kode`: Takes the code that the holder of the number has read out (POST).
pub fn counter_notice_code(id: &str) -> String {
    fill(path::COUNTER_NOTICE_CODE, &[id])
}

/// `/bukan-saya`: Stops the replacement of a lost number with the code of its notice (GET, POST).
pub fn not_me() -> String {
    path::NOT_ME.to_owned()
}

/// `/kerja/ringkasan/perantara`: Devices and contacts behind more than three applicants.
pub fn go_betweens() -> String {
    path::GO_BETWEENS.to_owned()
}

/// `/ganti-petugas`: Another officer at this device (GET, POST locks the present session).
pub fn switch() -> String {
    path::SWITCH.to_owned()
}

/// `/kunci`: Opens a locked session with the password (GET, POST).
pub fn unlock() -> String {
    path::UNLOCK.to_owned()
}

/// `/selesai`: Ends everything on a public device (POST).
pub fn finish() -> String {
    path::FINISH.to_owned()
}

/// `/masih-di-sini`: Keeps a session on a public device alive while somebody types (GET).
pub fn still_here() -> String {
    path::STILL_HERE.to_owned()
}

/// `/kelola/perangkat-umum`: Makes this device a public one, or an ordinary one again (GET, POST).
pub fn public_device() -> String {
    path::PUBLIC_DEVICE.to_owned()
}
