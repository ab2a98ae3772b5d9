//! English: every text of every page has its translation.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use profile::locale::Catalogue;
use std::collections::BTreeMap;
use web::locale::in_english;
use web::pages::gallery::render_all;

#[test]
fn dump() {
    let mut all: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for page in render_all().unwrap() {
        let mut unknown = Vec::new();
        in_english(&page.html, &Catalogue::default(), &mut unknown);
        for text in unknown {
            let e = all.entry(text).or_insert((0, page.name.clone()));
            e.0 += 1;
        }
    }
    for (text, (n, page)) in &all {
        println!("DUMP\t{page}\t{n}\t{text}");
    }
}
