//! Stages and the agencies asked in them.

use super::{BUDGET, Spots, basis, condition, fields};
use crate::problem::ProblemKind;
use crate::reader::{Table, Text};
use domain::calendar::Budget;
use domain::capability::RoleId;
use domain::definition::{AgencyDef, AgencyId, StageDef, StageId, StageKind, VisitPolicy};

pub(crate) fn stages(
    root: &Table<'_>,
    spots: &mut Spots,
    whole: &mut bool,
    fields_whole: &mut bool,
) -> Vec<StageDef> {
    let mut stages = Vec::new();
    if !root.has("stage") {
        root.missing("stage");
        *whole = false;
    }
    for table in root.tables("stage") {
        let at = format!("stages[{}]", stages.len());
        spots.put(at.clone(), table.spot.clone());
        let id = table.text("id");
        let kind = kind(&table, id.as_ref());
        let label = table.value_or("label", "");
        let role = table.text("role");
        let when = condition(&table, "when", &format!("{at}.when"), spots);
        let budget: Option<Budget> = match table.maybe_text("budget") {
            Some(text) => {
                spots.put(format!("{at}.budget"), text.spot.clone());
                let budget = table.parse_text("budget", &text, BUDGET);
                *whole &= budget.is_some();
                budget
            }
            None => None,
        };
        let name = id.as_ref().map_or("this stage", |id| id.value.as_str());
        let needed = table.has("budget").then(|| format!("the time of `{name}`"));
        let basis = basis(&table, "basis", needed.as_deref());
        let agencies = agencies(&table, &at, spots, fields_whole);
        match (id, kind, role) {
            (Some(id), Some(kind), Some(role)) => {
                spots.put(format!("{at}.id"), id.spot);
                spots.put(format!("{at}.role"), role.spot);
                stages.push(StageDef {
                    id: StageId(id.value),
                    kind,
                    label: if label.is_empty() { kind.label().to_owned() } else { label },
                    role: RoleId(role.value),
                    when,
                    budget,
                    basis,
                    agencies,
                });
            }
            _ => *whole = false,
        }
        table.close();
    }
    stages
}

/// The kind; a stage whose id is the word of a kind need not say it.
fn kind(table: &Table<'_>, id: Option<&Text>) -> Option<StageKind> {
    if table.has("kind") {
        return table.choice("kind");
    }
    let id = id?;
    let kind = crate::reader::word(&id.value).ok();
    if kind.is_none() {
        let words: Vec<String> = StageKind::ALL.iter().map(|k| word_of(*k)).collect();
        let what = format!("`{}` is no kind of stage and no `kind` is given", id.value);
        table.report(
            ProblemKind::MissingKey,
            &id.spot,
            what,
            format!("add `kind`, one of: {}", words.join(", ")),
        );
    }
    kind
}

/// A kind as the profile writes it.
pub(crate) fn word_of(kind: StageKind) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn agencies(stage: &Table<'_>, at: &str, spots: &mut Spots, fields_whole: &mut bool) -> Vec<AgencyDef> {
    let mut agencies: Vec<AgencyDef> = Vec::new();
    for table in stage.tables("agency") {
        let at = format!("{at}.agencies[{}]", agencies.len());
        let agency = table.text("id");
        let when = condition(&table, "when", &format!("{at}.when"), spots);
        let visit = match table.maybe_text("visit") {
            Some(text) => table.choice_text("visit", &text).unwrap_or_default(),
            None => VisitPolicy::None,
        };
        let fields = fields::fields(&table, "field", &format!("{at}.fields"), true, spots, fields_whole);
        match agency {
            Some(agency) => {
                if agencies.iter().any(|a| a.agency.0 == agency.value) {
                    let what = format!("the agency `{}` is asked twice in one stage", agency.value);
                    table.report(ProblemKind::DuplicateId, &agency.spot, what, "remove one");
                }
                spots.put(format!("{at}.agency"), agency.spot);
                agencies.push(AgencyDef { agency: AgencyId(agency.value), when, fields, visit });
            }
            None => *fields_whole = false,
        }
        table.close();
    }
    agencies
}
