//! Asking for an account (MJK18-8): who may, the form, the draft with papers and codes, the state.

pub mod form;
pub mod request;
pub mod start;
