//! What a hostile file really is: type by content, size, readable picture, unlocked PDF. Positions and camera data are
//! removed from photos.

use domain::process::Refusal;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Largest upload in bytes: 20 MB, stated before choosing.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// Narrower photos are hard to read; the person is told and may go on.
const READABLE_WIDTH: u32 = 1_000;
const WIDEST: u32 = 20_000;

/// A file that may be kept.
#[derive(Debug, Clone)]
pub struct Inspected {
    /// Real type.
    pub media_type: &'static str,
    /// Bytes to keep: photos turned upright, without position data.
    pub bytes: Vec<u8>,
    /// A sentence for the person, when something looks poor.
    pub advice: Option<String>,
}

fn refuse(kind: &str, message: &str) -> Refusal {
    Refusal::Upload { kind: kind.to_owned(), message: message.to_owned() }
}

/// Inspects a file.
///
/// # Errors
/// [`Refusal::Upload`] with a sentence that says what to do.
pub fn inspect(bytes: &[u8]) -> Result<Inspected, Refusal> {
    if bytes.is_empty() {
        return Err(refuse("empty", "Berkas ini kosong. Pilih berkas lain."));
    }
    if bytes.len() > LARGEST {
        return Err(refuse("too_large", "Berkas ini lebih dari 20 MB. Kecilkan lalu unggah lagi."));
    }
    if bytes.starts_with(b"%PDF-") {
        return pdf(bytes);
    }
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return picture(bytes, ImageFormat::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return picture(bytes, ImageFormat::Png);
    }
    Err(refuse("type", "Isi berkas ini bukan PDF, JPEG, atau PNG. Pilih berkas lain."))
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|w| w == needle)
}

fn pdf(bytes: &[u8]) -> Result<Inspected, Refusal> {
    let tail = &bytes[bytes.len().saturating_sub(2_048)..];
    if !contains(tail, b"%%EOF") {
        return Err(refuse("broken", "PDF ini terpotong. Unggah lagi dari awal."));
    }
    if contains(bytes, b"/Encrypt") {
        return Err(refuse("locked", "PDF ini terkunci kata sandi. Buka kuncinya lalu unggah lagi."));
    }
    if contains(bytes, b"/JavaScript") || contains(bytes, b"/Launch") {
        return Err(refuse("active", "PDF ini berisi program. Cetak ulang sebagai PDF biasa lalu unggah."));
    }
    Ok(Inspected { media_type: "application/pdf", bytes: bytes.to_vec(), advice: None })
}

fn picture(bytes: &[u8], format: ImageFormat) -> Result<Inspected, Refusal> {
    let broken = || refuse("broken", "Foto ini tidak dapat dibuka. Coba foto lagi.");
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(WIDEST);
    limits.max_image_height = Some(WIDEST);
    limits.max_alloc = Some(256 * 1024 * 1024);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| broken())?;
    let orientation = decoder.orientation().map_err(|_| broken())?;
    let described = decoder.exif_metadata().map_err(|_| broken())?.is_some();
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| broken())?;
    let advice = (image.width().max(image.height()) < READABLE_WIDTH)
        .then(|| "Foto kurang jelas. Coba foto lagi di tempat terang.".to_owned());
    let media_type = if format == ImageFormat::Png { "image/png" } else { "image/jpeg" };
    if !described {
        return Ok(Inspected { media_type, bytes: bytes.to_vec(), advice });
    }
    image.apply_orientation(orientation);
    let mut kept = Vec::new();
    let written = match format {
        ImageFormat::Png => image.write_to(&mut Cursor::new(&mut kept), ImageFormat::Png),
        _ => {
            let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut kept, 88);
            image.to_rgb8().write_with_encoder(encoder)
        }
    };
    written.map_err(|_| broken())?;
    Ok(Inspected { media_type, bytes: kept, advice })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        DynamicImage::new_rgb8(width, height)
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
            .unwrap();
        bytes
    }

    #[test]
    fn a_file_over_twenty_megabytes_is_refused() {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        bytes.resize(21 * 1024 * 1024, b' ');
        assert!(matches!(inspect(&bytes), Err(Refusal::Upload { kind, .. }) if kind == "too_large"));
    }

    #[test]
    fn the_content_decides_not_the_ending() {
        assert!(
            matches!(inspect(b"MZ\x90\x00 program"), Err(Refusal::Upload { kind, .. }) if kind == "type")
        );
    }

    #[test]
    fn a_cut_photo_is_refused_and_a_whole_one_is_kept() {
        let whole = png(1_200, 800);
        assert_eq!(inspect(&whole).unwrap().media_type, "image/png");
        assert!(inspect(&whole[..whole.len() / 2]).is_err());
    }

    #[test]
    fn a_small_photo_is_kept_with_advice() {
        assert!(inspect(&png(300, 200)).unwrap().advice.is_some());
    }

    #[test]
    fn a_locked_pdf_is_named_as_such() {
        let bytes = b"%PDF-1.7\n1 0 obj\n<< /Encrypt 2 0 R >>\nendobj\n%%EOF\n";
        assert!(matches!(inspect(bytes), Err(Refusal::Upload { kind, .. }) if kind == "locked"));
    }
}
