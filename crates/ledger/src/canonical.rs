//! A strict reader of canonical JSON (RFC 8785) for leaves, in one pass and without allocation.
//!
//! It decides whether a line is exactly what the canonical form allows, so that one event has one possible leaf: two
//! readings of one line (a key twice, a number in two spellings) are what a forger would look for. Numbers are integers
//! within ±(2^53 − 1): fractions are where implementations of the canonical form differ, and money here has none.

/// The field that holds a leaf's own index in the log, counted from 0.
pub const SEQUENCE_FIELD: &str = "seq";

/// The deepest nesting of objects and arrays in a leaf.
pub const MAX_DEPTH: usize = 64;

const MAX_INTEGER: u64 = (1 << 53) - 1;

/// Why a line is not a canonical leaf, and at which byte of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not canonical at byte {at}: {why}")]
pub struct NotCanonical {
    /// Offset in bytes from the start of the line.
    pub at: usize,
    /// What the canonical form asks at this place.
    pub why: &'static str,
}

/// Checks that `line` is one JSON object in the form of RFC 8785 with integers only, and returns its
/// [`SEQUENCE_FIELD`] when it has one.
///
/// # Errors
/// [`NotCanonical`] at the first byte that breaks the form.
pub fn check(line: &[u8]) -> Result<Option<u64>, NotCanonical> {
    if let Err(e) = std::str::from_utf8(line) {
        return Err(NotCanonical { at: e.valid_up_to(), why: "must be UTF-8" });
    }
    let mut reader = Reader { bytes: line, at: 0, sequence: None };
    if reader.peek() != Some(b'{') {
        return reader.refuse("a leaf is a JSON object");
    }
    reader.object(1)?;
    if reader.at != line.len() {
        return reader.refuse("nothing may follow the object");
    }
    Ok(reader.sequence)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    sequence: Option<u64>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn refuse<T>(&self, why: &'static str) -> Result<T, NotCanonical> {
        Err(NotCanonical { at: self.at, why })
    }

    fn take(&mut self, byte: u8, why: &'static str) -> Result<(), NotCanonical> {
        if self.peek() != Some(byte) {
            return self.refuse(why);
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &[u8]) -> Result<(), NotCanonical> {
        if !self.bytes[self.at..].starts_with(word) {
            return self.refuse("a value is null, true, false, a number, string, array or object");
        }
        self.at += word.len();
        Ok(())
    }

    fn value(&mut self, depth: usize) -> Result<(), NotCanonical> {
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(b'{') => self.object(depth + 1),
            Some(b'[') => self.array(depth + 1),
            Some(b't') => self.word(b"true"),
            Some(b'f') => self.word(b"false"),
            Some(b'n') => self.word(b"null"),
            Some(b'-' | b'0'..=b'9') => self.integer().map(drop),
            _ => self.refuse("expected a value, without white space"),
        }
    }

    fn object(&mut self, depth: usize) -> Result<(), NotCanonical> {
        if depth > MAX_DEPTH {
            return self.refuse("nested too deeply");
        }
        self.at += 1;
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(());
        }
        let mut before: Option<&'a [u8]> = None;
        loop {
            let start = self.at;
            let key = self.string()?;
            if before.is_some_and(|before| !ascends(before, key)) {
                return Err(NotCanonical { at: start, why: "keys ascend by UTF-16 and stand once" });
            }
            before = Some(key);
            self.take(b':', "expected a colon, without white space")?;
            if depth == 1 && key == SEQUENCE_FIELD.as_bytes() {
                let at = self.at;
                match self.integer()? {
                    Some(sequence) => self.sequence = Some(sequence),
                    None => return Err(NotCanonical { at, why: "the sequence number is not negative" }),
                }
            } else {
                self.value(depth)?;
            }
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return self.refuse("expected a comma or the end of the object"),
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<(), NotCanonical> {
        if depth > MAX_DEPTH {
            return self.refuse("nested too deeply");
        }
        self.at += 1;
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.value(depth)?;
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return self.refuse("expected a comma or the end of the array"),
            }
        }
    }

    /// Returns what stands between the quotes, escapes left as they are.
    fn string(&mut self) -> Result<&'a [u8], NotCanonical> {
        self.take(b'"', "expected a string")?;
        let bytes = self.bytes;
        let start = self.at;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    let raw = &bytes[start..self.at];
                    self.at += 1;
                    return Ok(raw);
                }
                b'\\' => self.escape()?,
                0..0x20 => return self.refuse("control characters are escaped"),
                _ => self.at += 1,
            }
        }
        self.refuse("the string does not end")
    }

    fn escape(&mut self) -> Result<(), NotCanonical> {
        let rest = &self.bytes[self.at + 1..];
        match rest {
            [b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't', ..] => self.at += 2,
            // The five with a short form above, and no others, may not be spelled with \u.
            [b'u', b'0', b'0', b'0', b'0'..=b'7' | b'b' | b'e' | b'f', ..]
            | [b'u', b'0', b'0', b'1', b'0'..=b'9' | b'a'..=b'f', ..] => self.at += 6,
            _ => return self.refuse("this escape has a shorter form"),
        }
        Ok(())
    }

    /// Returns the number when it is not negative.
    fn integer(&mut self) -> Result<Option<u64>, NotCanonical> {
        let start = self.at;
        let negative = self.peek() == Some(b'-');
        self.at += usize::from(negative);
        let first = self.at;
        let mut value: u64 = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            value = value.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
            self.at += 1;
        }
        let digits = self.at - first;
        let refuse = |why| Err(NotCanonical { at: start, why });
        if digits == 0 {
            return refuse("expected an integer");
        }
        if (digits > 1 && self.bytes[first] == b'0') || (negative && value == 0) {
            return refuse("zero has one spelling and leads no number");
        }
        if matches!(self.peek(), Some(b'.' | b'e' | b'E')) {
            return refuse("a leaf holds no fractions");
        }
        if value > MAX_INTEGER {
            return refuse("an integer lies within 2^53 - 1 (write it as a string)");
        }
        Ok((!negative).then_some(value))
    }
}

/// RFC 8785 section 3.2.3 sorts keys by UTF-16 code units, which differs from UTF-8 order beyond U+FFFF.
fn ascends(before: &[u8], key: &[u8]) -> bool {
    let plain = |raw: &[u8]| raw.is_ascii() && !raw.contains(&b'\\');
    if plain(before) && plain(key) {
        return before < key;
    }
    units(before) < units(key)
}

fn units(raw: &[u8]) -> Vec<u16> {
    let mut quoted = Vec::with_capacity(raw.len() + 2);
    quoted.push(b'"');
    quoted.extend_from_slice(raw);
    quoted.push(b'"');
    // The string was checked before it came here, so that it always reads.
    let text: String = serde_json::from_slice(&quoted).unwrap_or_default();
    text.encode_utf16().collect()
}
