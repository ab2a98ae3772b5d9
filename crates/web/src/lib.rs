//! Pages and API over the use cases.
//!
//! **Invariant:** a page is a struct (`pages`), made of typed components (`components`), and names addresses only through
//! `links`. No page carries inline style or script, and every page works without script.

pub mod assets;
pub mod components;
mod csrf;
pub mod forms;
pub mod handlers;
pub mod hosting;
pub mod links;
pub mod locale;
pub mod pages;
pub mod problem_response;
pub mod router;
pub mod session;
pub mod visitor;

pub use hosting::Hosting;
pub use router::router;
