//! The entries of one file, ready to be looked up: whole sentences by hash, sentences with placeholders by their longest
//! word.

use super::pattern::{Piece, compare, pieces};
use super::po::PoEntry;
use std::collections::HashMap;

/// Sentences in two languages.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Catalogue {
    exact: HashMap<String, String>,
    patterns: Vec<Pattern>,
    by_word: HashMap<String, Vec<usize>>,
}

#[derive(Debug, Clone, PartialEq)]
struct Pattern {
    from: Vec<Piece>,
    to: Vec<Piece>,
    /// How many signs it names itself: the more, the better it fits.
    weight: usize,
}

/// A sentence with placeholders that fits a text.
pub(super) struct Fit<'c, 't> {
    /// The pieces of the translation.
    pub to: &'c [Piece],
    /// What the placeholders stand for.
    pub values: Vec<(String, &'t str)>,
    /// How many signs the sentence names itself.
    pub weight: usize,
    /// It says so little itself ("{0} di {1}") that it fits much that it does not mean: only with known values.
    pub loose: bool,
}

/// Below this many letters, a sentence that begins and ends with a placeholder is loose.
const LOOSE: usize = 8;

/// The words of a text: what the index knows sentences by.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

impl Catalogue {
    /// Puts entries in order.
    pub fn new(entries: Vec<PoEntry>) -> Self {
        let mut catalogue = Catalogue::default();
        for entry in entries {
            let from = pieces(&entry.id);
            if !from.iter().any(|piece| matches!(piece, Piece::Gap(_))) {
                catalogue.exact.insert(entry.id, entry.text);
                continue;
            }
            let named = || {
                from.iter().filter_map(|piece| match piece {
                    Piece::Words(words) => Some(words.as_str()),
                    Piece::Gap(_) => None,
                })
            };
            let weight = named().map(|w| w.chars().filter(|c| c.is_alphanumeric()).count()).sum();
            let longest =
                named().flat_map(words).max_by_key(|word| word.len()).unwrap_or_default().to_owned();
            catalogue.by_word.entry(longest).or_default().push(catalogue.patterns.len());
            catalogue.patterns.push(Pattern { from, to: pieces(&entry.text), weight });
        }
        catalogue
    }

    /// Adds a whole sentence that is not there yet.
    pub fn add(&mut self, id: &str, text: &str) {
        if !text.is_empty() {
            self.exact.entry(id.to_owned()).or_insert_with(|| text.to_owned());
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.patterns.is_empty()
    }

    /// The translation of a whole sentence.
    pub(super) fn exact(&self, text: &str) -> Option<&str> {
        self.exact.get(text).map(String::as_str)
    }

    /// The sentences with placeholders that fit.
    pub(super) fn fits<'c, 't>(&'c self, text: &'t str) -> Vec<Fit<'c, 't>> {
        let mut seen = Vec::new();
        let mut fits = Vec::new();
        for at in words(text).filter_map(|word| self.by_word.get(word)).flatten().copied() {
            if seen.contains(&at) {
                continue;
            }
            seen.push(at);
            let Some(pattern) = self.patterns.get(at) else { continue };
            if let Some(values) = compare(&pattern.from, text) {
                let open =
                    |piece: Option<&Piece>| matches!(piece, Some(Piece::Gap(name)) if !name.starts_with('n'));
                let loose = pattern.weight < LOOSE && open(pattern.from.first()) && open(pattern.from.last());
                fits.push(Fit { to: &pattern.to, values, weight: pattern.weight, loose });
            }
        }
        fits
    }
}
