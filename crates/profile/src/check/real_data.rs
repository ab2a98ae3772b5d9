//! Nobody's real NIK stands in a profile.

use crate::folder::Folder;
use crate::problem::{ProblemKind, Problems};
use crate::source::Spot;
use domain::value::Nik;

/// Looks for 16 digits that are a well-formed NIK. The serial 0000 is never assigned, so invented people have it.
pub(crate) fn real_data(folder: &Folder, problems: &Problems) {
    for source in folder.all() {
        let bytes = source.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            let text = source.text.get(at..at + digits).unwrap_or_default();
            if digits == 16 && !text.ends_with("0000") && text.parse::<Nik>().is_ok() {
                problems.add(
                    ProblemKind::PersonalData,
                    &Spot::new(source, at..at + digits),
                    "these 16 digits may be the NIK of a real person",
                    "remove them; invented people have the serial 0000",
                );
            }
            at += digits.max(1);
        }
    }
}
