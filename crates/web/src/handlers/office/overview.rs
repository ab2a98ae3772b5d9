//! `/kerja/ringkasan`: the head's overview. Every number opens the list behind it.

use crate::components::{Bar, BarChart, Cell, Column, ColumnChart, Stat, Table, Tone};
use crate::links;
use crate::pages::work::overview::OverviewPage;
use crate::visitor::{Answer, Visitor};
use app::query::overview::{AgencyLine, DeskLine, MonthLine, Overview, ServiceLine, overview};
use domain::value::date_text;

/// Below so many finished files an average is no average.
const FEWEST_FILES: i64 = 5;

/// Shows it.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let found = visitor.run(overview).await?;
    let today = visitor.region().office().calendar.local_date(visitor.now());
    visitor.page(&OverviewPage {
        shell: visitor.shell(),
        day: date_text::weekday_date(today),
        today: today_stats(&found),
        attention: attention_stats(&found),
        desks_chart: BarChart::new(
            "Berkas per meja dan yang terlambat",
            found.desks.iter().map(desk_bar).collect(),
        ),
        desks: Table::new(
            "Berkas per meja",
            &["Meja", "Di meja", "Terlambat", "Berakhir hari ini"],
            found.desks.iter().map(desk).collect(),
        ),
        services_chart: BarChart::new(
            "Rata-rata waktu layanan dan janjinya, hari kerja",
            found.services.iter().map(bar).collect(),
        ),
        services: Table::new(
            "Waktu layanan dalam 90 hari terakhir (hari kerja)",
            &["Layanan", "Selesai", "Rata-rata", "Janji", "Lewat janji"],
            found.services.iter().map(service).collect(),
        ),
        agencies: Table::new(
            "Rekomendasi dalam 90 hari terakhir (hari kerja)",
            &["Instansi", "Diminta", "Dijawab", "Rata-rata", "Disepakati", "Lewat waktu"],
            found.agencies.iter().map(agency).collect(),
        ),
        months_chart: ColumnChart::new(
            "Dokumen terbit per bulan, perizinan dan nonperizinan",
            ["Perizinan", "Nonperizinan"],
            found.months.iter().map(column).collect(),
        ),
        months: Table::new(
            "Dokumen terbit menurut bulan dan jenis",
            &["Bulan", "Perizinan", "Nonperizinan"],
            // Months before the first document say nothing.
            found
                .months
                .iter()
                .skip_while(|m| m.permits + m.others == 0)
                .chain(found.months.last().filter(|_| found.months.iter().all(|m| m.permits + m.others == 0)))
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .map(month)
                .collect(),
        ),
    })
}

fn list(pairs: &[(&str, &str)]) -> String {
    links::with_query(&links::office_list(), pairs)
}

fn stat(count: i64, label: &str, name: &str, tone: Tone) -> Stat {
    // Nothing to do needs no alarm.
    let tone = if count == 0 { Tone::Neutral } else { tone };
    Stat {
        value: count.to_string(),
        label: label.to_owned(),
        href: list(&[("daftar", name)]),
        tone,
        here: false,
    }
}

fn today_stats(found: &Overview) -> Vec<Stat> {
    vec![
        stat(found.late, "terlambat", "terlambat", Tone::Bad),
        stat(found.today, "berakhir hari ini", "hari-ini", Tone::Warn),
        stat(found.unpaid, "batas bayar minggu ini", "belum-bayar", Tone::Warn),
        stat(found.survey, "tertahan survei", "survei", Tone::Info),
        stat(found.uncollected, "belum diambil", "belum-diambil", Tone::Info),
    ]
}

fn attention_stats(found: &Overview) -> Vec<Stat> {
    vec![
        stat(found.returned, "dikembalikan lebih dua kali", "dikembalikan", Tone::Warn),
        stat(found.burst, "diisi beruntun", "beruntun", Tone::Info),
        stat(found.reassigned, "dialihkan", "dialihkan", Tone::Info),
        stat(found.overtaken, "mendahului antrean", "mendahului", Tone::Info),
        Stat {
            href: links::go_betweens(),
            ..stat(found.go_betweens, "satu perangkat, lebih tiga pemohon", "", Tone::Info)
        },
    ]
}

fn counted(count: i64, pairs: &[(&str, &str)]) -> Cell {
    if count == 0 {
        return Cell::figure("0");
    }
    Cell { numeric: true, ..Cell::link(list(pairs), count.to_string()) }
}

fn desk(line: &DeskLine) -> Vec<Cell> {
    let kind = line.kind.as_str();
    vec![
        Cell::text(line.label.clone()),
        counted(line.open, &[("meja", kind)]),
        counted(line.late, &[("daftar", "terlambat"), ("meja", kind)]),
        counted(line.today, &[("daftar", "hari-ini"), ("meja", kind)]),
    ]
}

fn desk_bar(line: &DeskLine) -> Bar {
    let text = match line.late {
        0 => line.open.to_string(),
        late => format!("{}, terlambat {late}", line.open),
    };
    Bar::with_part(line.label.clone(), line.open, line.late, text)
}

/// Hundredths of a working day as people write it: "4,5".
fn days(hundredths: i64) -> String {
    let tenths = (hundredths + 5) / 10;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        part => format!("{},{part}", tenths / 10),
    }
}

fn bar(line: &ServiceLine) -> Bar {
    if line.files < FEWEST_FILES {
        // One quick file says nothing about a service.
        return Bar::new(line.label.clone(), 0, line.promised, "belum cukup data");
    }
    let text = format!("{} dari {} hari", days(line.average), days(line.promised));
    Bar::new(line.label.clone(), line.average, line.promised, text)
}

fn service(line: &ServiceLine) -> Vec<Cell> {
    let id = line.service.as_str();
    vec![
        Cell::text(line.label.clone()),
        counted(line.files, &[("daftar", "selesai"), ("jenis", id)]),
        if line.files < FEWEST_FILES {
            Cell::text("belum cukup data")
        } else {
            Cell::figure(days(line.average))
        },
        Cell::figure(days(line.promised)),
        counted(line.late, &[("daftar", "lewat-janji"), ("jenis", id)]),
    ]
}

fn agency(line: &AgencyLine) -> Vec<Cell> {
    let id = line.agency.as_str();
    vec![
        Cell::text(line.label.clone()),
        counted(line.asked, &[("daftar", "instansi"), ("instansi", id)]),
        Cell::figure(line.answered.to_string()),
        Cell::figure(line.average.map_or_else(|| "–".to_owned(), days)),
        Cell::text(line.agreed.clone()),
        counted(line.breaches, &[("daftar", "instansi-lewat"), ("instansi", id)]),
    ]
}

fn column(line: &MonthLine) -> Column {
    let label: String = date_text::month(line.month).chars().take(3).collect();
    Column::new(label, [line.permits, line.others])
}

fn month(line: &MonthLine) -> Vec<Cell> {
    let name = line.month.strftime("%Y-%m").to_string();
    vec![
        Cell::text(format!("{} {}", date_text::month(line.month), line.month.year())),
        counted(line.permits, &[("daftar", "terbit"), ("bulan", name.as_str())]),
        counted(line.others, &[("daftar", "terbit-non"), ("bulan", name.as_str())]),
    ]
}

#[cfg(test)]
mod tests {
    use app::query::overview::ServiceLine;

    fn line(files: i64) -> ServiceLine {
        let (service, label) = ("imb".to_owned(), "IMB".to_owned());
        ServiceLine { service, label, files, average: 150, promised: 700, late: 0 }
    }

    #[test]
    fn an_average_is_told_from_five_files_on() {
        assert_eq!(
            [4, 5].map(|files| super::bar(&line(files)).text),
            ["belum cukup data", "1,5 dari 7 hari"]
        );
        let told = |files| super::service(&line(files))[2].text.clone();
        assert_eq!([told(4), told(5)], ["belum cukup data", "1,5"]);
    }

    #[test]
    fn days_are_written_as_people_write_them() {
        assert_eq!([0, 50, 445, 700, 1_234].map(super::days), ["0", "0,5", "4,5", "7", "12,3"]);
    }
}
