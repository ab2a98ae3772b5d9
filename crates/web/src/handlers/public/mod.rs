//! What anybody may open: services, information, verification, sign-in.

pub mod content;
pub mod home;
pub mod index;
pub mod language;
pub mod sample;
pub mod service;
pub mod services;
pub mod sign_in;
pub mod sign_out;
pub mod theme;
pub mod verification;
