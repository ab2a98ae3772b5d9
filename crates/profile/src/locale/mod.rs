//! Words in another language: a catalogue in the PO format of GNU gettext, whose keys are the Indonesian sentences
//! themselves, and what is understood without one (dates, amounts of money, times).
//!
//! A part of a sentence that changes is a placeholder: `{0}` stands for any words, `{n0}` for a figure. What a placeholder
//! stands for is translated too when it is known, and stays as it is otherwise: names, numbers, what people typed.

mod catalogue;
mod figures;
mod pattern;
mod po;
mod sentence;
mod translator;

pub use catalogue::Catalogue;
pub use po::{PoEntry, PoMistake, read_po};
pub use translator::{Translated, Translator};
