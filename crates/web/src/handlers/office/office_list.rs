//! `/kerja/berkas`: the files behind a figure of the overview, of all desks; narrowed, page by page, given to colleagues.

use super::case_page::deadline;
use super::{give, narrow};
use crate::components::{Breadcrumb, Link, Pager};
use crate::forms::Sent;
use crate::links;
use crate::pages::work::office_list::{OfficeListPage, OfficeRow};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::query::find::Narrow;
use app::query::office_list::{OfficeLine, OfficeList, office_list};
use axum::extract::Query;
use axum::http::StatusCode;
use domain::process::Refusal;
use domain::value::date_text;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The list of an address, with its title. `layanan` and `instansi` belong to some of them.
fn list(query: &BTreeMap<String, String>) -> Option<(OfficeList<'_>, String)> {
    let text = |name: &str| query.get(name).map_or("", String::as_str);
    let month = || format!("{}-01", text("bulan")).parse::<Date>().ok();
    let of = |list, title: &str| Some((list, title.to_owned()));
    match text("daftar") {
        "" => of(OfficeList::Open, "Semua berkas di kantor"),
        "terlambat" => of(OfficeList::Late, "Terlambat"),
        "hari-ini" => of(OfficeList::Today, "Jatuh tempo hari ini"),
        "belum-bayar" => of(OfficeList::Unpaid, "Belum dibayar, berakhir minggu ini"),
        "survei" => of(OfficeList::Survey, "Tertahan survei"),
        "belum-diambil" => of(OfficeList::Uncollected, "Belum diambil"),
        "dikembalikan" => of(OfficeList::Returned, "Dikembalikan lebih dari dua kali"),
        "beruntun" => of(OfficeList::Burst, "Banyak tahap dalam beberapa menit"),
        "dialihkan" => of(OfficeList::Reassigned, "Dialihkan ke petugas lain"),
        "mendahului" => of(OfficeList::Overtaken, "Mendahului antrean"),
        "selesai" => of(OfficeList::Finished(text("jenis"), false), "Selesai dalam 90 hari"),
        "lewat-janji" => of(OfficeList::Finished(text("jenis"), true), "Lebih lama dari janji layanan"),
        "instansi" => of(OfficeList::Agency(text("instansi"), false), "Diminta rekomendasi, 90 hari"),
        "instansi-lewat" => {
            of(OfficeList::Agency(text("instansi"), true), "Rekomendasi melewati waktu yang disepakati")
        }
        "terbit" | "terbit-non" => {
            let (date, permits) = (month()?, text("daftar") == "terbit");
            let kind = if permits { "Perizinan" } else { "Nonperizinan" };
            let title = format!("{kind} terbit {} {}", date_text::month(date), date.year());
            Some((OfficeList::Issued(date, permits), title))
        }
        _ => None,
    }
}

/// Names of the address that choose the list.
const LIST: [&str; 4] = ["daftar", "jenis", "instansi", "bulan"];

/// Shows the list.
pub(super) async fn show(visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    answer(&visitor, &query, None).await
}

/// The list of an address; after a refused giving with what was typed.
pub(super) async fn answer(
    visitor: &Visitor,
    query: &BTreeMap<String, String>,
    refused: Option<(&Sent, &Refusal)>,
) -> Answer {
    let Some((_, title)) = list(query) else { return Err(Problem::not_found()) };
    let page = query.get("halaman").and_then(|p| p.parse().ok()).unwrap_or(1);
    let by = narrow::read(query);
    let (asked, wanted): (Narrow, _) = (by.clone(), query.clone());
    let found = visitor
        .run(move |region, actor| {
            let which = list(&wanted).map_or(OfficeList::Open, |(which, _)| which);
            office_list(region, actor, which, &asked, page)
        })
        .await?;
    let chosen: Vec<(&str, &str)> =
        LIST.iter().map(|name| (*name, query.get(*name).map_or("", String::as_str))).collect();
    let pairs = |page: &'static str, number: &str| -> Vec<(String, String)> {
        let mut all = chosen.clone();
        all.extend(narrow::pairs(&by));
        all.push((page, number));
        all.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()
    };
    let address = |number: usize| {
        let kept = pairs("halaman", &number.to_string());
        let kept: Vec<(&str, &str)> = kept.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        links::with_query(&links::office_list(), &kept)
    };
    let here = if found.page > 1 { found.page.to_string() } else { String::new() };
    let kept = pairs("halaman", &here);
    let mut kept: Vec<(&str, &str)> = kept.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    kept.push(("dari", "berkas"));
    let shell = visitor.shell();
    let giving = give::form(&shell, &found.colleagues, &kept, refused);
    let ticked = |id: &str| refused.is_some_and(|(sent, _)| sent.all("berkas").contains(&id));
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let zone = visitor.region().office().calendar.time_zone().clone();
    let page = OfficeListPage {
        breadcrumb: Breadcrumb::new(vec![Link::new(links::overview(), "Ringkasan")], title.clone()),
        title,
        chosen: chosen.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
        narrow: narrow::form(&by, &found.choices),
        rows: found.lines.iter().map(|line| row(line, giving.is_some(), &ticked, &zone)).collect(),
        pager: Pager {
            earlier: (found.page > 1).then(|| address(found.page - 1)),
            later: (found.page < found.pages).then(|| address(found.page + 1)),
            text: narrow::count(found.pages, found.first, found.lines.len(), found.total),
        },
        giving,
        shell,
    };
    visitor.page_with(status, &page)
}

fn row(
    line: &OfficeLine,
    can_give: bool,
    ticked: &dyn Fn(&str) -> bool,
    zone: &jiff::tz::TimeZone,
) -> OfficeRow {
    let id = line.id.to_string();
    OfficeRow {
        number: line.registration.clone(),
        service: line.service_short.clone(),
        applicant: line.holder_name.clone(),
        place: line.place.clone(),
        handler: line.handler.clone().unwrap_or_default(),
        due: deadline(line.due.as_ref()),
        remark: line.remark.as_ref().map_or_else(String::new, |mark| {
            format!("{}, {}: {}", date_text::date_at(mark.at, zone), mark.who, mark.note)
        }),
        can_give: can_give && line.at_desk,
        ticked: ticked(&id),
        id,
    }
}
