//! Number templates: filled by table, checked against numbers that could repeat.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use domain::numbering::{NumberParts, NumberTemplate, NumberTemplateError, Reset};

fn template(pattern: &str, reset: Reset, per_code: bool) -> NumberTemplate {
    NumberTemplate {
        id: "izin".to_owned(),
        pattern: pattern.to_owned(),
        classification: "500.16.7.2".to_owned(),
        unit: "417.999".to_owned(),
        reset,
        per_code,
    }
}

fn fill(pattern: &str, counter: i64, code: &str, date: &str) -> Result<String, NumberTemplateError> {
    template(pattern, Reset::Never, false).fill(&NumberParts { counter, code, date: date.parse().unwrap() })
}

#[test]
fn patterns_fill_as_the_office_writes_them() {
    let long = "{classification}/{counter:4}/{code}/{unit}/{month_roman}/{year}";
    let table = [
        (long, 147, "SIPD-2", "2026-04-01", "500.16.7.2/0147/SIPD-2/417.999/IV/2026"),
        (long, 12_345, "IMB", "2026-12-31", "500.16.7.2/12345/IMB/417.999/XII/2026"),
        (long, 1, "IMB", "2026-01-01", "500.16.7.2/0001/IMB/417.999/I/2026"),
        ("SKRD/{counter:6}/{code}/{year}", 98, "IMB", "2026-03-09", "SKRD/000098/IMB/2026"),
        ("{counter}-{month}", 7, "", "2026-09-09", "7-09"),
        ("{counter}/{month_roman}", 3, "", "2026-08-17", "3/VIII"),
    ];
    for (pattern, counter, code, date, expected) in table {
        assert_eq!(fill(pattern, counter, code, date).unwrap(), expected);
    }
}

#[test]
fn a_slip_in_a_pattern_is_named() {
    let unknown = |name: &str| NumberTemplateError::UnknownPlaceholder(name.to_owned());
    for (pattern, expected) in [
        ("{counter}/{tahun}", unknown("tahun")),
        ("{counter:12}", unknown("counter:12")),
        ("{counter:x}", unknown("counter:x")),
        ("{counter", NumberTemplateError::Unbalanced),
        ("counter}", NumberTemplateError::Unbalanced),
    ] {
        assert_eq!(fill(pattern, 1, "", "2026-01-01"), Err(expected), "{pattern}");
    }
}

#[test]
fn a_pattern_whose_numbers_would_repeat_is_refused() {
    let check = |pattern, reset, per_code| template(pattern, reset, per_code).check();
    assert_eq!(check("{year}", Reset::Yearly, false), Err(NumberTemplateError::NoCounter));
    assert_eq!(check("{counter}", Reset::Yearly, false), Err(NumberTemplateError::AmbiguousReset("yearly")));
    assert_eq!(
        check("{counter}/{year}", Reset::Monthly, false),
        Err(NumberTemplateError::AmbiguousReset("monthly"))
    );
    assert_eq!(
        check("{counter}/{month}", Reset::Monthly, false),
        Err(NumberTemplateError::AmbiguousReset("monthly"))
    );
    assert_eq!(check("{counter}/{year}", Reset::Yearly, true), Err(NumberTemplateError::AmbiguousCode));
    for (pattern, reset, per_code) in [
        ("{counter}", Reset::Never, false),
        ("{counter}/{year}", Reset::Yearly, false),
        ("{counter}/{month_roman}/{year}", Reset::Monthly, false),
        ("{counter}/{code}/{year}", Reset::Yearly, true),
    ] {
        assert_eq!(check(pattern, reset, per_code), Ok(()), "{pattern}");
    }
}

#[test]
fn counters_start_again_with_their_period_and_stand_apart_per_code_when_asked() {
    let name = |reset, per_code, code, date: &str| {
        template("{counter}", reset, per_code).counter_name(code, date.parse().unwrap())
    };
    assert_eq!(
        name(Reset::Yearly, false, "IMB", "2026-12-31"),
        name(Reset::Yearly, false, "SIPD", "2026-01-01")
    );
    assert_ne!(
        name(Reset::Yearly, false, "IMB", "2026-12-31"),
        name(Reset::Yearly, false, "IMB", "2027-01-01")
    );
    assert_ne!(
        name(Reset::Monthly, false, "IMB", "2026-03-31"),
        name(Reset::Monthly, false, "IMB", "2026-04-01")
    );
    assert_eq!(
        name(Reset::Never, false, "IMB", "2026-03-31"),
        name(Reset::Never, false, "IMB", "2031-04-01")
    );
    assert_ne!(
        name(Reset::Yearly, true, "IMB", "2026-01-01"),
        name(Reset::Yearly, true, "SIPD", "2026-01-01")
    );
}

#[test]
fn the_alphabet_holds_every_character_of_every_number() {
    let template =
        template("{classification}/{counter:4}/{code}/{unit}/{month_roman}/{year}", Reset::Yearly, false);
    let codes = vec!["SIPD-1".to_owned(), "SIPD-2".to_owned()];
    let alphabet = template.alphabet(&codes);
    for month in 1..=12 {
        for code in &codes {
            let date = jiff::civil::date(2026, month, 1);
            let number = template.fill(&NumberParts { counter: 9_876_543_210, code, date }).unwrap();
            assert!(number.chars().all(|c| alphabet.contains(&c)), "{number}");
        }
    }
}
