//! One request: build its world, lay out, write PDF/A or pictures.

use typst::diag::{Severity, SourceDiagnostic};
use typst::ecow::EcoVec;
use typst::foundations::{Datetime, Smart};
use typst::utils::Scalar;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;

use super::base::Base;
use super::places;
use super::world::DocumentWorld;
use crate::message::{Answer, RequestHeader};
use crate::rendered::Diagnostic;
use crate::request::{DocumentDate, Output};

/// Building blocks every letter may import. A file of the same name in the request takes precedence.
const LIBRARY: (&str, &str) = ("satupintu.typ", include_str!("../../library/satupintu.typ"));

/// The mark behind every sample.
const SAMPLE_MARK: (&str, &[u8]) =
    ("contoh-tidak-berlaku.svg", include_bytes!("../../library/contoh-tidak-berlaku.svg"));

/// What travels back: the header and the files beside it.
type Reply = (Answer, Vec<Vec<u8>>);

/// Typesets one letter. Never fails otherwise than by its answer.
pub(super) fn letter(base: &Base, mut request: RequestHeader, attachments: Vec<Vec<u8>>) -> Reply {
    let world = match build_world(base, &mut request, attachments) {
        Ok(world) => world,
        Err(reason) => return refused(&reason),
    };
    let compiled = typst::compile::<PagedDocument>(&world);
    let warnings = diagnostics(&world, &compiled.warnings);
    let document = match compiled.output {
        Ok(document) => document,
        Err(errors) => return broken(&world, &errors),
    };
    let pages = document.pages().len();
    if let Some(expected) = request.expected_pages
        && expected != pages
    {
        return (Answer::PageCount { expected, actual: pages }, Vec::new());
    }
    let files = match request.output {
        Output::PdfA2a => match pdf(&document, &request) {
            Ok(Ok(bytes)) => vec![bytes],
            Ok(Err(errors)) => return broken(&world, &errors),
            Err(reason) => return refused(&reason),
        },
        Output::Png { ppi } => match pictures(&document, ppi) {
            Ok(files) => files,
            Err(reason) => return refused(&reason),
        },
    };
    (Answer::Done { pages, places: places::of(&document), warnings }, files)
}

fn refused(reason: &str) -> Reply {
    (Answer::Refused { reason: reason.to_owned() }, Vec::new())
}

fn broken(world: &DocumentWorld<'_>, errors: &EcoVec<SourceDiagnostic>) -> Reply {
    (Answer::Template { diagnostics: diagnostics(world, errors) }, Vec::new())
}

fn build_world<'a>(
    base: &'a Base,
    request: &mut RequestHeader,
    attachments: Vec<Vec<u8>>,
) -> Result<DocumentWorld<'a>, String> {
    if attachments.len() != request.attachments.len() {
        return Err("the attachments do not match their names".to_owned());
    }
    let path = || "a file name is no path".to_owned();
    let template = std::mem::take(&mut request.template);
    let mut world = DocumentWorld::new(base, &request.name, template).ok_or_else(path)?;
    world.add_source(LIBRARY.0, LIBRARY.1.to_owned()).ok_or_else(path)?;
    world.add_file(SAMPLE_MARK.0, SAMPLE_MARK.1.to_vec()).ok_or_else(path)?;
    for (name, text) in std::mem::take(&mut request.files) {
        world.add_source(&name, text).ok_or_else(path)?;
    }
    for (name, bytes) in request.attachments.iter().zip(attachments) {
        world.add_file(name, bytes).ok_or_else(path)?;
    }
    let data = serde_json::to_vec(&request.data).map_err(|error| error.to_string())?;
    world.add_file("data.json", data).ok_or_else(path)?;
    Ok(world)
}

/// The outer error is a date that does not exist; the inner one is a rule of PDF/A the template broke.
fn pdf(
    document: &PagedDocument,
    request: &RequestHeader,
) -> Result<Result<Vec<u8>, EcoVec<SourceDiagnostic>>, String> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a]).map_err(|error| error.message().to_string())?;
    let options = PdfOptions {
        ident: request.ident.clone().map_or(Smart::Auto, Smart::Custom),
        creator: Smart::Custom(Some("SatuPintu".to_owned())),
        timestamp: Some(timestamp(request.date).ok_or("the date of the document does not exist")?),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    Ok(typst_pdf::pdf(document, &options))
}

fn timestamp(date: DocumentDate) -> Option<Timestamp> {
    let moment = Datetime::from_ymd_hms(
        i32::from(date.year),
        date.month,
        date.day,
        date.hour,
        date.minute,
        date.second,
    )?;
    Timestamp::new_local(moment, i32::from(date.offset_minutes))
}

fn pictures(document: &PagedDocument, ppi: u16) -> Result<Vec<Vec<u8>>, String> {
    let options = RenderOptions { pixel_per_pt: Scalar::new(f64::from(ppi) / 72.0), render_bleed: false };
    let page = |page| typst_render::render(page, &options).encode_png().map_err(|error| error.to_string());
    document.pages().iter().map(page).collect()
}

fn diagnostics(world: &DocumentWorld<'_>, remarks: &EcoVec<SourceDiagnostic>) -> Vec<Diagnostic> {
    // Errors first: the first one is what a summary shows.
    let mut sorted: Vec<&SourceDiagnostic> = remarks.iter().collect();
    sorted.sort_by_key(|remark| remark.severity != Severity::Error);
    sorted.into_iter().map(|remark| diagnostic(world, remark)).collect()
}

fn diagnostic(world: &DocumentWorld<'_>, remark: &SourceDiagnostic) -> Diagnostic {
    let place = remark.span.id().and_then(|id| {
        let source = world.source(id).ok()?;
        let start = world.range(remark.span)?.start;
        source.lines().byte_to_line_column(start)
    });
    Diagnostic {
        file: remark.span.id().map(|id| id.vpath().get_without_slash().to_owned()),
        line: place.map(|(line, _)| line + 1),
        column: place.map(|(_, column)| column + 1),
        message: remark.message.to_string(),
        hints: remark.hints.iter().map(|hint| hint.v.to_string()).collect(),
    }
}
