//! Officer queue and tracking look-up over HTTP, at a steady rate.

use crate::client::{self, Browser, Plan, get};
use crate::figure::{Row, raw};
use crate::fill::{EVERYBODY, Filled, START};
use crate::house::{self, House, QuickLetters, Ticking, moment};
use crate::site;
use anyhow::{Context as _, Result, bail};
use std::path::Path;
use std::sync::Arc;
use store::DatabaseUrl;

/// Connections of the clients.
const CONNECTIONS: usize = 8;

/// Applications handed in, with the place of their owner among the applicants.
fn submitted(database: &Path, filled: &Filled) -> Result<Vec<(String, usize)>> {
    let connection = rusqlite::Connection::open(database)?;
    let mut statement = connection
        .prepare("SELECT id, owner FROM application WHERE status <> 'draft' ORDER BY id LIMIT 20000")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, [u8; 16]>(1)?)))?;
    let mut found = Vec::new();
    for row in rows {
        let (id, owner) = row?;
        let who = filled.people.iter().position(|p| *p.as_bytes() == owner).context("an unknown owner")?;
        let id: domain::value::Id<domain::party::ApplicationRecord> = domain::value::Id::from_bytes(id);
        found.push((id.to_string(), who));
    }
    Ok(found)
}

/// Measures both.
///
/// # Errors
/// Whatever fails.
pub fn measure(database: &Path, filled: &Filled, seconds: f64) -> Result<Vec<Row>> {
    let found = submitted(database, filled)?;
    println!("look-ups among {} applications handed in (drafts beside them)", found.len());
    let clock = Arc::new(Ticking::from(moment(START)?));
    let url = DatabaseUrl::sqlite(database);
    let House { region, .. } = house::open(&url, &filled.files, clock, Arc::new(QuickLetters))?;
    let site = site::pages(&region)?;
    let browsers = crate::submit::sign_in_all(&site)?;
    let cookies: Vec<String> = browsers.iter().map(Browser::cookie).collect();
    let mut rows = Vec::new();
    // Every owner's own files, in an order that jumps about.
    let mut lists = vec![Vec::new(); CONNECTIONS];
    for n in 0..found.len() {
        let (id, who) = &found[n * 7_919 % found.len()];
        lists[n % CONNECTIONS].push(get(&format!("/permohonan/{id}"), &cookies[*who]));
    }
    let plan = |lists: &[Vec<String>], rate: Option<f64>| Plan {
        address: site.address,
        connections: lists.to_vec(),
        seconds: Some(seconds),
        per_second: rate,
    };
    for (rate, goal) in [(Some(500.0), "p99 ≤ 10 ms at 500/s (among 1 million)"), (None, "")] {
        let heard = client::run(&plan(&lists, rate))?;
        heard.all(200)?;
        let how = rate.map_or("as fast as it goes".to_owned(), |r| format!("at {r:.0}/s"));
        raw(&format!("tracking {how}: {:.0}/s  {}", heard.per_second(), heard.latencies().text()));
        rows.push(Row::new(
            &format!("tracking look-up (status page), {how}"),
            goal,
            format!("{:.0}/s, {}", heard.per_second(), heard.latencies().text()),
        ));
    }
    let mut officer = Browser::connect(site.address)?;
    let login = officer_login(database)?;
    officer.sign_in(&login, EVERYBODY)?;
    let (status, page) = officer.send(&get("/kerja", &officer.cookie()))?;
    if status != 200 {
        bail!("the queue answers {status}");
    }
    raw(&format!("queue page of {login}: {} bytes", page.len()));
    let queue = vec![vec![get("/kerja", &officer.cookie())]; CONNECTIONS];
    for (rate, goal) in [(Some(20.0), "p99 ≤ 50 ms (with 1 million)"), (None, "")] {
        let heard = client::run(&plan(&queue, rate))?;
        heard.all(200)?;
        let how = rate.map_or("as fast as it goes".to_owned(), |r| format!("at {r:.0}/s"));
        raw(&format!("queue {how}: {:.0}/s  {}", heard.per_second(), heard.latencies().text()));
        rows.push(Row::new(
            &format!("officer queue (page), {how}"),
            goal,
            format!("{:.0}/s, {}", heard.per_second(), heard.latencies().text()),
        ));
    }
    Ok(rows)
}

/// Who works the desk where the files wait.
fn officer_login(database: &Path) -> Result<String> {
    let connection = rusqlite::Connection::open(database)?;
    let role: String = connection.query_row(
        "SELECT role FROM application WHERE stage IS NOT NULL GROUP BY role ORDER BY COUNT(*) DESC LIMIT 1",
        [],
        |row| row.get(0),
    )?;
    let pattern = format!("%\"{role}\"%");
    connection
        .query_row(
            "SELECT login FROM account WHERE kind = 'staff' AND roles LIKE ?1 ORDER BY login LIMIT 1",
            [pattern],
            |r| r.get(0),
        )
        .with_context(|| format!("nobody has the role {role}"))
}
