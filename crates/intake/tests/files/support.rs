//! Photos of papers, drawn: words are rows of small dark boxes of uneven width, as print looks from a distance.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// A sheet of print on bright paper.
pub fn sheet(width: u32, height: u32) -> RgbImage {
    let mut sheet = RgbImage::from_pixel(width, height, Rgb([236, 234, 228]));
    let unit = (width.max(height) / 300).max(1);
    let mut noise = 12_345_u32;
    for row in (unit * 20..height.saturating_sub(unit * 20)).step_by(unit as usize * 6) {
        let mut x = unit * 20;
        while x + unit * 2 < width - unit * 20 {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let dark = noise >> 30 != 0;
            if dark {
                for y in row..row + unit * 3 {
                    for column in x..x + unit {
                        sheet.put_pixel(column, y, Rgb([40, 38, 44]));
                    }
                }
            }
            x += unit * (1 + (noise >> 28) % 3);
        }
    }
    sheet
}

pub fn jpeg(image: &RgbImage) -> Vec<u8> {
    encoded(image, ImageFormat::Jpeg)
}

pub fn png(image: &RgbImage) -> Vec<u8> {
    encoded(image, ImageFormat::Png)
}

fn encoded(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    DynamicImage::ImageRgb8(image.clone()).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// A JPEG with an Exif block that holds an orientation and a place.
pub fn with_orientation(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.push(orientation);
    tiff.extend(b"\0\0\0\0\0\0GPS -7.47 112.43");
    let length = u16::try_from(tiff.len() + 2).unwrap();
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(length.to_be_bytes());
    bytes.extend(tiff);
    bytes.extend(&jpeg[2..]);
    bytes
}

/// A PDF of these objects, numbered from 1; the first is the catalog.
pub fn pdf(objects: &[String]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (n, body) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n{body}\nendobj\n", n + 1).bytes());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        out.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    out.extend(
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1)
            .bytes(),
    );
    out
}

/// A PDF of one page with this content.
pub fn page(content: &str, resources: &str, more: &[String]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>"
        ),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    objects.extend(more.iter().cloned());
    pdf(&objects)
}

pub fn letter() -> Vec<u8> {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned();
    page("BT /F 24 Tf 72 700 Td (Surat contoh) Tj ET", "/Font << /F 5 0 R >>", &[font])
}
