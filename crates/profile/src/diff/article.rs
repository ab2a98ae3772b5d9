//! Articles as short rows: "Pasal 11 ayat (3) huruf i" of a region whose acts rest on `ABC18-…` is `ABC18-11.3.i`.

use crate::profile_type::Profile;
use std::collections::BTreeMap;

/// The articles that settings rest on, in brackets behind a value; empty when none of them is named.
pub(super) fn behind(profile: &Profile, settings: &[&str]) -> String {
    let said: Vec<&str> = settings.iter().filter_map(|s| profile.law.get(*s).map(String::as_str)).collect();
    if said.is_empty() {
        return String::new();
    }
    format!(" ({})", together(&short_name(profile), &said))
}

/// Articles of one sentence, written together where they stand together: `11.3.i` and `11.3.j` are `11.3.i-j`.
fn together(law: &str, said: &[&str]) -> String {
    let mut rows: Vec<String> = Vec::new();
    for text in said {
        let row = row(law, text);
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows.sort();
    let letters: Vec<(&str, u8)> = rows.iter().filter_map(|row| letter(row)).collect();
    let one_stem =
        letters.len() == rows.len() && letters.windows(2).all(|w| w[0].0 == w[1].0 && w[0].1 + 1 == w[1].1);
    match (letters.first(), letters.last()) {
        (Some((stem, first)), Some((_, last))) if one_stem && first != last => {
            format!("{stem}.{}-{}", char::from(*first), char::from(*last))
        }
        _ => rows.join(", "),
    }
}

/// A row that ends in a letter: stem and letter.
fn letter(row: &str) -> Option<(&str, u8)> {
    let (stem, last) = row.rsplit_once('.')?;
    let [letter] = last.as_bytes() else { return None };
    letter.is_ascii_lowercase().then_some((stem, *letter))
}

/// One basis: as a row where it is one article, else in words.
fn row(law: &str, text: &str) -> String {
    if text == crate::service::OFFICE_POLICY {
        return "office rule".to_owned();
    }
    let (article, rest) = text.split_once(';').unwrap_or((text, ""));
    let length =
        if rest.trim().ends_with(crate::service::OFFICE_POLICY) { ", amount by office rule" } else { "" };
    match numbered(article) {
        Some(row) if law.is_empty() => format!("{row}{length}"),
        Some(row) => format!("{law}-{row}{length}"),
        None => {
            format!("{}{length}", article.trim().replace("sampai dengan", "to").replace(" dan ", " and "))
        }
    }
}

/// `Pasal 11 ayat (3) huruf i` as `11.3.i`; `None` for anything longer or other.
fn numbered(article: &str) -> Option<String> {
    let mut words = article.split_whitespace();
    let mut parts = Vec::new();
    if words.next()? != "Pasal" {
        return None;
    }
    parts.push(words.next()?.to_owned());
    while let Some(word) = words.next() {
        if !matches!(word, "ayat" | "huruf" | "angka") {
            return None;
        }
        parts.push(words.next()?.trim_matches(['(', ')']).to_owned());
    }
    let plain = |part: &String| part.len() <= 3 && part.chars().all(|c| c.is_ascii_alphanumeric());
    parts.iter().all(plain).then(|| parts.join("."))
}

/// How the region's acts call its leading regulation, such as `ABC18`; empty when they name none.
fn short_name(profile: &Profile) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (setting, basis) in &profile.law {
        let name = basis.split_once('-').map_or("", |(name, _)| name);
        let is_name = name.len() > 2 && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        if setting.starts_with("act.") && is_name {
            *counts.entry(name).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name.to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_become_rows_and_neighbours_stand_together() {
        assert_eq!(row("ABC18", "Pasal 11 ayat (3) huruf i"), "ABC18-11.3.i");
        assert_eq!(row("ABC18", "ketentuan kantor"), "office rule");
        assert_eq!(
            row("ABC18", "Pasal 6 ayat (1); lamanya ketentuan kantor"),
            "ABC18-6.1, amount by office rule"
        );
        assert_eq!(row("ABC18", "Pasal 8 sampai dengan Pasal 13"), "Pasal 8 to Pasal 13");
        let two = ["Pasal 11 ayat (3) huruf j", "Pasal 11 ayat (3) huruf i"];
        assert_eq!(together("ABC18", &two), "ABC18-11.3.i-j");
        let apart = ["Pasal 11 ayat (3) huruf a", "Pasal 17 ayat (2)"];
        assert_eq!(together("ABC18", &apart), "ABC18-11.3.a, ABC18-17.2");
    }
}
