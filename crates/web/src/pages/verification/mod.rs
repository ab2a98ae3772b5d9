//! Verification of documents (`/verifikasi`).

pub mod enter;
pub mod result;
