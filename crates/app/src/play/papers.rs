//! Sample papers: one page that says what it stands for. PDF 1.7 with a classic cross-reference table and an ID, so that
//! fields and signatures can be added as to a laid-out letter.

/// A small PDF with a few lines of plain text; every one says that it is a sample.
pub fn sample_pdf(lines: &[&str]) -> Vec<u8> {
    let mut text = String::from("BT /F1 20 Tf 72 760 Td (CONTOH - TIDAK BERLAKU) Tj /F1 12 Tf");
    for line in lines {
        let plain: String = line
            .chars()
            .map(|c| if c.is_ascii() && !"()\\".contains(c) { c } else { ' ' })
            .take(90)
            .collect();
        text.push_str(&format!(" 0 -24 Td ({plain}) Tj"));
    }
    text.push_str(" ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut out = String::from("%PDF-1.7\n");
    let mut offsets = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", n + 1));
    }
    let start = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for offset in offsets {
        out.push_str(&format!("{offset:010} 00000 n \n"));
    }
    out.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    ));
    out.into_bytes()
}

/// Letters of the sample card, seven rows of five dots each.
const LETTERS: [(char, [u8; 7]); 5] = [
    ('C', [0x0e, 0x11, 0x10, 0x10, 0x10, 0x11, 0x0e]),
    ('O', [0x0e, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0e]),
    ('N', [0x11, 0x19, 0x15, 0x13, 0x11, 0x11, 0x11]),
    ('T', [0x1f, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04]),
    ('H', [0x11, 0x11, 0x11, 0x1f, 0x11, 0x11, 0x11]),
];

/// A photo of an invented card: no face, no emblem, only the word CONTOH across it. `None` when it cannot be written.
pub(super) fn sample_card() -> Option<Vec<u8>> {
    const DOT: u32 = 26;
    let mut card = image::RgbImage::from_pixel(1_180, 744, image::Rgb([0xd8, 0xe6, 0xf2]));
    for (x, y, pixel) in card.enumerate_pixels_mut() {
        let edge = x < 16 || y < 16 || x >= 1_164 || y >= 728;
        // Lines where a real card has its words, and a place for the picture that stays empty.
        let line = (60..780).contains(&x) && (60..260).contains(&y) && y % 48 < 14;
        let frame = (880..1_100).contains(&x) && (60..330).contains(&y);
        if edge || line {
            *pixel = image::Rgb([0x7f, 0x9c, 0xb8]);
        } else if frame {
            *pixel = image::Rgb([0xc2, 0xd3, 0xe4]);
        }
    }
    for (place, sign) in (0_u32..).zip("CONTOH".chars()) {
        let Some((_, rows)) = LETTERS.iter().find(|(letter, _)| *letter == sign) else { continue };
        for (row, bits) in (0_u32..).zip(rows) {
            for column in (0..5_u32).filter(|column| bits >> (4 - column) & 1 == 1) {
                let (left, top) = (120 + place * 6 * DOT + column * DOT, 400 + row * DOT);
                for (x, y) in (0..DOT).flat_map(|dx| (0..DOT).map(move |dy| (left + dx, top + dy))) {
                    if x < card.width() && y < card.height() {
                        card.put_pixel(x, y, image::Rgb([0xb0, 0x2a, 0x2a]));
                    }
                }
            }
        }
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    card.write_to(&mut bytes, image::ImageFormat::Png).ok()?;
    Some(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_sample_paper_passes_the_inspection_of_uploads() {
        let bytes = super::sample_pdf(&["Kartu Tanda Penduduk", "nama (contoh)"]);
        assert_eq!(
            intake::Inspector::here().look(&bytes, 800).unwrap(),
            intake::Looked::Paper { pages: 1, doubts: vec![] }
        );
    }
}
