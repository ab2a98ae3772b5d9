//! `satupintu demo`: a region with invented people and files in every stage, waiting state and ending, made through the real
//! use cases on a moved clock; then it serves. Starting again keeps the data.

mod powers;
mod rounds;
mod stories;
mod welcome;

use crate::commands::demo::DemoArgs;
use crate::config::Environment;
use crate::fingerprint::Purpose;
use crate::open::{Edges, OpenRegion, open_region};
use crate::rehearse::load;
use crate::{http, lock, serving};
use anyhow::{Context as _, Result};
use app::crypt::PasswordCost;
use app::play::{Cast, Stand};
use app::ports::{MovableClock, SeededChance, SystemChance};
use app::{Demo, Region};
use gateway::sim::RecordingGateway;
use jiff::Timestamp;
use std::path::Path;
use std::sync::Arc;

use welcome::Login;

/// Marks a data folder whose files were all made.
const READY: &str = "demo.json";

/// A prepared demo, ready to be served.
struct Prepared {
    /// The region.
    region: Region,
    /// Who can sign in.
    logins: Vec<Login>,
}

/// Prepares the data, tells where to look, and serves.
///
/// # Errors
/// One sentence: a taken port, an unwritable folder, a damaged database, a changed key file, a profile with problems.
pub fn run(args: DemoArgs) -> Result<()> {
    // The port first: nobody waits a minute to hear that it is taken.
    let listener = http::bind(args.listen)?;
    lock::make_folder(&args.data, "data folder")?;
    let held = if args.fresh { None } else { Some(lock::lock_data(&args.data)?) };
    let prepared = prepare(&args)?;
    let _held = match held {
        Some(held) => held,
        None => lock::lock_data(&args.data)?,
    };
    if args.prepare_only {
        return Ok(());
    }
    eprintln!("{}", welcome::greeting(args.listen, &prepared.logins));
    let mut hosting = web::Hosting::single(prepared.region.clone(), false);
    hosting.demo_accounts = welcome::accounts(&prepared.logins);
    serving::serve(&prepared.region, listener, web::router(hosting), 2)?;
    keep_clock(&args.data, prepared.region.now())
}

/// Names the profile that the demo shows when nobody names one.
const DEFAULT: &str = "data/demo/default";

/// The profile folder: as asked, or the one that this checkout names.
fn profile_folder(args: &DemoArgs) -> Result<std::path::PathBuf> {
    if let Some(folder) = &args.profile {
        return Ok(folder.clone());
    }
    let named = std::fs::read_to_string(DEFAULT)
        .context("name a profile with --profile, or start in the folder of the source code")?;
    Ok(named.trim().into())
}

/// Prepares the demo's data: at the first start by playing, later by opening what is there.
///
/// # Errors
/// One sentence: an unwritable folder, a damaged database, a changed key file, a profile with problems.
fn prepare(args: &DemoArgs) -> Result<Prepared> {
    let folder = profile_folder(args)?;
    let profile = load(&folder)?;
    let told = stories::read(args, &folder, &profile)?;
    if args.fresh && args.data.exists() {
        std::fs::remove_dir_all(&args.data)
            .with_context(|| format!("the folder {} cannot be emptied", args.data.display()))?;
    }
    let marker = args.data.join(READY);
    let kept = welcome::Kept::read(&marker)?;
    if kept.is_none() && args.data.join("satupintu.db").exists() {
        // A first start that was cut short left half a region behind; it holds nothing that cannot be made again.
        std::fs::remove_dir_all(&args.data)
            .with_context(|| format!("the folder {} cannot be emptied", args.data.display()))?;
    }
    let start = match &kept {
        Some(kept) => kept.clock,
        None => told.start(&profile)?,
    };
    let clock = Arc::new(MovableClock::at(start));
    let gateway = Arc::new(RecordingGateway::new(start));
    let chance: Arc<dyn app::ports::Chance> = match &kept {
        // Only the played part repeats itself; whatever people do afterwards is drawn freely.
        Some(_) => Arc::new(SystemChance),
        None => Arc::new(SeededChance::new(told.seed())),
    };
    let region = open(args, profile, start, clock.clone(), gateway.clone(), chance)?;
    let logins = match kept {
        Some(kept) => kept.logins,
        None => {
            let logins = first_start(&region, clock, gateway, &told)?;
            let kept = welcome::Kept { clock: region.now(), logins: logins.clone() };
            kept.write(&marker)?;
            logins
        }
    };
    Ok(Prepared { region, logins })
}

fn open(
    args: &DemoArgs,
    profile: profile::Profile,
    _start: Timestamp,
    clock: Arc<MovableClock>,
    gateway: Arc<RecordingGateway>,
    chance: Arc<dyn app::ports::Chance>,
) -> Result<Region> {
    let sms: Arc<dyn gateway::sms::SmsGateway> = gateway.clone();
    let email: Arc<dyn gateway::email::EmailGateway> = gateway.clone();
    open_region(OpenRegion {
        profile,
        data: args.data.clone(),
        database: None,
        files: None,
        keys: None,
        purpose: Purpose::Demo,
        clock: clock.clone(),
        chance,
        typesetter: None,
        typeset_worker: Environment::of_process().typeset_worker(),
        edges: Edges::Given { sms, email },
        base_url: format!("http://{}", args.listen),
        demo: Some(Demo { clock, gateway }),
        password_cost: PasswordCost::Invented,
        sequence_after_write: false,
    })
}

fn first_start(
    region: &Region,
    clock: Arc<MovableClock>,
    gateway: Arc<RecordingGateway>,
    told: &stories::Told,
) -> Result<Vec<Login>> {
    eprintln!("Menyiapkan data contoh untuk pertama kali. Ini perlu kira-kira satu menit.");
    let members = if told.members.is_empty() { Cast::invented(region) } else { told.members.clone() };
    let people = if told.people.is_empty() { Cast::invented_applicants(region) } else { told.people.clone() };
    let cast = Cast::create(region, &members, &people)?;
    let quiet: Vec<&str> = people.iter().filter(|p| !told.listed(p)).map(|p| p.login.as_str()).collect();
    let mut logins = welcome::logins(&cast);
    logins.retain(|login| !quiet.contains(&login.login.as_str()));
    let mut stand = Stand::new(region.clone(), clock, gateway, cast, told.seed());
    let played = told.played(&mut stand, &people)?;
    let count = played.len();
    let until = told.opening(region)?;
    stand.play(played, Some(until))?;
    rounds::plan(region, &stand.cast)?;
    powers::give(&mut stand, &told.powers)?;
    app::audit::sign_checkpoint(region)?;
    eprintln!("Selesai: {count} berkas contoh.");
    Ok(logins)
}

/// Keeps where the demo's clock stands, so that starting again goes on from there.
///
/// # Errors
/// File system.
fn keep_clock(data: &Path, now: Timestamp) -> Result<()> {
    let marker = data.join(READY);
    if let Some(mut kept) = welcome::Kept::read(&marker)? {
        kept.clock = kept.clock.max(now);
        kept.write(&marker)?;
    }
    Ok(())
}
