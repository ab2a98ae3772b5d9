//! What needs no catalogue: dates, amounts of money and times as Indonesian pages write them.

const MONTHS: [(&str, &str, &str); 12] = [
    ("Januari", "January", "Jan"),
    ("Februari", "February", "Feb"),
    ("Maret", "March", "Mar"),
    ("April", "April", "Apr"),
    ("Mei", "May", "Mei"),
    ("Juni", "June", "Jun"),
    ("Juli", "July", "Jul"),
    ("Agustus", "August", "Agu"),
    ("September", "September", "Sep"),
    ("Oktober", "October", "Okt"),
    ("November", "November", "Nov"),
    ("Desember", "December", "Des"),
];
const DAYS: [(&str, &str); 7] = [
    ("Senin", "Monday"),
    ("Selasa", "Tuesday"),
    ("Rabu", "Wednesday"),
    ("Kamis", "Thursday"),
    ("Jumat", "Friday"),
    ("Sabtu", "Saturday"),
    ("Minggu", "Sunday"),
];

/// A date, an amount or a time in English; `None` for anything else.
pub(super) fn figure(text: &str) -> Option<String> {
    if text.len() > 60 {
        return None;
    }
    amount(text).or_else(|| clock(text)).or_else(|| moment(text))
}

/// `Rp1.400.000` to `Rp1,400,000`, `1.400` to `1,400`, `0,5` to `0.5`.
fn amount(text: &str) -> Option<String> {
    let (mark, digits) = match text.strip_prefix("Rp") {
        Some(rest) => ("Rp", rest.trim_start()),
        None => ("", text),
    };
    let bare = digits.strip_suffix('%').unwrap_or(digits);
    let (whole, part) = bare.split_once(',').map_or((bare, None), |(w, p)| (w, Some(p)));
    let groups: Vec<&str> = whole.split('.').collect();
    let number = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3));
    let good = groups.iter().all(|g| number(g)) && grouped && part.is_none_or(number);
    // A bare figure is the same in both languages.
    if !good || (mark.is_empty() && groups.len() == 1 && part.is_none()) {
        return None;
    }
    let tail = if digits.ends_with('%') { "%" } else { "" };
    let part = part.map(|p| format!(".{p}")).unwrap_or_default();
    Some(format!("{mark}{}{part}{tail}", groups.join(",")))
}

/// `10.42` to `10:42`.
fn clock(text: &str) -> Option<String> {
    let (hour, minute) = text.split_once('.')?;
    let number = |t: &str, most: u8| t.len() == 2 && t.parse::<u8>().is_ok_and(|n| n < most);
    (number(hour, 24) && number(minute, 60)).then(|| format!("{hour}:{minute}"))
}

/// `Jumat, 10 April 2026 pukul 10.42`, and every part of it that can stand alone.
fn moment(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 8);
    let mut known = false;
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let (bare, tail) = word.strip_suffix(',').map_or((word, ""), |b| (b, ","));
        let month = MONTHS.iter().find_map(|(id, en, short)| {
            if bare == *id {
                Some(*en)
            } else if bare == *short {
                en.get(..3)
            } else {
                None
            }
        });
        let day = || DAYS.iter().find(|(id, _)| bare == *id).map(|(_, en)| *en);
        if let Some(name) = month.or_else(day) {
            known = true;
            out.push_str(name);
        } else if bare == "pukul" {
            out.push_str("at");
        } else if bare == "WIB" || (!bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit())) {
            out.push_str(bare);
        } else {
            out.push_str(&clock(bare)?);
        }
        out.push_str(tail);
    }
    known.then_some(out).or_else(|| text.starts_with("pukul ").then(|| moment_of(text)).flatten())
}

/// `pukul 10.42` alone.
fn moment_of(text: &str) -> Option<String> {
    let time = text.strip_prefix("pukul ")?;
    clock(time.strip_suffix(" WIB").unwrap_or(time)).map(|t| format!("at {t}"))
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn dates_amounts_and_times() {
        for (id, en) in [
            ("Jumat, 10 April 2026", "Friday, 10 April 2026"),
            ("1 Agustus 2026", "1 August 2026"),
            ("3 Mar 2026", "3 Mar 2026"),
            ("12 Okt 2026", "12 Oct 2026"),
            ("Senin, 30 Maret 2026 pukul 15.00", "Monday, 30 March 2026 at 15:00"),
            ("Desember 2025", "December 2025"),
            ("Senin", "Monday"),
            ("pukul 10.42", "at 10:42"),
            ("10.42", "10:42"),
            ("Rp1.400.000", "Rp1,400,000"),
            ("1.400", "1,400"),
            ("0,5", "0.5"),
            ("12,5%", "12.5%"),
        ] {
            assert_eq!(figure(id).as_deref(), Some(en), "{id}");
        }
        for none in
            ["147", "2026", "Ponirah", "26-000147-4", "Maret Kembang", "1.2.3", "3576.01", "", "pukul"]
        {
            assert_eq!(figure(none), None, "{none}");
        }
    }
}
