//! Finds the fields of a document's form (ISO 32000-1, 12.7).

use crate::error::{DocumentError, Result};
use crate::pdf::file::View;
use crate::pdf::object::{Dict, Object, ObjectId};

/// A field with its object number.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) id: ObjectId,
    pub(crate) name: String,
    pub(crate) dict: Dict,
}

impl Field {
    pub(crate) fn is_signature(&self) -> bool {
        self.dict.is_name("FT", "Sig")
    }

    pub(crate) fn is_text(&self) -> bool {
        self.dict.is_name("FT", "Tx")
    }

    pub(crate) fn is_filled(&self) -> bool {
        self.dict.get("V").is_some()
    }
}

/// The form's dictionary, when the document has one.
pub(crate) fn form(view: &View<'_>) -> Result<Option<Dict>> {
    let (_, catalog) = view.catalog()?;
    let Some(form) = catalog.get("AcroForm") else { return Ok(None) };
    match view.resolve(form)? {
        Object::Dict(dict) => Ok(Some(dict)),
        _ => Err(DocumentError::Unreadable { at: 0, what: "the form" }),
    }
}

/// More fields than this are refused; we write three at most.
const MAX_FIELDS: usize = 100;

/// All fields. We write a flat list; a field with children is refused.
pub(crate) fn fields(view: &View<'_>) -> Result<Vec<Field>> {
    let Some(form) = form(view)? else { return Ok(Vec::new()) };
    let listed = form.get("Fields").map(|fields| view.resolve(fields)).transpose()?;
    let Some(listed) = listed.as_ref().and_then(Object::as_array) else {
        return Err(DocumentError::Unreadable { at: 0, what: "the list of fields" });
    };
    if listed.len() > MAX_FIELDS {
        return Err(DocumentError::Unsupported("more than a hundred fields"));
    }
    let mut found: Vec<Field> = Vec::new();
    for item in listed {
        let Some(id) = item.as_ref() else {
            return Err(DocumentError::Unreadable { at: 0, what: "a reference to a field" });
        };
        let Object::Dict(dict) = view.get(id)? else {
            return Err(DocumentError::Unreadable { at: 0, what: "a field" });
        };
        if dict.get("Kids").is_some() || dict.get("Parent").is_some() {
            return Err(DocumentError::Unsupported("fields with children"));
        }
        let name = dict.get("T").and_then(Object::as_text).unwrap_or_default();
        if found.iter().any(|field| field.id == id || field.name == name) {
            return Err(DocumentError::Unreadable { at: 0, what: "each field once" });
        }
        found.push(Field { id, name, dict });
    }
    Ok(found)
}

/// The field of this name.
pub(crate) fn field(view: &View<'_>, name: &str) -> Result<Field> {
    fields(view)?
        .into_iter()
        .find(|field| field.name == name)
        .ok_or_else(|| DocumentError::NoSuchField(name.to_owned()))
}

/// The signature dictionaries named by filled signature fields: field and object number of the value.
pub(crate) fn signed_fields(view: &View<'_>) -> Result<Vec<(Field, ObjectId)>> {
    let mut found = Vec::new();
    for field in fields(view)?.into_iter().filter(Field::is_signature) {
        match field.dict.get("V") {
            None => {}
            Some(Object::Ref(value)) => {
                let value = *value;
                found.push((field, value));
            }
            Some(_) => return Err(DocumentError::Unreadable { at: 0, what: "a reference to a signature" }),
        }
    }
    Ok(found)
}
