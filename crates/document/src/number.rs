//! Writes the permit number into its field after signing, changing nothing else.
//!
//! A number added after signing would alter the signed document (BTG68-14.c, -14.d), yet some regions number
//! after signing. The certification signature therefore permits form filling, and this update touches only `/V`, `/AP`
//! and the appearance stream. The verifier draws the appearance again and compares, so that `/V` and paper never differ.

use crate::error::{DocumentError, Result};
use crate::font::FONT_NAME;
use crate::font::{FIRST, LAST};
use crate::form::{self, Field};
use crate::pdf::file::{PdfFile, View};
use crate::pdf::object::{Dict, Object, hundredths, stream};
use crate::pdf::parse::Cursor;
use crate::pdf::write::Increment;

/// Longest number in characters.
const MAX_LENGTH: usize = 100;
/// Free space left and right of the text, in hundredths of a point.
const MARGIN: i64 = 200;
/// The smallest size that still prints legibly, in hundredths of a point.
const SMALLEST: i64 = 500;
/// No field, letter or paper is larger, in hundredths of a point.
const LARGEST: i64 = 2_000_000;

/// Fills the number field, once, in a document that is certified and not yet sealed.
///
/// # Errors
/// [`DocumentError::NoSuchField`], [`DocumentError::FieldFilled`], [`DocumentError::Number`] when the text is empty, not
/// printable ASCII or too long for its place, [`DocumentError::Order`] before certification or after the seal.
pub fn fill(pdf: &[u8], field: &str, text: &str) -> Result<Vec<u8>> {
    let file = PdfFile::open(pdf)?;
    let view = file.now();
    let target = form::field(&view, field)?;
    if !target.is_text() {
        return Err(DocumentError::NoSuchField(field.to_owned()));
    }
    if target.is_filled() {
        return Err(DocumentError::FieldFilled(field.to_owned()));
    }
    let signed = form::signed_fields(&view)?;
    if signed.is_empty() {
        return Err(DocumentError::Order("the number field is filled after certification"));
    }
    if signed.iter().any(|(signature, _)| signature.dict.get("Lock").is_some()) {
        return Err(DocumentError::Order("the document is sealed"));
    }
    let (dict, data) = appearance(&view, &target, text)?;
    let mut update = Increment::new(&file)?;
    let drawn = update.add(&stream(dict, data));
    let filled = target
        .dict
        .clone()
        .with("V", Object::text(text))
        .with("AP", Object::Dict(Dict::new().with("N", Object::Ref(drawn))));
    update.put(target.id, &Object::Dict(filled));
    Ok(update.finish(&file)?.bytes)
}

/// What the field shows before it is filled: nothing, with the font at hand.
pub(crate) fn empty_appearance(width: i64, height: i64, fonts: &Dict) -> (Dict, Vec<u8>) {
    (appearance_dict(width, height, fonts), b"/Tx BMC\nEMC\n".to_vec())
}

fn appearance_dict(width: i64, height: i64, fonts: &Dict) -> Dict {
    let bounds = [0, 0, width, height].map(hundredths).to_vec();
    Dict::new()
        .with("Type", Object::name("XObject"))
        .with("Subtype", Object::name("Form"))
        .with("BBox", Object::Array(bounds))
        .with("Resources", Object::Dict(Dict::new().with("Font", Object::Dict(fonts.clone()))))
}

/// What the field shows when it holds `text`: one line, left, in the size of the field or the largest that fits.
///
/// The result depends on field and text alone; a document sealed today is checked against it in twenty years. A new
/// look therefore needs a new function beside this one, never a change here.
pub(crate) fn appearance(view: &View<'_>, field: &Field, text: &str) -> Result<(Dict, Vec<u8>)> {
    if text.is_empty() || text.trim() != text {
        return Err(DocumentError::Number("empty, or space at an end"));
    }
    if text.len() > MAX_LENGTH {
        return Err(DocumentError::Number("longer than 100 characters"));
    }
    if !text.bytes().all(|byte| (FIRST..=LAST).contains(&byte)) {
        return Err(DocumentError::Number("a character outside printable ASCII"));
    }
    let (width, height) = extent(&field.dict)?;
    let fonts = fonts(view)?;
    let natural = text_width(view, &fonts, text)?;
    // Widths are thousandths of the size, so size = room * 1000 / natural.
    let room = (width - 2 * MARGIN).max(0);
    let fitting = room.saturating_mul(1000).checked_div(natural).unwrap_or(0);
    let size = stated_size(&field.dict)?.min(fitting).min(height);
    if size < SMALLEST {
        return Err(DocumentError::Number("too long for its place"));
    }
    // The baseline puts the capitals (about 0.7 of the size) in the middle.
    let baseline = (height - size * 7 / 10).div_euclid(2).max(0);
    let mut data = format!("/Tx BMC\nq\nBT\n0 g\n/{FONT_NAME} ").into_bytes();
    hundredths(size).write(&mut data);
    data.extend(b" Tf\n");
    hundredths(MARGIN).write(&mut data);
    data.push(b' ');
    hundredths(baseline).write(&mut data);
    data.extend(b" Td\n");
    Object::text(text).write(&mut data);
    data.extend(b" Tj\nET\nQ\nEMC\n");
    Ok((appearance_dict(width, height, &fonts), data))
}

/// Width and height of the field's rectangle, in hundredths of a point.
fn extent(field: &Dict) -> Result<(i64, i64)> {
    let corners: Vec<i64> = field
        .get("Rect")
        .and_then(Object::as_array)
        .map(|items| items.iter().filter_map(Object::as_hundredths).collect())
        .unwrap_or_default();
    if let [left, bottom, right, top] = corners[..] {
        let (width, height) = (right.saturating_sub(left), top.saturating_sub(bottom));
        if (0..=LARGEST).contains(&width) && (0..=LARGEST).contains(&height) {
            return Ok((width, height));
        }
    }
    Err(DocumentError::Unreadable { at: 0, what: "the rectangle of the number field" })
}

/// The font resources of the form.
fn fonts(view: &View<'_>) -> Result<Dict> {
    let form = form::form(view)?.unwrap_or_default();
    let fonts =
        form.get("DR").and_then(Object::as_dict).and_then(|dr| dr.get("Font")).and_then(Object::as_dict);
    fonts.cloned().ok_or(DocumentError::Unreadable { at: 0, what: "the font of the number field" })
}

/// The natural width of the text in thousandths of the font size.
fn text_width(view: &View<'_>, fonts: &Dict, text: &str) -> Result<i64> {
    let missing = DocumentError::Unreadable { at: 0, what: "the widths of the number font" };
    let Some(font) = fonts.get(FONT_NAME).map(|font| view.resolve(font)).transpose()? else {
        return Err(missing);
    };
    let widths = font.as_dict().and_then(|dict| dict.get("Widths")).and_then(Object::as_array);
    let Some(widths) = widths else { return Err(missing) };
    let width = |byte: u8| widths.get(usize::from(byte.checked_sub(FIRST)?)).and_then(Object::as_int);
    if text.bytes().any(|byte| width(byte) == Some(0)) {
        return Err(DocumentError::Number("a character that the font lacks"));
    }
    text.bytes().map(width).try_fold(0i64, |sum, width| sum.checked_add(width?)).ok_or(missing)
}

/// The size in the field's default appearance (12.7.3.3), in hundredths of a point.
fn stated_size(field: &Dict) -> Result<i64> {
    let unreadable = DocumentError::Unreadable { at: 0, what: "the default appearance of the number field" };
    let Some(Object::Text(text)) = field.get("DA") else { return Err(unreadable) };
    let mut cursor = Cursor::new(text, 0);
    let font = cursor.object()?;
    cursor.skip_space();
    let size = cursor.object()?;
    if font != Object::name(FONT_NAME) {
        return Err(unreadable);
    }
    size.as_hundredths().filter(|size| (0..=LARGEST).contains(size)).ok_or(unreadable)
}
