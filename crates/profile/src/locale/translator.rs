//! Translates one text: as a whole, by a sentence with placeholders, as a figure, or part by part.

use super::catalogue::{Catalogue, Fit};
use super::figures::figure;
use super::pattern::Piece;
use super::sentence::sentences;

/// How deep placeholders are looked into; a sentence inside a sentence inside a sentence is somebody's own.
const DEPTH: u8 = 5;

/// What a text became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Translated {
    /// Without letters, or the same in both languages.
    Same,
    /// In English, at least in part.
    Done(String),
    /// Nobody has translated it.
    Unknown,
}

/// Catalogues one behind the other; the first that knows a sentence wins.
#[derive(Debug, Clone)]
pub struct Translator<'c> {
    layers: Vec<&'c Catalogue>,
    own: bool,
}

impl<'c> Translator<'c> {
    /// Puts catalogues one behind the other.
    pub fn new(layers: impl IntoIterator<Item = &'c Catalogue>) -> Self {
        Translator { layers: layers.into_iter().collect(), own: false }
    }

    /// The same for what may be somebody's own words: known words as a whole and figures are translated, a sentence with
    /// placeholders is not looked for.
    pub fn for_own_words(&self) -> Self {
        Translator { own: true, ..self.clone() }
    }

    /// Translates a text. What nobody has translated, the text itself or parts of it, is added to `unknown`.
    pub fn translate(&self, text: &str, unknown: &mut Vec<String>) -> Translated {
        let outcome = self.text(text, DEPTH, unknown);
        if outcome == Translated::Unknown {
            unknown.push(text.to_owned());
        }
        outcome
    }

    fn text(&self, text: &str, depth: u8, unknown: &mut Vec<String>) -> Translated {
        if let Some(figure) = figure(text) {
            return Translated::Done(figure);
        }
        if !text.chars().any(char::is_alphabetic) {
            return Translated::Same;
        }
        if let Some(found) = self.exact(text) {
            return Translated::Done(found);
        }
        let Some(deeper) = depth.checked_sub(1) else { return Translated::Unknown };
        for separator in [" · ", " – ", " → ", " × ", " + "] {
            if text.contains(separator) {
                return self.joined(
                    text.split(separator).map(|part| (part, separator)),
                    false,
                    deeper,
                    unknown,
                );
            }
        }
        let mut fits: Vec<Fit<'_, '_>> = self.layers.iter().flat_map(|layer| layer.fits(text)).collect();
        // "3 lantai" is an answer whoever typed it; words are somebody's own.
        fits.retain(|fit| !self.own || fit.values.iter().all(|(name, _)| name.starts_with('n')));
        // The region's catalogue stands first and stays first among equals.
        fits.sort_by_key(|fit| std::cmp::Reverse(fit.weight));
        let mut second_best = None;
        for fit in fits {
            let mut missing = Vec::new();
            let done = self.filled(&fit, deeper, &mut missing);
            if missing.is_empty() {
                return Translated::Done(done);
            }
            if !fit.loose && second_best.is_none() {
                second_best = Some((done, missing));
            }
        }
        let Some((done, mut missing)) = second_best else { return self.parts(text, deeper, unknown) };
        let mut of_parts = Vec::new();
        match self.parts(text, deeper, &mut of_parts) {
            Translated::Done(parts) if of_parts.len() < missing.len() => {
                unknown.append(&mut of_parts);
                Translated::Done(parts)
            }
            _ => {
                unknown.append(&mut missing);
                Translated::Done(done)
            }
        }
    }

    /// The whole sentence; with a capital where the catalogue has none, and the other way round.
    fn exact(&self, text: &str) -> Option<String> {
        let look = |key: &str| self.layers.iter().find_map(|layer| layer.exact(key));
        if let Some(found) = look(text) {
            return Some(found.to_owned());
        }
        let first = text.chars().next()?;
        let rest = &text[first.len_utf8()..];
        let upper = first.is_uppercase();
        let other: String =
            if upper { first.to_lowercase().collect() } else { first.to_uppercase().collect() };
        let found = look(&format!("{other}{rest}"))?;
        let head = found.chars().next()?;
        let tail = &found[head.len_utf8()..];
        // "NIK" and "I" keep their capitals.
        let shout = tail.starts_with(|c: char| c.is_uppercase()) || head == 'I' && tail.starts_with(' ');
        Some(match (upper, shout) {
            (true, _) => head.to_uppercase().chain(tail.chars()).collect(),
            (false, false) => head.to_lowercase().chain(tail.chars()).collect(),
            (false, true) => found.to_owned(),
        })
    }

    fn filled(&self, fit: &Fit<'_, '_>, depth: u8, unknown: &mut Vec<String>) -> String {
        let mut out = String::new();
        for piece in fit.to {
            match piece {
                Piece::Words(words) => out.push_str(words),
                Piece::Gap(name) => {
                    let value = fit.values.iter().find(|(n, _)| n == name).map_or("", |(_, value)| *value);
                    // What stands in quotes is quoted: a search, a source, the name of a button.
                    if out.ends_with('“') {
                        out.push_str(value);
                        continue;
                    }
                    out.push_str(&self.or_as_it_is(value, depth, unknown));
                }
            }
        }
        out
    }

    /// Part by part: sentences, items between dots, items of a list.
    fn parts(&self, text: &str, depth: u8, unknown: &mut Vec<String>) -> Translated {
        let sentences = sentences(text);
        if sentences.len() > 1 {
            let done = self.joined(sentences.into_iter().map(|part| (part, " ")), self.own, depth, unknown);
            if done != Translated::Unknown {
                return done;
            }
        }
        let own = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        if own.len() < text.len()
            && let Translated::Done(done) = self.text(own, depth, unknown)
        {
            return Translated::Done(format!("{}{done}", &text[..text.len() - own.len()]));
        }
        let plain = text.trim_end_matches(['.', ':', ',', '…', '?', '!']);
        if plain.len() < text.len()
            && let Translated::Done(done) = self.text(plain, depth, unknown)
        {
            return Translated::Done(done + &text[plain.len()..]);
        }
        if let Some((head, inside)) = bracketed(text).filter(|_| !self.own) {
            let mut missing = Vec::new();
            let inner = self.text(inside, depth, &mut missing);
            if let (Translated::Done(inner), true) = (inner, missing.is_empty()) {
                return Translated::Done(format!("{} ({inner})", self.or_as_it_is(head, depth, unknown)));
            }
            if let Translated::Done(head) = self.text(head, depth, unknown) {
                return Translated::Done(format!("{head} ({})", self.or_as_it_is(inside, depth, unknown)));
            }
        }
        for (separator, all) in [("; ", true), (": ", false), (", ", true)] {
            if text.contains(separator) {
                let parts = text.split(separator).map(|part| (part, separator));
                let done = self.joined(parts, all, depth, unknown);
                if done != Translated::Unknown {
                    return done;
                }
            }
        }
        // Signs behind something known: "Ya”".
        let own = text.trim_end_matches(|c: char| !c.is_alphanumeric());
        if own.len() < text.len()
            && let Translated::Done(done) = self.text(own, depth, unknown)
        {
            return Translated::Done(done + &text[own.len()..]);
        }
        // A number behind something known: "Izin Reklame 26-000052-6", "Kendaraan 2".
        if let Some((head, number)) = text.rsplit_once(' ')
            && number.starts_with(|c: char| c.is_ascii_digit())
            && let Some(head) = self.exact(head)
        {
            return Translated::Done(format!("{head} {number}"));
        }
        // A date behind or before a name.
        for (at, _) in text.match_indices(", ") {
            let (before, after) = (&text[..at], &text[at + 2..]);
            if let Some(date) = figure(after) {
                return Translated::Done(format!("{}, {date}", self.or_as_it_is(before, depth, unknown)));
            }
            if let Some(date) = figure(before).filter(|_| figure(after).is_none()) {
                return Translated::Done(format!("{date}, {}", self.or_as_it_is(after, depth, unknown)));
            }
        }
        Translated::Unknown
    }

    /// The text in English, or as it stands when nobody has translated it (then it is added to `unknown`).
    fn or_as_it_is(&self, text: &str, depth: u8, unknown: &mut Vec<String>) -> String {
        match self.text(text, depth, unknown) {
            Translated::Done(done) => done,
            Translated::Same => text.to_owned(),
            Translated::Unknown => {
                unknown.push(text.to_owned());
                text.to_owned()
            }
        }
    }

    /// Parts with what stands between them. With `all`, every part must be known: half a list of somebody's own words
    /// would be worse than none.
    fn joined<'t>(
        &self,
        parts: impl Iterator<Item = (&'t str, &'t str)>,
        all: bool,
        depth: u8,
        unknown: &mut Vec<String>,
    ) -> Translated {
        let mut out = String::new();
        let mut missing = Vec::new();
        let mut any = false;
        for (at, (part, separator)) in parts.enumerate() {
            if at > 0 {
                out.push_str(separator);
            }
            match self.text(part, depth, &mut missing) {
                Translated::Done(done) => {
                    any = true;
                    out.push_str(&done);
                }
                Translated::Same => out.push_str(part),
                Translated::Unknown if all => return Translated::Unknown,
                Translated::Unknown => {
                    missing.push(part.to_owned());
                    out.push_str(part);
                }
            }
        }
        if !any {
            return Translated::Unknown;
        }
        unknown.append(&mut missing);
        Translated::Done(out)
    }
}

/// `Siap (sekitar 5 menit)` to `Siap` and `sekitar 5 menit`; brackets inside are left alone.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix(')')?;
    let mut depth = 1;
    for (at, sign) in inner.char_indices().rev() {
        match sign {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((inner[..at].strip_suffix(' ')?, &inner[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::po::read_po;

    fn catalogue(pairs: &[(&str, &str)]) -> Catalogue {
        let file: String =
            pairs.iter().map(|(id, en)| format!("msgid \"{id}\"\nmsgstr \"{en}\"\n\n")).collect();
        Catalogue::new(read_po(&file).expect("a good file"))
    }

    fn say(translator: &Translator<'_>, text: &str) -> String {
        match translator.translate(text, &mut Vec::new()) {
            Translated::Done(done) => done,
            Translated::Same => text.to_owned(),
            Translated::Unknown => format!("?{text}"),
        }
    }

    #[test]
    fn placeholders_dates_and_parts() {
        let words = catalogue(&[
            ("Paling lambat {0}", "By {0}"),
            ("Paling lambat {0}.", "By {0}."),
            ("{n0} hari kerja", "{n0} working days"),
            ("1 hari kerja", "1 working day"),
            ("Kirim", "Send"),
            ("Berkas Anda di {0} sejak {1}.", "Your file has been with {0} since {1}."),
            ("Dinas Kesehatan", "the Health Office"),
            ("surat", "letter"),
        ]);
        let t = Translator::new([&words]);
        assert_eq!(say(&t, "Paling lambat Jumat, 10 April 2026"), "By Friday, 10 April 2026");
        assert_eq!(say(&t, "Paling lambat 3 hari kerja"), "By 3 working days");
        assert_eq!(say(&t, "1 hari kerja"), "1 working day");
        assert_eq!(say(&t, "Kirim · 2 hari kerja"), "Send · 2 working days");
        assert_eq!(say(&t, "Surat"), "Letter");
        assert_eq!(say(&t, "Ponirah"), "?Ponirah");
        assert_eq!(say(&t, "Surat, Ponirah"), "?Surat, Ponirah");
        assert_eq!(
            say(&t, "Berkas Anda di Dinas Kesehatan sejak 26 Maret. Paling lambat 30 Maret 2026."),
            "Your file has been with the Health Office since 26 March. By 30 March 2026."
        );
        let mut unknown = Vec::new();
        t.translate("Paling lambat Ponirah", &mut unknown);
        assert_eq!(unknown, ["Ponirah"]);
    }

    #[test]
    fn the_first_catalogue_wins() {
        let (region, product) =
            (catalogue(&[("Loket", "Desk")]), catalogue(&[("Loket", "Counter"), ("Ya", "Yes")]));
        let t = Translator::new([&region, &product]);
        assert_eq!((say(&t, "Loket"), say(&t, "Ya")), ("Desk".to_owned(), "Yes".to_owned()));
    }
}
