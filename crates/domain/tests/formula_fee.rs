//! Fees: the worked examples of the ten services, rounding, and the calculation line by line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use domain::formula::{
    Entry, EvalError, Example, Fee, FeeSpec, ListType, NumberLimits, ProblemKind, Rounding, RoundingMode,
    Tables, TariffTable, Type, TypeEnv, Value, Values,
};
use proves::proves;
use rust_decimal::Decimal;

const CLASSES: [(&str, i64); 5] = [
    ("bus_besar", 175_000),
    ("bus_sedang", 140_000),
    ("bus_kecil", 125_000),
    ("mobil_penumpang_umum", 100_000),
    ("taksi_argo", 125_000),
];

fn env() -> TypeEnv {
    let classes = Type::Choice(CLASSES.iter().map(|(name, _)| (*name).to_owned()).collect());
    let item = BTreeMap::from([("kelas".to_owned(), Entry::new(classes, "Kelas kendaraan"))]);
    TypeEnv::new()
        .with(
            "rec.luas_terukur",
            Entry::new(Type::Decimal(NumberLimits::places(1, 100_000, 2)), "Luas bangunan").unit("m²"),
        )
        .with("rec.koefisien", Entry::new(Type::Decimal(NumberLimits::places(0, 10, 2)), "Koefisien"))
        .with("form.bulan", Entry::new(Type::Decimal(NumberLimits::whole(0, 12)), "Lama").unit("bulan"))
        .with("items", Entry::new(Type::List(ListType { item, min_items: 1, max_items: 50 }), "Kendaraan"))
}

fn tables() -> Tables {
    Tables::default().with("kartu", TariffTable::rupiah("Tarif kartu pengawasan", CLASSES))
}

fn example(given: Values, expect: i64) -> Example {
    Example { given, expect }
}

fn imb(area: &str, factor: &str) -> Values {
    Values::new().with("rec.luas_terukur", area).with("rec.koefisien", factor)
}

fn vehicles(classes: &[&str]) -> Values {
    let record = |class: &&str| BTreeMap::from([("kelas".to_owned(), Value::from(*class))]);
    Values::new().with("items", classes.iter().map(record).collect::<Vec<_>>())
}

fn rounding(mode: RoundingMode, to: i64) -> Rounding {
    Rounding { mode, to }
}

fn spec(formula: &str, rounding: Rounding, examples: Vec<Example>) -> FeeSpec {
    FeeSpec { formula: formula.to_owned(), rounding, examples }
}

fn imb_fee() -> Fee {
    let spec = spec(
        "rec.luas_terukur * rec.koefisien * rupiah(12500)",
        Rounding::default(),
        vec![
            example(imb("112", "1,0"), 1_400_000),
            example(imb("36", "0,7"), 315_000),
            example(imb("250,5", "1,5"), 4_696_875),
        ],
    );
    Fee::check(spec, &env(), &tables()).unwrap()
}

#[test]
#[proves("MJK18-1.21")]
fn a_building_permit_shows_its_calculation() {
    let computed = imb_fee().compute(&imb("112", "1,0")).unwrap();
    assert_eq!(computed.amount, 1_400_000);
    assert_eq!(computed.lines.len(), 1);
    assert_eq!(computed.lines[0].label, "Luas bangunan × Koefisien × Tarif");
    assert_eq!(computed.lines[0].sentence(), "112 m² × 1,0 × Rp12.500 = Rp1.400.000");
}

#[test]
fn supervision_cards_count_each_vehicle() {
    let spec = spec(
        "sum(items, table(\"kartu\", item.kelas))",
        Rounding::default(),
        vec![
            example(vehicles(&["bus_besar"]), 175_000),
            example(vehicles(&["bus_sedang", "bus_kecil"]), 265_000),
            example(
                vehicles(&["bus_besar", "bus_sedang", "bus_kecil", "mobil_penumpang_umum", "taksi_argo"]),
                665_000,
            ),
        ],
    );
    let fee = Fee::check(spec, &env(), &tables()).unwrap();
    let computed = fee.compute(&vehicles(&["bus_besar", "taksi_argo", "bus_besar"])).unwrap();
    assert_eq!(computed.amount, 475_000);
    let lines: Vec<(String, String)> =
        computed.lines.iter().map(|l| (l.label.clone(), l.sentence())).collect();
    let line = |label: &str, text: &str| (label.to_owned(), text.to_owned());
    assert_eq!(
        lines,
        [
            line("Kendaraan 1: Tarif kartu pengawasan (bus_besar)", "Rp175.000"),
            line("Kendaraan 2: Tarif kartu pengawasan (taksi_argo)", "Rp125.000"),
            line("Kendaraan 3: Tarif kartu pengawasan (bus_besar)", "Rp175.000"),
            line("Jumlah", "Rp175.000 + Rp125.000 + Rp175.000 = Rp475.000"),
        ]
    );
    let unknown = fee.compute(&vehicles(&["becak"])).unwrap_err();
    assert!(matches!(unknown, EvalError::NotAChoice { .. }));
}

#[test]
fn a_progressive_fee_shows_the_steps_it_took() {
    let formula = "rec.luas_terukur <= 100 ? rec.luas_terukur * 1000 : \
                   rec.luas_terukur <= 500 ? 100 * 1000 + (rec.luas_terukur - 100) * 2000 : \
                   100 * 1000 + 400 * 2000 + (rec.luas_terukur - 500) * 3500";
    let area = |text: &str| Values::new().with("rec.luas_terukur", text);
    let spec = spec(
        formula,
        Rounding::default(),
        vec![
            example(area("100"), 100_000),
            example(area("100,01"), 100_020),
            example(area("500"), 900_000),
            example(area("600"), 1_250_000),
        ],
    );
    let fee = Fee::check(spec, &env(), &tables()).unwrap();
    let computed = fee.compute(&area("120,5")).unwrap();
    let lines: Vec<String> =
        computed.lines.iter().map(|l| format!("{}: {}", l.label, l.sentence())).collect();
    assert_eq!(
        lines,
        [
            "Tetapan: 100 × 1.000 = Rp100.000",
            "Luas bangunan: (120,5 m² − 100) × 2.000 = Rp41.000",
            "Jumlah: Rp100.000 + Rp41.000 = Rp141.000",
        ]
    );
}

#[test]
fn a_reduction_is_a_line_below_zero() {
    let formula = "100000 - form.bulan * 2500";
    let months = |count: i64| Values::new().with("form.bulan", count);
    let examples = vec![example(months(0), 100_000), example(months(4), 90_000), example(months(12), 70_000)];
    let fee = Fee::check(spec(formula, Rounding::default(), examples), &env(), &tables()).unwrap();
    let computed = fee.compute(&months(4)).unwrap();
    assert_eq!(computed.lines[1].sentence(), "−(4 bulan × 2.500) = −Rp10.000");
    assert_eq!(computed.lines[2].sentence(), "Rp100.000 − Rp10.000 = Rp90.000");
}

#[test]
fn a_fee_is_rounded_once_at_its_end() {
    // 12 345 / 7 * 7 is exactly 12 345: no step may be lost between division and rounding.
    let formula = "rec.luas_terukur / 7 * 7";
    let cases = [
        (RoundingMode::Up, 1, "112,5", 113),
        (RoundingMode::Down, 1, "112,5", 112),
        (RoundingMode::HalfUp, 1, "112,5", 113),
        (RoundingMode::HalfUp, 1, "112,49", 112),
        (RoundingMode::Up, 500, "12345", 12_500),
        (RoundingMode::Down, 500, "12345", 12_000),
        (RoundingMode::HalfUp, 500, "12345", 12_500),
        (RoundingMode::HalfUp, 500, "12249,99", 12_000),
        (RoundingMode::HalfUp, 500, "12250", 12_500),
        (RoundingMode::Down, 1, "12345", 12_345),
        (RoundingMode::Up, 1, "12345", 12_345),
        (RoundingMode::Up, 100, "12300,01", 12_400),
    ];
    for (mode, to, area, expect) in cases {
        let given = || Values::new().with("rec.luas_terukur", area);
        let examples = (0..3).map(|_| example(given(), expect)).collect();
        let fee = Fee::check(spec(formula, rounding(mode, to), examples), &env(), &tables())
            .unwrap_or_else(|problems| panic!("{mode:?} {to} {area}: {problems:?}"));
        let computed = fee.compute(&given()).unwrap();
        assert_eq!(computed.amount, expect);
        let rounded = computed.lines.iter().any(|line| line.label == "Pembulatan");
        assert_eq!(rounded, computed.before_rounding != Decimal::from(expect), "{mode:?} {to} {area}");
    }
    let examples = (0..3).map(|_| example(imb("100,01", "0,33"), 412_600)).collect();
    let spec = spec("rec.luas_terukur * rec.koefisien * 12500", rounding(RoundingMode::Up, 100), examples);
    let computed = Fee::check(spec, &env(), &tables()).unwrap().compute(&imb("100,01", "0,33")).unwrap();
    assert_eq!(
        computed.lines[1].sentence(),
        "Rp412.541,25 dibulatkan ke atas ke kelipatan Rp100 = Rp412.600"
    );
}

#[test]
fn a_fee_needs_three_examples_that_are_right() {
    let kinds = |spec: FeeSpec| -> Vec<ProblemKind> {
        Fee::check(spec, &env(), &tables()).unwrap_err().iter().map(|p| p.kind).collect()
    };
    let right = || example(imb("112", "1"), 1_400_000);
    let formula = "rec.luas_terukur * rec.koefisien * 12500";
    assert_eq!(
        kinds(spec(formula, Rounding::default(), vec![right(), right()])),
        [ProblemKind::TooFewExamples]
    );
    let wrong = example(imb("112", "1"), 1_400_001);
    assert_eq!(
        kinds(spec(formula, Rounding::default(), vec![right(), right(), wrong])),
        [ProblemKind::ExampleDiffers]
    );
    let empty = example(Values::new(), 0);
    assert_eq!(
        kinds(spec(formula, Rounding::default(), vec![right(), right(), empty])),
        [ProblemKind::ExampleFails]
    );
    let stray = example(imb("112", "1").with("rec.luas", 3), 1_400_000);
    assert_eq!(
        kinds(spec(formula, Rounding::default(), vec![right(), right(), stray])),
        [ProblemKind::UnknownName]
    );
    assert_eq!(
        kinds(spec(formula, rounding(RoundingMode::Up, 0), vec![right(), right(), right()]))[0],
        ProblemKind::BadRounding
    );
    assert_eq!(
        kinds(spec("rec.luas_terukur - 5", Rounding::default(), vec![right(), right(), right()])),
        [ProblemKind::MayBeNegative]
    );
}

#[test]
fn a_fee_is_written_and_read_back() {
    let fee = imb_fee();
    let text = serde_json::to_string(&fee).unwrap();
    let mut back: Fee = serde_json::from_str(&text).unwrap();
    assert_eq!(back, fee);
    assert_eq!(back.compute(&imb("112", "1")), Err(EvalError::NotChecked));
    back.bind(&env(), &tables()).unwrap();
    assert_eq!(back.compute(&imb("112", "1")).unwrap().amount, 1_400_000);
    let computed = back.compute(&imb("112,55", "1,01")).unwrap();
    let stored = serde_json::to_string(&computed).unwrap();
    assert_eq!(serde_json::from_str::<domain::formula::FeeComputation>(&stored).unwrap(), computed);
    let unknown = text.replace("\"rounding\"", "\"pembulatan\"");
    assert!(serde_json::from_str::<Fee>(&unknown).is_err());
}

#[test]
fn a_free_service_says_so() {
    let examples = (0..3).map(|_| example(Values::new(), 0)).collect();
    assert!(Fee::check(spec("0", Rounding::default(), examples), &env(), &tables()).unwrap().is_free());
    assert!(!imb_fee().is_free());
}
