//! The page tree (ISO 32000-1, 7.7.3).

use std::collections::BTreeSet;

use super::file::View;
use super::object::{Object, ObjectId};
use crate::error::{DocumentError, Result};

/// The object numbers of all pages, in reading order.
pub(crate) fn pages(view: &View<'_>) -> Result<Vec<ObjectId>> {
    let (_, catalog) = view.catalog()?;
    let Some(Object::Ref(root)) = catalog.get("Pages") else {
        return Err(DocumentError::Unreadable { at: 0, what: "/Pages in the catalog" });
    };
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![*root];
    while let Some(id) = waiting.pop() {
        // A page tree that meets itself would never end.
        if !seen.insert(id) {
            return Err(DocumentError::Unreadable { at: 0, what: "a page tree without a circle" });
        }
        let node = view.get(id)?;
        let Some(dict) = node.as_dict() else {
            return Err(DocumentError::Unreadable { at: 0, what: "a page" });
        };
        if dict.is_name("Type", "Page") {
            found.push(id);
            continue;
        }
        let kids = dict.get("Kids").map(|kids| view.resolve(kids)).transpose()?;
        let Some(kids) = kids.as_ref().and_then(Object::as_array) else {
            return Err(DocumentError::Unreadable { at: 0, what: "/Kids of the page tree" });
        };
        waiting.extend(kids.iter().rev().filter_map(Object::as_ref));
    }
    Ok(found)
}
