//! Numbers of people, taxpayers and files: what is accepted, what is refused, how it prints.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use domain::value::{
    Digest, Id, Nik, NikError, NikWarning, Nip, NipError, Npwp, NpwpError, PaymentCode, PhoneNumber,
    RegistrationNumber, RegistrationNumberError, Sex, VerificationCode, roman_month,
};
use proptest::prelude::*;

struct Application;

fn nik(text: &str) -> Result<Nik, NikError> {
    text.parse()
}

#[test]
fn a_nik_is_16_digits_of_a_real_date_and_province() {
    for good in [
        "3171011708450001", // man, 17 August 1945
        "3171015708450001", // woman, day + 40
        "3325114101900001",
        "3171012902000001", // 29 February of 2000, not of 1900
        "3171012902040001",
        "3171017112990001", // woman, 31 December
        "3576 0201 0779 0000",
        "35.76.02.010779.0000",
    ] {
        assert!(nik(good).is_ok(), "{good}");
    }
    for (wrong, error) in [
        ("", NikError::Length),
        ("317101170845000", NikError::Length),
        ("31710117084500011", NikError::Length),
        ("317101170845000a", NikError::Length),
        ("３１７１０１１７０８４５０００１", NikError::Length),
        ("3171013002001234", NikError::BirthDate), // 30 February
        ("3171017002000001", NikError::BirthDate), // 30 February, woman
        ("3171012902010001", NikError::BirthDate), // no leap year in any century
        ("3171010008450001", NikError::BirthDate),
        ("3171014008450001", NikError::BirthDate),
        ("3171017208450001", NikError::BirthDate),
        ("3171011713450001", NikError::BirthDate),
        ("3171013104450001", NikError::BirthDate),
        ("9971011708450001", NikError::Province),
        ("0071011708450001", NikError::Province),
    ] {
        assert_eq!(nik(wrong), Err(error), "{wrong}");
    }
    assert_eq!(NikError::Length.message_id(), "NIK harus 16 angka. Periksa kembali KTP Anda.");
}

#[test]
fn a_nik_warns_where_lists_may_be_old_and_never_refuses() {
    assert_eq!(nik("3171011708450001").unwrap().warnings(), []);
    assert_eq!(nik("3576014805580001").unwrap().warnings(), []);
    assert_eq!(nik("3576014805580000").unwrap().warnings(), [NikWarning::SerialZero]);
    assert_eq!(nik("3576094805580001").unwrap().warnings(), [NikWarning::UnknownDistrict]);
    assert_eq!(nik("3199014805580001").unwrap().warnings(), [NikWarning::UnknownRegency]);
}

#[test]
fn a_nik_tells_sex_and_date_and_hides_itself_in_lists_and_logs() {
    let nik = nik("3576035702880001").unwrap();
    assert_eq!(nik.sex(), Sex::Female);
    assert!(nik.born_on("1988-02-17".parse().unwrap()));
    assert!(!nik.born_on("1988-02-18".parse().unwrap()));
    assert_eq!(nik.masked(), "3576••••••••0001");
    assert!(!format!("{nik:?}").contains("570288"));
    assert_eq!(nik.to_string(), "3576035702880001");
    assert_eq!(serde_json::to_string(&nik).unwrap(), "\"3576035702880001\"");
    assert!(serde_json::from_str::<Nik>("\"3171013002001234\"").is_err());
}

#[test]
fn an_npwp_of_15_digits_and_of_16_is_one_number() {
    let old: Npwp = "01.312.166.0-091.000".parse().unwrap();
    let new: Npwp = "0013121660091000".parse().unwrap();
    assert_eq!(old, new);
    assert_eq!(old.sixteen_digits(), "0013121660091000");
    assert_eq!(old.fifteen_digits(), Some("013121660091000"));
    assert_eq!(old.to_string(), "01.312.166.0-091.000");
    assert_eq!(old.masked(), "01.•••.•••.•-091.000");
    let person: Npwp = "3171011708450001".parse().unwrap();
    assert!(person.is_nik());
    assert_eq!(person.masked(), "3171••••••••0001");
    for good in [
        "016090524017000",
        "01.000.011.5-999.000",
        "02.000.022.0-999.000",
        "02.000.033.7-999.000",
        "31.000.044.3-999.000",
    ] {
        assert!(good.parse::<Npwp>().is_ok(), "{good}");
    }
    for (wrong, error) in [
        ("013121661091000", NpwpError::CheckDigit),
        ("0013121661091000", NpwpError::CheckDigit),
        ("01312166009100", NpwpError::Length),
        ("9971011708450001", NpwpError::Nik(NikError::Province)),
    ] {
        assert_eq!(wrong.parse::<Npwp>(), Err(error), "{wrong}");
    }
    // The check covers nine digits only: office and branch may be anything.
    assert!("013121660999123".parse::<Npwp>().is_ok());
}

#[test]
fn a_nip_prints_in_four_groups() {
    let nip: Nip = "198001012005011001".parse().unwrap();
    assert_eq!(nip.to_string(), "19800101 200501 1 001");
    assert_eq!("19700101 200001 2 000".parse::<Nip>().unwrap().sex(), Sex::Female);
    for (wrong, error) in [
        ("19800101200501100", NipError::Length),
        ("198002302005011001", NipError::BirthDate),
        ("188001012005011001", NipError::BirthDate),
        ("198001012005131001", NipError::Appointment),
        ("198001011990011001", NipError::Appointment),
        ("198001012005013001", NipError::Sex),
    ] {
        assert_eq!(wrong.parse::<Nip>(), Err(error), "{wrong}");
    }
}

#[test]
fn a_phone_number_is_one_number_however_it_is_written() {
    for text in [
        "0840-0000-0001",
        "+62 840 0000 0001",
        "6284000000001",
        "84000000001",
        "(0840) 0000.0001",
        "+62 (0)84000000001",
    ] {
        assert_eq!(text.parse::<PhoneNumber>().unwrap().as_str(), "+6284000000001", "{text}");
    }
    let phone: PhoneNumber = "0840-0000-0001".parse().unwrap();
    assert_eq!(phone.sms_form(), "6284000000001");
    assert_eq!(phone.masked(), "0840••••0001");
    assert_eq!(phone.local_form(), "0840-0000-0001");
    assert!(!format!("{phone:?}").contains("84000000001"));
    assert!("081234567".parse::<PhoneNumber>().is_ok(), "08 and seven digits");
    assert!("0812345678901".parse::<PhoneNumber>().is_ok(), "08 and eleven digits");
    for wrong in ["", "08123456", "08123456789012", "0321-123456", "+1 202 555 0100", "0812abc4567"] {
        assert!(wrong.parse::<PhoneNumber>().is_err(), "{wrong}");
    }
}

#[test]
fn a_registration_number_carries_its_check_digit() {
    let number = RegistrationNumber::new(2026, 147).unwrap();
    assert_eq!(number.to_string(), "26-000147-4");
    assert_eq!(RegistrationNumber::new(2026, 98).unwrap().to_string(), "26-000098-9");
    for text in ["26-000147-4", "260001474", "26 000147 4"] {
        assert_eq!(text.parse::<RegistrationNumber>().unwrap(), number, "{text}");
    }
    let error = "26-000147-5".parse::<RegistrationNumber>().unwrap_err();
    assert_eq!(error, RegistrationNumberError::CheckDigit);
    assert_eq!(error.message_id(), "Nomor pendaftaran salah ketik. Periksa kembali angka pada tanda terima.");
    assert_eq!("26-147-4".parse::<RegistrationNumber>(), Err(RegistrationNumberError::Form));
    assert_eq!("26-000000-5".parse::<RegistrationNumber>(), Err(RegistrationNumberError::OutOfRange));
    assert!(RegistrationNumber::new(2026, 0).is_err());
    assert!(RegistrationNumber::new(2026, 1_000_000).is_err());
    assert!(RegistrationNumber::new(1999, 1).is_err());
}

#[test]
fn a_payment_code_prints_in_fours() {
    let code = PaymentCode::new("9999", 98, 2026).unwrap();
    assert_eq!(code.to_string(), "9999 0098 2600");
    assert_eq!(code.as_str(), "999900982600");
    assert_eq!("9999 0098 2600".parse::<PaymentCode>().unwrap(), code);
    assert_eq!(PaymentCode::new("9999", 120_098, 2026).unwrap().to_string(), "9999 0098 2612");
    assert!(PaymentCode::new("999", 98, 2026).is_err());
    assert!(PaymentCode::new("9999", 0, 2026).is_err());
    assert!("9999 0098 260".parse::<PaymentCode>().is_err());
}

#[test]
fn an_id_is_a_uuid_of_version_7_and_orders_by_time() {
    let random = [0xff; 10];
    let id = Id::<Application>::from_parts(1_775_000_000_000, random);
    let uuid = uuid::Uuid::from_bytes(*id.as_bytes());
    assert_eq!(uuid.get_version_num(), 7);
    assert_eq!(uuid.get_variant(), uuid::Variant::RFC4122);
    assert_eq!(id.unix_millis(), 1_775_000_000_000);
    assert!(id < Id::from_parts(1_775_000_000_001, [0; 10]));
    assert_eq!(id.to_string().len(), 26);
    assert_eq!(format!("{id:?}"), format!("Id<Application>({id})"));
    assert_eq!(Id::<Application>::from_bytes([0; 16]).to_string(), "0".repeat(26));
    assert_eq!("oOiIlL".to_owned() + &"0".repeat(20), "oOiIlL00000000000000000000");
    let forgiving: Id<Application> = "oOiIlL00000000000000000000".parse().unwrap();
    assert_eq!(forgiving.to_string(), "00111100000000000000000000");
    assert_eq!("7ZZZZZZZZZZZZZZZZZZZZZZZZZ".parse::<Id<Application>>().unwrap().as_bytes(), &[0xff; 16]);
    for wrong in ["", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "U0000000000000000000000000", "0000000000000000000000000"]
    {
        assert!(wrong.parse::<Id<Application>>().is_err(), "{wrong}");
    }
}

#[test]
fn a_digest_is_64_hexadecimal_digits() {
    let digest = Digest::new([0xab; 32]);
    assert_eq!(digest.to_string(), "ab".repeat(32));
    assert_eq!("AB".repeat(32).parse::<Digest>().unwrap(), digest);
    for wrong in ["ab".repeat(31), "zz".repeat(32), "+f".repeat(32), "é".repeat(32)] {
        assert!(wrong.parse::<Digest>().is_err(), "{wrong}");
    }
}

#[test]
fn months_are_written_in_roman_numerals() {
    let months: Vec<_> = (0..=13).map(|m| roman_month(m).unwrap_or("-")).collect();
    assert_eq!(months.join(" "), "- I II III IV V VI VII VIII IX X XI XII -");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn ids_and_codes_read_back(bytes in any::<[u8; 16]>(), code in any::<[u8; 10]>(), digest in any::<[u8; 32]>()) {
        let id = Id::<Application>::from_bytes(bytes);
        prop_assert_eq!(id.to_string().to_lowercase().parse::<Id<Application>>().unwrap(), id);
        prop_assert_eq!(serde_json::from_str::<Id<Application>>(&serde_json::to_string(&id).unwrap()).unwrap(), id);
        let code = VerificationCode::from_random(code);
        let text = code.to_string();
        prop_assert_eq!(text.len(), 19);
        prop_assert!(text.split('-').all(|group| group.len() == 4));
        prop_assert_eq!(text.parse::<VerificationCode>().unwrap(), code);
        prop_assert_eq!(code.compact().to_lowercase().parse::<VerificationCode>().unwrap(), code);
        let digest = Digest::new(digest);
        prop_assert_eq!(digest.to_string().parse::<Digest>().unwrap(), digest);
    }

    #[test]
    fn one_misheard_digit_of_a_registration_number_is_noticed(
        year in 2000_u16..2100, serial in 1_u32..1_000_000, place in 0_usize..9, by in 1_u8..10,
    ) {
        let number = RegistrationNumber::new(year, serial).unwrap();
        prop_assert_eq!(number.to_string().parse::<RegistrationNumber>().unwrap(), number);
        let mut digits = number.to_string().replace('-', "").into_bytes();
        digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
        let misheard = String::from_utf8(digits).unwrap();
        prop_assert_eq!(misheard.parse::<RegistrationNumber>(), Err(RegistrationNumberError::CheckDigit));
    }

    #[test]
    fn no_text_makes_a_parser_fall_over(text in "\\PC{0,40}") {
        let _ = text.parse::<Nik>();
        let _ = text.parse::<Npwp>();
        let _ = text.parse::<Nip>();
        let _ = text.parse::<PhoneNumber>();
        let _ = text.parse::<RegistrationNumber>();
        let _ = text.parse::<PaymentCode>();
        let _ = text.parse::<VerificationCode>();
        let _ = text.parse::<Id<Application>>();
        let _ = text.parse::<domain::value::Email>();
        let _ = text.parse::<domain::value::PersonName>();
        let _ = text.parse::<domain::value::Rupiah>();
        let _ = text.parse::<domain::calendar::Budget>();
    }
}
