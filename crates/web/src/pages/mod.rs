//! Pages. A page is a struct with its template; a missing field does not compile. Handlers fill the struct and render it.
//!
//! | address | page |
//! |---|---|
//! | `/` | [`home::HomePage`] |
//! | `/layanan` | [`services::list::ServiceListPage`] |
//! | `/layanan/{id}` | [`services::show::ServicePage`] |
//! | `/verifikasi` | [`verification::enter::VerificationPage`] |
//! | `/verifikasi/{code}` | [`verification::result::VerificationResultPage`] |
//! | `/masuk` | [`sign_in::SignInPage`] |
//! | `/informasi/{slug}` | [`content::ContentPage`] |
//! | `any` | [`problem::ProblemPage`] |

pub mod gallery;
mod shell;

pub mod content;
pub mod home;
pub mod problem;
pub mod services;
pub mod sign_in;
pub mod verification;

pub use shell::{Shell, User};
