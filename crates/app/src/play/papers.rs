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
