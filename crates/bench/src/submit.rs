//! Durable submissions a second at 32 clients: over HTTP, in process, and the same rows written raw.

use crate::client::{self, Browser, Plan, get, hidden, post};
use crate::figure::{Latencies, Row, cpu_seconds, median, micros, rate, raw};
use crate::fill::{EVERYBODY, Filled, PEOPLE, START, actors, login, submit};
use crate::house::{self, House, QuickLetters, Ticking, moment};
use crate::raw::{Before, take};
use crate::site::{self, Site};
use anyhow::{Context as _, Result, bail};
use app::act::Request;
use domain::party::{Actor, ApplicationRecord};
use domain::value::Id;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::DatabaseUrl;

/// Drafts by applicant: id and version.
pub type Drafts = Vec<Vec<(Id<ApplicationRecord>, u64)>>;

/// Takes the next `each` drafts of every applicant.
///
/// # Errors
/// When there are no more.
pub fn next_drafts(drafts: &mut Drafts, each: usize) -> Result<Drafts> {
    drafts
        .iter_mut()
        .map(
            |own| {
                if own.len() < each { bail!("too few drafts") } else { Ok(own.split_off(own.len() - each)) }
            },
        )
        .collect()
}

/// Hands in drafts from 32 threads; time and latencies.
///
/// # Errors
/// The first refusal.
pub fn in_process(region: &app::Region, actors: &[Actor], drafts: &Drafts) -> Result<(Duration, Latencies)> {
    let begun = Instant::now();
    let all: Vec<Result<Vec<u32>>> = std::thread::scope(|scope| {
        let threads: Vec<_> = actors
            .iter()
            .zip(drafts)
            .map(|(actor, own)| {
                scope.spawn(move || -> Result<Vec<u32>> {
                    let mut latencies = Vec::with_capacity(own.len());
                    for (id, version) in own {
                        let request =
                            Request::new(*id, submit()).at_version(*version).with_key(format!("ukur-{id}"));
                        let begun = Instant::now();
                        region.act(actor, request)?;
                        latencies.push(micros(begun.elapsed()));
                    }
                    Ok(latencies)
                })
            })
            .collect();
        threads.into_iter().map(|t| t.join().unwrap_or_else(|_| bail!("a thread panicked"))).collect()
    });
    let took = begun.elapsed();
    let mut latencies = Vec::new();
    for part in all {
        latencies.extend(part?);
    }
    Ok((took, Latencies::new(latencies)))
}

/// Cookies of all applicants, signed in through the form.
///
/// # Errors
/// When a sign-in fails.
pub fn sign_in_all(site: &Site) -> Result<Vec<Browser>> {
    (0..PEOPLE)
        .map(|n| {
            let mut browser = Browser::connect(site.address)?;
            browser.sign_in(&login(n), EVERYBODY)?;
            Ok(browser)
        })
        .collect()
}

/// Opens the last page of every draft, as a person does, and answers the forms that would be sent from there.
fn forms(browsers: &mut [Browser], drafts: &Drafts) -> Result<Vec<Vec<String>>> {
    let mut connections = Vec::new();
    for (browser, own) in browsers.iter_mut().zip(drafts) {
        let cookie = browser.cookie();
        let mut requests = Vec::new();
        for (id, _) in own {
            let (status, page) = browser.send(&get(&format!("/permohonan/{id}/periksa"), &cookie))?;
            if status != 200 {
                bail!("the last page of a draft answers {status}");
            }
            let form = page.find("/kirim\"").map_or("", |at| &page[at..]);
            let csrf = hidden(form, "csrf").context("no token in the form")?;
            let key = hidden(form, "idempotency_key").context("no idempotency key in the form")?;
            let fields = [("csrf", csrf.as_str()), ("idempotency_key", key.as_str()), ("pernyataan", "ya")];
            requests.push(post(&format!("/permohonan/{id}/kirim"), &cookie, &fields));
        }
        connections.push(requests);
    }
    Ok(connections)
}

/// Measures on a copy of the filled database in `folder`.
///
/// # Errors
/// Whatever fails.
pub fn measure(
    folder: &Path,
    database: &Path,
    filled: &Filled,
    each: usize,
    rounds: usize,
) -> Result<Vec<Row>> {
    println!("submission: {PEOPLE} clients, {each} submissions of each, {rounds} rounds, SQLite");
    let url = DatabaseUrl::sqlite(database);
    let clock = Arc::new(Ticking::from(moment(START)?));
    let House { region, commits, .. } = house::open(&url, &filled.files, clock, Arc::new(QuickLetters))?;
    let site = site::pages(&region)?;
    let mut browsers = sign_in_all(&site)?;
    let actors = actors(&region, &filled.people)?;
    let mut drafts = filled.drafts.clone();
    let (mut http, mut http_p99, mut inner, mut inner_p99, mut peer) =
        (vec![], vec![], vec![], vec![], vec![]);
    for round in 1..=rounds {
        let connections = forms(&mut browsers, &next_drafts(&mut drafts, each)?)?;
        let groups = commits.groups();
        let plan = Plan { address: site.address, connections, seconds: None, per_second: None };
        let cpu = cpu_seconds();
        let heard = client::run(&plan)?;
        let cpu = cpu_seconds() - cpu;
        heard.all(303)?;
        let groups = commits.groups() - groups;
        http.push(heard.per_second());
        http_p99.push(heard.latencies().quantile_ms(0.99));
        raw(&format!(
            "round {round} http      {:>7.0}/s  {}  {groups} commits for {}, {:.2} ms processor time each",
            heard.per_second(),
            heard.latencies().text(),
            heard.micros.len(),
            cpu * 1_000.0 / f64::from(u32::try_from(heard.micros.len())?)
        ));

        let own = next_drafts(&mut drafts, each)?;
        let before = Before::look(database)?;
        let groups = commits.groups();
        let cpu = cpu_seconds();
        let (took, latencies) = in_process(&region, &actors, &own)?;
        let cpu = cpu_seconds() - cpu;
        let groups = usize::try_from(commits.groups() - groups)?.max(1);
        let count = each * PEOPLE;
        inner.push(rate(count, took));
        inner_p99.push(latencies.quantile_ms(0.99));
        let group = count.div_ceil(groups);
        raw(&format!(
            "round {round} use case  {:>7.0}/s  {}  {groups} commits for {count}, {:.2} ms processor time each",
            rate(count, took),
            latencies.text(),
            cpu * 1_000.0 / f64::from(u32::try_from(count)?)
        ));

        let copy = folder.join("raw.db");
        let written = take(database, &copy, &before)?;
        let cpu = cpu_seconds();
        let took = written.write(&copy, group)?;
        let cpu = cpu_seconds() - cpu;
        peer.push(rate(written.submissions(), took));
        raw(&format!(
            "round {round} raw rows  {:>7.0}/s  {} rows for {} submissions, {group} a commit, {:.2} ms processor time each",
            rate(written.submissions(), took),
            written.count,
            written.submissions(),
            cpu * 1_000.0 / f64::from(u32::try_from(written.submissions())?)
        ));
    }
    let beside = format!("{:.0}/s the same rows raw", median(&peer));
    Ok(vec![
        Row::new(
            "submission over HTTP (sign-in, CSRF, idempotency, parsing), 32 clients, SQLite",
            "≥ 5,000/s and ≥ 0.3 × raw; p99 ≤ 60 ms",
            format!("{:.0}/s, p99 {:.1} ms", median(&http), median(&http_p99)),
        )
        .beside(beside.clone(), median(&http) / median(&peer)),
        Row::new(
            "submission through the use case, 32 threads, SQLite",
            "≥ 5,000/s and ≥ 0.3 × raw; p99 ≤ 60 ms",
            format!("{:.0}/s, p99 {:.1} ms", median(&inner), median(&inner_p99)),
        )
        .beside(beside, median(&inner) / median(&peer)),
    ])
}
