//! Calendar years, legal basis of settings, letters and pages that every region needs.

use crate::load::Parts;
use crate::problem::{ProblemKind, Problems};
use crate::reader::Table;
use crate::settings::{ACTS, SETTINGS};
use crate::source::Spot;
use domain::definition::{SigningMode, StageKind, VisitPolicy};
use std::collections::BTreeMap;

/// Pages that the public site links to.
const PAGES: &[&str] = &[
    "aksesibilitas",
    "beranda",
    "cara-melacak",
    "cara-mengajukan",
    "kewajiban-akun",
    "pengaduan",
    "privasi",
];
/// Pages that people of technical agencies accept before they work (MJK18-20.a, 20.c).
const AGENCY_PAGES: &[&str] = &["panduan-instansi", "kerahasiaan"];

/// Reads `law.toml`: a table a subject, a key a setting, its text the basis.
pub(crate) fn read_law(root: Table<'_>) -> BTreeMap<String, String> {
    let mut law = BTreeMap::new();
    for subject in root.entries() {
        let Some(table) = root.maybe_table(&subject.key) else { continue };
        for entry in table.entries() {
            let setting = format!("{}.{}", subject.key, entry.key);
            let Some(text) = table.text(&entry.key) else { continue };
            let act = subject.key == "act" && ACTS.contains(&entry.key.as_str());
            if !act && !SETTINGS.iter().any(|(known, _)| *known == setting) {
                let known: Vec<&str> =
                    SETTINGS.iter().map(|(s, _)| *s).filter(|s| s.starts_with(&subject.key)).collect();
                let mend = format!("correct or remove it; settings of this subject: {}", known.join(", "));
                let what = format!("there is no setting `{setting}`");
                table.report(ProblemKind::UnknownSetting, &entry.key_spot, what, mend);
            }
            law.insert(setting, text.value);
        }
        table.close();
    }
    root.close();
    law
}

/// Every deadline that the region sets has a basis.
pub(crate) fn law(parts: &Parts, problems: &Problems) {
    for (setting, spot) in &parts.region.settings {
        let deadline = SETTINGS.iter().any(|(known, deadline)| known == setting && *deadline);
        if deadline && !parts.law.contains_key(*setting) {
            let what = format!("nobody says what `{setting}` rests on");
            let (subject, key) = setting.split_once('.').unwrap_or((setting, setting));
            let mend = format!("add to law.toml: [{subject}] {key} = \"Pasal …\", or \"ketentuan kantor\"");
            problems.add(ProblemKind::DeadlineWithoutBasis, spot, what, mend);
        }
    }
}

/// The years the region answers for are there, once each, in its own zone.
pub(crate) fn calendar(parts: &Parts, problems: &Problems) {
    for (year, spot) in &parts.region.calendar_years {
        let file = format!("calendar/{year}.toml");
        if !parts.calendar_files.contains(&year.to_string()) {
            let what = format!("nobody has entered the holidays of {year}");
            problems.add(ProblemKind::CalendarYearMissing, spot, what, format!("write {file}"));
        }
    }
    if parts.region.calendar_years.is_empty() && parts.calendar_files.is_empty() {
        let mend = "write calendar/<year>.toml and name the years in profile.toml";
        problems.add(
            ProblemKind::CalendarYearMissing,
            &Spot::nowhere("calendar"),
            "there is no calendar",
            mend,
        );
    }
    let Some(identity) = &parts.region.identity else { return };
    if jiff::tz::TimeZone::get(&identity.time_zone).is_err() {
        let what = format!("`{}` is no time zone", identity.time_zone);
        let mend = "write a name such as \"Asia/Jakarta\", \"Asia/Makassar\" or \"Asia/Jayapura\"";
        problems.add(ProblemKind::WrongValue, &parts.region.time_zone_spot, what, mend);
    }
    for (spec, spot) in &parts.calendar {
        if spec.time_zone != identity.time_zone {
            let what = format!("this year is in {}, the region in {}", spec.time_zone, identity.time_zone);
            problems.add(ProblemKind::WrongValue, spot, what, "give both the same time zone");
        }
    }
}

/// Length of a working day in minutes where no calendar can be read.
pub(crate) const ORDINARY_DAY_MINUTES: u32 = 480;

/// Length of an ordinary working day in the latest year, for sums of days and hours.
pub(crate) fn day_minutes(parts: &Parts) -> u32 {
    parts
        .calendar
        .iter()
        .map(|(spec, _)| spec.week.longest_day_minutes())
        .next_back()
        .unwrap_or(ORDINARY_DAY_MINUTES)
}

/// Letters and pages that are needed whatever the services say.
pub(crate) fn letters_and_content(parts: &Parts, problems: &Problems) {
    let has = |kind| parts.services.iter().any(|s| s.definition.stage_of_kind(kind).is_some());
    let visits = has(StageKind::SiteVisit)
        || parts.services.iter().any(|s| {
            let agencies = s.definition.stages.iter().flat_map(|stage| &stage.agencies);
            agencies.into_iter().any(|a| a.visit != VisitPolicy::None)
        });
    let wet = parts.services.iter().any(|s| s.definition.product.signing == SigningMode::Wet);
    let letters = [
        ("receipt.typ", true),
        ("hand_back.typ", true),
        ("cancellation.typ", true),
        ("skrd.typ", has(StageKind::Payment)),
        ("minutes.typ", visits),
        ("scan.typ", wet),
    ];
    for (file, needed) in letters {
        if needed && !parts.letters.contains_key(file) {
            let what = format!("the letter {file} is missing");
            let mend = format!("write letters/{file}");
            problems.add(ProblemKind::LetterMissing, &Spot::nowhere(&format!("letters/{file}")), what, mend);
        }
    }
    let agency_pages = if parts.region.agencies.is_empty() { &[] } else { AGENCY_PAGES };
    for page in PAGES.iter().chain(agency_pages) {
        if parts.content.get(*page).is_none_or(|text| text.trim().is_empty()) {
            let file = format!("content/{page}.md");
            let what = format!("the page {page} is missing or empty");
            problems.add(ProblemKind::ContentMissing, &Spot::nowhere(&file), what, format!("write {file}"));
        }
    }
}
