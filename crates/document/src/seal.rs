//! Closes a certified document with the office's electronic seal and locks every field (FieldMDP, 12.8.2.4).

use crate::error::{DocumentError, Result};
use crate::form::{self, Field};
use crate::pdf::file::PdfFile;
use crate::pdf::object::{Dict, Object};
use crate::pdf::write::Increment;
use crate::sign::{SigningFacts, write_signature};
use crate::signer::Signer;

/// Fills the seal field that was there before certification, as an approval signature over the whole file.
///
/// # Errors
/// [`DocumentError::NoSuchField`], [`DocumentError::FieldFilled`], [`DocumentError::Order`] when the document is not
/// certified, its number field is still empty or the field cannot lock;
/// [`DocumentError::CertificateNotValid`]; [`DocumentError::Sign`] when the key refuses.
pub fn seal(pdf: &[u8], field: &str, signer: &dyn Signer, facts: &SigningFacts) -> Result<Vec<u8>> {
    let file = PdfFile::open(pdf)?;
    let view = file.now();
    let (catalog_id, catalog) = view.catalog()?;
    if catalog.get("Perms").is_none() {
        return Err(DocumentError::Order("the seal follows the official's certification"));
    }
    if form::fields(&view)?.iter().any(|other| other.is_text() && !other.is_filled()) {
        return Err(DocumentError::Order("the seal locks the number field, which is still empty"));
    }
    let target: Field = form::field(&view, field)?;
    if target.dict.get("Lock").is_none() {
        return Err(DocumentError::Order("the field locks nothing"));
    }
    let mut update = Increment::new(&file)?;
    let value = update.reserve();
    let parameters = Dict::new()
        .with("Type", Object::name("TransformParams"))
        .with("Action", Object::name("All"))
        .with("V", Object::name("1.2"));
    let reference = Dict::new()
        .with("Type", Object::name("SigRef"))
        .with("TransformMethod", Object::name("FieldMDP"))
        .with("TransformParams", Object::Dict(parameters))
        .with("Data", Object::Ref(catalog_id));
    write_signature(&file, update, target, value, reference, signer, facts)
}
