//! Finds the rectangles a template keeps free.
//!
//! A template marks one by `metadata((name: "nomor", width: 255.1, height: 17.0)) <place>` at its top left corner; widths and
//! heights are points. The helper `tempat` of `kop.typ` writes that.

use typst::foundations::{Label, NativeElement, Selector, Value};
use typst::introspection::{Introspector as _, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::rendered::Place;

/// Every marked place, in the order of the document.
pub(super) fn of(document: &PagedDocument) -> Vec<Place> {
    let Some(label) = Label::new(PicoStr::intern("place")) else { return Vec::new() };
    let introspector = document.introspector();
    let marked = introspector.query(&Selector::Elem(MetadataElem::ELEM, None));
    let mut places = Vec::new();
    for element in marked.iter().filter(|element| element.label() == Some(label)) {
        let (Some(metadata), Some(location)) = (element.to_packed::<MetadataElem>(), element.location())
        else {
            continue;
        };
        let Some((name, width, height)) = rectangle(&metadata.value) else { continue };
        let Some(position) = introspector.position(location) else { continue };
        let page = position.page.get() - 1;
        let Some(layout) = document.pages().get(page) else { continue };
        places.push(Place {
            name,
            page,
            x: rounded(position.point.x.to_pt()),
            y: rounded(layout.frame.height().to_pt() - position.point.y.to_pt() - height),
            width: rounded(width),
            height: rounded(height),
        });
    }
    places
}

fn rectangle(value: &Value) -> Option<(String, f64, f64)> {
    let Value::Dict(dict) = value else { return None };
    let number = |key: &str| match dict.get(key).ok()? {
        Value::Float(value) => Some(*value),
        Value::Int(value) => i32::try_from(*value).ok().map(f64::from),
        _ => None,
    };
    let Value::Str(name) = dict.get("name").ok()? else { return None };
    Some((name.as_str().to_owned(), number("width")?, number("height")?))
}

/// Thousandths of a point are below any printer.
fn rounded(points: f64) -> f64 {
    (points * 1000.0).round() / 1000.0
}
