//! QR codes (ISO/IEC 18004) that lead to the record of a document. Error correction M, quiet zone of four modules.

use qrcode::{Color, EcLevel, QrCode};

use crate::error::{DocumentError, Result};

/// The light border that the standard asks for, in modules.
const QUIET_ZONE: usize = 4;

/// A QR code as a square of modules, without its quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modules {
    /// Modules on each side.
    pub width: usize,
    /// Row by row from the upper left; `true` is dark.
    pub dark: Vec<bool>,
}

impl Modules {
    /// The rows from above.
    pub fn rows(&self) -> impl Iterator<Item = &[bool]> {
        self.dark.chunks(self.width.max(1))
    }
}

/// The modules of the QR code of an address.
///
/// # Errors
/// [`DocumentError::Qr`] when the address is longer than a QR code can hold (2,331 bytes).
pub fn modules(url: &str) -> Result<Modules> {
    let code = QrCode::with_error_correction_level(url, EcLevel::M).map_err(|_| DocumentError::Qr)?;
    let width = code.width();
    Ok(Modules { width, dark: code.into_colors().into_iter().map(|color| color == Color::Dark).collect() })
}

/// The QR code of an address as SVG: one path in whole numbers, quiet zone included, black on white. Size it from outside.
///
/// # Errors
/// [`DocumentError::Qr`] when the address is too long.
pub fn svg(url: &str) -> Result<String> {
    let modules = modules(url)?;
    let side = modules.width + 2 * QUIET_ZONE;
    let mut path = String::new();
    for (y, row) in modules.rows().enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|left, right| left == right) {
            if run.first() == Some(&true) {
                let length = run.len();
                path += &format!("M{} {}h{length}v1h-{length}z", x + QUIET_ZONE, y + QUIET_ZONE);
            }
            x += run.len();
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}
