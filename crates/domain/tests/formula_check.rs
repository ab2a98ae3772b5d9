//! What the check of a formula accepts and refuses, and that it names each mistake.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use domain::formula::{
    Condition, Entry, EvalError, Formula, FormulaProblem, ListType, NumberLimits, Outcome, ProblemKind,
    Tables, TariffTable, Type, TypeEnv, Value, Values,
};
use jiff::civil::date;

fn env() -> TypeEnv {
    let classes = Type::choice(["bus_besar", "bus_sedang", "taksi"]);
    let item = BTreeMap::from([
        ("kelas".to_owned(), Entry::new(classes.clone(), "Kelas")),
        ("kursi".to_owned(), Entry::new(Type::Decimal(NumberLimits::whole(1, 60)), "Kursi").unit("kursi")),
    ]);
    let list = ListType { item, min_items: 1, max_items: 20 };
    TypeEnv::new()
        .with("form.luas", Entry::new(Type::Decimal(NumberLimits::places(1, 10_000, 2)), "Luas").unit("m²"))
        .with("form.lantai", Entry::new(Type::Decimal(NumberLimits::whole(0, 10)), "Lantai"))
        .with("form.nilai", Entry::new(Type::Decimal(NumberLimits::whole(0, 1_000_000_000_000_000)), "Nilai"))
        .with("form.sisa", Entry::new(Type::Decimal(NumberLimits::places(0, 500, 1)), "Sisa").optional())
        .with("form.guna", Entry::new(Type::choice(["rumah", "usaha", "sosial"]), "Penggunaan"))
        .with("form.guna_lain", Entry::new(Type::choice(["rumah", "usaha"]), "Penggunaan lain").optional())
        .with("form.nama", Entry::new(Type::Text, "Nama"))
        .with("form.sewa", Entry::new(Type::Bool, "Sewa"))
        .with("form.mulai", Entry::new(Type::Date, "Mulai"))
        .with("form.sampai", Entry::new(Type::Date, "Sampai"))
        .with("items", Entry::new(Type::List(list), "Kendaraan"))
        .with("register.active_permits", Entry::new(Type::Decimal(NumberLimits::count()), "Izin berlaku"))
}

fn tables() -> Tables {
    Tables::default()
        .with(
            "kartu",
            TariffTable::rupiah(
                "Tarif kartu",
                [("bus_besar", 175_000), ("bus_sedang", 140_000), ("taksi", 125_000)],
            ),
        )
        .with("guna", TariffTable::rupiah("Tarif guna", [("rumah", 1_000), ("usaha", 3_000)]))
}

fn wide() -> Type {
    Type::Decimal(NumberLimits::places(-1_000_000_000_000_000_000, 1_000_000_000_000_000_000, 28))
}

fn check(text: &str, expected: &Type) -> Result<Formula, Vec<FormulaProblem>> {
    Formula::check(text, &env(), &tables(), expected)
}

#[test]
fn numbers_are_accepted() {
    for text in [
        "0",
        "12500",
        "1.5 + 0.25",
        "-1.5",
        "form.luas * 12500",
        "form.luas * 1.0 * rupiah(12500)",
        "(form.luas + 3) * 2 - -form.lantai",
        "form.luas / 3 * 3",
        "form.nilai / form.luas",
        "form.lantai > 0 ? form.luas / form.lantai : 0",
        "form.lantai == 0 ? 0 : form.luas / form.lantai",
        "form.luas > 100 ? (form.luas - 100) * 2000 + 100000 : form.luas * 1000",
        "has(form.sisa) ? form.sisa : 0",
        "has(form.sisa) && form.sisa > 3 ? form.sisa : 0",
        "!has(form.sisa) ? 0 : form.sisa",
        "form.sisa != null ? form.sisa : 0",
        "form.sisa == 5 ? form.sisa : 0",
        "min(form.luas, 100) + max(0, form.luas - 100, form.lantai)",
        "round_up(form.luas / 7, 0.5) * 100",
        "round_down(form.nilai, 500) + round_half_up(form.nilai, 1000)",
        "form.guna == \"sosial\" ? 0 : table(\"guna\", form.guna)",
        "form.guna in [\"rumah\", \"usaha\"] ? table(\"guna\", form.guna) : 0",
        "table(\"kartu\", \"taksi\")",
        "table(\"guna\", form.sewa ? \"usaha\" : \"rumah\")",
        "sum(items, table(\"kartu\", item.kelas))",
        "sum(items, item.kelas == \"taksi\" ? 1 : item.kursi) / 2",
        "days_between(form.mulai, form.sampai) * 100",
        "years_between(form.mulai, date(\"2030-01-01\"))",
        "// tarif dasar\nform.luas * 2",
    ] {
        if let Err(problems) = check(text, &wide()) {
            panic!("{text}: {problems:?}");
        }
    }
}

#[test]
fn conditions_are_accepted() {
    for text in [
        "true",
        "form.sewa",
        "!form.sewa || form.lantai >= 2",
        "form.guna == \"usaha\" && form.luas > 50.5",
        "form.guna in [\"usaha\", \"sosial\"]",
        "form.lantai in [1, 2, 3]",
        "register.active_permits < 3",
        "form.nama != \"\"",
        "form.sampai > form.mulai",
        "form.sampai >= date(\"2026-01-31\")",
        "has(form.guna_lain) && form.guna_lain != \"rumah\"",
        "form.guna_lain == \"usaha\"",
        "!has(form.sisa) || form.sisa > 3",
        "form.sewa == true",
        "sum(items, item.kursi) > 100",
    ] {
        if let Err(problems) = Condition::check(text, &env(), &tables()) {
            panic!("{text}: {problems:?}");
        }
    }
}

#[test]
fn mistakes_are_named() {
    use ProblemKind as P;
    let cases: &[(&str, P, &str)] = &[
        ("", P::Syntax, ""),
        ("form.luas *", P::Syntax, ""),
        ("form.luas 12", P::Syntax, "12"),
        ("(form.luas", P::Syntax, ""),
        ("form.luas + \"", P::Syntax, ""),
        ("form.luass * 2", P::UnknownName, "form"),
        ("2 * luas", P::UnknownName, "luas"),
        ("item.kursi * 2", P::UnknownName, "item"),
        ("sum(items, item.roda)", P::UnknownName, "item"),
        ("has(form.tidak_ada) ? 1 : 2", P::UnknownName, "form"),
        ("sqrt(form.luas)", P::UnknownFunction, "sqrt"),
        ("rond_up(form.luas, 5)", P::UnknownFunction, "rond_up"),
        ("size(items)", P::UnknownFunction, "size"),
        ("double(1)", P::UnknownFunction, "double"),
        ("round_up(form.luas)", P::WrongArity, "round_up"),
        ("min(1)", P::WrongArity, "min"),
        ("table(\"tidak_ada\", form.guna)", P::UnknownTable, "table"),
        ("table(form.guna, form.guna)", P::NeedsLiteral, "form"),
        ("table(\"guna\", form.guna)", P::TableMayMiss, "form"),
        ("table(\"guna\", form.nama)", P::TableMayMiss, "form"),
        ("table(\"guna\", form.lantai)", P::TableMayMiss, "form"),
        ("form.luas + form.nama", P::WrongType, "form.nama"),
        ("form.luas * \"2\"", P::WrongType, "\"2\""),
        ("\"a\" + \"b\"", P::WrongType, "\"a\""),
        ("form.sewa * 2", P::WrongType, "form"),
        ("form.luas ? 1 : 2", P::WrongType, "form"),
        ("form.sewa ? 1 : \"dua\"", P::WrongType, "\"dua\""),
        ("form.mulai - form.sampai", P::WrongType, "form"),
        ("days_between(form.mulai, 3)", P::WrongType, "3"),
        ("sum(form.luas, 1)", P::WrongType, "form"),
        ("items == 2 ? 1 : 0", P::WrongType, "items"),
        ("form.nama < 3 ? 1 : 0", P::WrongType, "form"),
        ("form.sewa", P::WrongResult, "form"),
        ("form.nama", P::WrongResult, "form"),
        ("form.luas > 3", P::WrongResult, ">"),
        ("items", P::WrongResult, "items"),
        ("form.luas % 2", P::NotAllowed, "%"),
        ("items.map(i, i.kursi)", P::NotAllowed, ""),
        ("items.all(i, i.kursi > 2) ? 1 : 0", P::NotAllowed, ""),
        ("form.nama.size()", P::NotAllowed, ""),
        ("items[0]", P::NotAllowed, "["),
        ("[1, 2]", P::NotAllowed, "["),
        ("{\"a\": 1}", P::NotAllowed, "{"),
        ("Orang{nama: 1}", P::NotAllowed, "{"),
        ("form.lantai in form.guna ? 1 : 0", P::NotAllowed, "form.guna"),
        ("5u", P::NotAllowed, "5u"),
        ("b\"abc\"", P::NotAllowed, "b"),
        ("sum(items, sum(items, 1))", P::NotAllowed, "sum(items, 1"),
        ("1e9", P::BadNumber, "1e9"),
        ("0xff", P::BadNumber, "0xff"),
        ("0.1234567890123456", P::BadNumber, "0.1"),
        ("1234567890123456", P::BadNumber, "1234"),
        ("round_up(form.luas, form.lantai)", P::NeedsLiteral, "form.lantai"),
        ("round_up(form.luas, 0)", P::NeedsLiteral, "0"),
        ("round_up(form.luas, -5)", P::NeedsLiteral, "5"),
        ("rupiah(form.luas)", P::NeedsLiteral, "form"),
        ("years_between(form.mulai, date(\"kemarin\"))", P::NeedsLiteral, "\"kemarin\""),
        ("form.lantai in [form.luas] ? 1 : 0", P::NeedsLiteral, "form.luas"),
        ("form.guna == \"rumahh\" ? 1 : 0", P::NotAChoice, "\"rumahh\""),
        ("form.guna in [\"rumah\", \"toko\"] ? 1 : 0", P::NotAChoice, "\"toko\""),
        ("\"kantor\" != form.guna ? 1 : 0", P::NotAChoice, "\"kantor\""),
        ("form.nilai * form.nilai", P::MayOverflow, "*"),
        ("form.nilai * 1000000", P::MayOverflow, "*"),
        ("form.luas * form.luas * form.luas * form.luas * form.luas * form.luas", P::MayOverflow, ""),
        ("sum(items, form.nilai / item.kursi)", P::MayOverflow, "sum"),
        ("form.nilai / 7 / 0.00000000000001", P::MayOverflow, "/"),
        ("form.luas / form.lantai", P::MayDivideByZero, "form.lantai"),
        ("1 / 0", P::MayDivideByZero, "0"),
        ("1 / (form.lantai - 3)", P::MayDivideByZero, ""),
        ("form.lantai >= 0 ? 1 / form.lantai : 0", P::MayDivideByZero, "form.lantai : 0"),
        ("form.sisa + 1", P::MayBeMissing, "form"),
        ("form.sisa", P::MayBeMissing, "form"),
        ("form.sisa > 1 ? 1 : 2", P::MayBeMissing, "form"),
        ("has(form.sisa) ? 0 : form.sisa", P::MayBeMissing, "form.sisa"),
        ("has(form.sisa) || form.sisa > 3 ? 1 : 2", P::MayBeMissing, "form.sisa > 3"),
        ("!has(form.sisa) && form.sisa > 3 ? 1 : 2", P::MayBeMissing, "form.sisa > 3"),
        ("null", P::MayBeMissing, "null"),
        ("form.sewa ? null : 3", P::MayBeMissing, "null"),
        ("table(\"guna\", form.guna_lain)", P::MayBeMissing, "form"),
    ];
    for (text, kind, at) in cases {
        let problems = check(text, &wide()).expect_err(text);
        assert!(problems.iter().any(|p| p.kind == *kind), "{text}: wanted {kind:?}, found {problems:?}");
        for problem in &problems {
            assert!(problem.offset <= text.len() && text.is_char_boundary(problem.offset), "{text}");
            assert!(!problem.message.is_empty() && !problem.mend.is_empty(), "{text}: {problem}");
            assert!(problem.message_id().ends_with('.'), "{problem}");
        }
        if !at.is_empty() {
            let found = problems.iter().find(|p| p.kind == *kind).unwrap();
            assert!(text[found.offset..].starts_with(at), "{text}: at {} not {at}", found.offset);
        }
    }
    let long = format!("1{}", " + 1".repeat(200));
    assert_eq!(check(&long, &wide()).unwrap_err()[0].kind, P::TooLong);
    let deep = format!("{}1{}", "(".repeat(25), ")".repeat(25));
    assert_eq!(check(&deep, &wide()).unwrap_err()[0].kind, P::TooLong);
    let wide_sum = format!("1{}", " + 1".repeat(48));
    assert_eq!(check(&wide_sum, &wide()).unwrap_err()[0].kind, P::TooLong);
    assert_eq!(check(&" ".repeat(3000), &wide()).unwrap_err()[0].kind, P::TooLong);
}

#[test]
fn the_longest_formula_fits_the_stack() {
    for text in [
        format!("1{}", " + 1".repeat(150)),
        format!("{}1{}", "(".repeat(24), ")".repeat(24)),
        format!("{}1", "true ? 1 : ".repeat(47)),
        format!("1{}", " + 1".repeat(47)),
        format!("{}1", "-".repeat(149)),
        format!("{}1{}", "max(1, ".repeat(24), ")".repeat(24)),
        format!("{}1{}", "(true ? 1 - ".repeat(24), " : 1)".repeat(24)),
        format!("{}1{}", "round_up(1 + ".repeat(20), ", 1)".repeat(20)),
    ] {
        // Either answer will do; what counts is that there is one.
        if let Ok(formula) = check(&text, &wide()) {
            formula.evaluate(&Values::new(), &tables()).unwrap();
        }
    }
}

#[test]
fn all_problems_are_found_at_once() {
    let problems = check("form.luass + form.nama * sqrt(2) / form.lantai", &wide()).unwrap_err();
    let kinds: Vec<ProblemKind> = problems.iter().map(|p| p.kind).collect();
    assert_eq!(
        kinds,
        [
            ProblemKind::UnknownName,
            ProblemKind::WrongType,
            ProblemKind::UnknownFunction,
            ProblemKind::MayDivideByZero
        ]
    );
    assert_eq!(problems[0].mend, "did you mean `form.luas`?");
    assert!(problems.is_sorted_by_key(|p| p.offset));
}

#[test]
fn the_result_keeps_the_limits_of_its_place() {
    let fee = Type::Decimal(NumberLimits::rupiah());
    let kinds = |text: &str| check(text, &fee).unwrap_err().iter().map(|p| p.kind).collect::<Vec<_>>();
    assert_eq!(kinds("form.luas - 100"), [ProblemKind::MayBeNegative]);
    assert_eq!(kinds("form.nilai * 2"), [ProblemKind::MayOverflow]);
    assert!(check("max(0, form.luas - 100)", &fee).is_ok());
    assert!(check("form.luas > 100 ? form.luas - 100 : 0", &fee).is_ok());
    assert!(check("min(form.nilai * 2, 1000)", &fee).is_ok());
    let choice = Type::choice(["rumah", "usaha"]);
    assert!(check("form.sewa ? \"rumah\" : \"usaha\"", &choice).is_ok());
    assert_eq!(check("form.guna", &choice).unwrap_err()[0].kind, ProblemKind::NotAChoice);
    assert!(check("form.mulai", &Type::Date).is_ok());
    assert!(check("form.nama", &Type::Text).is_ok());
}

#[test]
fn conditions_narrow_to_the_nearest_possible_value() {
    let range = |text: &str| {
        let (lo, hi) = check(text, &wide()).unwrap_or_else(|p| panic!("{text}: {p:?}")).range().unwrap();
        (lo.to_string(), hi.to_string())
    };
    let pair = |lo: &str, hi: &str| (lo.to_owned(), hi.to_owned());
    assert_eq!(range("form.luas > 100 ? form.luas : 200"), pair("100.01", "10000"));
    assert_eq!(range("form.luas >= 100 ? form.luas : 200"), pair("100", "10000"));
    assert_eq!(range("form.luas < 100 ? form.luas : 50"), pair("1", "99.99"));
    assert_eq!(range("100 >= form.luas ? form.luas : 50"), pair("1", "100"));
    assert_eq!(range("form.lantai != 0 ? form.lantai : 5"), pair("1", "10"));
    assert_eq!(range("!(form.lantai < 2) && form.lantai <= 4 ? form.lantai : 3"), pair("2", "4"));
    assert_eq!(range("form.lantai < 2 || form.lantai > 4 ? 3 : form.lantai"), pair("2", "4"));
    assert_eq!(range("sum(items, item.kursi)"), pair("1", "1200"));
    assert_eq!(range("sum(items, 0 - item.kursi)"), pair("-1200", "-1"));
    assert_eq!(range("form.luas / -4"), pair("-2500", "-0.25"));
}

fn values() -> Values {
    Values::new()
        .with("form.luas", Value::from("112,5"))
        .with("form.lantai", 2)
        .with("form.guna", "usaha")
        .with("form.nama", "Toko Sari")
        .with("form.sewa", false)
        .with("form.mulai", date(2024, 2, 29))
        .with("form.sampai", Value::from("2026-02-28"))
        .with("register.active_permits", 2)
}

#[test]
fn values_are_computed_exactly() {
    let number = |text: &str| match check(text, &wide()).unwrap().evaluate(&values(), &tables()).unwrap() {
        Outcome::Decimal(number) => number.normalize().to_string(),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(number("0.1 + 0.2"), "0.3");
    assert_eq!(number("1 / 2"), "0.5");
    assert_eq!(number("100 / 3 * 3"), "100");
    assert_eq!(number("round_down(100 / 3 * 3, 1)"), "100");
    assert_eq!(number("form.luas * 4"), "450");
    assert_eq!(number("-form.luas"), "-112.5");
    assert_eq!(number("days_between(form.mulai, form.sampai)"), "730");
    assert_eq!(number("years_between(form.mulai, form.sampai)"), "1");
    assert_eq!(number("years_between(form.mulai, date(\"2026-03-01\"))"), "2");
    assert_eq!(number("days_between(form.sampai, form.mulai)"), "-730");
    assert_eq!(number("round_up(form.luas, 50)"), "150");
    assert_eq!(number("round_down(form.luas, 50)"), "100");
    assert_eq!(number("round_half_up(112.5, 1)"), "113");
    assert_eq!(number("round_half_up(-112.5, 1)"), "-112");
    assert_eq!(number("min(3, form.lantai, 5)"), "2");
}

#[test]
fn conditions_are_computed() {
    let holds = |text: &str| {
        Condition::check(text, &env(), &tables()).unwrap().evaluate(&values(), &tables()).unwrap()
    };
    assert!(holds("register.active_permits < 3"));
    assert!(!holds("register.active_permits < 2"));
    assert!(holds("form.guna == \"usaha\" && !form.sewa"));
    assert!(holds("form.lantai in [1, 2]"));
    assert!(!holds("form.guna in [\"rumah\"]"));
    assert!(!holds("has(form.sisa)"));
    assert!(!holds("has(form.sisa) && form.sisa > 3"));
    assert!(!holds("form.guna_lain == \"usaha\""));
    assert!(holds("form.guna_lain != \"usaha\""));
    assert!(holds("form.guna_lain == null"));
    assert!(holds("form.mulai < form.sampai"));
    assert!(holds("form.luas >= 112.5"));
}

#[test]
fn a_refusal_names_the_value_and_speaks_to_a_person() {
    let error =
        |text: &str, values: Values| check(text, &wide()).unwrap().evaluate(&values, &tables()).unwrap_err();
    let missing = error("form.luas * 2", Values::new());
    assert!(matches!(&missing, EvalError::Missing { name, .. } if name == "form.luas"));
    assert_eq!(missing.message_id(), "Luas belum diisi. Lengkapi dahulu agar hitungan dapat dilakukan.");
    let null = error("form.luas * 2", Values::new().with("form.luas", Value::Null));
    assert_eq!(null, missing);
    let large = error("form.luas * 2", Values::new().with("form.luas", 20_000));
    assert_eq!(
        large.message_id(),
        "Luas harus antara 1 dan 10.000. Gunakan paling banyak 2 angka di belakang koma."
    );
    let fine = error("form.luas * 2", Values::new().with("form.luas", "1,2345"));
    assert!(matches!(fine, EvalError::OutOfLimits { .. }));
    let words = error("form.luas * 2", Values::new().with("form.luas", "dua"));
    assert!(matches!(words, EvalError::WrongKind { .. }));
    let choice = error("form.guna == \"rumah\" ? 1 : 2", Values::new().with("form.guna", "toko"));
    assert_eq!(choice.message_id(), "Pilih salah satu pilihan yang tersedia untuk Penggunaan.");
    let none = error("sum(items, item.kursi)", Values::new().with("items", Value::List(Vec::new())));
    assert_eq!(none.message_id(), "Jumlah Kendaraan harus antara 1 dan 20.");
    let formula = check("table(\"kartu\", \"taksi\")", &wide()).unwrap();
    let gone = formula.evaluate(&Values::new(), &Tables::default()).unwrap_err();
    assert!(matches!(gone, EvalError::TableEntryMissing { .. }));
}

#[test]
fn a_formula_read_back_is_checked_before_it_computes() {
    let condition = Condition::check("form.lantai > 1", &env(), &tables()).unwrap();
    let text = serde_json::to_string(&condition).unwrap();
    assert_eq!(text, "\"form.lantai > 1\"");
    let mut back: Condition = serde_json::from_str(&text).unwrap();
    assert_eq!(back, condition);
    assert!(!back.is_bound());
    assert_eq!(back.evaluate(&values(), &tables()), Err(EvalError::NotChecked));
    back.bind(&env(), &tables()).unwrap();
    assert_eq!(back.evaluate(&values(), &tables()), Ok(true));
    let mut wrong: Formula = serde_json::from_str("\"form.hilang\"").unwrap();
    assert!(wrong.bind(&env(), &tables(), &wide()).is_err());
    assert!(!wrong.is_bound());
}

#[test]
fn the_names_a_formula_uses_are_known() {
    let formula =
        check("sum(items, item.kursi * form.lantai) + (has(form.sisa) ? form.luas : 0)", &wide()).unwrap();
    assert_eq!(formula.names(), ["form.lantai", "form.luas", "form.sisa", "items"]);
}
