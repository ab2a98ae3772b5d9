//! The demo's agencies have a round planned for the next working day, so that there is a list to look at.

use anyhow::Result;
use app::Region;
use app::act::plan_visits;
use app::play::Cast;
use app::query::visits::visits;
use domain::capability::Capability;
use domain::process::PlannedVisit;

/// Files of a round; the others stay without a day.
const FILES: usize = 2;

/// Plans them.
///
/// # Errors
/// Refusals; database.
pub fn plan(region: &Region, cast: &Cast) -> Result<()> {
    let calendar = region.office().calendar.clone();
    let day = calendar.next_working_day(calendar.local_date(region.now()))?;
    for people in cast.by_agency.values() {
        let Some(first) = people.first() else { continue };
        let officer = region.actor(*first)?;
        if !officer.may(Capability::RecommendTechnically) {
            continue;
        }
        let files: Vec<_> =
            visits(region, &officer)?.unplanned.iter().take(FILES).map(|line| line.id).collect();
        if files.is_empty() {
            continue;
        }
        let plan = PlannedVisit {
            day,
            assignment: "094/112-CONTOH/2026".to_owned(),
            team: vec![officer.name.clone(), "Endang Contoh Pertiwi".to_owned()],
        };
        plan_visits(region, &officer, &files, &plan, None)?;
    }
    Ok(())
}
