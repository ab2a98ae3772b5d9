//! Leaves: one event has one form, and nothing else passes for it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ledger::canonical::check;
use ledger::{CanonicalLeaf, LeafError, commit_value, leaf_hash};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn a_leaf_is_written_as_rfc_8785_says() {
    let value = json!({
        "\u{20ac}": "euro", "\r": "return", "\u{fb33}": "dalet", "1": "one", "\u{1f600}": "grin", "\u{80}": "control",
        "\u{f6}": "o umlaut", "list": [56, {"d": true, "10": null, "1": []}], "text": "\u{f}\n\u{7f}'\"\\/\u{2028}"
    });
    let leaf = CanonicalLeaf::new(value).unwrap();
    let expected = "{\"\\r\":\"return\",\"1\":\"one\",\"list\":[56,{\"1\":[],\"10\":null,\"d\":true}],\
        \"text\":\"\\u000f\\n\u{7f}'\\\"\\\\/\u{2028}\",\"\u{80}\":\"control\",\"\u{f6}\":\"o umlaut\",\
        \"\u{20ac}\":\"euro\",\"\u{1f600}\":\"grin\",\"\u{fb33}\":\"dalet\"}";
    assert_eq!(std::str::from_utf8(leaf.as_bytes()).unwrap(), expected);
    assert_eq!(leaf.leaf_hash(), leaf_hash(expected.as_bytes()));
}

#[test]
fn what_has_no_one_form_is_no_leaf() {
    for value in [
        json!([1]),
        json!("text"),
        json!({"fee": 1.5}),
        json!({"n": 9_007_199_254_740_992_u64}),
        json!({"n": -9_007_199_254_740_992_i64}),
        json!({"n": 1e30}),
        json!({"seq": "1"}),
        json!({"seq": -1}),
    ] {
        assert!(matches!(CanonicalLeaf::new(value.clone()), Err(LeafError::NotCanonical(_))), "{value}");
    }
    assert!(
        CanonicalLeaf::new(json!({"n": 9_007_199_254_740_991_u64, "m": -9_007_199_254_740_991_i64})).is_ok()
    );
    let long = json!({"text": "x".repeat(65_536 - 11)});
    assert!(matches!(CanonicalLeaf::new(long), Err(LeafError::TooLong { bytes: 65_536 })));
    assert!(CanonicalLeaf::new(json!({"text": "x".repeat(65_535 - 11)})).is_ok());
}

#[test]
fn other_spellings_are_refused() {
    for line in [
        "",
        "{",
        "{}x",
        "{} ",
        "{\"a\": 1}",
        "{\"b\":1,\"a\":1}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":1}",
        "{\"a\":01}",
        "{\"a\":-0}",
        "{\"a\":-}",
        "{\"a\":1.0}",
        "{\"a\":1e3}",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":\"\\u000A\"}",
        "{\"a\":\"\\u000a\"}",
        "{\"a\":\"\\u001F\"}",
        "{\"a\":\"\\/\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"x}",
        "{\"a\":tru}",
        "{\"a\":NaN}",
        "{\"a\":[1,]}",
        "{\"a\":1,}",
        "{\"a\"}",
        "{\"\u{fb33}\":1,\"\u{1f600}\":1}",
        "\u{feff}{}",
    ] {
        assert!(check(line.as_bytes()).is_err(), "{line}");
    }
    assert!(check(b"{\"a\":\"\xff\"}").is_err());
    let nested = |depth: usize| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(check(nested(63).as_bytes()), Ok(None));
    assert!(check(nested(64).as_bytes()).is_err());
    assert_eq!(check("{\"a\":{\"seq\":7},\"seq\":3}".as_bytes()), Ok(Some(3)));
}

#[test]
fn a_leaf_carries_its_own_sequence_number() {
    let leaf = CanonicalLeaf::with_sequence(json!({"act": "received", "when": 1}), 41).unwrap();
    assert_eq!(leaf.as_bytes(), b"{\"act\":\"received\",\"seq\":41,\"when\":1}");
    assert_eq!(leaf.sequence(), Some(41));
    assert_eq!(CanonicalLeaf::from_canonical(leaf.as_bytes().to_vec()).unwrap(), leaf);
    assert_eq!(
        CanonicalLeaf::with_sequence(json!({"act": "received", "when": 1, "seq": 41}), 41).unwrap(),
        leaf
    );
    assert!(matches!(
        CanonicalLeaf::with_sequence(json!({"seq": 40}), 41),
        Err(LeafError::OtherSequence { .. })
    ));
    assert_eq!(CanonicalLeaf::new(json!({})).unwrap().sequence(), None);
}

#[test]
fn a_commitment_is_hmac_sha_256_under_the_salt() {
    let salt: [u8; 16] = std::array::from_fn(|i| i as u8);
    let commitment = commit_value(&salt, "Siti Contoh, 3375000000000001");
    // Computed with the hmac module of Python's standard library.
    assert_eq!(commitment.to_string(), "a79399fd9cfb183a57968b4609961af9bac181bb7afe1953b39dd5878ee4bd83");
    assert_ne!(commit_value(&[1; 16], "Siti Contoh, 3375000000000001"), commitment);
    assert_ne!(commit_value(&salt, "Siti Contoh, 3375000000000002"), commitment);
}

fn any_value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[a-z\\\\\"/\u{0}-\u{20}\u{7f}-\u{a0}\u{2028}\u{e000}-\u{f8ff}\u{1f600}-\u{1f64f}]{0,6}",
        "[a-c]{0,2}"
    ];
    let plain = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::from),
        (-20i64..20).prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    plain.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(text.clone(), inner, 0..5)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn writing_and_reading_agree(value in any_value()) {
        let value = json!({"event": value});
        let leaf = CanonicalLeaf::new(value.clone()).unwrap();
        prop_assert_eq!(serde_json::from_slice::<Value>(leaf.as_bytes()).unwrap(), value);
        prop_assert_eq!(check(leaf.as_bytes()), Ok(None));
    }

    /// Whatever passes the check is exactly what the canonical writer makes of it.
    #[test]
    fn a_damaged_leaf_is_refused_or_still_canonical(
        value in any_value(), at in any::<prop::sample::Index>(), byte in prop::sample::select(b"{}[]\":,\\u0019ae. -\n".to_vec()),
        insert in any::<bool>(),
    ) {
        let mut bytes = CanonicalLeaf::new(json!({"event": value, "x": 0})).unwrap().into_bytes();
        let at = at.index(bytes.len());
        if insert { bytes.insert(at, byte) } else { bytes[at] = byte }
        if check(&bytes).is_ok() {
            let read: Value = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(serde_json_canonicalizer::to_vec(&read).unwrap(), bytes);
        }
    }
}
