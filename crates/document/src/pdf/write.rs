//! Writes an incremental update (ISO 32000-1, 7.5.6): the bytes before it stay as they are.

use std::collections::BTreeMap;

use super::file::PdfFile;
use super::object::{Dict, Object, ObjectId};
use crate::error::Result;

/// Objects waiting to be appended as one revision.
pub(crate) struct Increment {
    bodies: BTreeMap<ObjectId, Vec<u8>>,
    next: ObjectId,
}

/// A file with one more revision, and where the bodies of its objects begin.
pub(crate) struct Written {
    pub(crate) bytes: Vec<u8>,
    pub(crate) body_at: BTreeMap<ObjectId, usize>,
}

impl Increment {
    pub(crate) fn new(file: &PdfFile<'_>) -> Result<Self> {
        Ok(Self { bodies: BTreeMap::new(), next: file.now().size()? })
    }

    /// A number for a new object.
    pub(crate) fn reserve(&mut self) -> ObjectId {
        let id = self.next;
        self.next += 1;
        id
    }

    pub(crate) fn put(&mut self, id: ObjectId, object: &Object) {
        let mut body = Vec::new();
        object.write(&mut body);
        self.bodies.insert(id, body);
    }

    /// Stores a new object and answers its number.
    pub(crate) fn add(&mut self, object: &Object) -> ObjectId {
        let id = self.reserve();
        self.put(id, object);
        id
    }

    /// An object already in its notation.
    pub(crate) fn put_raw(&mut self, id: ObjectId, body: Vec<u8>) {
        self.bodies.insert(id, body);
    }

    pub(crate) fn finish(self, file: &PdfFile<'_>) -> Result<Written> {
        let mut bytes = file.bytes.to_vec();
        if !bytes.ends_with(b"\n") {
            bytes.push(b'\n');
        }
        let mut offsets = BTreeMap::new();
        let mut body_at = BTreeMap::new();
        for (id, body) in &self.bodies {
            offsets.insert(*id, bytes.len());
            bytes.extend(format!("{id} 0 obj\n").bytes());
            body_at.insert(*id, bytes.len());
            bytes.extend(body);
            bytes.extend(b"\nendobj\n");
        }
        let xref_at = bytes.len();
        bytes.extend(b"xref\n");
        for run in consecutive(&offsets) {
            let first = run.first().map_or(0, |(id, _)| *id);
            bytes.extend(format!("{first} {}\n", run.len()).bytes());
            for (_, offset) in run {
                bytes.extend(format!("{offset:010} 00000 n \n").bytes());
            }
        }
        let before = file.now();
        let mut trailer = Dict::new().with("Size", Object::Int(i64::from(self.next)));
        for key in ["Root", "Info", "ID"] {
            if let Some(value) = before.trailer()?.get(key) {
                trailer.set(key, value.clone());
            }
        }
        let previous = file.revisions.last().map_or(0, |revision| revision.xref_at);
        trailer.set("Prev", Object::Int(i64::try_from(previous).unwrap_or(i64::MAX)));
        bytes.extend(b"trailer\n");
        Object::Dict(trailer).write(&mut bytes);
        bytes.extend(format!("\nstartxref\n{xref_at}\n%%EOF\n").bytes());
        Ok(Written { bytes, body_at })
    }
}

/// The entries cut into runs of consecutive numbers, as the table's subsections want them.
fn consecutive(offsets: &BTreeMap<ObjectId, usize>) -> Vec<Vec<(ObjectId, usize)>> {
    let mut runs: Vec<Vec<(ObjectId, usize)>> = Vec::new();
    for (&id, &offset) in offsets {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|(last, _)| last + 1 == id) => run.push((id, offset)),
            _ => runs.push(vec![(id, offset)]),
        }
    }
    runs
}
