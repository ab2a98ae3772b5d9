//! Writes PDFs: photos as pages, without decoding them, and the words that stand across a preview.

use std::fmt::Write as _;

/// A photo as a page.
#[derive(Debug, Clone, Copy)]
pub struct Leaf<'a> {
    /// RGB JPEG that this crate has encoded.
    pub jpeg: &'a [u8],
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Quarter turns to the right.
    pub turn: u8,
}

/// A4 in points, with a margin that printers need.
const SHORT: f64 = 595.28;
const LONG: f64 = 841.89;
const MARGIN: f64 = 14.0;

/// One PDF with the photos in this order, each upright on its own A4 page.
#[must_use]
pub fn join(leaves: &[Leaf<'_>]) -> Vec<u8> {
    let mut out = Objects::default();
    let kids: Vec<String> = (0..leaves.len()).map(|n| format!("{} 0 R", 3 + n * 3)).collect();
    out.put(b"<< /Type /Catalog /Pages 2 0 R >>");
    out.put(format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), leaves.len()).as_bytes());
    for (n, leaf) in leaves.iter().enumerate() {
        let first = 3 + n * 3;
        let (page, content) = placed(leaf);
        out.put(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {:.2} {:.2}] /Contents {} 0 R \
                 /Resources << /XObject << /Im {} 0 R >> >> >>",
                page.0,
                page.1,
                first + 1,
                first + 2
            )
            .as_bytes(),
        );
        out.stream("", content.as_bytes());
        out.stream(
            &format!(
                "/Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceRGB /BitsPerComponent 8 \
                 /Filter /DCTDecode ",
                leaf.width, leaf.height
            ),
            leaf.jpeg,
        );
    }
    out.finish()
}

/// Page size, and the matrix that lays the turned photo into its middle.
fn placed(leaf: &Leaf<'_>) -> ((f64, f64), String) {
    let (mut width, mut height) = (f64::from(leaf.width.max(1)), f64::from(leaf.height.max(1)));
    if leaf.turn % 2 == 1 {
        std::mem::swap(&mut width, &mut height);
    }
    let page = if width > height { (LONG, SHORT) } else { (SHORT, LONG) };
    let scale = ((page.0 - 2.0 * MARGIN) / width).min((page.1 - 2.0 * MARGIN) / height);
    let (w, h) = (width * scale, height * scale);
    let (x, y) = ((page.0 - w) / 2.0, (page.1 - h) / 2.0);
    let (right, top) = (x + w, y + h);
    let matrix = match leaf.turn % 4 {
        0 => [w, 0.0, 0.0, h, x, y],
        1 => [0.0, -h, w, 0.0, x, top],
        2 => [-w, 0.0, 0.0, -h, right, top],
        _ => [0.0, h, -w, 0.0, right, y],
    };
    let numbers: Vec<String> = matrix.iter().map(|n| format!("{n:.3}")).collect();
    (page, format!("q {} cm /Im Do Q", numbers.join(" ")))
}

/// A page of words, slanting upwards again and again, as large as a picture.
pub(crate) fn words(text: &str, width: u32, height: u32) -> Vec<u8> {
    let (w, h) = (f64::from(width), f64::from(height));
    let size = (w.max(h) / 42.0).max(9.0);
    let mut shown = String::new();
    for c in text.chars().take(120) {
        match u32::from(c) {
            // Signs of Latin-1 have the same numbers in WinAnsiEncoding.
            code @ (32..=126 | 161..=255) => _ = write!(shown, "\\{code:03o}"),
            _ => shown.push('?'),
        }
    }
    // Thirty degrees.
    let (cos, sin) = (0.866, 0.5);
    let mut content = format!("0.35 0.35 0.35 rg BT /F {size:.1} Tf\n");
    let step = size * 8.0;
    let mut y = -w * 0.6;
    while y < h {
        _ = writeln!(content, "{cos} {sin} -{sin} {cos} {:.1} {y:.1} Tm ({shown}   {shown}) Tj", size);
        y += step;
    }
    content.push_str("ET");
    let mut out = Objects::default();
    out.put(b"<< /Type /Catalog /Pages 2 0 R >>");
    out.put(b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    out.put(
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 4 0 R \
             /Resources << /Font << /F 5 0 R >> >> >>"
        )
        .as_bytes(),
    );
    out.stream("", content.as_bytes());
    out.put(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
    out.finish()
}

/// Objects numbered from 1 in the order in which they come, with a classic table at the end (ISO 32000-1, 7.5).
#[derive(Default)]
struct Objects {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl Objects {
    fn put(&mut self, body: &[u8]) {
        if self.bytes.is_empty() {
            // The second line tells programs that the file is not text.
            self.bytes.extend(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
        }
        self.offsets.push(self.bytes.len());
        self.bytes.extend(format!("{} 0 obj\n", self.offsets.len()).bytes());
        self.bytes.extend(body);
        self.bytes.extend(b"\nendobj\n");
    }

    fn stream(&mut self, keys: &str, content: &[u8]) {
        let mut body = format!("<< {keys}/Length {} >>\nstream\n", content.len()).into_bytes();
        body.extend(content);
        body.extend(b"\nendstream");
        self.put(&body);
    }

    fn finish(mut self) -> Vec<u8> {
        let start = self.bytes.len();
        let count = self.offsets.len() + 1;
        self.bytes.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").bytes());
        for offset in &self.offsets {
            self.bytes.extend(format!("{offset:010} 00000 n \n").bytes());
        }
        self.bytes
            .extend(format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
        self.bytes
    }
}
