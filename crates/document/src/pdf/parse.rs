//! Reads PDF objects from bytes. Limits on depth keep a hostile upload from exhausting the stack.

use super::object::{Dict, Object, ObjectId};
use crate::error::{DocumentError, Result};

/// Deeper nesting than this is refused; our own documents stay under ten.
const MAX_DEPTH: usize = 40;
/// More keys than this are refused, because each new key is compared with all before it.
const MAX_KEYS: usize = 4_000;

/// Where a value of the top-level dictionary of an object stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) key: Vec<u8>,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A reader over the bytes of a file.
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    pub(crate) at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    pub(crate) fn fail<T>(&self, what: &'static str) -> Result<T> {
        Err(DocumentError::Unreadable { at: self.at, what })
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Skips the token when it stands here.
    pub(crate) fn eat(&mut self, token: &[u8]) -> bool {
        let here = self.rest().starts_with(token);
        if here {
            self.at += token.len();
        }
        here
    }

    pub(crate) fn expect(&mut self, token: &[u8], what: &'static str) -> Result<()> {
        if self.eat(token) { Ok(()) } else { self.fail(what) }
    }

    /// White space and comments (7.2.2, 7.2.3).
    pub(crate) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if is_space(byte) {
                self.at += 1;
            } else if byte == b'%' {
                while self.peek().is_some_and(|b| b != b'\n' && b != b'\r') {
                    self.at += 1;
                }
            } else {
                return;
            }
        }
    }

    /// An unsigned decimal number of at most ten digits.
    pub(crate) fn unsigned(&mut self) -> Result<u64> {
        let digits = self.rest().iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 || digits > 10 {
            return self.fail("a number");
        }
        let value = self.rest().iter().take(digits).fold(0u64, |sum, b| sum * 10 + u64::from(b - b'0'));
        self.at += digits;
        Ok(value)
    }

    pub(crate) fn object(&mut self) -> Result<Object> {
        self.value(0, None)
    }

    /// `N 0 obj … endobj`, with the places of the values of its dictionary. `resolve_length` answers an indirect `/Length`.
    pub(crate) fn indirect(
        &mut self,
        resolve_length: &dyn Fn(ObjectId) -> Option<i64>,
    ) -> Result<(ObjectId, Object, Vec<Span>)> {
        let id = self.unsigned()?;
        self.skip_space();
        if self.unsigned()? != 0 {
            return self.fail("generation 0");
        }
        self.skip_space();
        self.expect(b"obj", "the word obj")?;
        self.skip_space();
        let mut spans = Vec::new();
        let mut object = self.value(0, Some(&mut spans))?;
        self.skip_space();
        if let Object::Dict(dict) = &object
            && self.eat(b"stream")
        {
            if !self.eat(b"\r\n") {
                self.expect(b"\n", "a line end after stream")?;
            }
            let length = match dict.get("Length") {
                Some(Object::Int(length)) => Some(*length),
                Some(Object::Ref(id)) => resolve_length(*id),
                _ => None,
            };
            let Some(length) = length.and_then(|length| usize::try_from(length).ok()) else {
                return self.fail("a stream length");
            };
            let Some(data) = self.at.checked_add(length).and_then(|end| self.bytes.get(self.at..end)) else {
                return self.fail("the whole stream");
            };
            object = Object::Stream(dict.clone(), data.to_vec());
            self.at += length;
            self.skip_space();
            self.expect(b"endstream", "the word endstream")?;
            self.skip_space();
        }
        self.expect(b"endobj", "the word endobj")?;
        let id = ObjectId::try_from(id).or_else(|_| self.fail("an object number"))?;
        Ok((id, object, spans))
    }

    fn value(&mut self, depth: usize, spans: Option<&mut Vec<Span>>) -> Result<Object> {
        if depth > MAX_DEPTH {
            return self.fail("less nesting");
        }
        match self.peek() {
            Some(b'/') => self.name().map(Object::Name),
            Some(b'(') => self.literal().map(Object::Text),
            Some(b'[') => self.array(depth),
            Some(b'<') if self.rest().starts_with(b"<<") => self.dict(depth, spans).map(Object::Dict),
            Some(b'<') => self.hexadecimal().map(Object::Text),
            Some(b't') if self.eat(b"true") => Ok(Object::Bool(true)),
            Some(b'f') if self.eat(b"false") => Ok(Object::Bool(false)),
            Some(b'n') if self.eat(b"null") => Ok(Object::Null),
            Some(byte) if byte.is_ascii_digit() || b"+-.".contains(&byte) => self.number(),
            _ => self.fail("an object"),
        }
    }

    fn name(&mut self) -> Result<Vec<u8>> {
        self.expect(b"/", "a name")?;
        let mut name = Vec::new();
        while let Some(byte) = self.peek() {
            if is_space(byte) || is_delimiter(byte) {
                break;
            }
            self.at += 1;
            if byte != b'#' {
                name.push(byte);
                continue;
            }
            let code = self.rest().get(..2).and_then(|two| hex::decode(two).ok());
            match code.as_deref() {
                Some([code]) if *code != 0 => name.push(*code),
                _ => return self.fail("two hexadecimal digits in a name"),
            }
            self.at += 2;
        }
        Ok(name)
    }

    fn literal(&mut self) -> Result<Vec<u8>> {
        self.expect(b"(", "a string")?;
        let mut text = Vec::new();
        let mut open = 1usize;
        loop {
            let Some(byte) = self.peek() else { return self.fail("the end of a string") };
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Ok(text);
                    }
                }
                b'\\' => {
                    self.escape(&mut text)?;
                    continue;
                }
                b'\r' => {
                    self.eat(b"\n");
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) -> Result<()> {
        let Some(byte) = self.peek() else { return self.fail("the end of a string") };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\n' => {}
            b'\r' => {
                self.eat(b"\n");
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit @ b'0'..=b'7') => {
                            code = code * 8 + u32::from(digit - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                // High-order overflow is ignored, as 7.3.4.2 says.
                text.push((code & 0xFF) as u8);
            }
            other => text.push(other),
        }
        Ok(())
    }

    fn hexadecimal(&mut self) -> Result<Vec<u8>> {
        self.expect(b"<", "a string")?;
        let mut digits = Vec::new();
        loop {
            match self.peek() {
                Some(b'>') => break,
                Some(byte) if byte.is_ascii_hexdigit() => digits.push(byte),
                Some(byte) if is_space(byte) => {}
                _ => return self.fail("a hexadecimal digit"),
            }
            self.at += 1;
        }
        self.at += 1;
        if digits.len() % 2 == 1 {
            digits.push(b'0');
        }
        hex::decode(&digits).or_else(|_| self.fail("a hexadecimal digit"))
    }

    fn array(&mut self, depth: usize) -> Result<Object> {
        self.expect(b"[", "an array")?;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.eat(b"]") {
                return Ok(Object::Array(items));
            }
            items.push(self.value(depth + 1, None)?);
        }
    }

    fn dict(&mut self, depth: usize, mut spans: Option<&mut Vec<Span>>) -> Result<Dict> {
        self.expect(b"<<", "a dictionary")?;
        let mut dict = Dict::new();
        loop {
            self.skip_space();
            if self.eat(b">>") {
                return Ok(dict);
            }
            let key = self.name()?;
            self.skip_space();
            let start = self.at;
            let value = self.value(depth + 1, None)?;
            if dict.0.len() >= MAX_KEYS || dict.0.iter().any(|(known, _)| *known == key) {
                return self.fail("each key once, and not too many");
            }
            if let Some(spans) = spans.as_deref_mut() {
                spans.push(Span { key: key.clone(), start, end: self.at });
            }
            dict.0.push((key, value));
        }
    }

    fn number(&mut self) -> Result<Object> {
        let length = self.rest().iter().take_while(|b| b.is_ascii_digit() || b"+-.".contains(b)).count();
        let text = self.rest().get(..length).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default();
        let digits = text.trim_start_matches(['+', '-']);
        if text.len() - digits.len() > 1 || digits.contains(['+', '-']) || digits.matches('.').count() > 1 {
            return self.fail("a number");
        }
        if digits.is_empty() || digits == "." || length > 20 {
            return self.fail("a number");
        }
        if digits.contains('.') {
            self.at += length;
            return Ok(Object::Real(text.trim_start_matches('+').to_owned()));
        }
        let Ok(value) = text.trim_start_matches('+').parse::<i64>() else { return self.fail("a number") };
        self.at += length;
        // `12 0 R` is a reference; look ahead and come back when it is not.
        let back = self.at;
        if let Ok(id) = ObjectId::try_from(value)
            && digits.len() == length
        {
            self.skip_space();
            if self.eat(b"0") {
                let before = self.at;
                self.skip_space();
                if self.at > before
                    && self.eat(b"R")
                    && self.peek().is_none_or(|b| is_space(b) || is_delimiter(b))
                {
                    return Ok(Object::Ref(id));
                }
            }
            self.at = back;
        }
        Ok(Object::Int(value))
    }
}

pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    b"()<>[]{}/%".contains(&byte)
}
