//! Documents: typed data → PDF/A → fields → signature → seal, as background work outside any transaction.

mod closing;
mod context;
mod control_sheet;
mod copy;
mod draft;
mod file;
mod freeze;
mod receipt;
mod recommendation;
mod sample;
mod scan;
mod sign;
mod skrd;
mod words;

pub(crate) use closing::{closing, told};
pub use control_sheet::{CONTROL_SHEET, control_sheet};
pub(crate) use draft::compose_draft;
pub use draft::{RefusalDraft, draft_refusal};
pub(crate) use file::put_file;
pub use file::{read_file, read_file_by_id};
pub(crate) use freeze::{freeze_page, issue_document};
pub use freeze::{open_page, prepare_signing, renew_page};
pub(crate) use receipt::receipt;
pub(crate) use recommendation::recommendation;
pub use sample::{SamplePermit, sample_permit};
pub(crate) use scan::seal_scan;
pub use scan::simulated_scan;
pub(crate) use sign::{SEAL, seal_document, sign_document};
pub(crate) use skrd::skrd;
pub use words::{field_text, value_text};

/// Font of the number field: digits, capitals and the signs of number templates, under an open licence.
pub(crate) const NUMBER_FONT: &[u8] = include_bytes!("../../../../data/fonts/nomor.ttf");
