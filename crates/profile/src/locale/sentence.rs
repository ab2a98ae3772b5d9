//! Where a sentence ends, and where a full stop only shortens a title.

/// Titles and short forms that are followed by a capital without ending a sentence.
const SHORTENED: [&str; 22] = [
    "Drs", "Dra", "dr", "drg", "Ir", "H", "Hj", "Prof", "apt", "Ns", "Moch", "Moh", "Muh", "M", "Jl", "Gg",
    "No", "Plh", "Plt", "Yth", "a.n", "a.l",
];

fn ends(before: &str, next: &str) -> bool {
    let starts = next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '“' || c == '"');
    let last = before.rsplit(' ').next().unwrap_or_default();
    let shortened = last.strip_suffix('.').is_some_and(|word| SHORTENED.contains(&word));
    starts && before.ends_with(['.', '?', '!', '”']) && !shortened
}

/// Cuts a text into its sentences; what stood between them is one blank.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(' ') {
        if ends(&text[from..at], &text[at + 1..]) {
            out.push(&text[from..at]);
            from = at + 1;
        }
    }
    out.push(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn titles_end_no_sentence() {
        assert_eq!(sentences("Kirim SMS. Lalu tunggu."), ["Kirim SMS.", "Lalu tunggu."]);
        assert_eq!(sentences("Oleh Plh. Kepala Dinas Dra. Laksmi."), ["Oleh Plh. Kepala Dinas Dra. Laksmi."]);
    }
}
