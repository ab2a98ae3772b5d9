//! Pages of powers of attorney (MJK18-12.6).

pub mod ask;
pub mod list;
pub mod sheet;
pub mod show;
