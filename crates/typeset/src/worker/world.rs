//! The world of one document: the files of its request and nothing else.

use std::collections::HashMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::base::Base;

/// Files by their interned id; every other path is denied.
pub(super) struct DocumentWorld<'a> {
    base: &'a Base,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

impl<'a> DocumentWorld<'a> {
    /// A world with the main template only. `None` when the name is no path.
    pub fn new(base: &'a Base, name: &str, template: String) -> Option<Self> {
        let main = id(name)?;
        let mut world = Self { base, main, sources: HashMap::new(), files: HashMap::new() };
        world.sources.insert(main, Source::new(main, template));
        Some(world)
    }

    /// Adds a template that others may import.
    pub fn add_source(&mut self, name: &str, text: String) -> Option<()> {
        let id = id(name)?;
        self.sources.insert(id, Source::new(id, text));
        Some(())
    }

    /// Adds a file that templates may read.
    pub fn add_file(&mut self, name: &str, bytes: Vec<u8>) -> Option<()> {
        self.files.insert(id(name)?, Bytes::new(bytes));
        Some(())
    }
}

fn id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(format!("/{name}")).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.base.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.base.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some(bytes) = self.files.get(&id) {
            return Ok(bytes.clone());
        }
        self.source(id).map(Bytes::from_string)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.base.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
