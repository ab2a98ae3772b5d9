//! The satisfaction index against values worked out by hand, and its official bands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use domain::survey::{ELEMENTS, Grade, index};
use proves::proves;
use rust_decimal::Decimal;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
#[proves("MJK18-17.1")]
fn the_index_is_the_one_worked_out_by_hand() {
    // Sums of the elements: 11, 10, 9, 12, 9, 11, 12, 8, 10; together 92 of 108.
    let answers = [[4, 3, 3, 4, 3, 4, 4, 2, 3], [4, 4, 3, 4, 3, 4, 4, 3, 4], [3, 3, 3, 4, 3, 3, 4, 3, 3]];
    let ikm = index(&answers).unwrap();
    assert_eq!(ikm.respondents, 3);
    let elements: Vec<String> = ikm.elements.iter().map(|e| format!("{:.2}", e)).collect();
    assert_eq!(elements, ["3.67", "3.33", "3.00", "4.00", "3.00", "3.67", "4.00", "2.67", "3.33"]);
    assert_eq!(ikm.raw, decimal("3.4074"));
    assert_eq!(ikm.converted, decimal("85.19"));
    assert_eq!((ikm.grade, ikm.grade.label()), (Grade::B, "Baik"));
}

/// One answer sheet after another until the nine elements together have `points` of `4 * 9 * sheets`.
fn with_points(sheets: usize, points: usize) -> Vec<[u8; 9]> {
    let mut answers = vec![[1_u8; 9]; sheets];
    let mut left = points - sheets * 9;
    for answer in answers.iter_mut().flatten() {
        let more = left.min(3);
        *answer += u8::try_from(more).unwrap();
        left -= more;
    }
    answers
}

#[test]
#[proves("MJK18-17.1")]
fn the_official_bands_begin_where_the_ministry_says() {
    // 1000 sheets: one point is 25 / 9000 of the index. Worked out: points × 25 / 9000, rounded to two decimals.
    for (points, converted, grade) in [
        (36_000, "100", Grade::A),
        (31_792, "88.31", Grade::A),
        (31_788, "88.3", Grade::B),
        (27_580, "76.61", Grade::B),
        (27_576, "76.6", Grade::C),
        (23_400, "65", Grade::C),
        (23_396, "64.99", Grade::D),
        (9_000, "25", Grade::D),
    ] {
        let ikm = index(&with_points(1_000, points)).unwrap();
        assert_eq!((ikm.converted.normalize(), ikm.grade), (decimal(converted), grade), "{points}");
    }
}

#[test]
fn half_a_hundredth_goes_up() {
    // 40 sheets: 1013 × 25 / 360 = 70.347222; 1017 × 25 / 360 = 70.625 exactly.
    assert_eq!(index(&with_points(40, 1_017)).unwrap().converted, decimal("70.63"));
}

#[test]
fn nobody_asked_means_no_index() {
    assert_eq!(index(&[]), None);
    assert_eq!(ELEMENTS.len(), 9);
}
