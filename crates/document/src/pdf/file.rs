//! The file as a chain of revisions (ISO 32000-1, 7.5.6): each has its cross-reference table, trailer and end.

use std::collections::BTreeMap;

use super::object::{Dict, Object, ObjectId};
use super::parse::{Cursor, Span, is_space};
use crate::error::{DocumentError, Result};

/// More revisions than this are refused: we write five at most.
const MAX_REVISIONS: usize = 64;
/// The highest object number (ISO 32000-1, annex C).
const MAX_OBJECT: ObjectId = 8_388_607;

/// One saved state of the file, as its own cross-reference section tells it.
#[derive(Debug)]
pub(crate) struct Revision {
    /// Offset of the word `xref`.
    pub(crate) xref_at: usize,
    /// Offset behind `%%EOF` and its line end.
    pub(crate) end: usize,
    /// Objects written here; `None` for one that was freed.
    pub(crate) entries: BTreeMap<ObjectId, Option<usize>>,
    pub(crate) trailer: Dict,
}

/// A file that ends exactly with its last revision.
#[derive(Debug)]
pub(crate) struct PdfFile<'a> {
    pub(crate) bytes: &'a [u8],
    /// Oldest first.
    pub(crate) revisions: Vec<Revision>,
}

/// An object with its place in the file.
#[derive(Debug)]
pub(crate) struct Located {
    pub(crate) object: Object,
    pub(crate) spans: Vec<Span>,
    pub(crate) start: usize,
    /// Behind the word `endobj`.
    pub(crate) end: usize,
}

impl<'a> PdfFile<'a> {
    /// Reads all revisions. The last byte of the file must belong to the last `%%EOF` line.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self> {
        if !bytes.starts_with(b"%PDF-1.") {
            return Err(DocumentError::Unreadable { at: 0, what: "the header %PDF-1." });
        }
        let mut xref_at = last_startxref(bytes)?;
        let mut revisions = Vec::new();
        let mut bound = bytes.len();
        loop {
            let revision = read_revision(bytes, xref_at)?;
            if revision.end > bound || (revisions.is_empty() && revision.end != bytes.len()) {
                return Err(DocumentError::Unreadable { at: revision.end, what: "the end of the revision" });
            }
            let previous = match revision.trailer.get("Prev") {
                None => None,
                Some(Object::Int(at)) => Some(usize::try_from(*at).unwrap_or(usize::MAX)),
                Some(_) => return Err(DocumentError::Unreadable { at: xref_at, what: "an offset in /Prev" }),
            };
            bound = xref_at;
            revisions.push(revision);
            match previous {
                None => break,
                Some(at) if at < xref_at && revisions.len() < MAX_REVISIONS => xref_at = at,
                Some(_) => return Err(DocumentError::Unreadable { at: xref_at, what: "an earlier /Prev" }),
            }
        }
        revisions.reverse();
        Ok(Self { bytes, revisions })
    }

    /// The newest state.
    pub(crate) fn now(&self) -> View<'_> {
        View { file: self, revisions: &self.revisions }
    }

    /// The state after the first `count` revisions.
    pub(crate) fn after(&self, count: usize) -> View<'_> {
        View { file: self, revisions: self.revisions.get(..count).unwrap_or(&self.revisions) }
    }
}

/// The file as it stood after some revision.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    file: &'a PdfFile<'a>,
    revisions: &'a [Revision],
}

impl<'a> View<'a> {
    fn offset(&self, id: ObjectId) -> Option<usize> {
        self.revisions.iter().rev().find_map(|revision| revision.entries.get(&id)).copied().flatten()
    }

    /// Whether the object exists in this state.
    pub(crate) fn has(&self, id: ObjectId) -> bool {
        self.offset(id).is_some()
    }

    /// The object with its place, read anew.
    pub(crate) fn locate(&self, id: ObjectId) -> Result<Located> {
        let Some(start) = self.offset(id) else {
            return Err(DocumentError::Unreadable { at: 0, what: "an object that is referred to" });
        };
        let mut cursor = Cursor::new(self.file.bytes, start);
        let (found, object, spans) = cursor.indirect(&|length| self.plain_int(length))?;
        if found != id {
            return Err(DocumentError::Unreadable { at: start, what: "the object its table names" });
        }
        Ok(Located { object, spans, start, end: cursor.at })
    }

    pub(crate) fn get(&self, id: ObjectId) -> Result<Object> {
        self.locate(id).map(|located| located.object)
    }

    /// The object itself, or what it refers to.
    pub(crate) fn resolve(&self, object: &Object) -> Result<Object> {
        match object {
            Object::Ref(id) => self.get(*id),
            other => Ok(other.clone()),
        }
    }

    /// An indirect stream length, which must be a plain number.
    fn plain_int(&self, id: ObjectId) -> Option<i64> {
        let mut cursor = Cursor::new(self.file.bytes, self.offset(id)?);
        match cursor.indirect(&|_| None) {
            Ok((found, Object::Int(value), _)) if found == id => Some(value),
            _ => None,
        }
    }

    pub(crate) fn trailer(&self) -> Result<&'a Dict> {
        self.revisions
            .last()
            .map(|revision| &revision.trailer)
            .ok_or(DocumentError::Unreadable { at: 0, what: "a trailer" })
    }

    /// The document catalog with its object number.
    pub(crate) fn catalog(&self) -> Result<(ObjectId, Dict)> {
        let Some(Object::Ref(id)) = self.trailer()?.get("Root") else {
            return Err(DocumentError::Unreadable { at: 0, what: "/Root in the trailer" });
        };
        match self.get(*id)? {
            Object::Dict(dict) if dict.is_name("Type", "Catalog") => Ok((*id, dict)),
            _ => Err(DocumentError::Unreadable { at: 0, what: "the catalog" }),
        }
    }

    /// The first object number that is free.
    pub(crate) fn size(&self) -> Result<ObjectId> {
        let size = self.trailer()?.get("Size").and_then(Object::as_int);
        let above =
            self.revisions.iter().filter_map(|r| r.entries.keys().next_back()).max().map_or(1, |id| id + 1);
        match size.and_then(|size| ObjectId::try_from(size).ok()) {
            Some(size) if (above..=MAX_OBJECT).contains(&size) => Ok(size),
            _ => Err(DocumentError::Unreadable { at: 0, what: "/Size in the trailer" }),
        }
    }
}

fn last_startxref(bytes: &[u8]) -> Result<usize> {
    let tail_at = bytes.len().saturating_sub(64);
    let tail = bytes.get(tail_at..).unwrap_or_default();
    let Some(found) = tail.windows(9).rposition(|window| window == b"startxref") else {
        return Err(DocumentError::Unreadable { at: tail_at, what: "startxref at the end" });
    };
    let mut cursor = Cursor::new(bytes, tail_at + found + 9);
    cursor.skip_space();
    cursor.unsigned().map(|at| usize::try_from(at).unwrap_or(usize::MAX))
}

fn read_revision(bytes: &[u8], xref_at: usize) -> Result<Revision> {
    let mut cursor = Cursor::new(bytes, xref_at);
    if cursor.peek().is_some_and(|byte| byte.is_ascii_digit()) {
        return Err(DocumentError::Unsupported("cross-reference stream"));
    }
    cursor.expect(b"xref", "the word xref")?;
    cursor.skip_space();
    let mut entries = BTreeMap::new();
    while cursor.peek().is_some_and(|byte| byte.is_ascii_digit()) {
        let first = cursor.unsigned()?;
        cursor.expect(b" ", "a space")?;
        let count = cursor.unsigned()?;
        cursor.skip_space();
        for index in 0..count {
            let id = ObjectId::try_from(first + index).unwrap_or(ObjectId::MAX);
            if id > MAX_OBJECT {
                return cursor.fail("an object number");
            }
            let offset = read_entry(&mut cursor)?;
            if entries.insert(id, offset).is_some() {
                return cursor.fail("each object once in a table");
            }
        }
    }
    cursor.skip_space();
    cursor.expect(b"trailer", "the word trailer")?;
    cursor.skip_space();
    let Object::Dict(trailer) = cursor.object()? else { return cursor.fail("the trailer dictionary") };
    if trailer.get("XRefStm").is_some() {
        return Err(DocumentError::Unsupported("hybrid cross-reference"));
    }
    if trailer.get("Encrypt").is_some() {
        return Err(DocumentError::Unsupported("encryption"));
    }
    while cursor.peek().is_some_and(is_space) {
        cursor.at += 1;
    }
    cursor.expect(b"startxref", "the word startxref")?;
    cursor.skip_space();
    let stated = cursor.unsigned()?;
    if usize::try_from(stated).ok() != Some(xref_at) {
        return cursor.fail("the offset of this table");
    }
    while cursor.peek().is_some_and(is_space) {
        cursor.at += 1;
    }
    cursor.expect(b"%%EOF", "the mark %%EOF")?;
    if !cursor.eat(b"\r\n") && !cursor.eat(b"\n") {
        cursor.eat(b"\r");
    }
    Ok(Revision { xref_at, end: cursor.at, entries, trailer })
}

/// One line of twenty bytes (7.5.4).
fn read_entry(cursor: &mut Cursor<'_>) -> Result<Option<usize>> {
    let Some(line) = cursor.rest().get(..20) else { return cursor.fail("a table line") };
    let digits = |range: std::ops::Range<usize>| -> Option<usize> {
        let text = std::str::from_utf8(line.get(range)?).ok()?;
        if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
    };
    let (Some(offset), Some(generation)) = (digits(0..10), digits(11..16)) else {
        return cursor.fail("a table line");
    };
    let kind = line.get(17).copied();
    let ends = matches!(line.get(18..), Some(b"\r\n" | b" \n" | b" \r"));
    if line.get(10) != Some(&b' ') || line.get(16) != Some(&b' ') || !ends {
        return cursor.fail("a table line");
    }
    cursor.at += 20;
    match kind {
        Some(b'n') if generation == 0 => Ok(Some(offset)),
        Some(b'f') => Ok(None),
        _ => cursor.fail("a table line"),
    }
}
