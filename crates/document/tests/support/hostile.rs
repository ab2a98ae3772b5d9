//! Ways to deceive: incremental updates written by somebody who has no key.

/// Appends a revision with these objects (number, body) the way any editor would.
pub fn append(pdf: &[u8], objects: &[(usize, String)]) -> Vec<u8> {
    let mut out = pdf.to_vec();
    if !out.ends_with(b"\n") {
        out.push(b'\n');
    }
    let previous = last_number_after(pdf, "startxref");
    let size = last_number_after(pdf, "/Size ").max(objects.iter().map(|(id, _)| id + 1).max().unwrap_or(0));
    let root = last_number_after(pdf, "/Root ");
    let mut table = String::from("xref\n");
    for (number, body) in objects {
        table += &format!("{number} 1\n{:010} 00000 n \n", out.len());
        out.extend(format!("{number} 0 obj\n{body}\nendobj\n").bytes());
    }
    let xref = out.len();
    out.extend(table.bytes());
    out.extend(
        format!("trailer\n<< /Size {size} /Root {root} 0 R /Prev {previous} >>\nstartxref\n{xref}\n%%EOF\n")
            .bytes(),
    );
    out
}

/// The last number that follows this word.
pub fn last_number_after(pdf: &[u8], word: &str) -> usize {
    let at = pdf.windows(word.len()).rposition(|w| w == word.as_bytes()).unwrap() + word.len();
    let digits: String = pdf[at..]
        .iter()
        .skip_while(|b| b.is_ascii_whitespace())
        .take_while(|b| b.is_ascii_digit())
        .map(|b| char::from(*b))
        .collect();
    digits.parse().unwrap()
}

/// The object whose newest body holds this text: its number and body.
pub fn object_with(pdf: &[u8], text: &str) -> (usize, String) {
    let at = pdf.windows(text.len()).rposition(|w| w == text.as_bytes()).unwrap();
    let start = pdf[..at].windows(7).rposition(|w| w == b" 0 obj\n").unwrap();
    let line = pdf[..start].iter().rposition(|b| *b == b'\n').unwrap() + 1;
    let end = start + pdf[start..].windows(7).position(|w| w == b"\nendobj").unwrap();
    let number = std::str::from_utf8(&pdf[line..start]).unwrap().parse().unwrap();
    (number, String::from_utf8_lossy(&pdf[start + 7..end]).into_owned())
}

/// The file cut back to the end of its revision number `count`, counted from 1.
pub fn cut_to_revision(pdf: &[u8], count: usize) -> Vec<u8> {
    let ends: Vec<usize> = (0..pdf.len()).filter(|at| pdf[*at..].starts_with(b"%%EOF")).collect();
    let end = ends[count - 1] + 5;
    pdf[..end + usize::from(pdf.get(end) == Some(&b'\n'))].to_vec()
}
