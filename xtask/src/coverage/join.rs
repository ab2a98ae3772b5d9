//! Rows, list of open rows, marked tests and results of the run, put together.

use serde::Serialize;

use super::junit::{Case, Verdict, verdict};
use super::open::{Open, covers};
use super::proofs::Proof;
use super::rows::Row;

/// Where a row stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// A test that proves it ran and passed, and none failed.
    Proven,
    /// It has marked tests; no result of a run was joined.
    Marked,
    /// Nothing proves it, and `open.toml` says why.
    Open,
    /// A test that should prove it failed.
    Failed,
    /// It has marked tests and none of them ran.
    Unrun,
    /// Nothing proves it, and `open.toml` does not know it.
    Missing,
}

/// One row with what was found.
pub struct Line {
    /// The row.
    pub row: Row,
    /// Where it stands.
    pub state: State,
    /// The tests that prove it.
    pub proofs: Vec<Proof>,
    /// The reason in `open.toml`.
    pub why: Option<String>,
}

/// The whole picture.
pub struct Joined {
    /// One line for each row, in the order of the document.
    pub lines: Vec<Line>,
    /// What makes the command fail.
    pub errors: Vec<String>,
    /// What is worth a look.
    pub hints: Vec<String>,
}

/// Joins. Without `cases` a marked row stays [`State::Marked`].
pub fn join(rows: &[Row], open: &Open, proofs: &[Proof], cases: Option<&[Case]>) -> Joined {
    let mut joined = Joined { lines: Vec::new(), errors: Vec::new(), hints: Vec::new() };
    for proof in proofs {
        for id in &proof.rows {
            if !rows.iter().any(|row| row.id == *id) {
                joined.errors.push(format!(
                    "{}:{}: {id} is no row of requirements.md: mend the ID",
                    proof.file, proof.line
                ));
            }
        }
    }
    for row in rows {
        let own: Vec<Proof> = proofs.iter().filter(|proof| proof.rows.contains(&row.id)).cloned().collect();
        let state = state(&own, cases, open.reason(&row.id).is_some());
        judge(&mut joined, row, state, &own, open, cases);
        let why = open.reason(&row.id).filter(|_| state == State::Open).map(str::to_owned);
        joined.lines.push(Line { row: row.clone(), state, proofs: own, why });
    }
    for pattern in open.patterns() {
        if !joined.lines.iter().any(|line| line.state == State::Open && covers(pattern, &line.row.id)) {
            joined.hints.push(format!("open.toml: {pattern} covers no open row any more: take it out"));
        }
    }
    joined
}

fn state(proofs: &[Proof], cases: Option<&[Case]>, open: bool) -> State {
    if proofs.is_empty() {
        return if open { State::Open } else { State::Missing };
    }
    let Some(cases) = cases else { return State::Marked };
    let verdicts: Vec<Verdict> = proofs.iter().map(|proof| verdict(proof, cases)).collect();
    if verdicts.contains(&Verdict::Failed) {
        State::Failed
    } else if verdicts.contains(&Verdict::Passed) {
        State::Proven
    } else {
        State::Unrun
    }
}

fn judge(
    joined: &mut Joined,
    row: &Row,
    state: State,
    proofs: &[Proof],
    open: &Open,
    cases: Option<&[Case]>,
) {
    let id = &row.id;
    let places = |verdict_wanted: Verdict| {
        let fits = |proof: &&Proof| cases.is_some_and(|cases| verdict(proof, cases) == verdict_wanted);
        let list: Vec<String> = proofs
            .iter()
            .filter(fits)
            .map(|proof| format!("{}:{} {}", proof.file, proof.line, proof.function()))
            .collect();
        list.join(", ")
    };
    match state {
        State::Missing => joined
            .errors
            .push(format!("{id} is neither proven nor open: write its test, or put it into docs/law/open.toml with one line why")),
        State::Failed => joined.errors.push(format!("{id}: its proof failed: {}", places(Verdict::Failed))),
        State::Unrun => joined.errors.push(format!(
            "{id}: its proof did not run: {}: run it, or take the mark off and list the row as open",
            places(Verdict::Unrun)
        )),
        State::Proven => {
            let unrun = places(Verdict::Unrun);
            if !unrun.is_empty() {
                joined.hints.push(format!("{id}: a further proof did not run: {unrun}"));
            }
        }
        State::Marked | State::Open => {}
    }
    if matches!(state, State::Proven | State::Marked) && open.names(id) {
        joined
            .errors
            .push(format!("{id} has a proof and is still listed as open: remove it from docs/law/open.toml"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::junit::Outcome;
    use super::*;

    fn rows() -> Vec<Row> {
        let ids = ["MJK18-14.2", "MJK18-14.3", "BTG50-1.26"];
        ids.iter().map(|id| Row { id: (*id).to_owned(), text: String::new(), limit: false }).collect()
    }

    fn proof(id: &str, function: &str) -> Proof {
        Proof {
            rows: vec![id.to_owned()],
            file: "crates/domain/src/lib.rs".to_owned(),
            line: 7,
            package: Some("domain".to_owned()),
            binary: Some("domain".to_owned()),
            name: function.to_owned(),
        }
    }

    fn case(name: &str, outcome: Outcome) -> Case {
        Case { binary: "domain".to_owned(), name: name.to_owned(), outcome }
    }

    fn open(text: &str) -> Open {
        Open::parse(text, &rows()).unwrap()
    }

    const ALL: &str = "[[open]]\nrows=[\"MJK18-*\",\"BTG50-*\"]\nwhy=\"later\"";

    fn states(joined: &Joined) -> Vec<State> {
        joined.lines.iter().map(|line| line.state).collect()
    }

    #[test]
    fn a_pattern_covers_only_rows_without_a_proof() {
        let cases = [case("ten_days", Outcome::Passed)];
        let joined = join(&rows(), &open(ALL), &[proof("MJK18-14.3", "ten_days")], Some(&cases));
        assert_eq!(states(&joined), [State::Open, State::Proven, State::Open]);
        assert!(joined.errors.is_empty(), "{:?}", joined.errors);
    }

    #[test]
    fn a_failed_proof_and_one_that_did_not_run_are_errors_in_spite_of_the_pattern() {
        let proofs = [proof("MJK18-14.3", "ten_days"), proof("MJK18-14.2", "four_data")];
        let joined = join(&rows(), &open(ALL), &proofs, Some(&[case("ten_days", Outcome::Failed)]));
        assert_eq!(states(&joined), [State::Unrun, State::Failed, State::Open]);
        assert_eq!(joined.errors.len(), 2);
    }

    #[test]
    fn a_row_neither_proven_nor_open_an_unknown_id_and_a_proven_open_row_are_errors() {
        let list = open("[[open]]\nrows=[\"MJK18-14.3\",\"BTG50-*\"]\nwhy=\"later\"");
        let proofs = [proof("MJK18-14.3", "ten_days"), proof("MJK18-99", "none")];
        let joined = join(&rows(), &list, &proofs, Some(&[case("ten_days", Outcome::Passed)]));
        let all = joined.errors.join("\n");
        assert!(all.contains("MJK18-99 is no row"), "{all}");
        assert!(all.contains("MJK18-14.2 is neither"), "{all}");
        assert!(all.contains("MJK18-14.3 has a proof and is still listed"), "{all}");
        assert_eq!(joined.errors.len(), 3);
    }

    #[test]
    fn without_a_run_nothing_is_called_proven() {
        let joined = join(&rows(), &open(ALL), &[proof("MJK18-14.3", "ten_days")], None);
        assert_eq!(states(&joined), [State::Open, State::Marked, State::Open]);
    }
}
