//! Formulas built at random: the check is sound, nothing panics, and integers agree with CEL's own evaluator.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use cel::{Context, Program};
use domain::formula::{
    Entry, EvalError, Exact, Formula, ListType, NumberLimits, RoundingMode, Tables, TariffTable, Type,
    TypeEnv, Value, Values,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn env() -> TypeEnv {
    let kelas = || Entry::new(Type::choice(["a", "b", "c"]), "Kelas");
    let item = BTreeMap::from([
        ("n".to_owned(), Entry::new(Type::Decimal(NumberLimits::whole(-3, 7)), "N")),
        ("kelas".to_owned(), kelas()),
    ]);
    TypeEnv::new()
        .with("x", Entry::new(Type::Decimal(NumberLimits::places(0, 100, 2)), "X"))
        .with("y", Entry::new(Type::Decimal(NumberLimits::places(-50, 50, 1)), "Y"))
        .with("f.z", Entry::new(Type::Decimal(NumberLimits::whole(1, 9)), "Z"))
        .with("o", Entry::new(Type::Decimal(NumberLimits::whole(-2, 2)), "O").optional())
        .with("b", Entry::new(Type::Bool, "B"))
        .with("kelas", kelas())
        .with("items", Entry::new(Type::List(ListType { item, min_items: 0, max_items: 4 }), "Items"))
}

fn tables() -> Tables {
    let full = TariffTable::rupiah("T", [("a", 100), ("b", -5), ("c", 3)]);
    let half = TariffTable::rupiah("U", [("a", 1), ("b", 2)]);
    Tables::default().with("t", full).with("u", half)
}

fn wide() -> Type {
    let most = Decimal::from(i64::MAX);
    Type::Decimal(NumberLimits { min: -most, max: most, scale: 28 })
}

fn values() -> impl Strategy<Value = Values> {
    let kelas = || prop::sample::select(vec!["a", "b", "c"]);
    let item = (-3i64..=7, kelas()).prop_map(|(n, kelas)| {
        BTreeMap::from([("n".to_owned(), Value::from(n)), ("kelas".to_owned(), Value::from(kelas))])
    });
    let x = prop_oneof![Just(0i64), Just(10_000), Just(1), 0i64..=10_000];
    let y = prop_oneof![Just(0i64), Just(-500), Just(500), -500i64..=500];
    (x, y, 1i64..=9, prop::option::of(-2i64..=2), any::<bool>(), kelas(), prop::collection::vec(item, 0..=4))
        .prop_map(|(x, y, z, o, b, kelas, items)| {
            let values = Values::new()
                .with("x", Decimal::new(x, 2))
                .with("y", Decimal::new(y, 1))
                .with("f.z", z)
                .with("b", b)
                .with("kelas", kelas)
                .with("items", items);
            match o {
                Some(o) => values.with("o", o),
                None => values,
            }
        })
}

/// A number expression, mostly one that passes the check.
fn number_text() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        3 => prop::sample::select(vec!["x", "y", "f.z", "table(\"t\", kelas)", "0", "1", "7", "2.5", "0.1"])
            .prop_map(str::to_owned),
        1 => prop::sample::select(vec![
            "(has(o) ? o : 0)", "o", "sum(items, item.n)", "sum(items, table(\"t\", item.kelas))",
            "(kelas == \"c\" ? 0 : table(\"u\", kelas))", "table(\"u\", kelas)",
            "(kelas in [\"a\", \"b\"] ? table(\"u\", kelas) : 9)",
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let pair = (inner.clone(), inner.clone());
        let op = prop::sample::select(vec!["+", "-", "*", "/"]);
        let order = prop::sample::select(vec!["<", "<=", ">", ">=", "==", "!="]);
        let name = prop::sample::select(vec!["x", "y", "f.z", "o"]);
        let bound = prop::sample::select(vec!["0", "1", "50", "-3", "x", "0.5", "99.99"]);
        let step = prop::sample::select(vec!["1", "0.5", "100", "7"]);
        let mode = prop::sample::select(vec!["round_up", "round_down", "round_half_up"]);
        let join = prop::sample::select(vec!["&&", "||"]);
        prop_oneof![
            4 => (pair.clone(), op).prop_map(|((a, b), op)| format!("({a} {op} {b})")),
            2 => (pair.clone(), name.clone(), order.clone(), bound.clone())
                .prop_map(|((a, b), name, order, bound)| format!("({name} {order} {bound} ? {a} : {b})")),
            1 => (pair.clone(), name.clone(), order.clone(), bound.clone(), join)
                .prop_map(|((a, b), n, o, c, j)| format!("(!(has(o) {j} {n} {o} {c}) ? {a} : {b})")),
            // A quotient guarded by its own condition is what authors write.
            2 => (inner.clone(), name, order, bound)
                .prop_map(|(a, n, o, c)| format!("({n} {o} {c} ? {a} / {n} : {a})")),
            1 => (pair.clone(), inner.clone()).prop_map(|((a, b), c)| format!("({a} < {b} ? {c} : {a})")),
            1 => pair.clone().prop_map(|(a, b)| format!("min({a}, {b})")),
            1 => pair.prop_map(|(a, b)| format!("max({a}, {b}, 1)")),
            1 => (mode, inner.clone(), step).prop_map(|(mode, a, step)| format!("{mode}({a}, {step})")),
            1 => inner.clone().prop_map(|a| format!("sum(items, item.n * ({a}))")),
            1 => inner.prop_map(|a| format!("-({a})")),
        ]
    })
}

/// An expression on whole numbers without division, whose results stay small.
fn integer_text() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(vec!["p", "q", "r"]).prop_map(str::to_owned),
        (-20i64..=20).prop_map(|n| format!("({n})")),
    ];
    leaf.prop_recursive(4, 32, 3, |inner| {
        let pair = (inner.clone(), inner.clone());
        let op = prop::sample::select(vec!["+", "-", "*"]);
        let order = prop::sample::select(vec!["<", "<=", ">", ">=", "==", "!="]);
        let join = prop::sample::select(vec!["&&", "||"]);
        prop_oneof![
            3 => (pair.clone(), op).prop_map(|((a, b), op)| format!("({a} {op} {b})")),
            // Without brackets, so that precedence and associativity are compared too.
            2 => (pair.clone(), inner.clone()).prop_map(|((a, b), c)| format!("({a} - {b} * {c} - {a} + {c})")),
            2 => (pair.clone(), pair.clone(), order.clone())
                .prop_map(|((a, b), (c, d), order)| format!("({a} {order} {b} ? {c} : {d})")),
            1 => (pair.clone(), pair.clone(), order, join)
                .prop_map(|((a, b), (c, d), order, join)|
                    format!("({a} {order} {b} {join} !({c} < {d}) {join} {a} in [1, 2, 3] ? {c} : {d})")),
            1 => inner.prop_map(|a| format!("-{a}")),
        ]
    })
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 400,
        failure_persistence: None,
        max_global_rejects: 100_000,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    /// What passed the check computes for all values within limits, inside the interval that was told.
    #[test]
    fn a_checked_formula_keeps_its_promise(text in number_text(), many in prop::collection::vec(values(), 8)) {
        if let Ok(formula) = Formula::check(&text, &env(), &tables(), &wide()) {
            let (lo, hi) = formula.range().unwrap();
            for values in many {
                match formula.evaluate_exact(&values, &tables()) {
                    Ok(result) => {
                        prop_assert!(lo <= result && result <= hi, "{}: {} not in {}..{}", text, result, lo, hi);
                        prop_assert!(formula.evaluate(&values, &tables()).is_ok(), "{}", text);
                    }
                    Err(error) => prop_assert!(false, "{}: {:?} with {:?}", text, error, values),
                }
            }
        }
    }

    /// Values that the fields would not allow are refused, never computed wrongly and never a panic.
    #[test]
    fn any_values_give_an_answer(text in number_text(), number in any::<i64>(), scale in 0u32..28, word in "\\PC{0,8}") {
        if let Ok(formula) = Formula::check(&text, &env(), &tables(), &wide()) {
            for value in [Value::Decimal(Decimal::new(number, scale)), Value::Text(word), Value::Null, Value::Bool(true), Value::List(Vec::new())] {
                let mut values = Values::new();
                for name in ["x", "y", "f.z", "o", "b", "kelas", "items"] {
                    values.set(name, value.clone());
                }
                match formula.evaluate(&values, &tables()) {
                    Ok(_) => {}
                    Err(EvalError::Unsound | EvalError::NotChecked | EvalError::Overflow) => prop_assert!(false, "{}", text),
                    Err(error) => prop_assert!(!error.message_id().is_empty()),
                }
            }
        }
    }

    /// Any text at all is answered with a formula or with problems that point into it.
    #[test]
    fn any_text_is_answered(text in "\\PC{0,60}|[-+*/()a-z.,?:!<>=&|0-9\"' {}\\[\\]]{0,60}") {
        if let Err(problems) = Formula::check(&text, &env(), &tables(), &wide()) {
            prop_assert!(!problems.is_empty());
            for problem in problems {
                prop_assert!(text.get(problem.offset..).is_some(), "{:?} in {:?}", problem, text);
            }
        }
    }

    /// A formula with one character changed is answered too: most mistakes of an author are of this kind.
    #[test]
    fn a_slip_of_the_pen_is_answered(text in number_text(), at in any::<prop::sample::Index>(), slip in "[-+*/()a-z.,?:!<=&|0-9\"]") {
        let mut letters: Vec<char> = text.chars().collect();
        let place = at.index(letters.len());
        letters[place] = slip.chars().next().unwrap();
        let text: String = letters.into_iter().collect();
        if let Ok(formula) = Formula::check(&text, &env(), &tables(), &wide()) {
            let _ = formula.evaluate(&Values::new(), &tables());
        }
    }

    /// The oracle: on whole numbers CEL's own evaluator must agree.
    #[test]
    fn whole_numbers_agree_with_cel(text in integer_text(), p in -9i64..=9, q in -9i64..=9, r in -9i64..=9) {
        let small = || Entry::new(Type::Decimal(NumberLimits::whole(-9, 9)), "n");
        let env = TypeEnv::new().with("p", small()).with("q", small()).with("r", small());
        // Refused only when too long or when the numbers may grow too large.
        let Ok(formula) = Formula::check(&text, &env, &Tables::default(), &wide()) else {
            return Err(TestCaseError::reject("too large"));
        };
        let values = Values::new().with("p", p).with("q", q).with("r", r);
        let ours = formula.evaluate_exact(&values, &Tables::default()).unwrap().whole().unwrap();
        let mut context = Context::default();
        for (name, value) in [("p", p), ("q", q), ("r", r)] {
            context.add_variable_from_value(name, value);
        }
        match Program::compile(&text).unwrap().execute(&context) {
            Ok(cel::Value::Int(theirs)) => prop_assert_eq!(ours, i128::from(theirs), "{}", text),
            Ok(other) => prop_assert!(false, "{}: {:?}", text, other),
            // CEL counts in 64 bits on the way; we do not.
            Err(_) => {}
        }
    }

    /// Fractions obey the rules of arithmetic and the order of numbers.
    #[test]
    fn fractions_are_exact(a in -10_000i128..10_000, b in 1i128..500, c in -10_000i128..10_000, d in 1i128..500, step in 1i128..40) {
        let (x, y) = (Exact::ratio(a, b).unwrap(), Exact::ratio(c, d).unwrap());
        prop_assert_eq!(x.plus(y).unwrap().minus(y).unwrap(), x);
        prop_assert_eq!(x.cmp(&y), (a * d).cmp(&(c * b)));
        if c != 0 {
            prop_assert_eq!(x.over(y).unwrap().times(y).unwrap(), x);
        } else {
            prop_assert_eq!(x.over(y), None);
        }
        let step = Exact::ratio(step, 4).unwrap();
        let up = x.rounded(RoundingMode::Up, step).unwrap();
        let down = x.rounded(RoundingMode::Down, step).unwrap();
        let half = x.rounded(RoundingMode::HalfUp, step).unwrap();
        prop_assert!(down <= x && x <= up && (half == up || half == down));
        prop_assert!(up.minus(down).unwrap() == Exact::ZERO || up.minus(down).unwrap() == step);
        let (below, above) = (x.minus(down).unwrap(), up.minus(x).unwrap());
        let nearest = if half == up { above <= below } else { below < above };
        prop_assert!(nearest);
    }

    /// Fractions at the edge of 128 bits answer or say that they cannot.
    #[test]
    fn large_fractions_do_not_panic(a in any::<i128>(), b in any::<i128>(), c in any::<i128>(), d in any::<i128>()) {
        if let (Some(x), Some(y)) = (Exact::ratio(a, b), Exact::ratio(c, d)) {
            let _ = (x.plus(y), x.minus(y), x.times(y), x.over(y), x.negated(), x.absolute(), x.to_decimal());
            let _ = x.rounded(RoundingMode::HalfUp, y);
            prop_assert_eq!(x.cmp(&y), y.cmp(&x).reverse());
            prop_assert_eq!(x == y, x.cmp(&y).is_eq());
        }
    }
}

/// The generator must not be refused so often that the properties above test nothing.
#[test]
fn enough_random_formulas_pass_the_check() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut passed = 0;
    for _ in 0..300 {
        let text = number_text().new_tree(&mut runner).unwrap().current();
        passed += usize::from(Formula::check(&text, &env(), &tables(), &wide()).is_ok());
    }
    assert!(passed >= 60, "only {passed} of 300 passed");
}
