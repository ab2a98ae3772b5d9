//! A public page beside a bare axum and askama page of the same size.

use crate::client::{self, Browser, Heard, Plan, get};
use crate::figure::{Row, cpu_seconds, median, raw};
use crate::fill::{Filled, SERVICE, START};
use crate::house::{self, House, QuickLetters, Ticking, moment};
use crate::site::{self, Site};
use anyhow::{Result, bail};
use askama::Template;
use axum::Router;
use axum::response::Html;
use axum::routing::get as route;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use store::DatabaseUrl;

#[derive(Template)]
#[template(
    source = "<!doctype html><html lang=\"id\"><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1><table>{% for (name, text) in rows %}<tr><th>{{ name }}</th><td>{{ text }}</td></tr>{% endfor %}</table></body></html>",
    ext = "html"
)]
struct Bare {
    title: String,
    rows: Vec<(String, String)>,
}

fn bare(rows: usize) -> String {
    let row = |n: usize| (format!("Dokumen {n}"), format!("Dipakai untuk memeriksa permohonan nomor {n}."));
    let page = Bare { title: "Surat Izin".to_owned(), rows: (0..rows).map(row).collect() };
    page.render().unwrap_or_default()
}

/// What was heard, and milliseconds of processor time a page.
fn run(address: SocketAddr, path: &str, length: usize, seconds: f64) -> Result<(Heard, f64)> {
    let connections = vec![vec![get(path, "")]; 32];
    let cpu = cpu_seconds();
    let heard = client::run(&Plan { address, connections, seconds: Some(seconds), per_second: None })?;
    let cpu = cpu_seconds() - cpu;
    heard.all(200)?;
    // A figure for half a page, or for another one, would be none.
    let whole = u64::try_from(length * heard.micros.len())?;
    if heard.bytes.abs_diff(whole) > whole / 100 {
        bail!("{} bytes came where {whole} were due", heard.bytes);
    }
    let each = cpu * 1_000.0 / f64::from(u32::try_from(heard.micros.len())?);
    Ok((heard, each))
}

/// Measures the page of a service.
///
/// # Errors
/// Whatever fails.
pub fn measure(database: &Path, filled: &Filled, seconds: f64, rounds: usize) -> Result<Vec<Row>> {
    println!("public page: 32 connections, {rounds} rounds of {seconds} s; client on the same cores");
    let clock = Arc::new(Ticking::from(moment(START)?));
    let url = DatabaseUrl::sqlite(database);
    let House { region, .. } = house::open(&url, &filled.files, clock, Arc::new(QuickLetters))?;
    let site = site::pages(&region)?;
    let path = format!("/layanan/{SERVICE}");
    let (status, body) = Browser::connect(site.address)?.send(&get(&path, ""))?;
    if status != 200 {
        bail!("{path} answers {status}");
    }
    let mut rows = 0;
    while bare(rows).len() < body.len() {
        rows += 1;
    }
    let length = bare(rows).len();
    let lean = Site::serve(Router::new().route("/", route(move || async move { Html(bare(rows)) })))?;
    raw(&format!("{path}: {} bytes; bare page: {rows} rows, {} bytes", body.len(), bare(rows).len()));
    let (mut ours, mut peer, mut p99) = (vec![], vec![], vec![]);
    for round in 1..=rounds {
        let (heard, cpu) = run(site.address, &path, body.len(), seconds)?;
        raw(&format!(
            "round {round} ours  {:>7.0}/s  {}, {cpu:.3} ms processor time each",
            heard.per_second(),
            heard.latencies().text()
        ));
        ours.push(heard.per_second());
        p99.push(heard.latencies().quantile_ms(0.99));
        let (heard, cpu) = run(lean.address, "/", length, seconds)?;
        raw(&format!(
            "round {round} bare  {:>7.0}/s  {}, {cpu:.3} ms processor time each",
            heard.per_second(),
            heard.latencies().text()
        ));
        peer.push(heard.per_second());
    }
    Ok(vec![
        Row::new(
            "public page of a service, all middleware on",
            "≥ 5,000 requests/s",
            format!("{:.0}/s, p99 {:.1} ms", median(&ours), median(&p99)),
        )
        .beside(
            format!("{:.0}/s bare axum + askama, same size", median(&peer)),
            median(&ours) / median(&peer),
        ),
    ])
}
