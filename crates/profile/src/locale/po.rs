//! Reads the PO format: `msgid` and `msgstr` in quotes, over several lines where they are long, comments behind `#`.
//!
//! Contexts and plurals are refused with their line: a sentence here means one thing, and English plurals are entries of
//! their own ("1 hari" beside "{n0} hari").

/// One sentence in two languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoEntry {
    /// Line of its `msgid`, from 1.
    pub line: usize,
    /// The Indonesian sentence.
    pub id: String,
    /// The English sentence; never empty.
    pub text: String,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoMistake {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: &'static str,
    /// The placeholders of the two sides differ; else the file cannot be read there.
    pub placeholders: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Nothing,
    Id,
    Text,
}

/// Reads a file. Entries without a translation and those marked `fuzzy` are left out, as gettext leaves them out.
///
/// # Errors
/// Every mistake, by line.
pub fn read_po(file: &str) -> Result<Vec<PoEntry>, Vec<PoMistake>> {
    let mut reader = Reader::default();
    for (at, line) in file.lines().enumerate() {
        reader.line(at + 1, line.trim());
    }
    reader.close();
    if reader.mistakes.is_empty() { Ok(reader.entries) } else { Err(reader.mistakes) }
}

struct Reader {
    entries: Vec<PoEntry>,
    mistakes: Vec<PoMistake>,
    known: std::collections::BTreeMap<String, usize>,
    part: Part,
    line: usize,
    id: String,
    text: String,
    fuzzy: bool,
    next_fuzzy: bool,
}

impl Default for Reader {
    fn default() -> Self {
        Reader {
            entries: Vec::new(),
            mistakes: Vec::new(),
            known: std::collections::BTreeMap::new(),
            part: Part::Nothing,
            line: 0,
            id: String::new(),
            text: String::new(),
            fuzzy: false,
            next_fuzzy: false,
        }
    }
}

impl Reader {
    fn wrong(&mut self, line: usize, what: impl Into<String>, mend: &'static str) {
        self.mistakes.push(PoMistake { line, what: what.into(), mend, placeholders: false });
    }

    fn line(&mut self, number: usize, line: &str) {
        if let Some(flags) = line.strip_prefix("#,") {
            self.next_fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
        } else if line.is_empty() || line.starts_with('#') {
        } else if let Some(rest) = line.strip_prefix("msgid ") {
            self.close();
            self.part = Part::Id;
            self.line = number;
            self.fuzzy = std::mem::take(&mut self.next_fuzzy);
            self.quoted(number, rest);
        } else if let Some(rest) = line.strip_prefix("msgstr ") {
            if self.part != Part::Id {
                self.wrong(number, "a msgstr without its msgid", "write the msgid above it");
            }
            self.part = Part::Text;
            self.quoted(number, rest);
        } else if line.starts_with('"') {
            self.quoted(number, line);
        } else {
            let word = line.split_whitespace().next().unwrap_or_default();
            let mend = "only msgid and msgstr are read here, each with its text in quotes";
            self.wrong(number, format!("`{word}` cannot be read"), mend);
        }
    }

    fn quoted(&mut self, number: usize, rest: &str) {
        let inner = rest.trim().strip_prefix('"').and_then(|r| r.strip_suffix('"'));
        let Some(read) = inner.and_then(unescape) else {
            self.wrong(number, "the text cannot be read", "put it in quotes, with \\\" for a quote inside");
            return;
        };
        match self.part {
            Part::Id => self.id.push_str(&read),
            Part::Text => self.text.push_str(&read),
            Part::Nothing => self.wrong(number, "a text that belongs to nothing", "write msgid before it"),
        }
    }

    /// Ends the entry that is being read.
    fn close(&mut self) {
        let part = std::mem::replace(&mut self.part, Part::Nothing);
        let (id, text) = (std::mem::take(&mut self.id), std::mem::take(&mut self.text));
        let line = self.line;
        if part == Part::Id {
            self.wrong(line, "a msgid without its msgstr", "write the msgstr below it");
        }
        // The first entry of a PO file has no key: it tells who translated, and how the file is written.
        if part != Part::Text || id.is_empty() || text.is_empty() || self.fuzzy {
            return;
        }
        if let Some(first) = self.known.insert(id.clone(), line) {
            self.wrong(line, format!("this sentence stands in line {first} already"), "keep one of them");
            return;
        }
        let (left, right) = (super::pattern::names(&id), super::pattern::names(&text));
        if left != right {
            let what = format!("placeholders differ: {left:?} in the msgid, {right:?} in the msgstr");
            let mend = "use every placeholder of the msgid in the msgstr, and no other";
            self.mistakes.push(PoMistake { line, what, mend, placeholders: true });
            return;
        }
        self.entries.push(PoEntry { line, id, text });
    }
}

fn unescape(inner: &str) -> Option<String> {
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push(match chars.next()? {
                'n' => '\n',
                't' => '\t',
                other @ ('"' | '\\') => other,
                _ => return None,
            }),
            '"' => return None,
            other => out.push(other),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_comments_long_texts_and_quotes() {
        let file = "# a comment\nmsgid \"\"\nmsgstr \"Language: en\\n\"\n\n#. where\nmsgid \"Kirim\"\nmsgstr \"Send\"\n\
                    msgid \"\"\n\"Paling \"\n\"lambat {0}\"\nmsgstr \"By \\\"{0}\\\"\"\n\nmsgid \"Belum\"\nmsgstr \"\"\n\
                    #, fuzzy\nmsgid \"Ragu\"\nmsgstr \"Doubt\"\n";
        let read = read_po(file).expect("a good file");
        let pairs: Vec<_> = read.iter().map(|e| (e.line, e.id.as_str(), e.text.as_str())).collect();
        assert_eq!(pairs, [(6, "Kirim", "Send"), (8, "Paling lambat {0}", "By \"{0}\"")]);
    }

    #[test]
    fn every_mistake_has_its_line() {
        let file = "msgid \"A {0}\"\nmsgstr \"B {1}\"\nmsgid \"C\nmsgstr \"D\"\nmsgctxt \"x\"\nmsgid \"E\"\n\
                    msgid \"F\"\nmsgstr \"G\"\nmsgid \"F\"\nmsgstr \"H\"\nmsgstr \"I\"\n";
        let mistakes = read_po(file).expect_err("a bad file");
        let lines: Vec<_> = mistakes.iter().map(|m| m.line).collect();
        assert!([1, 3, 5, 9, 11].iter().all(|line| lines.contains(line)), "{mistakes:?}");
        assert!(mistakes.iter().all(|m| m.placeholders == (m.line == 1)), "{mistakes:?}");
    }
}
