//! `calendar/<year>.toml`: opening hours, seasons, holidays.

use crate::problem::ProblemKind;
use crate::reader::{Table, Text};
use domain::calendar::{CalendarSpec, Holiday, OpenSpan, Season, Week};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Reads one year; what cannot be read is reported and left out.
pub(crate) fn read(root: Table<'_>, file_year: &str) -> Option<CalendarSpec> {
    let year: Option<i16> = root.whole("year");
    if let Some(year) = year
        && year.to_string() != file_year
    {
        let what = format!("the file {file_year}.toml says it is the year {year}");
        root.report(
            ProblemKind::CalendarDate,
            &root.spot_of("year"),
            what,
            "give file and year the same number",
        );
    }
    let time_zone = root.value("time_zone");
    let week = root.table("week").map(week);
    let inside = |table: &Table<'_>, key: &str, date: Date| {
        if year.is_some_and(|y| date.year() != y) {
            let what = format!("{date} does not belong to the year {file_year}");
            table.report(
                ProblemKind::CalendarDate,
                &table.spot_of(key),
                what,
                "move it to the file of its year",
            );
        }
    };
    let mut seasons = Vec::new();
    for table in root.tables("season") {
        let name = table.value("name");
        let from = date(&table, "from");
        let to = date(&table, "to");
        let hours = table.table("week").map(self::week);
        for (key, day) in [("from", from), ("to", to)] {
            if let Some(day) = day {
                inside(&table, key, day);
            }
        }
        if let (Some(name), Some(from), Some(to), Some(week)) = (name, from, to, hours) {
            if to < from {
                let what = format!("the season `{name}` ends before it begins");
                table.report(ProblemKind::CalendarDate, &table.spot_of("to"), what, "exchange the two dates");
            }
            seasons.push(Season { name, from, to, week });
        }
        table.close();
    }
    let mut holidays = Vec::new();
    let mut days = BTreeSet::new();
    for table in root.tables("holiday") {
        let name = table.value("name");
        let day = date(&table, "date");
        let kind = table.choice("kind");
        let short = table.maybe_text("short").map(|t| t.value);
        let estimated = table.flag("estimated", false);
        if let Some(day) = day {
            inside(&table, "date", day);
            if !days.insert(day) {
                let what = format!("{day} is listed twice");
                let mend = "write one holiday with both names";
                table.report(ProblemKind::CalendarDate, &table.spot_of("date"), what, mend);
            }
        }
        if let (Some(name), Some(date), Some(kind)) = (name, day, kind) {
            holidays.push(Holiday { date, name, short, kind, estimated });
        }
        table.close();
    }
    root.close();
    Some(CalendarSpec { year: year?, time_zone: time_zone?, week: week?, seasons, holidays })
}

fn date(table: &Table<'_>, key: &str) -> Option<Date> {
    table.parsed(key, "write a date in quotes, such as \"2026-03-30\"")
}

fn week(table: Table<'_>) -> Week {
    let day = |key: &str| -> Vec<OpenSpan> {
        let mut spans: Vec<OpenSpan> = Vec::new();
        for text in table.texts(key) {
            match text.value.parse::<OpenSpan>() {
                Ok(span) if spans.last().is_some_and(|before| before.to() > span.from()) => {
                    hours(&table, &text, format!("`{}` begins before the hours before it end", text.value));
                }
                Ok(span) => spans.push(span),
                Err(error) => hours(&table, &text, error.to_string()),
            }
        }
        spans
    };
    let week = Week {
        monday: day("monday"),
        tuesday: day("tuesday"),
        wednesday: day("wednesday"),
        thursday: day("thursday"),
        friday: day("friday"),
        saturday: day("saturday"),
        sunday: day("sunday"),
    };
    if week.longest_day_minutes() == 0 {
        let what = "no day of this week has opening hours";
        table.report(ProblemKind::CalendarHours, &table.spot, what, "write hours such as [\"07.30-12.00\"]");
    }
    table.close();
    week
}

fn hours(table: &Table<'_>, text: &Text, what: String) {
    table.report(
        ProblemKind::CalendarHours,
        &text.spot,
        what,
        "write hours such as \"07.30-12.00\", in order",
    );
}
