//! Fills a database through the use cases: people, 10,000 applications handed in, and drafts that wait to be handed in.

use crate::figure::{rate, raw};
use crate::house::{self, House, QuickLetters, moment};
use anyhow::{Context as _, Result};
use app::act::{Request, StartDraft, start_draft};
use app::folder::{Upload, put_own_pdf};
use app::play::{Cast, PASSWORD, Person, PersonKind, Plan, Stand, Story, sample_pdf};
use app::ports::MovableClock;
use domain::definition::ServiceId;
use domain::party::{Account, Actor, ApplicationRecord};
use domain::process::{AttachedDocument, Command};
use domain::value::Id;
use jiff::SignedDuration;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use store::DatabaseUrl;

/// Number, id and version of the drafts that one thread made.
type Drafts = Vec<(usize, Id<ApplicationRecord>, u64)>;

/// The service of all applications: electronic signature, five papers, a recommendation.
pub const SERVICE: &str = "sip-dokter";
/// Applicants.
pub const PEOPLE: usize = 32;
/// The office opens on this moment of the measurement.
pub const START: &str = "2026-03-02T02:00:00Z";

/// How much.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Applications handed in.
    pub submitted: usize,
    /// Drafts for each applicant that can be handed in.
    pub drafts_each: usize,
}

/// Sign-in name of an applicant.
pub fn login(n: usize) -> String {
    format!("warga-{n:02}")
}

/// A filled database.
#[derive(Debug, Clone)]
pub struct Filled {
    /// Files.
    pub files: PathBuf,
    /// Applicants.
    pub people: Vec<Id<Account>>,
    /// Drafts of each applicant, complete, with their versions.
    pub drafts: Vec<Vec<(Id<ApplicationRecord>, u64)>>,
}

/// Fills the database at `url`.
///
/// # Errors
/// Whatever a use case refuses.
pub fn fill(url: &DatabaseUrl, folder: &Path, size: Size) -> Result<Filled> {
    let files = folder.join("files");
    let clock = Arc::new(MovableClock::at(moment("2026-02-02T01:00:00Z")?));
    let House { region, gateway, .. } = house::open(url, &files, clock.clone(), Arc::new(QuickLetters))?;
    let begun = Instant::now();
    let members = Cast::invented(&region);
    let cast = Cast::create(&region, &members, &people(&region)?)?;
    let people: Vec<Id<Account>> = cast.applicants.iter().map(|a| a.0).collect();
    let service = ServiceId(SERVICE.to_owned());
    // One draft is made by the player; the others take its answers.
    let mut plan = Plan::straight(service.clone());
    plan.stay_draft = true;
    let mut stand = Stand::new(region.clone(), clock.clone(), gateway, cast, 1);
    let story = Story { owner: people[0], start: region.now(), plan };
    let model = stand.play(vec![story], None)?.first().map(|e| e.application).context("no model")?;
    let model = region.store.read(|tx| store::application::find(tx, model))?.context("no model")?.state;
    let mut attached: Vec<BTreeMap<String, AttachedDocument>> = Vec::new();
    for owner in &people {
        let actor = region.actor(*owner)?;
        let mut own = BTreeMap::new();
        for document in model.documents.keys() {
            let bytes = sample_pdf(&[document, &owner.to_string()]);
            let new = Upload { category: document, name: "berkas.pdf", bytes: &bytes };
            own.insert(document.clone(), put_own_pdf(&region, &actor, None, &new)?);
        }
        attached.push(own);
    }
    let each = size.submitted.div_ceil(PEOPLE) + size.drafts_each;
    let next = AtomicUsize::new(0);
    let drafts: Vec<Result<Drafts>> = std::thread::scope(|scope| {
        let work = || -> Result<Vec<(usize, Id<ApplicationRecord>, u64)>> {
            let mut made = Vec::new();
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= each * PEOPLE {
                    return Ok(made);
                }
                let who = n % PEOPLE;
                let actor = region.actor(people[who])?;
                let id = start_draft(
                    &region,
                    &actor,
                    &StartDraft {
                        service: service.clone(),
                        owner: None,
                        kind: None,
                        earlier: None,
                        code: None,
                    },
                )?;
                let mut form = model.form.clone();
                form.insert("tempat_praktik".to_owned(), format!("Klinik Contoh Nomor {n}"));
                let mut version =
                    region.act(&actor, Request::new(id, Command::SaveForm { form }))?.state.version;
                for (document, file) in &attached[who] {
                    let command = Command::AttachDocument { document: document.clone(), file: file.clone() };
                    version = region.act(&actor, Request::new(id, command))?.state.version;
                }
                made.push((who, id, version));
            }
        };
        let threads: Vec<_> = (0..16).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .map(|t| t.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a thread panicked"))))
            .collect()
    });
    let mut by_person = vec![Vec::new(); PEOPLE];
    for made in drafts {
        for (who, id, version) in made? {
            by_person[who].push((id, version));
        }
    }
    raw(&format!("filling: {} drafts in {:.1} s", each * PEOPLE, begun.elapsed().as_secs_f64()));
    submit_first(&region, &clock, &people, &mut by_person, size)?;
    let begun = Instant::now();
    let done = work_off(&region)?;
    raw(&format!(
        "filling: {done} jobs (messages, receipts from a fixed page) in {:.1} s, {:.0}/s",
        begun.elapsed().as_secs_f64(),
        rate(done, begun.elapsed())
    ));
    Ok(Filled { files, people, drafts: by_person })
}

fn submit_first(
    region: &app::Region,
    clock: &MovableClock,
    people: &[Id<Account>],
    drafts: &mut [Vec<(Id<ApplicationRecord>, u64)>],
    size: Size,
) -> Result<()> {
    let begun = Instant::now();
    let mut queue: Vec<(usize, Id<ApplicationRecord>)> = Vec::new();
    while queue.len() < size.submitted {
        for (who, own) in drafts.iter_mut().enumerate() {
            if queue.len() < size.submitted {
                queue.push((who, own.pop().context("too few drafts")?.0));
            }
        }
    }
    let next = AtomicUsize::new(0);
    let outcome: Vec<Result<()>> = std::thread::scope(|scope| {
        let work = || -> Result<()> {
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                let Some((who, id)) = queue.get(n) else { return Ok(()) };
                // A file every two minutes, so that the queue has an order.
                clock.move_to(region.now().checked_add(SignedDuration::from_secs(120))?);
                region.act(&region.actor(people[*who])?, Request::new(*id, submit()))?;
            }
        };
        let threads: Vec<_> = (0..16).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .map(|t| t.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a thread panicked"))))
            .collect()
    });
    outcome.into_iter().collect::<Result<()>>()?;
    raw(&format!("filling: {} handed in, in {:.1} s", queue.len(), begun.elapsed().as_secs_f64()));
    Ok(())
}

/// The command that is measured.
pub fn submit() -> Command {
    Command::Submit { declared: true, verification_code: String::new() }
}

/// Does every due job in two threads, as the server does.
fn work_off(region: &app::Region) -> Result<usize> {
    let done: Vec<Result<usize>> = std::thread::scope(|scope| {
        let work = || -> Result<usize> {
            let mut done = 0;
            loop {
                let report = app::job::run_due(region, 4)?;
                if let Some(why) = report.failed.first().or(report.reasons.first()) {
                    anyhow::bail!("a job failed: {why}");
                }
                if report.done == 0 {
                    return Ok(done);
                }
                done += report.done;
            }
        };
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .map(|t| t.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a thread panicked"))))
            .collect()
    });
    done.into_iter().sum()
}

/// Applicants with identity numbers of serial 0000, which are never given to anybody.
fn people(region: &app::Region) -> Result<Vec<Person>> {
    let invented = Cast::invented_applicants(region);
    let model = invented.iter().find(|p| p.nik.is_some()).context("no invented applicant")?;
    let district: String = model.nik.clone().unwrap_or_default().chars().take(6).collect();
    Ok((0..PEOPLE)
        .map(|n| Person {
            login: login(n),
            name: format!("Warga Contoh {}", ["Satu", "Dua", "Tiga", "Empat"][n % 4]),
            kind: PersonKind::Person,
            nik: Some(format!("{district}{:02}{:02}910000", n % 27 + 1, n / 27 + 1)),
            npwp: None,
            street: format!("Jalan Kembang Sore {}", n + 1),
            village: model.village.clone(),
            files: Vec::new(),
        })
        .collect())
}

/// Actors of all applicants.
///
/// # Errors
/// Database.
pub fn actors(region: &app::Region, people: &[Id<Account>]) -> Result<Vec<Actor>> {
    people.iter().map(|id| Ok(region.actor(*id)?)).collect()
}

/// Password of everybody.
pub const EVERYBODY: &str = PASSWORD;
