//! What a password must be (MJK18-9.1). Length counts, not signs; what everybody tries first is refused.

use crate::process::Refusal;

/// Shortest password, in characters.
pub const SHORTEST_PASSWORD: usize = 10;
/// Longest password, in characters: hashing takes time.
pub const LONGEST_PASSWORD: usize = 128;

/// Beginnings and whole words that attackers try first; compared without digits and signs at the end.
const COMMON: [&str; 24] = [
    "password",
    "passw0rd",
    "katasandi",
    "sandi",
    "rahasia",
    "bismillah",
    "indonesia",
    "qwerty",
    "qwertyuiop",
    "asdfghjkl",
    "sayang",
    "akucintakamu",
    "iloveyou",
    "admin",
    "administrator",
    "pegawai",
    "petugas",
    "pemohon",
    "selamatpagi",
    "satupintu",
    "perizinan",
    "jakarta",
    "surabaya",
    "welcome",
];

fn refuse(message: &str) -> Refusal {
    Refusal::Invalid { field: "sandi".to_owned(), message: message.to_owned() }
}

/// Checks a new password; `own` are words that strangers know of its holder, such as name and account.
///
/// # Errors
/// A refusal whose sentence says what to do.
pub fn check_password(password: &str, repeated: &str, own: &[&str]) -> Result<(), Refusal> {
    let count = password.chars().count();
    if count < SHORTEST_PASSWORD {
        return Err(refuse(
            "Kata sandi paling sedikit 10 huruf atau angka. Beberapa kata biasa paling mudah diingat.",
        ));
    }
    if count > LONGEST_PASSWORD {
        return Err(refuse("Kata sandi paling panjang 128 huruf."));
    }
    let plain = password.to_lowercase();
    let letters: String = plain.chars().filter(|c| c.is_alphabetic()).collect();
    let one_sign = plain.chars().all(|c| plain.starts_with(c));
    let in_a_row = ["01234567890123456789", "98765432109876543210"].iter().any(|row| row.contains(&plain));
    let known = COMMON.contains(&letters.as_str()) || COMMON.contains(&plain.as_str());
    if one_sign || in_a_row || known || letters.is_empty() && distinct(&plain) < 5 {
        return Err(refuse("Kata sandi ini terlalu mudah ditebak. Pilih yang lain."));
    }
    let squeezed: String = plain.chars().filter(|c| c.is_alphanumeric()).collect();
    let of_holder = own.iter().any(|word| {
        let word: String = word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        word.len() >= 6 && squeezed.contains(&word)
    });
    if of_holder {
        return Err(refuse("Kata sandi tidak boleh memuat nama, nomor, atau surel Anda."));
    }
    if password != repeated {
        return Err(Refusal::Invalid {
            field: "sandi_ulang".to_owned(),
            message: "Kedua kata sandi tidak sama. Ketik lagi.".to_owned(),
        });
    }
    Ok(())
}

fn distinct(text: &str) -> usize {
    text.chars().collect::<std::collections::BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_common_and_own_words_are_refused_and_long_ones_pass() {
        for weak in ["sembilan9", "password123", "1234567890", "aaaaaaaaaaaa", "Qwerty-2026!", "1212121212"] {
            assert!(check_password(weak, weak, &[]).is_err(), "{weak}");
        }
        assert!(check_password("kirana-purbasari", "kirana-purbasari", &["Kirana Purbasari"]).is_err());
        assert!(check_password("tiga kucing hitam", "tiga kucing putih", &[]).is_err());
        assert!(check_password("tiga kucing hitam", "tiga kucing hitam", &["Yulia"]).is_ok());
        assert!(check_password("contoh-2026", "contoh-2026", &[]).is_ok());
    }
}
