//! A sentence with placeholders, and how a text is compared with it.

use super::sentence::sentences;
use std::collections::BTreeSet;

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// These very signs.
    Words(String),
    /// A placeholder by its name; those whose name begins with `n` stand for a figure.
    Gap(String),
}

/// Cuts a sentence into pieces. Braces that hold no placeholder are signs like any other.
pub(super) fn pieces(sentence: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut words = String::new();
    let mut rest = sentence;
    while let Some(open) = rest.find('{') {
        let name = rest[open + 1..].split_once('}').map(|(name, _)| name).filter(|name| is_name(name));
        words.push_str(&rest[..open]);
        if let Some(name) = name {
            if !words.is_empty() {
                out.push(Piece::Words(std::mem::take(&mut words)));
            }
            out.push(Piece::Gap(name.to_owned()));
            rest = &rest[open + name.len() + 2..];
        } else {
            words.push('{');
            rest = &rest[open + 1..];
        }
    }
    words.push_str(rest);
    if !words.is_empty() {
        out.push(Piece::Words(words));
    }
    out
}

fn is_name(name: &str) -> bool {
    let digits = name.strip_prefix('n').unwrap_or(name);
    !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The names of a sentence's placeholders.
pub(super) fn names(sentence: &str) -> BTreeSet<String> {
    pieces(sentence)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Gap(name) => Some(name),
            Piece::Words(_) => None,
        })
        .collect()
}

/// A figure as people write it here: `3`, `1.400.000`, `0,5`, `12%`.
fn is_figure(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'))
}

/// What the placeholders of a sentence stand for in a text; `None` when the text is another sentence.
pub(super) fn compare<'t>(pieces: &[Piece], text: &'t str) -> Option<Vec<(String, &'t str)>> {
    let mut found = Vec::new();
    fits(pieces, text, &mut found).then_some(found)
}

fn fits<'t>(pieces: &[Piece], text: &'t str, found: &mut Vec<(String, &'t str)>) -> bool {
    match pieces {
        [] => text.is_empty(),
        [Piece::Words(words), rest @ ..] => {
            text.strip_prefix(words.as_str()).is_some_and(|after| fits(rest, after, found))
        }
        [Piece::Gap(name)] => take(name, text, found),
        [Piece::Gap(name), Piece::Words(words), rest @ ..] => {
            // The nearest place first, farther ones when the rest does not fit.
            for (at, _) in text.match_indices(words.as_str()) {
                let before = found.len();
                if take(name, &text[..at], found) && fits(rest, &text[at + words.len()..], found) {
                    return true;
                }
                found.truncate(before);
            }
            false
        }
        // Two placeholders side by side cannot be told apart.
        [Piece::Gap(_), Piece::Gap(_), ..] => false,
    }
}

fn take<'t>(name: &str, value: &'t str, found: &mut Vec<(String, &'t str)>) -> bool {
    let good = if name.starts_with('n') { is_figure(value) } else { sentences(value).len() == 1 };
    let good = good && !value.trim().is_empty() && value.trim() == value;
    if good {
        found.push((name.to_owned(), value));
    }
    good
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values<'t>(sentence: &str, text: &'t str) -> Option<Vec<&'t str>> {
        compare(&pieces(sentence), text).map(|found| found.into_iter().map(|(_, value)| value).collect())
    }

    #[test]
    fn gaps_are_filled_from_the_text() {
        assert_eq!(values("Paling lambat {0}", "Paling lambat Senin"), Some(vec!["Senin"]));
        assert_eq!(values("{n0} dari {n1} berkas", "3 dari 12 berkas"), Some(vec!["3", "12"]));
        assert_eq!(
            values("{0} oleh {1}.", "Diubah oleh tim oleh Ayu."),
            Some(vec!["Diubah", "tim oleh Ayu"])
        );
        assert_eq!(values("{n0} hari", "besok hari"), None);
        assert_eq!(values("Oleh {0}", "Oleh "), None);
        assert_eq!(values("Oleh {0}", "Oleh Ayu. Lalu pulang"), None);
        assert_eq!(names("{x} {0} {n12} {"), BTreeSet::from(["0".to_owned(), "n12".to_owned()]));
    }
}
