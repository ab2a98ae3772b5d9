//! Money, names, addresses and dates as people read them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use domain::value::{
    Address, AddressError, Email, PersonName, PersonNameError, RegionCode, RegionLevel, RegionTable, Rupiah,
    RupiahError, TitledName, date_text, in_words,
};
use jiff::tz::TimeZone;
use proptest::prelude::*;

#[test]
fn rupiah_print_with_dots() {
    for (amount, text) in [
        (0, "Rp0"),
        (999, "Rp999"),
        (1_000, "Rp1.000"),
        (1_400_000, "Rp1.400.000"),
        (-12_500, "-Rp12.500"),
        (i64::MAX, "Rp9.223.372.036.854.775.807"),
        (i64::MIN, "-Rp9.223.372.036.854.775.808"),
    ] {
        assert_eq!(Rupiah::new(amount).to_string(), text);
    }
    assert_eq!(serde_json::to_string(&Rupiah::new(1_400_000)).unwrap(), "1400000");
}

#[test]
fn rupiah_are_read_as_people_type_them() {
    for text in ["1.400.000", "Rp 1.400.000,00", "1400000", "rp1.400.000", "Rp. 1.400.000,-", " 1.400.000 "] {
        assert_eq!(text.parse::<Rupiah>().unwrap().amount(), 1_400_000, "{text}");
    }
    for wrong in
        ["", "Rp", "1.40.000", "1,400,000", "1.4000", ".400", "1400.000", "-5", "1 400 000", "1e6", "é1"]
    {
        assert_eq!(wrong.parse::<Rupiah>(), Err(RupiahError::Unreadable), "{wrong}");
    }
    assert_eq!("1.000,50".parse::<Rupiah>(), Err(RupiahError::Cents));
    assert_eq!("99999999999999999999".parse::<Rupiah>(), Err(RupiahError::Overflow));
}

#[test]
fn rupiah_never_overflow_in_silence() {
    let much = Rupiah::new(i64::MAX);
    assert_eq!(much.checked_add(Rupiah::new(1)), None);
    assert_eq!(much.checked_mul(2), None);
    assert_eq!(Rupiah::new(i64::MIN).checked_sub(Rupiah::new(1)), None);
    assert_eq!(Rupiah::new(12_500).checked_mul(112).unwrap().to_string(), "Rp1.400.000");
    assert_eq!(Rupiah::checked_sum([Rupiah::new(1), Rupiah::new(2)]), Some(Rupiah::new(3)));
    assert_eq!(Rupiah::checked_sum([much, Rupiah::new(2)]), None);
}

#[test]
fn amounts_are_spelled_out() {
    for (amount, words) in [
        (0, "nol rupiah"),
        (1, "satu rupiah"),
        (10, "sepuluh rupiah"),
        (11, "sebelas rupiah"),
        (19, "sembilan belas rupiah"),
        (20, "dua puluh rupiah"),
        (21, "dua puluh satu rupiah"),
        (100, "seratus rupiah"),
        (111, "seratus sebelas rupiah"),
        (999, "sembilan ratus sembilan puluh sembilan rupiah"),
        (1_000, "seribu rupiah"),
        (1_001, "seribu satu rupiah"),
        (2_000, "dua ribu rupiah"),
        (10_000, "sepuluh ribu rupiah"),
        (11_000, "sebelas ribu rupiah"),
        (21_000, "dua puluh satu ribu rupiah"),
        (100_000, "seratus ribu rupiah"),
        (101_000, "seratus satu ribu rupiah"),
        (540_000, "lima ratus empat puluh ribu rupiah"),
        (1_000_000, "satu juta rupiah"),
        (1_001_000, "satu juta seribu rupiah"),
        (1_400_000, "satu juta empat ratus ribu rupiah"),
        (1_000_000_000, "satu miliar rupiah"),
        (999_000_000_000_000, "sembilan ratus sembilan puluh sembilan triliun rupiah"),
        (-12_500, "minus dua belas ribu lima ratus rupiah"),
    ] {
        assert_eq!(Rupiah::new(amount).terbilang(), words);
    }
}

/// Reads words back to a number, by another way than they were made.
fn read_words(text: &str) -> u64 {
    const UNITS: [&str; 10] =
        ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];
    let (mut total, mut group, mut last) = (0, 0, 0);
    for word in text.split(' ') {
        match word {
            "belas" => group += last + 10,
            "puluh" => group += last * 10,
            "ratus" => group += last * 100,
            "sepuluh" => group += 10,
            "sebelas" => group += 11,
            "seratus" => group += 100,
            "seribu" => total += 1_000,
            "ribu" | "juta" | "miliar" | "triliun" | "kuadriliun" | "kuintiliun" => {
                let power = ["ribu", "juta", "miliar", "triliun", "kuadriliun", "kuintiliun"]
                    .iter()
                    .position(|scale| *scale == word)
                    .unwrap();
                total += (group + last) * 1_000_u64.pow(u32::try_from(power).unwrap() + 1);
                group = 0;
            }
            unit => {
                last = UNITS.iter().position(|u| *u == unit).unwrap() as u64;
                continue;
            }
        }
        last = 0;
    }
    total + group + last
}

#[test]
fn a_name_is_kept_as_its_card_has_it() {
    for name in
        ["Yulia", "Moch. Sugeng", "SITI NUR'AINI", "Jean-Luc D’Costa", "H. Abdul Aziz, S.H.", "Ørsted"]
    {
        assert_eq!(name.parse::<PersonName>().unwrap().as_str(), name);
    }
    assert_eq!("  Sarwono   Prasetya ".parse::<PersonName>().unwrap().as_str(), "Sarwono Prasetya");
    assert_eq!("".parse::<PersonName>(), Err(PersonNameError::Empty));
    assert_eq!(". -".parse::<PersonName>(), Err(PersonNameError::Empty));
    assert_eq!("a".repeat(101).parse::<PersonName>(), Err(PersonNameError::TooLong));
    assert!("é".repeat(100).parse::<PersonName>().is_ok(), "characters, not bytes");
    for (wrong, character) in [("Budi2", '2'), ("<b>Budi", '<'), ("Budi\u{202e}", '\u{202e}'), ("Budi;", ';')]
    {
        assert_eq!(wrong.parse::<PersonName>(), Err(PersonNameError::Character(character)));
    }
}

#[test]
fn names_sort_without_case_dots_and_forms_of_muhammad() {
    let key = |name: &str| name.parse::<PersonName>().unwrap().sort_key();
    for name in ["Moch. Sugeng", "MOH SUGENG", "M. Sugeng", "Sugeng", "M.Sugeng", "Mohd. sugeng"] {
        assert_eq!(key(name), "sugeng", "{name}");
    }
    assert_eq!(key("Moch."), "moch", "the prefix alone is the name");
    assert_eq!(key("Muhammad Sugeng"), "muhammad sugeng");
    let name = TitledName {
        name: "Laksmi Wahyuningtyas".parse().unwrap(),
        before: Some("Dra.".to_owned()),
        after: Some("M.Si.".to_owned()),
    };
    assert_eq!(name.to_string(), "Dra. Laksmi Wahyuningtyas, M.Si.");
}

#[test]
fn an_e_mail_address_has_a_mailbox_and_a_domain() {
    let email: Email = " Ponirah@Warga.example ".parse().unwrap();
    assert_eq!(email.as_str(), "Ponirah@Warga.example");
    assert_eq!(email.lookup_key(), "ponirah@warga.example");
    assert_eq!(email.masked(), "P•••@Warga.example");
    assert!(!format!("{email:?}").contains("onirah"));
    assert!("nama+izin@sub.warga.example".parse::<Email>().is_ok());
    for wrong in [
        "",
        "nama",
        "nama@",
        "@warga.example",
        "nama@warga",
        "a b@warga.example",
        "a@b@c.example",
        ".a@b.example",
        "a..b@c.example",
        "a@-b.example",
        "a@b..example",
        "a@b.1",
        "a@b.example\r\nBcc: x@y.example",
        "ñ@b.example",
    ] {
        assert!(wrong.parse::<Email>().is_err(), "{wrong}");
    }
}

fn code(text: &str) -> RegionCode {
    text.parse().unwrap()
}

#[test]
fn the_region_lists_are_whole() {
    let table = RegionTable::embedded();
    for (level, count) in [
        (RegionLevel::Province, 38),
        (RegionLevel::Regency, 514),
        (RegionLevel::District, 38),
        (RegionLevel::Village, 504),
    ] {
        assert_eq!(table.count(level), count, "{level:?}");
    }
    assert_eq!(table.name(&code("35.76")), Some("Kota Mojokerto"));
    assert_eq!(table.name(&code("35.16")), Some("Kabupaten Mojokerto"));
    let districts: Vec<String> = table.children(&code("35.76")).map(|r| r.name).collect();
    assert_eq!(districts.len(), 3);
    assert_eq!(table.provinces().count(), 38);
    for wrong in ["", "3", "35.7", "35.76.1", "35.76.01.100", "35-76", "35.76.01.1001.1", "ab"] {
        assert!(wrong.parse::<RegionCode>().is_err(), "{wrong}");
    }
}

#[test]
fn an_address_outside_names_the_office_that_is_responsible() {
    let table = RegionTable::embedded();
    let village = table
        .children(&code("35.76"))
        .flat_map(|district| table.children(&district.code).collect::<Vec<_>>())
        .find(|village| village.name == "Mentikan")
        .unwrap();
    let home = Address::in_village(" Jl. Kembang Sore  12 ", village.code, table).unwrap();
    assert_eq!(home.check_within(&code("35.76"), table), Ok(()));
    assert_eq!(home.regency(), Some(code("35.76")));
    assert!(home.line(table).starts_with("Jl. Kembang Sore 12, Mentikan, "), "{}", home.line(table));
    assert!(home.line(table).ends_with(", Kota Mojokerto"));

    let away = Address::elsewhere("Jl. Kembang Sore 12, Sooko", code("35.16"), table).unwrap();
    let error = away.check_within(&code("35.76"), table).unwrap_err();
    assert_eq!(
        error.message_id(),
        "Alamat ini di Kabupaten Mojokerto. Izin ini diurus di kantor perizinan kabupaten."
    );
    assert_eq!(Address::in_village(" ", code("35.76.01.1001"), table), Err(AddressError::StreetEmpty));
    let wrong_level = Address::in_village("Jl. A", code("35.76"), table);
    assert_eq!(wrong_level, Err(AddressError::UnknownRegion(code("35.76"))));
}

#[test]
fn dates_are_indonesian_and_local() {
    let day = "2026-03-30".parse().unwrap();
    assert_eq!(date_text::date(day), "30 Maret 2026");
    assert_eq!(date_text::weekday_date(day), "Senin, 30 Maret 2026");
    assert_eq!(date_text::short_date(day), "30-03-2026");
    let jakarta = TimeZone::get("Asia/Jakarta").unwrap();
    let at = "2026-04-02T17:42:10Z".parse().unwrap();
    assert_eq!(date_text::time_at(at, &jakarta), "00.42");
    assert_eq!(date_text::moment_at(at, &jakarta), "Jumat, 3 April 2026 pukul 00.42");
    let first: jiff::civil::Date = "2026-01-01".parse().unwrap();
    let months: Vec<_> =
        (0..12).map(|m| date_text::month(first.saturating_add(jiff::Span::new().months(m)))).collect();
    assert_eq!(
        months.join(" "),
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    );
    let days: Vec<_> =
        (0..7).map(|d| date_text::weekday(first.saturating_add(jiff::Span::new().days(d)))).collect();
    assert_eq!(days.join(" "), "Kamis Jumat Sabtu Minggu Senin Selasa Rabu");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn words_and_amounts_read_back(amount in prop_oneof![0_i64..2_000_000, 0_i64..=i64::MAX]) {
        let rupiah = Rupiah::new(amount);
        prop_assert_eq!(rupiah.to_string().parse::<Rupiah>().unwrap(), rupiah);
        prop_assert_eq!(read_words(&in_words(amount.unsigned_abs())), amount.unsigned_abs());
    }
}
