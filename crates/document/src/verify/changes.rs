//! What each revision after the certification did, and whether that was permitted.

use std::collections::BTreeSet;

use super::report::{Change, ChangeKind, RevisionReport};
use super::signature::Checked;
use crate::error::Result;
use crate::fields::NUMBER_FIELD;
use crate::form::{self, Field};
use crate::number;
use crate::pdf::file::{PdfFile, Revision, View};
use crate::pdf::object::{Dict, Object, ObjectId};
use crate::pdf::pages::pages;
use crate::sign::DocMdp;

/// The revisions behind the certified one.
pub(super) fn since(
    file: &PdfFile<'_>,
    certified: usize,
    permits: DocMdp,
    checked: &[Checked],
) -> Result<Vec<RevisionReport>> {
    let mut locked = false;
    let mut reports = Vec::new();
    for (index, pair) in file.revisions.windows(2).enumerate().skip(certified) {
        let [before, revision] = pair else { continue };
        let (old, new) = (file.after(index + 1), file.after(index + 2));
        let mut changes = number_change(&old, &new, revision)?;
        changes.extend(seal_change(&old, &new, revision, index + 1, checked)?);
        let explained: BTreeSet<ObjectId> = changes.iter().map(|change| change.object).collect();
        let others: Vec<ObjectId> =
            revision.entries.keys().filter(|id| !explained.contains(id)).copied().collect();
        if !others.is_empty() {
            let mut shown = shown_by_pages(&old)?;
            shown.extend(shown_by_pages(&new)?);
            for object in others {
                changes.push(Change { object, kind: kind_of(&old, &new, object, &shown)? });
            }
        }
        let expected =
            |change: &Change| matches!(change.kind, ChangeKind::NumberFilled | ChangeKind::SealFilled);
        let permitted = permits == DocMdp::FormFilling
            && !locked
            && !changes.is_empty()
            && changes.iter().all(expected)
            && plainly_appended(file, &new, before, revision)?
            && same_trailer(&before.trailer, &revision.trailer);
        locked |= changes.iter().any(|change| change.kind == ChangeKind::SealFilled);
        changes.sort_by_key(|change| change.object);
        reports.push(RevisionReport { start: before.end, end: revision.end, changes, permitted });
    }
    Ok(reports)
}

/// The objects written when the number field was filled: field and appearance.
fn number_change(old: &View<'_>, new: &View<'_>, revision: &Revision) -> Result<Vec<Change>> {
    let fields = form::fields(old)?;
    let Some(field) = fields.iter().find(|f| f.is_text() && f.name == NUMBER_FIELD) else {
        return Ok(Vec::new());
    };
    if !revision.entries.contains_key(&field.id) {
        return Ok(Vec::new());
    }
    match filled_appearance(old, new, field)? {
        Some(drawn) if !old.has(drawn) && revision.entries.contains_key(&drawn) => {
            Ok([field.id, drawn].map(|object| Change { object, kind: ChangeKind::NumberFilled }).to_vec())
        }
        _ => Ok(vec![Change { object: field.id, kind: ChangeKind::NumberChanged }]),
    }
}

/// The appearance stream of a number field that was empty and is now filled, shows its value and is otherwise the same.
fn filled_appearance(old: &View<'_>, new: &View<'_>, field: &Field) -> Result<Option<ObjectId>> {
    if field.is_filled() || !new.has(field.id) {
        return Ok(None);
    }
    let Object::Dict(now) = new.get(field.id)? else { return Ok(None) };
    if !now.without(&["V", "AP"]).same_as(&field.dict.without(&["V", "AP"])) {
        return Ok(None);
    }
    let Some(Object::Text(text)) = now.get("V") else { return Ok(None) };
    let Ok(text) = std::str::from_utf8(text) else { return Ok(None) };
    let Some(Object::Dict(appearances)) = now.get("AP") else { return Ok(None) };
    let [(key, Object::Ref(drawn))] = appearances.0.as_slice() else { return Ok(None) };
    if key != b"N" || !new.has(*drawn) {
        return Ok(None);
    }
    let Object::Stream(dict, data) = new.get(*drawn)? else { return Ok(None) };
    let Ok((expected_dict, expected_data)) = number::appearance(old, field, text) else { return Ok(None) };
    let same = dict.without(&["Length"]).same_as(&expected_dict) && data == expected_data;
    Ok(same.then_some(*drawn))
}

/// The objects written when a signature field that was there and empty received its signature.
fn seal_change(
    old: &View<'_>,
    new: &View<'_>,
    revision: &Revision,
    index: usize,
    checked: &[Checked],
) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    for field in form::fields(old)?.iter().filter(|f| f.is_signature() && !f.is_filled()) {
        if !revision.entries.contains_key(&field.id) || !new.has(field.id) {
            continue;
        }
        let Object::Dict(now) = new.get(field.id)? else { continue };
        let Some(Object::Ref(value)) = now.get("V") else { continue };
        let signed_here = checked.iter().any(|one| one.value == *value && one.revision == Some(index));
        let fresh = !old.has(*value) && revision.entries.contains_key(value);
        if signed_here && fresh && now.without(&["V"]).same_as(&field.dict) {
            changes.extend([field.id, *value].map(|object| Change { object, kind: ChangeKind::SealFilled }));
        }
    }
    Ok(changes)
}

/// Whether the revision is exactly its objects, one behind the other, then its table: nothing hides between them.
fn plainly_appended(
    file: &PdfFile<'_>,
    new: &View<'_>,
    before: &Revision,
    revision: &Revision,
) -> Result<bool> {
    let mut places = Vec::new();
    for id in revision.entries.keys() {
        let located = new.locate(*id)?;
        places.push((located.start, located.end));
    }
    places.sort_unstable();
    let mut at = before.end;
    for (start, end) in places {
        if start != at || file.bytes.get(end) != Some(&b'\n') {
            return Ok(false);
        }
        at = end + 1;
    }
    Ok(at == revision.xref_at)
}

fn same_trailer(old: &Dict, new: &Dict) -> bool {
    let kept = ["Root", "Info", "ID"].iter().all(|key| old.get(key) == new.get(key));
    kept && new.0.iter().all(|(key, _)| matches!(&key[..], b"Size" | b"Root" | b"Info" | b"ID" | b"Prev"))
}

/// Names a change that nothing permits, for the person who has to explain it.
fn kind_of(old: &View<'_>, new: &View<'_>, id: ObjectId, shown: &BTreeSet<ObjectId>) -> Result<ChangeKind> {
    let before = if old.has(id) { Some(old.get(id)?) } else { None };
    let after = if new.has(id) { Some(new.get(id)?) } else { None };
    let page = |object: &Option<Object>| {
        object.as_ref().and_then(Object::as_dict).is_some_and(|d| d.is_name("Type", "Page"))
    };
    if page(&before) || page(&after) {
        let rest = |object: &Option<Object>| {
            object
                .as_ref()
                .and_then(Object::as_dict)
                .map(|dict| dict.without(&["Annots"]))
                .unwrap_or_default()
        };
        let only_annotations = page(&before) && rest(&before).same_as(&rest(&after));
        return Ok(if only_annotations { ChangeKind::AnnotationAdded } else { ChangeKind::PageChanged });
    }
    if let Some(dict) = after.as_ref().and_then(Object::as_dict) {
        if dict.get("FT").is_some() || dict.get("Fields").is_some() || dict.get("AcroForm").is_some() {
            return Ok(ChangeKind::FormFieldAdded);
        }
        if dict.is_name("Type", "Annot") || dict.get("Subtype").is_some() && dict.get("Rect").is_some() {
            return Ok(ChangeKind::AnnotationAdded);
        }
    }
    Ok(if shown.contains(&id) { ChangeKind::PageChanged } else { ChangeKind::Other })
}

/// Everything that pages refer to for what they show, annotations apart.
fn shown_by_pages(view: &View<'_>) -> Result<BTreeSet<ObjectId>> {
    let mut waiting = Vec::new();
    for page in pages(view)? {
        if let Some(dict) = view.get(page)?.as_dict() {
            Object::Dict(dict.without(&["Parent", "Annots"])).references(&mut waiting);
        }
    }
    let mut shown = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if view.has(id) && shown.insert(id) {
            view.get(id)?.references(&mut waiting);
        }
    }
    Ok(shown)
}
