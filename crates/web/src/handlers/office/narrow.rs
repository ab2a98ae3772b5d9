//! How lists of files are narrowed: the same names in the address of every list, kept from page to page.

use crate::components::{Choice, Field, FieldKind};
use crate::pages::work::queue::NarrowForm;
use app::query::find::{Choice as Known, Narrow};
use std::collections::BTreeMap;

/// A text of the address, without white space around it.
pub(super) fn text(query: &BTreeMap<String, String>, name: &str) -> String {
    query.get(name).map(|v| v.trim().chars().take(100).collect()).unwrap_or_default()
}

/// By what the address narrows. The old `nomor` still works, for links that people have kept.
pub(super) fn read(query: &BTreeMap<String, String>) -> Narrow {
    let words = text(query, "cari");
    Narrow {
        words: if words.is_empty() { text(query, "nomor") } else { words },
        service: text(query, "layanan"),
        desk: text(query, "meja"),
        division: text(query, "bidang"),
    }
}

/// The same for an address.
pub(super) fn pairs(narrow: &Narrow) -> [(&'static str, &str); 4] {
    [
        ("cari", narrow.words.as_str()),
        ("layanan", narrow.service.as_str()),
        ("meja", narrow.desk.as_str()),
        ("bidang", narrow.division.as_str()),
    ]
}

/// Fields for it: words, then services, desks and divisions.
pub(super) fn form(narrow: &Narrow, [services, desks, divisions]: &[Vec<Known>; 3]) -> NarrowForm {
    let select = |id: &str, label: &str, known: &[Known], value: &str| {
        let options = known.iter().map(|(value, label)| Choice::new(value.clone(), label.clone())).collect();
        Field::new(id, label, FieldKind::Select { options }).value(value)
    };
    NarrowForm {
        words: Field::new("cari", "Cari nomor, nama, atau layanan", FieldKind::Search)
            .hint("Contoh: 26-000147-4 atau sugeng imb")
            .value(narrow.words.clone()),
        choices: vec![
            select("layanan", "Layanan", services, &narrow.service),
            select("meja", "Meja", desks, &narrow.desk),
            select("bidang", "Bidang", divisions, &narrow.division),
        ],
        open: ![&narrow.service, &narrow.desk, &narrow.division].iter().all(|t| t.is_empty()),
    }
}

/// "Berkas 51–60 dari 60", or the number alone when there is one page.
pub(super) fn count(pages: usize, first: usize, shown: usize, total: usize) -> String {
    if pages == 1 {
        return format!("{total} berkas");
    }
    format!("Berkas {first}–{} dari {total}", first + shown.saturating_sub(1))
}
