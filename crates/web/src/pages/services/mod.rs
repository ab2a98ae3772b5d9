//! Services (`/layanan`).

pub mod list;
pub mod show;
