//! Permits a second: laid out in the child processes, fields added, certified, numbered, sealed; beside it the parts, and
//! another stack when it is installed.

use crate::figure::{Row, median, rate, raw};
use crate::fill::SERVICE;
use crate::house::{self, ChildLetters, House, moment};
use anyhow::{Context as _, Result, bail};
use app::play::{Cast, Plan, Stand, Story};
use app::ports::{LaidOut, LetterRequest, MovableClock};
use document::certificate::{Period, Subject};
use document::fields::{FieldPlace, FieldPlan, NUMBER_FIELD, NumberPlan, OFFICIAL_FIELD, SEAL_FIELD};
use document::sign::{DocMdp, SigningFacts, certify};
use document::{Expectation, LocalSigner};
use domain::definition::ServiceId;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use store::DatabaseUrl;

const NUMBER_FONT: &[u8] = include_bytes!("../../../data/fonts/nomor.ttf");

/// The keys of one thread.
struct Desk {
    official: LocalSigner,
    office: LocalSigner,
    facts: SigningFacts,
}

impl Desk {
    fn new() -> Result<Self> {
        let period = Period { from: moment("2026-01-01T00:00:00Z")?, until: moment("2027-12-31T23:59:59Z")? };
        let subject = |name: &str| Subject { common_name: name.to_owned(), ..Subject::default() };
        Ok(Desk {
            official: document::rehearsal::official(0, &subject("Pejabat Contoh"), 1, period)?,
            office: document::rehearsal::office_seal(&subject("Kantor Contoh"), 2, period)?,
            facts: SigningFacts {
                time: moment("2026-03-02T02:00:00Z")?,
                reason: "Penandatanganan contoh".to_owned(),
                location: "Kota Contoh".to_owned(),
                name: "Pejabat Contoh".to_owned(),
            },
        })
    }

    fn sign(&self, laid: &LaidOut, n: usize) -> Result<Vec<u8>> {
        let place = laid
            .places
            .iter()
            .find(|p| p.name == "nomor")
            .context("the letter has no place for the number")?;
        let place =
            FieldPlace { page: place.page, x: place.x, y: place.y, width: place.width, height: place.height };
        let number = Some(NumberPlan { place, font: NUMBER_FONT, size: 11.0 });
        let prepared =
            document::fields::prepare(&laid.pdf, &FieldPlan { number, official: true, seal: true })?;
        let certified = certify(&prepared, OFFICIAL_FIELD, &self.official, &self.facts, DocMdp::FormFilling)?;
        let text = format!("500.16.7.2/{:04}/SIPD-2/417.999/III/2026", n + 1);
        let numbered = document::number::fill(&certified, NUMBER_FIELD, &text)?;
        Ok(document::seal::seal(&numbered, SEAL_FIELD, &self.office, &self.facts)?)
    }
}

/// Runs `count` pieces of work in two threads, each with its own keys.
fn in_two<F>(count: usize, work: F) -> Result<Duration>
where
    F: Fn(&Desk, usize) -> Result<()> + Sync,
{
    let desks = [Desk::new()?, Desk::new()?];
    let next = AtomicUsize::new(0);
    let begun = Instant::now();
    let done: Vec<Result<()>> = std::thread::scope(|scope| {
        let threads: Vec<_> = desks
            .iter()
            .map(|desk| {
                let (next, work) = (&next, &work);
                scope.spawn(move || -> Result<()> {
                    loop {
                        let n = next.fetch_add(1, Ordering::Relaxed);
                        if n >= count {
                            return Ok(());
                        }
                        work(desk, n)?;
                    }
                })
            })
            .collect();
        threads.into_iter().map(|t| t.join().unwrap_or_else(|_| bail!("a thread panicked"))).collect()
    });
    done.into_iter().collect::<Result<()>>()?;
    Ok(begun.elapsed())
}

/// Plays one application from registration to hand-over, and answers the permit's letter as the house asked for it.
fn real_letter(
    folder: &Path,
    letters: &Arc<ChildLetters>,
    files: usize,
) -> Result<(LetterRequest, Duration)> {
    let dir = folder.join("played");
    std::fs::create_dir_all(&dir)?;
    let clock = Arc::new(MovableClock::at(moment("2026-02-02T01:00:00Z")?));
    let url = DatabaseUrl::sqlite(dir.join("played.db"));
    let House { region, gateway, .. } =
        house::open(&url, &dir.join("files"), clock.clone(), letters.clone())?;
    let cast = Cast::create(&region, &Cast::invented(&region), &Cast::invented_applicants(&region))?;
    let persons: Vec<_> = cast.applicants.iter().map(|a| a.0).collect();
    let mut stand = Stand::new(region.clone(), clock, gateway, cast, 1);
    let stories = |stand: &Stand, count: usize| -> Vec<Story> {
        (0..count)
            .map(|n| {
                let mut plan = Plan::straight(ServiceId(SERVICE.to_owned()));
                plan.form.insert("tempat_praktik".to_owned(), format!("Klinik Contoh Nomor {n}"));
                Story { owner: persons[n % 8], start: stand.region.now(), plan }
            })
            .collect()
    };
    let first = stories(&stand, 1);
    stand.play(first, None)?;
    let begun = Instant::now();
    let more = stories(&stand, files);
    stand.play(more, None)?;
    let took = begun.elapsed();
    let office = region.office();
    let (_, definition) = office.active(&ServiceId(SERVICE.to_owned())).context("no such service")?;
    let permit = &definition.product.letters.permit;
    let letter =
        letters.asked().into_iter().find(|l| &l.template == permit).context("no permit was laid out")?;
    Ok((letter, took))
}

/// Measures.
///
/// # Errors
/// Whatever fails.
pub fn measure(folder: &Path, count: usize, rounds: usize) -> Result<Vec<Row>> {
    println!("permits: {count} a round, {rounds} rounds, 2 typesetting children, 2 signing threads");
    let letters = Arc::new(ChildLetters::start()?);
    let files = count.div_ceil(10).min(20);
    let (letter, took) = real_letter(folder, &letters, files)?;
    raw(&format!(
        "whole files from registration to hand-over, all acts, messages and letters, one thread: {files} in {:.2} s, {:.1}/s",
        took.as_secs_f64(),
        rate(files, took)
    ));
    let variant = |n: usize| LetterRequest { ident: format!("{}-{n}", letter.ident), ..letter.clone() };
    // The first letters of the children are slow; they are started before the clock is.
    in_two(8, |_, n| Ok(letters.lay_out(&variant(n)).map(drop)?))?;
    let laid = letters.lay_out(&letter)?;
    let sealed = Desk::new()?.sign(&laid, 0)?;
    let report = document::verify::verify(
        &sealed,
        &document::rehearsal::trust()?,
        Expectation { number: true, seal: true },
    );
    if !report.is_valid() {
        bail!("the permit that is measured is not valid: {:?}", report.verdict);
    }
    raw(&format!("laid out {} bytes, sealed {} bytes, valid", laid.pdf.len(), sealed.len()));
    let data = folder.join("letter.json");
    std::fs::write(&data, serde_json::to_vec(&letter.data)?)?;
    let (mut whole, mut typeset, mut sign, mut other) = (vec![], vec![], vec![], vec![]);
    for round in 1..=rounds {
        let took = in_two(count, |desk, n| {
            let laid = letters.lay_out(&variant(n))?;
            desk.sign(&laid, n).map(drop)
        })?;
        whole.push(rate(count, took));
        raw(&format!("round {round} composed + certified + numbered + sealed {:>6.1}/s", rate(count, took)));
        let took = in_two(count, |_, n| Ok(letters.lay_out(&variant(n)).map(drop)?))?;
        typeset.push(rate(count, took));
        raw(&format!("round {round} laid out only                           {:>6.1}/s", rate(count, took)));
        let took = in_two(count, |desk, n| desk.sign(&laid, n).map(drop))?;
        sign.push(rate(count, took));
        raw(&format!("round {round} fields + two signatures only            {:>6.1}/s", rate(count, took)));
        if let Some(rate) = peer(&data, 12)? {
            other.push(rate);
            raw(&format!("round {round} WeasyPrint + pyHanko, two processes     {rate:>6.1}/s"));
        }
    }
    let row = Row::new(
        "permit composed, certified, numbered and sealed (PDF/A-2a, PAdES B-B), child processes",
        "≥ 80/s on both cores; ≥ 12 × WeasyPrint + pyHanko",
        format!("{:.1}/s", median(&whole)),
    );
    let row = if other.is_empty() {
        row.beside("WeasyPrint + pyHanko not installed".to_owned(), 0.0)
    } else {
        row.beside(format!("{:.1}/s WeasyPrint + pyHanko", median(&other)), median(&whole) / median(&other))
    };
    Ok(vec![
        row,
        Row::new("of it: laid out only", "", format!("{:.1}/s", median(&typeset))),
        Row::new("of it: fields and two RSA-2048 signatures only", "", format!("{:.1}/s", median(&sign))),
        Row::new(
            "whole file, registration to hand-over, every act and letter, one thread",
            "",
            format!("{:.1}/s", rate(files, took)),
        ),
    ])
}

/// The same content through WeasyPrint and pyHanko with its key cached, in two processes; `None` when they are not there.
fn peer(data: &Path, count: usize) -> Result<Option<f64>> {
    let Some(python) = std::env::var_os("SATUPINTU_BENCH_PYTHON").map(PathBuf::from).filter(|p| p.is_file())
    else {
        return Ok(None);
    };
    let script = house::checkout("crates/bench/peer/permit.py");
    let begin = || {
        Command::new(&python)
            .arg(&script)
            .arg(data)
            .arg(count.to_string())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .context("the peer does not start")
    };
    let children = [begin()?, begin()?];
    let mut all = 0.0;
    for child in children {
        let output = child.wait_with_output()?;
        if !output.status.success() {
            bail!("the peer failed");
        }
        // Each tells its own rate without its start, as ours is told.
        let rate: f64 = String::from_utf8_lossy(&output.stdout).trim().parse()?;
        all += rate;
    }
    Ok(Some(all))
}
