//! Numbers as people write them, and values as files hold them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use domain::formula::{
    NumberTextError, TariffTable, Value, Values, format_number, format_rupiah, format_with_unit,
    parse_decimal, parse_number,
};
use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;

#[test]
fn both_notations_are_read() {
    for (text, plain) in [
        ("112,5", "112.5"),
        ("112.5", "112.5"),
        (" 112 ", "112"),
        ("1.400.000", "1400000"),
        ("1.500,25", "1500.25"),
        ("1400000,00", "1400000.00"),
        ("1,0", "1.0"),
        ("0", "0"),
        ("100", "100"),
        ("-2,5", "-2.5"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),
        ("12.5", "12.5"),
        ("1,500", "1.500"),
    ] {
        assert_eq!(parse_number(text).unwrap().to_string(), plain, "{text}");
        assert_eq!(parse_decimal(text).unwrap().to_string(), plain);
    }
}

#[test]
fn a_doubtful_number_is_refused() {
    use NumberTextError as E;
    for (text, error) in [
        ("1.500", E::Ambiguous),
        ("12.500", E::Ambiguous),
        ("-1.500", E::Ambiguous),
        ("", E::NotANumber),
        ("-", E::NotANumber),
        (",5", E::NotANumber),
        ("5,", E::NotANumber),
        ("5.", E::NotANumber),
        (".", E::NotANumber),
        ("1,2,3", E::NotANumber),
        ("1,400.50", E::NotANumber),
        ("1.40.000", E::NotANumber),
        ("1.4000.000", E::NotANumber),
        ("12a", E::NotANumber),
        ("1e5", E::NotANumber),
        ("NaN", E::NotANumber),
        ("--1", E::NotANumber),
        ("1234567890123456789", E::TooLong),
    ] {
        assert_eq!(parse_number(text), Err(error), "{text}");
        assert!(error.message_id().ends_with('.'));
    }
}

#[test]
fn numbers_are_written_the_indonesian_way() {
    let decimal = |text: &str| text.parse::<Decimal>().unwrap();
    assert_eq!(format_number(decimal("1400000")), "1.400.000");
    assert_eq!(format_number(decimal("1.0")), "1,0");
    assert_eq!(format_number(decimal("-1234.50")), "−1.234,50");
    assert_eq!(format_number(decimal("999")), "999");
    assert_eq!(format_number(decimal("-0")), "0");
    assert_eq!(format_rupiah(decimal("12500.00")), "Rp12.500");
    assert_eq!(format_rupiah(decimal("-12500.5")), "−Rp12.500,5");
    assert_eq!(format_with_unit(decimal("112"), "m²"), "112 m²");
    assert_eq!(format_with_unit(decimal("112"), "Rp"), "Rp112");
    assert_eq!(format_with_unit(decimal("112"), ""), "112");
}

#[test]
fn values_keep_their_kind_in_a_file() {
    let record = [("kelas".to_owned(), Value::from("taksi"))].into_iter().collect();
    let values = Values::new()
        .with("a", Value::Null)
        .with("b", true)
        .with("c", "1.125".parse::<Decimal>().unwrap())
        .with("d", "1.125")
        .with("e", date(2026, 1, 31))
        .with("f", vec![record]);
    let text = serde_json::to_string(&values).unwrap();
    assert_eq!(serde_json::from_str::<Values>(&text).unwrap(), values);
    let given: Values = serde_json::from_str(r#"{"luas": 112, "nama": "Sari"}"#).unwrap();
    assert_eq!(given, Values::new().with("luas", 112).with("nama", "Sari"));
    let error = serde_json::from_str::<Values>(r#"{"luas": 112.5}"#).unwrap_err().to_string();
    assert!(error.contains("write a decimal in quotes"), "{error}");
    assert!(serde_json::from_str::<Value>(r#"{"decimal": "1", "date": "2026-01-01"}"#).is_err());
    assert!(serde_json::from_str::<Value>("{}").is_err());
}

#[test]
fn a_tariff_is_a_number_a_text_or_a_table() {
    let text = r#"{"label": "Tarif", "unit": "Rp", "entries":
        {"a": 175000, "b": "1,125", "c": {"amount": "1.400.000", "label": "Kelas C"}}}"#;
    let table: TariffTable = serde_json::from_str(text).unwrap();
    assert_eq!(table.entries["a"].amount, Decimal::from(175_000));
    assert_eq!(table.entries["b"].amount.to_string(), "1.125");
    assert_eq!(table.entries["c"].amount, Decimal::from(1_400_000));
    assert_eq!(table.entries["c"].label, "Kelas C");
    let back: TariffTable = serde_json::from_str(&serde_json::to_string(&table).unwrap()).unwrap();
    assert_eq!(back, table);
    for wrong in [r#"{"entries": {"a": 1.5}}"#, r#"{"entries": {"a": "1.500"}}"#, r#"{"entries": {"a": {}}}"#]
    {
        assert!(serde_json::from_str::<TariffTable>(wrong).is_err(), "{wrong}");
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(mantissa in -999_999_999_999i64..999_999_999_999, scale in 0u32..6) {
        let value = Decimal::new(mantissa, scale);
        match parse_number(&format_number(value)) {
            Ok(read) => prop_assert_eq!(read, value),
            // Whole thousands have a single dot: "1.500" stays in doubt by intent.
            Err(error) => {
                prop_assert_eq!(error, NumberTextError::Ambiguous);
                prop_assert!(scale == 0 && value.abs() < Decimal::from(1_000_000));
            }
        }
    }

    #[test]
    fn reading_never_panics(text in "\\PC{0,30}|[-0-9.,]{0,25}") {
        let _ = parse_number(&text);
    }
}
