//! How coverage is told: lines, counts, JSON, and the page in the documents.

use std::fmt::Write as _;

use anyhow::Result;
use serde_json::json;

use super::join::{Joined, Line, State};
use super::rows::REGULATIONS;

fn word(state: State) -> &'static str {
    match state {
        State::Proven => "proven",
        State::Marked => "marked",
        State::Open => "open",
        State::Failed => "FAILED",
        State::Unrun => "NOT RUN",
        State::Missing => "MISSING",
    }
}

fn labels(line: &Line) -> Vec<String> {
    line.proofs.iter().map(super::proofs::Proof::label).collect()
}

/// One line for each row.
pub fn rows(joined: &Joined) -> String {
    let mut text = String::new();
    for line in &joined.lines {
        let detail = line.why.clone().unwrap_or_else(|| labels(line).join(", "));
        let _ = writeln!(text, "{:<20} {:<8} {detail}", line.row.id, word(line.state));
    }
    text
}

fn count(joined: &Joined, regulation: &str, states: &[State]) -> usize {
    let own = joined.lines.iter().filter(|line| line.row.regulation() == regulation || regulation.is_empty());
    own.filter(|line| states.contains(&line.state)).count()
}

/// The counts of each regulation.
pub fn summary(joined: &Joined, ran: bool) -> String {
    let good = if ran { State::Proven } else { State::Marked };
    let bad = [State::Failed, State::Unrun, State::Missing];
    let mut text =
        format!("{:<30} {:>6} {:>6} {:>6} {:>6}\n", "regulation", "rows", word(good), "open", "wrong");
    let totals = ("", "all", joined.lines.len());
    for (prefix, name, rows) in REGULATIONS.into_iter().chain([totals]) {
        let (proven, open) = (count(joined, prefix, &[good]), count(joined, prefix, &[State::Open]));
        let title = format!("{prefix} {name}");
        let wrong = count(joined, prefix, &bad);
        let _ = writeln!(text, "{:<30} {rows:>6} {proven:>6} {open:>6} {wrong:>6}", title.trim());
    }
    if !ran {
        text.push_str("Counted from the source alone: no result of a run was joined, so nothing here is called proven.\n");
    }
    text
}

/// One JSON array, one object a row: `id`, `state`, `proofs`, `why`.
pub fn json(joined: &Joined) -> Result<String> {
    let rows: Vec<_> = joined
        .lines
        .iter()
        .map(|line| {
            let proofs: Vec<_> = line
                .proofs
                .iter()
                .map(|proof| json!({ "test": proof.label(), "file": proof.file, "line": proof.line }))
                .collect();
            json!({ "id": line.row.id, "state": line.state, "proofs": proofs, "why": line.why })
        })
        .collect();
    Ok(serde_json::to_string_pretty(&rows)?)
}

/// `docs/law/coverage.md`.
pub fn markdown(joined: &Joined) -> String {
    let mut text = String::from(
        "# Coverage of the law\n\n\
         Written by `cargo xtask coverage --write` after a run of `./test`; do not edit by hand. A row is proven when a test\n\
         marked with it ran and passed. Open rows and the reasons stand in `open.toml`.\n\n\
         | Regulation | Rows | Proven | Open |\n|---|---|---|---|\n",
    );
    for (prefix, name, rows) in REGULATIONS.into_iter().chain([("", "All", joined.lines.len())]) {
        let (proven, open) = (count(joined, prefix, &[State::Proven]), count(joined, prefix, &[State::Open]));
        let _ = writeln!(text, "| {} | {rows} | {proven} | {open} |", format!("{prefix} {name}").trim());
    }
    for (prefix, name, _) in REGULATIONS {
        let _ = write!(
            text,
            "\n## {prefix} {name}\n\n| Row | Article | State | Proofs, or why it is open |\n|---|---|---|---|\n"
        );
        for line in joined.lines.iter().filter(|line| line.row.regulation() == prefix) {
            let proofs: Vec<String> = line
                .proofs
                .iter()
                .map(|proof| format!("`{}` in `{}`", proof.function(), proof.file))
                .collect();
            let detail = line.why.clone().unwrap_or_else(|| proofs.join("<br>"));
            let _ =
                writeln!(text, "| {} | {} | {} | {detail} |", line.row.id, line.row.text, word(line.state));
        }
    }
    text
}
