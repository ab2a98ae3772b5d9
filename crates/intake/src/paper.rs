//! PDFs: whether they can be read at all, how many pages they have, and how a page looks.

use crate::question::{Answer, Doubt, Refused};
use crate::scale::jpeg;
use crate::{across, quality};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::{TRANSPARENT, WHITE};
use hayro::{RenderCache, RenderSettings, render};
use image::{RgbImage, RgbaImage};

/// Pages looked at for being blank.
const LOOKED_AT: usize = 3;
/// Their length in pixels.
const GLANCE: u32 = 500;

pub(crate) fn look(bytes: Vec<u8>) -> Result<(Answer, Vec<Vec<u8>>), Refused> {
    let tail = &bytes[bytes.len().saturating_sub(2_048)..];
    if !contains(tail, b"%%EOF") {
        return Err(Refused::CutPdf);
    }
    if contains(&bytes, b"/Encrypt") {
        return Err(Refused::LockedPdf);
    }
    if contains(&bytes, b"/JavaScript") || contains(&bytes, b"/Launch") {
        return Err(Refused::ActivePdf);
    }
    let pdf = open(bytes)?;
    let pages = count(&pdf);
    let mut blank = true;
    for page in 0..pages.min(u32::try_from(LOOKED_AT).unwrap_or(1)) {
        // A page that cannot be drawn here may still open elsewhere; it is not called blank.
        blank = blank && rgb(&pdf, page, GLANCE).is_ok_and(|drawn| quality::is_blank(&drawn));
    }
    let doubts = if blank { vec![Doubt::Blank] } else { Vec::new() };
    Ok((Answer::Paper { pages, doubts }, Vec::new()))
}

pub(crate) fn draw(
    bytes: Vec<u8>,
    page: u32,
    longest: u32,
    text: &str,
) -> Result<(Answer, Vec<Vec<u8>>), Refused> {
    let pdf = open(bytes)?;
    let mut image = rgb(&pdf, page, longest)?;
    across::write(&mut image, text);
    Ok((Answer::Drawn { pages: count(&pdf) }, vec![jpeg(&image, 75)?]))
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|w| w == needle)
}

fn open(bytes: Vec<u8>) -> Result<Pdf, Refused> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Refused::LockedPdf,
        LoadPdfError::Invalid => Refused::BrokenPdf,
    })?;
    if pdf.pages().is_empty() { Err(Refused::BrokenPdf) } else { Ok(pdf) }
}

fn count(pdf: &Pdf) -> u32 {
    u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX)
}

fn rgb(pdf: &Pdf, page: u32, longest: u32) -> Result<RgbImage, Refused> {
    let drawn = rgba(pdf, page, longest, true)?;
    Ok(RgbImage::from_fn(drawn.width(), drawn.height(), |x, y| {
        let [r, g, b, _] = drawn.get_pixel(x, y).0;
        image::Rgb([r, g, b])
    }))
}

/// A page; colours are multiplied with their opacity.
fn rgba(pdf: &Pdf, page: u32, longest: u32, on_white: bool) -> Result<RgbaImage, Refused> {
    let number = usize::try_from(page).map_err(|_| Refused::NoSuchPage)?;
    let page = pdf.pages().get(number).ok_or(Refused::NoSuchPage)?;
    let (width, height) = page.render_dimensions();
    let long = width.max(height);
    if !long.is_finite() || long < 1.0 {
        return Err(Refused::BrokenPdf);
    }
    // Lengths are a few thousand at most.
    #[allow(clippy::cast_precision_loss)]
    let scale = longest as f32 / long;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let side = |length: f32| (length * scale).floor().clamp(1.0, 20_000.0) as u16;
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        width: Some(side(width)),
        height: Some(side(height)),
        bg_color: if on_white { WHITE } else { TRANSPARENT },
    };
    let pixmap = render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    RgbaImage::from_raw(width, height, pixmap.data_as_u8_slice().to_vec()).ok_or(Refused::BrokenPdf)
}

/// Draws a PDF that this crate has written, on nothing.
pub(crate) fn own(bytes: Vec<u8>, longest: u32) -> Result<RgbaImage, Refused> {
    rgba(&open(bytes)?, 0, longest, false)
}
