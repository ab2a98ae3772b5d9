//! Words by which people look for files: no case, no dots, no "Moch." in front of a name (practice: twice the same person).

use super::person_name::PREFIXES;

/// The folded words of a text, each once, in the order of the text. Signs between letters end a word, an apostrophe does
/// not; digits that signs divide (a registration number) are one word more without the signs.
pub fn search_words(text: &str) -> Vec<String> {
    let plain = text.to_lowercase().replace(['\'', '’', '`'], "");
    let mut words: Vec<String> = Vec::new();
    let mut add = |word: String| {
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    };
    for part in plain.split_whitespace() {
        for word in part.split(|c: char| !c.is_alphanumeric()) {
            add(word.to_owned());
        }
        let digits: String = part.chars().filter(|c| c.is_alphanumeric()).collect();
        if digits.chars().all(|c| c.is_ascii_digit()) {
            add(digits);
        }
    }
    if words.len() > 1 {
        words.retain(|word| !PREFIXES.contains(&word.as_str()));
    }
    words
}

/// Whether each word that somebody typed begins a word of the file.
pub fn words_match(file: &[String], typed: &[String]) -> bool {
    typed.iter().all(|t| file.iter().any(|w| w.starts_with(t.as_str())))
}

#[cfg(test)]
mod tests {
    use super::{search_words, words_match};

    #[test]
    fn names_and_numbers_are_found_however_they_are_written() {
        let file = search_words("26-000147-4 Moch. Sugeng Ma'ruf SIP Dokter");
        for typed in
            ["sugeng", "SUG", "moh. sugeng", "maruf", "ma’ruf sug", "26-000147-4", "260001474", "dokter sip"]
        {
            assert!(words_match(&file, &search_words(typed)), "{typed}: {file:?}");
        }
        for typed in ["ugeng", "sugengx", "bidan sugeng", "26-000148"] {
            assert!(!words_match(&file, &search_words(typed)), "{typed}");
        }
        assert!(words_match(&file, &search_words("  ")), "nothing typed finds all");
        // A name that consists of the prefix only is the name.
        assert_eq!(search_words("Moh."), ["moh"]);
    }
}
