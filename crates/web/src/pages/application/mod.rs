//! An application, as its owner sees it (`/permohonan`).

pub mod cancellation;
pub mod check_answers;
pub mod correction;
pub mod documents;
pub mod draft;
pub mod form_group;
pub mod items;
pub mod messages;
pub mod sent;
pub mod status;
pub mod survey;
