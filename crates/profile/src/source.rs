//! Text files of a profile and places in them.

use std::sync::Arc;

/// One text file.
#[derive(Debug)]
pub(crate) struct Source {
    /// Path inside the profile, with `/`.
    pub file: String,
    /// Its whole text.
    pub text: String,
}

/// A place in a file: bytes `start..end` of its text.
#[derive(Debug, Clone)]
pub(crate) struct Spot {
    pub source: Arc<Source>,
    start: usize,
    end: usize,
}

impl Spot {
    pub fn new(source: &Arc<Source>, span: std::ops::Range<usize>) -> Spot {
        Spot { source: Arc::clone(source), start: span.start, end: span.end }
    }

    /// The beginning of a file.
    pub fn top(source: &Arc<Source>) -> Spot {
        Spot::new(source, 0..0)
    }

    /// A file that is not there, or a folder.
    pub fn nowhere(file: &str) -> Spot {
        Spot::top(&Arc::new(Source { file: file.to_owned(), text: String::new() }))
    }

    /// Line and column, both from 1; columns count characters.
    pub fn line_and_column(&self) -> (u32, u32) {
        let mut at = self.start.min(self.source.text.len());
        while !self.source.text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &self.source.text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }

    /// The place of byte `offset` of the value that the TOML string here means.
    ///
    /// Quotes and escapes take more room in the file than in the value, so the string is walked.
    pub fn inside(&self, offset: usize) -> Spot {
        let raw = self.source.text.get(self.start..self.end).unwrap_or_default();
        let (mut at, literal, multiline) = if raw.starts_with("\"\"\"") {
            (3, false, true)
        } else if raw.starts_with("'''") {
            (3, true, true)
        } else if raw.starts_with('"') {
            (1, false, false)
        } else if raw.starts_with('\'') {
            (1, true, false)
        } else {
            (0, true, false)
        };
        if multiline {
            // A newline right behind the opening quotes does not belong to the value.
            at += ["\r\n", "\n"].iter().find(|n| raw[at..].starts_with(**n)).map_or(0, |n| n.len());
        }
        let mut meant = 0;
        while meant < offset {
            let Some(next) = raw.get(at..).and_then(|rest| rest.chars().next()) else { break };
            if next != '\\' || literal {
                at += next.len_utf8();
                meant += next.len_utf8();
                continue;
            }
            let rest = &raw[at + 1..];
            let digits = match rest.chars().next() {
                Some('x') => 2,
                Some('u') => 4,
                Some('U') => 8,
                Some(c) if multiline && c.is_whitespace() => {
                    // A backslash at the end of a line swallows the white space that follows.
                    at += 1 + (rest.len() - rest.trim_start().len());
                    continue;
                }
                _ => 0,
            };
            let code = rest.get(1..1 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
            meant += code.and_then(char::from_u32).map_or(1, char::len_utf8);
            at += 2 + digits;
        }
        Spot::new(&self.source, self.start + at..self.end)
    }
}
