//! The rewriting of placeholders for PostgreSQL.

use store::to_numbered_dollars;

#[test]
fn placeholders_are_rewritten_outside_texts_names_and_comments() {
    let table = [
        ("SELECT 1", "SELECT 1"),
        ("?1", "$1"),
        ("VALUES (?1, ?2, ?10)", "VALUES ($1, $2, $10)"),
        ("a = ?2 AND b = ?2", "a = $2 AND b = $2"),
        ("'?1' || ?1", "'?1' || $1"),
        ("'it''s ?1' || ?2", "'it''s ?1' || $2"),
        ("\"col?1\" = ?1", "\"col?1\" = $1"),
        ("\"a\"\"?1\" = ?3", "\"a\"\"?1\" = $3"),
        ("a = ?1 -- not ?2\nAND b = ?3", "a = $1 -- not ?2\nAND b = $3"),
        ("a /* ?1 */ = ?2", "a /* ?1 */ = $2"),
        ("a /* 'x */ = ?2", "a /* 'x */ = $2"),
        ("-- don't\n?1", "-- don't\n$1"),
        ("a ? b", "a ? b"),
        ("a - ?1 / ?2", "a - $1 / $2"),
        ("'é' = ?1 AND 'ü?2'", "'é' = $1 AND 'ü?2'"),
        ("'unterminated ?1", "'unterminated ?1"),
        ("-- ends ?1", "-- ends ?1"),
        ("/* ends ?1", "/* ends ?1"),
        ("", ""),
    ];
    for (given, wanted) in table {
        assert_eq!(to_numbered_dollars(given), wanted, "{given}");
    }
}

proptest::proptest! {
    #[test]
    fn nothing_but_question_marks_changes(text in "[?0-9a-z'\"/*\\- \né]{0,60}") {
        let rewritten = to_numbered_dollars(&text);
        proptest::prop_assert_eq!(rewritten.len(), text.len());
        for (before, after) in text.chars().zip(rewritten.chars()) {
            proptest::prop_assert!(before == after || (before == '?' && after == '$'));
        }
    }
}
