//! The same paper has one name in all services (MJK18-3.e).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod edited_profile;

use edited_profile::{Edit, EditedProfile};
use profile::{ProblemKind, Severity};
use proves::proves;

#[proves("MJK18-3.e")]
#[test]
fn a_paper_with_two_names_is_reported_with_file_and_line_and_stops_nothing() {
    let edit =
        Edit::Swap("services/skp-perorangan.toml", "label = \"KTP\"", "label = \"Kartu Tanda Penduduk\"");
    let report = EditedProfile::with("mojokerto", &[edit]).check();
    let [problem] = report.problems.as_slice() else { panic!("{:?}", report.problems) };
    assert_eq!((problem.kind, problem.severity()), (ProblemKind::DocumentTwoNames, Severity::Warning));
    let what = problem.to_string();
    assert!(what.contains("\"Kartu Tanda Penduduk\"") && what.contains("\"KTP\""), "{what}");
    // The warning goes on into the running profile, where the system manager reads it.
    let warned = report.profile.expect("a warning stops nothing").warnings;
    assert_eq!(warned.len(), 1);
    assert_eq!(warned[0].file, "services/skp-perorangan.toml");
    assert!(warned[0].line > 1, "{:?}", warned[0]);
    assert_eq!(EditedProfile::of("mojokerto").check().problems, []);
}
