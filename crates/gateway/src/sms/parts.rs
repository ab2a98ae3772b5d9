//! How many parts a text needs (3GPP TS 23.038 and 23.040).

/// The alphabet in which a text message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SmsEncoding {
    /// The GSM 7-bit default alphabet with its extension table.
    Gsm7,
    /// UCS-2, in practice UTF-16: needed as soon as one character is outside the default alphabet.
    Ucs2,
}

/// The size of a text as the network counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SmsParts {
    /// The alphabet the text needs.
    pub encoding: SmsEncoding,
    /// Parts sent and paid for; 1 for an empty text.
    pub parts: u32,
    /// Places used: septets (a character of the extension table takes two) or UTF-16 units.
    pub chars: u32,
}

const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// Reached through the escape septet, so each takes two places.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// Counts the parts of a text: 160 or 2 and more times 153 places in GSM-7, 70 or 67 in UCS-2.
///
/// A character of two places is never cut in the middle, so a part may stay one place short.
#[must_use]
pub fn sms_parts(text: &str) -> SmsParts {
    match text.chars().map(septets).collect::<Option<Vec<_>>>() {
        Some(widths) => fill(SmsEncoding::Gsm7, &widths, 160, 153),
        None => {
            let widths: Vec<u32> = text.chars().map(|c| if c.len_utf16() == 2 { 2 } else { 1 }).collect();
            fill(SmsEncoding::Ucs2, &widths, 70, 67)
        }
    }
}

fn septets(c: char) -> Option<u32> {
    if BASIC.contains(c) {
        Some(1)
    } else if EXTENSION.contains(c) {
        Some(2)
    } else {
        None
    }
}

fn fill(encoding: SmsEncoding, widths: &[u32], single: u32, each: u32) -> SmsParts {
    let chars: u32 = widths.iter().sum();
    if chars <= single {
        return SmsParts { encoding, parts: 1, chars };
    }
    let mut parts = 1;
    let mut used = 0;
    for width in widths {
        if used + width > each {
            parts += 1;
            used = 0;
        }
        used += width;
    }
    SmsParts { encoding, parts, chars }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn size(text: &str) -> (SmsEncoding, u32, u32) {
        let size = sms_parts(text);
        (size.encoding, size.parts, size.chars)
    }

    #[test]
    fn default_alphabet_is_whole() {
        // 128 places of the table minus the escape itself.
        assert_eq!(BASIC.chars().count(), 127);
        let mut unique: Vec<char> = BASIC.chars().chain(EXTENSION.chars()).collect();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), 137, "a character stands twice in the tables");
    }

    #[test]
    fn borders_of_gsm7() {
        use SmsEncoding::Gsm7;
        assert_eq!(size(""), (Gsm7, 1, 0));
        for (count, parts) in [(1, 1), (160, 1), (161, 2), (306, 2), (307, 3), (459, 3), (460, 4)] {
            assert_eq!(size(&"a".repeat(count)), (Gsm7, parts, u32::try_from(count).unwrap()));
        }
    }

    #[test]
    fn characters_of_the_extension_table_take_two_places() {
        use SmsEncoding::Gsm7;
        assert_eq!(size("€"), (Gsm7, 1, 2));
        assert_eq!(size("[{|}]~^\\"), (Gsm7, 1, 16));
        assert_eq!(size(&"€".repeat(80)), (Gsm7, 1, 160));
        assert_eq!(size(&"€".repeat(81)), (Gsm7, 2, 162));
        // 76 fit into 153 places (one stays free), so two parts end at 152 of them, not at 153.
        assert_eq!(size(&"€".repeat(152)), (Gsm7, 2, 304));
        assert_eq!(size(&"€".repeat(153)), (Gsm7, 3, 306));
    }

    #[test]
    fn borders_of_ucs2() {
        use SmsEncoding::Ucs2;
        for (count, parts) in [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3)] {
            assert_eq!(size(&"–".repeat(count)), (Ucs2, parts, u32::try_from(count).unwrap()));
        }
        // A character outside the basic plane takes two places and is not cut: 33 in each part.
        assert_eq!(size(&"😀".repeat(35)), (Ucs2, 1, 70));
        assert_eq!(size(&"😀".repeat(66)), (Ucs2, 2, 132));
        assert_eq!(size(&"😀".repeat(67)), (Ucs2, 3, 134));
    }

    #[test]
    fn the_messages_of_the_office_fit() {
        let payment = "DPM-PTSP Kota Contoh: IMB 26-000098-9 disetujui. Kode bayar 9999 0098 2600. Rp1.400.000. \
                       Rek. 000-000-0000, Bank Contoh Daerah. Batas 30-03-2026.";
        assert_eq!(size(payment), (SmsEncoding::Gsm7, 1, 145));
        let pin =
            "PIN Anda 482913 untuk menandatangani 12 izin. Berlaku 5 menit. Jangan berikan kepada siapa pun.";
        assert_eq!(size(pin), (SmsEncoding::Gsm7, 1, 95));
        // One typographic dash turns the whole text into UCS-2.
        assert_eq!(size(&payment.replace('-', "–")), (SmsEncoding::Ucs2, 3, 145));
    }

    proptest! {
        #[test]
        fn a_longer_text_never_needs_fewer_parts(text in "[a-z€{é–😀]{0,320}", more in "[a-z€–😀]") {
            let (before, after) = (sms_parts(&text), sms_parts(&format!("{text}{more}")));
            prop_assert!(after.parts >= before.parts);
            prop_assert!(after.parts >= 1);
        }
    }
}
