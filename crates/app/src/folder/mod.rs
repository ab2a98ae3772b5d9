//! *Folder akun pengguna*: files uploaded once and used in every application (MJK18-12.2).

mod inspect;
mod upload;

pub use inspect::{Inspected, LARGEST, inspect};
pub use upload::{Upload, Uploaded, upload, upload_for};
