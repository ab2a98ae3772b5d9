//! Adds the form to a laid-out document, before certification: the number field and both signature fields.
//!
//! Typst makes no form fields, and after certification none may be added (DocMDP level 2, ISO 32000-1, 12.8.2.2), so
//! every field that will ever be filled is put here. No `/NeedAppearances`: PDF/A-2 (6.4.1) forbids it.

use crate::error::{DocumentError, Result};
use crate::font::{self, AsciiFont, FONT_NAME};
use crate::number::empty_appearance;
use crate::pdf::file::{PdfFile, View};
use crate::pdf::object::{Dict, Object, ObjectId, hundredths, stream};
use crate::pdf::pages::pages;
use crate::pdf::write::Increment;

/// The text field that receives the permit number (*nomor izin*).
pub const NUMBER_FIELD: &str = "NomorIzin";
/// The signature field of the deciding official (*tanda tangan*).
pub const OFFICIAL_FIELD: &str = "TandaTangan";
/// The signature field of the office's electronic seal (*segel kantor*).
pub const SEAL_FIELD: &str = "SegelKantor";

/// A rectangle on a page, in PDF points; the origin is the lower left corner of the page.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct FieldPlace {
    /// Page, counted from 0.
    pub page: usize,
    /// Left edge in points.
    pub x: f64,
    /// Lower edge in points.
    pub y: f64,
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
}

/// The number field: where it stands and how it is written.
#[derive(Debug, Clone, Copy)]
pub struct NumberPlan<'a> {
    /// The empty place that the layout left.
    pub place: FieldPlace,
    /// A TrueType font (OFL) with every character that the number template can give, of printable ASCII; it is cut down
    /// before it is embedded. The baseline stands (height - 0.7 size) / 2 above the place's lower edge.
    pub font: &'a [u8],
    /// Largest font size in points; a long number is written smaller.
    pub size: f64,
}

/// Which fields a document gets.
#[derive(Debug, Clone, Copy, Default)]
pub struct FieldPlan<'a> {
    /// The field for a number given after signing; `None` where the number is laid out already.
    pub number: Option<NumberPlan<'a>>,
    /// Whether an official signs.
    pub official: bool,
    /// Whether the office seals.
    pub seal: bool,
}

/// Adds the fields of the plan as one incremental update. The result is unsigned.
///
/// # Errors
/// [`DocumentError::HasForm`] when the file has a form, [`DocumentError::NoSuchPage`], [`DocumentError::Plan`],
/// [`DocumentError::Font`], or what the reader refuses.
pub fn prepare(pdf: &[u8], plan: &FieldPlan<'_>) -> Result<Vec<u8>> {
    if plan.number.is_none() && !plan.official && !plan.seal {
        return Err(DocumentError::Plan("no field at all"));
    }
    let file = PdfFile::open(pdf)?;
    let view = file.now();
    let (catalog_id, mut catalog) = view.catalog()?;
    if catalog.get("AcroForm").is_some() {
        return Err(DocumentError::HasForm);
    }
    let pages = pages(&view)?;
    let page_id = |index: usize| pages.get(index).copied().ok_or(DocumentError::NoSuchPage(index));
    let mut update = Increment::new(&file)?;
    let mut fields = Vec::new();
    let mut widgets: Vec<(ObjectId, ObjectId)> = Vec::new();
    let mut form = Dict::new();

    if let Some(number) = &plan.number {
        let page = page_id(number.place.page)?;
        let font = embed(&mut update, &font::ascii_subset(number.font)?);
        let resources = Dict::new().with(FONT_NAME, Object::Ref(font));
        let field = number_field(&mut update, number, page, &resources)?;
        form.set("DR", Object::Dict(Dict::new().with("Font", Object::Dict(resources))));
        form.set("DA", Object::Text(default_appearance(number.size)?));
        fields.push(Object::Ref(field));
        widgets.push((page, field));
    }
    // A seal that stands alone certifies the whole file; only one that follows an official has something to lock.
    let first_page = page_id(0)?;
    for (wanted, name, label, locks) in [
        (plan.official, OFFICIAL_FIELD, "Tanda tangan elektronik pejabat", false),
        (plan.seal, SEAL_FIELD, "Segel elektronik kantor", plan.official),
    ] {
        if wanted {
            let field = signature_field(&mut update, name, label, first_page, locks);
            fields.push(Object::Ref(field));
            widgets.push((first_page, field));
        }
    }
    form.set("Fields", Object::Array(fields));
    // 3 = signatures exist, append only (12.7.2): readers must not rewrite the file.
    form.set("SigFlags", Object::Int(3));
    let form = update.add(&Object::Dict(form));
    catalog.set("AcroForm", Object::Ref(form));
    update.put(catalog_id, &Object::Dict(catalog));
    attach(&mut update, &view, &widgets)?;
    Ok(update.finish(&file)?.bytes)
}

/// A length in points as hundredths; refuses what is not a sensible place on paper.
fn points(value: f64) -> Result<i64> {
    if !value.is_finite() || !(-20_000.0..=20_000.0).contains(&value) {
        return Err(DocumentError::Plan("a length outside any paper"));
    }
    Ok((value * 100.0).round() as i64)
}

fn default_appearance(size: f64) -> Result<Vec<u8>> {
    let size = points(size)?;
    if size < 100 {
        return Err(DocumentError::Plan("a font size under one point"));
    }
    let mut text = format!("/{FONT_NAME} ").into_bytes();
    hundredths(size).write(&mut text);
    text.extend(b" Tf 0 g");
    Ok(text)
}

fn number_field(
    update: &mut Increment,
    plan: &NumberPlan<'_>,
    page: ObjectId,
    fonts: &Dict,
) -> Result<ObjectId> {
    let place = &plan.place;
    let (left, bottom) = (points(place.x)?, points(place.y)?);
    let (width, height) = (points(place.width)?, points(place.height)?);
    if width < 500 || height < 300 {
        return Err(DocumentError::Plan("a number field too small to be read"));
    }
    let (dict, data) = empty_appearance(width, height, fonts);
    let appearance = update.add(&stream(dict, data));
    let rect = [left, bottom, left + width, bottom + height].map(hundredths);
    let field = Dict::new()
        .with("Type", Object::name("Annot"))
        .with("Subtype", Object::name("Widget"))
        .with("FT", Object::name("Tx"))
        .with("T", Object::text(NUMBER_FIELD))
        .with("TU", Object::text("Nomor izin"))
        .with("F", Object::Int(4))
        .with("Rect", Object::Array(rect.to_vec()))
        .with("P", Object::Ref(page))
        .with("DA", Object::Text(default_appearance(plan.size)?))
        .with("AP", Object::Dict(Dict::new().with("N", Object::Ref(appearance))));
    Ok(update.add(&Object::Dict(field)))
}

fn signature_field(update: &mut Increment, name: &str, label: &str, page: ObjectId, locks: bool) -> ObjectId {
    let form = Dict::new()
        .with("Type", Object::name("XObject"))
        .with("Subtype", Object::name("Form"))
        .with("BBox", Object::Array(vec![Object::Int(0); 4]))
        .with("Resources", Object::Dict(Dict::new()));
    let appearance = update.add(&stream(form, Vec::new()));
    let mut field = Dict::new()
        .with("Type", Object::name("Annot"))
        .with("Subtype", Object::name("Widget"))
        .with("FT", Object::name("Sig"))
        .with("T", Object::text(name))
        .with("TU", Object::text(label))
        // Print and locked: an invisible widget that no reader may move.
        .with("F", Object::Int(132))
        .with("Rect", Object::Array(vec![Object::Int(0); 4]))
        .with("P", Object::Ref(page))
        .with("AP", Object::Dict(Dict::new().with("N", Object::Ref(appearance))));
    if locks {
        let lock = Dict::new().with("Type", Object::name("SigFieldLock")).with("Action", Object::name("All"));
        field.set("Lock", Object::Ref(update.add(&Object::Dict(lock))));
    }
    update.add(&Object::Dict(field))
}

fn embed(update: &mut Increment, font: &AsciiFont) -> ObjectId {
    let length = i64::try_from(font.program.len()).unwrap_or(i64::MAX);
    let program = update.add(&stream(Dict::new().with("Length1", Object::Int(length)), font.program.clone()));
    // Bit 6: non-symbolic; bit 1: every character has the same width (9.8.2).
    let flags = 32 + i64::from(font.fixed_pitch);
    let descriptor = Dict::new()
        .with("Type", Object::name("FontDescriptor"))
        .with("FontName", Object::name(&font.name))
        .with("Flags", Object::Int(flags))
        .with("FontBBox", Object::Array(font.bounds.map(Object::Int).to_vec()))
        .with("ItalicAngle", Object::Int(0))
        .with("Ascent", Object::Int(font.ascent))
        .with("Descent", Object::Int(font.descent))
        .with("CapHeight", Object::Int(font.ascent))
        .with("StemV", Object::Int(80))
        .with("FontFile2", Object::Ref(program));
    let descriptor = update.add(&Object::Dict(descriptor));
    let to_unicode = update.add(&stream(Dict::new(), unicode_map()));
    let dict = Dict::new()
        .with("Type", Object::name("Font"))
        .with("Subtype", Object::name("TrueType"))
        .with("BaseFont", Object::name(&font.name))
        .with("FirstChar", Object::Int(i64::from(font::FIRST)))
        .with("LastChar", Object::Int(i64::from(font::LAST)))
        .with("Widths", Object::Array(font.widths.iter().copied().map(Object::Int).collect()))
        .with("Encoding", Object::name("WinAnsiEncoding"))
        .with("FontDescriptor", Object::Ref(descriptor))
        .with("ToUnicode", Object::Ref(to_unicode));
    update.add(&Object::Dict(dict))
}

/// The map from codes to Unicode (9.10.3): ASCII is itself.
fn unicode_map() -> Vec<u8> {
    format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<00> <FF>\nendcodespacerange\n\
         1 beginbfrange\n<{first:02X}> <{last:02X}> <{first:04X}>\nendbfrange\n\
         endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n",
        first = font::FIRST,
        last = font::LAST
    )
    .into_bytes()
}

/// Puts each widget on the list of annotations of its page.
fn attach(update: &mut Increment, view: &View<'_>, widgets: &[(ObjectId, ObjectId)]) -> Result<()> {
    let mut touched: Vec<ObjectId> = widgets.iter().map(|(page, _)| *page).collect();
    touched.sort_unstable();
    touched.dedup();
    for page_id in touched {
        let page = view.get(page_id)?;
        let Some(page) = page.as_dict() else {
            return Err(DocumentError::Unreadable { at: 0, what: "a page" });
        };
        let known = page.get("Annots").map(|annots| view.resolve(annots)).transpose()?;
        let mut annots = match known {
            None | Some(Object::Null) => Vec::new(),
            Some(Object::Array(items)) => items,
            Some(_) => return Err(DocumentError::Unreadable { at: 0, what: "a list of annotations" }),
        };
        annots.extend(
            widgets.iter().filter(|(page, _)| *page == page_id).map(|(_, field)| Object::Ref(*field)),
        );
        match page.get("Annots") {
            Some(Object::Ref(list)) => update.put(*list, &Object::Array(annots)),
            _ => update.put(page_id, &Object::Dict(page.clone().with("Annots", Object::Array(annots)))),
        }
    }
    Ok(())
}
