//! The form below a list that gives the ticked files to a colleague (*disposisi*).

use crate::components::{Choice, Field, FieldKind, FormSeed, Guard};
use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;

/// The form; the ticks of the rows belong to it by its id `bagi`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/giving.html")]
pub struct Giving {
    /// Hidden fields.
    pub guard: Guard,
    /// Where it is sent, with the query of the list.
    pub action: String,
    /// Choice of a colleague, with id `petugas`.
    pub colleague: Field,
    /// Reason, with id `catatan`.
    pub reason: Field,
    /// What is wrong with the ticks.
    pub problem: Option<String>,
}

impl Giving {
    /// Invented.
    pub fn sample() -> Self {
        let options =
            vec![Choice::new("p1", "Sukinem (Verifikator)"), Choice::new("p2", "Yohanes (Validator)")];
        Giving {
            guard: FormSeed::sample().part("bagikan"),
            action: links::work_give(),
            colleague: Field::new("petugas", "Berikan kepada", FieldKind::Select { options }),
            reason: Field::new("catatan", "Alasan", FieldKind::Text { max: 500 }),
            problem: None,
        }
    }
}

impl HtmlSafe for Giving {}
