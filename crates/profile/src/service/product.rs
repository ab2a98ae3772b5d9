//! What a service issues.

use super::{Spots, basis, formula};
use crate::problem::ProblemKind;
use crate::reader::Table;
use domain::definition::{LetterSet, PaperKind, ProductDef, ProductKind, SigningMode, Validity, ValueRow};

/// Stands in where the table is missing; the profile is refused then anyway.
fn nothing() -> ProductDef {
    ProductDef {
        kind: ProductKind::Permit,
        title: String::new(),
        signing: SigningMode::None,
        paper: PaperKind(String::new()),
        validity: Validity::Unlimited,
        validity_basis: domain::definition::Basis::OfficePolicy,
        opening: None,
        holder_heading: None,
        rows: Vec::new(),
        conditions: Vec::new(),
        ordinal: None,
        refusal_signed: false,
        letters: LetterSet {
            permit: String::new(),
            refusal: String::new(),
            technical_recommendation: String::new(),
        },
    }
}

pub(crate) fn product(root: &Table<'_>, spots: &mut Spots) -> ProductDef {
    let Some(table) = root.table("product") else { return nothing() };
    spots.put("product", table.spot.clone());
    for key in ["paper", "signing"] {
        if let Some(text) = table.maybe_text(key) {
            spots.put(format!("product.{key}"), text.spot);
        }
    }
    let mut rows = Vec::new();
    for row in table.tables("rows") {
        let label = row.value("label");
        let value = row.text("value");
        if let (Some(label), Some(value)) = (label, value) {
            spots.put(format!("product.rows[{}]", rows.len()), value.spot);
            rows.push(ValueRow { label, value: value.value });
        }
        row.close();
    }
    let ordinal = table.maybe_text("ordinal").and_then(|text| formula(&text, "product.ordinal", spots));
    let letters = table.maybe_table("letters");
    let mut letter = |key: &str| {
        let file = letters.as_ref().and_then(|t| t.maybe_text(key));
        if let Some(text) = &file {
            spots.put(format!("product.letters.{key}"), text.spot.clone());
        }
        file.map_or_else(|| format!("{key}.typ"), |t| t.value)
    };
    let set = LetterSet {
        permit: letter("permit"),
        refusal: letter("refusal"),
        technical_recommendation: letter("technical_recommendation"),
    };
    if let Some(letters) = letters {
        letters.close();
    }
    let product = ProductDef {
        kind: table.choice("kind").unwrap_or(ProductKind::Permit),
        title: table.value("title").unwrap_or_default(),
        signing: table.choice("signing").unwrap_or(SigningMode::None),
        paper: PaperKind(table.value("paper").unwrap_or_default()),
        validity: validity(&table, spots),
        validity_basis: basis(&table, "validity_basis", Some("the validity")),
        opening: opening(&table),
        holder_heading: table.maybe_text("holder_heading").map(|t| t.value),
        rows,
        conditions: table.values("conditions"),
        ordinal,
        refusal_signed: table.flag("refusal_signed", false),
        letters: set,
    };
    table.close();
    product
}

/// Names that the first sentence of a document may use.
const OPENING_NAMES: [&str; 2] = ["{registration}", "{submitted}"];

/// The first sentence; braces hold known names only, or they would be printed.
fn opening(product: &Table<'_>) -> Option<String> {
    let text = product.maybe_text("opening")?;
    let rest = OPENING_NAMES.iter().fold(text.value.clone(), |rest, name| rest.replace(name, ""));
    if rest.contains(['{', '}']) {
        let what = "the opening names something that no document knows";
        let mend = format!("use only {}", OPENING_NAMES.join(" and "));
        product.report(ProblemKind::WrongValue, &text.spot, what, mend);
    }
    Some(text.value)
}

/// `validity = "unlimited"`, `{ years = 5 }` or `{ until = "field", years = 5 }`.
fn validity(product: &Table<'_>, spots: &mut Spots) -> Validity {
    let spot = product.spot_of("validity");
    let wrong = |what: &str| {
        let mend = "write \"unlimited\", { years = 5 } or { until = \"a_date_field\", years = 5 }";
        product.report(ProblemKind::WrongValue, &spot, what, mend);
        Validity::Unlimited
    };
    if !product.has("validity") {
        product.missing("validity");
        return Validity::Unlimited;
    }
    if product.is_text("validity") {
        return match product.maybe_text("validity") {
            Some(text) if text.value == "unlimited" => Validity::Unlimited,
            _ => wrong("this validity cannot be read"),
        };
    }
    let Some(table) = product.maybe_table("validity") else { return Validity::Unlimited };
    let until = table.maybe_text("until");
    let years: Option<u8> = table.whole("years");
    table.close();
    match (until, years) {
        (_, Some(0)) => wrong("a validity of 0 years"),
        (Some(field), Some(years)) => {
            spots.put("product.validity", field.spot);
            Validity::UntilField { field: field.value, years_otherwise: years }
        }
        (None, Some(years)) => Validity::Years(years),
        (_, None) => Validity::Unlimited,
    }
}
