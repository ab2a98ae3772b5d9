use crate::support::{letter, page, pdf};
use intake::{Doubt, Inspector, Looked, Refused};

fn look(bytes: &[u8]) -> Result<Looked, Refused> {
    Inspector::here().look(bytes, 2_400)
}

#[test]
fn a_letter_is_read_and_an_empty_page_is_doubted() {
    assert_eq!(look(&letter()), Ok(Looked::Paper { pages: 1, doubts: vec![] }));
    assert_eq!(look(&page("", "", &[])), Ok(Looked::Paper { pages: 1, doubts: vec![Doubt::Blank] }));
}

#[test]
fn what_nobody_could_open_is_refused_by_name() {
    let letter = letter();
    assert_eq!(look(&letter[..letter.len() - 20]), Err(Refused::CutPdf));
    let locked =
        String::from_utf8(letter.clone()).unwrap().replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 9 0 R");
    assert_eq!(look(locked.as_bytes()), Err(Refused::LockedPdf));
    let active = page("", "", &["<< /S /JavaScript /JS (app.alert) >>".to_owned()]);
    assert_eq!(look(&active), Err(Refused::ActivePdf));
    assert_eq!(look(b"%PDF-1.7\nnothing but words\n%%EOF\n"), Err(Refused::BrokenPdf));
    let pageless = pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [] /Count 0 >>".to_owned(),
    ]);
    assert_eq!(look(&pageless), Err(Refused::BrokenPdf));
}

#[test]
fn a_page_that_is_not_there_is_said_so() {
    assert_eq!(Inspector::here().draw(&letter(), 1, 800, ""), Err(Refused::NoSuchPage));
}
