//! Problems stand at the right line and column, and none hides another.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod edited_profile;

use edited_profile::Edit::{Add, Swap, Write};
use edited_profile::{EditedProfile, shown};
use profile::{Problem, ProblemKind, check};
use std::collections::BTreeSet;

const IMB: &str = "services/imb.toml";
const FORMULA: &str = "formula = 'rec.luas * table(\"koefisien\", rec.fungsi) * rupiah(12500)'";

/// The one problem of a formula that stands in the file as `written`.
fn formula(written: &'static str) -> (Problem, EditedProfile) {
    let profile = EditedProfile::with("mojokerto", &[Swap(IMB, FORMULA, written)]);
    let problems = profile.check().problems;
    assert_eq!(problems.len(), 1, "{}", shown(&problems));
    (problems[0].clone(), profile)
}

/// Checks that line and column point at `marker` in the file.
#[track_caller]
fn points_at(problem: &Problem, profile: &EditedProfile, marker: &str) {
    let text = profile.text(&problem.file);
    let line = text.lines().nth(problem.line as usize - 1).unwrap();
    let from: String = line.chars().skip(problem.column as usize - 1).collect();
    assert!(from.starts_with(marker), "{problem} points at `{from}`, not at `{marker}`");
}

#[test]
fn a_column_inside_a_literal_string() {
    let (problem, profile) = formula("formula = 'rec.luas * table(\"koefisien\", rec.fungsi) * tarif'");
    assert_eq!(problem.kind, ProblemKind::FormulaUnknownName);
    points_at(&problem, &profile, "tarif'");
}

#[test]
fn a_column_behind_escapes() {
    let (problem, profile) = formula(r#"formula = "rec.luas * table(\"koefisien\", rec.fungsi) * tarif""#);
    points_at(&problem, &profile, "tarif\"");
}

#[test]
fn a_line_inside_a_text_of_several_lines() {
    let (problem, profile) =
        formula("formula = '''\nrec.luas\n  * table(\"koefisien\", rec.fungsi)\n  * tarif'''");
    points_at(&problem, &profile, "tarif'''");
    assert_eq!(problem.line, profile.line_of(IMB, "  * tarif"));
}

#[test]
fn a_column_behind_a_swallowed_line_end_and_unicode() {
    let (problem, profile) =
        formula("formula = \"\"\"\\\n   rec.luas * table(\"k\\u006fefisien\", rec.fungsi) * tarif\"\"\"");
    points_at(&problem, &profile, "tarif\"\"\"");
}

#[test]
fn a_column_counts_characters() {
    let profile = EditedProfile::with(
        "mojokerto",
        &[Swap("messages/sms.toml", "terima kasih, survei", "terima kasih £ survei – lagi")],
    );
    let problems = profile.check().problems;
    assert_eq!(problems.len(), 1, "{}", shown(&problems));
    points_at(&problems[0], &profile, "– lagi");
}

#[test]
fn the_display_is_file_line_column_what_and_mend() {
    let (problem, _) = formula("formula = 'rec.luas * rupiah(1) * tarif'");
    let line = problem.line;
    assert_eq!(
        problem.to_string(),
        format!("{IMB}:{line}:35: there is no `tarif`; add the field to the service or correct the name")
    );
}

#[test]
fn every_syntax_error_of_a_file_is_told() {
    let profile = EditedProfile::with(
        "mojokerto",
        &[
            Swap("profile.toml", "sample = true", "sample = ja"),
            Swap("profile.toml", "attempts = 3", "attempts = drei"),
        ],
    );
    let problems = profile.check().problems;
    let lines: BTreeSet<u32> = problems.iter().map(|p| p.line).collect();
    let wanted =
        [profile.line_of("profile.toml", "sample = ja"), profile.line_of("profile.toml", "attempts = drei")];
    assert_eq!(lines, wanted.into(), "{}", shown(&problems));
}

#[test]
fn mistakes_of_all_files_are_told_at_once() {
    let profile = EditedProfile::with(
        "mojokerto",
        &[
            Swap("profile.toml", "attempts = 3", "attempts = 0"),
            Swap("numbering.toml", "SKRD/{counter:6}", "SKRD/{zähler}"),
            Swap(IMB, "expect = 2109375", "expect = 1"),
            Swap(IMB, "budget = \"4 hari kerja\"", "budget = \"5 hari kerja\""),
            Swap("services/sip-dokter.toml", "id = \"dinkes\"", "id = \"dinsos\""),
            Swap("calendar/2026.toml", "date = \"2026-12-25\"", "date = \"2026-13-25\""),
            Swap(
                "messages/sms.toml",
                "Kode bayar {{ payment_code }}. {{ amount }}.",
                "Kode bayar {{ payment_code }}.",
            ),
            Write("content/privasi.md", ""),
        ],
    );
    let kinds: Vec<&str> = profile.check().problems.iter().map(|p| p.kind.code()).collect();
    assert_eq!(
        kinds,
        [
            "wrong_value",
            "content_missing",
            "message_data_missing",
            "bad_number_pattern",
            "wrong_value",
            "budget_sum",
            "example_wrong",
            "unknown_agency",
        ]
    );
}

#[test]
fn an_unreadable_file_hides_no_mistake_of_another_and_is_not_missed() {
    for broken in ["profile.toml", "numbering.toml", "messages/sms.toml", "calendar/2026.toml", "law.toml"] {
        let profile = EditedProfile::with(
            "mojokerto",
            &[Add(broken, "\n[broken\n"), Swap(IMB, "expect = 2109375", "expect = 1")],
        );
        let report = profile.check();
        let found: BTreeSet<(&str, &str)> =
            report.problems.iter().map(|p| (p.file.as_str(), p.kind.code())).collect();
        assert_eq!(
            found,
            [(broken, "toml_syntax"), (IMB, "example_wrong")].into(),
            "{}",
            shown(&report.problems)
        );
    }
}

#[test]
fn no_folder_is_a_problem_too() {
    let report = check("/nowhere/at/all");
    assert!(report.profile.is_none());
    assert_eq!(report.problems[0].kind, ProblemKind::FileMissing);
}

#[test]
fn codes_are_stable_words_and_differ() {
    let codes: BTreeSet<&str> = ProblemKind::ALL.iter().map(|k| k.code()).collect();
    assert_eq!(codes.len(), ProblemKind::ALL.len());
    assert!(codes.iter().all(|c| c.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')));
}
