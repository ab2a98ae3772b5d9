//! Writes a small PDF 1.7 with a classic cross-reference table, as the layout engine does.

/// A document of `pages` A4 pages, each with a frame and a tagged content stream.
pub fn paper(pages: usize) -> Vec<u8> {
    let mut objects: Vec<String> = Vec::new();
    let kids: Vec<String> = (0..pages).map(|page| format!("{} 0 R", 3 + page * 2)).collect();
    objects.push("<< /Type /Catalog /Pages 2 0 R /Lang (id) >>".to_owned());
    objects.push(format!("<< /Type /Pages /Count {pages} /Kids [{}] >>", kids.join(" ")));
    for page in 0..pages {
        let contents = format!("q\n0.5 w\n{} 700 400 60 re\nS\nQ\n", 60 + page).repeat(20);
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.28 841.89] /Resources << >> /Contents {} 0 R >>",
            4 + page * 2
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{contents}\nendstream", contents.len()));
    }
    let mut pdf = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let xref = pdf.len();
    pdf.extend(format!("xref\n0 {}\n0000000000 65535 f\r\n", objects.len() + 1).bytes());
    for offset in offsets {
        pdf.extend(format!("{offset:010} 00000 n\r\n").bytes());
    }
    let id = "(\\000\\001abcdefghijklmn)";
    pdf.extend(
        format!(
            "trailer\n<< /Size {} /Root 1 0 R /ID [{id} {id}] >>\nstartxref\n{xref}\n%%EOF",
            objects.len() + 1
        )
        .bytes(),
    );
    pdf
}
