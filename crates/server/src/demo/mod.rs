//! `satupintu demo`: regions with invented people and files in every stage, waiting state and ending, made through the real
//! use cases on a moved clock; then it serves. Starting again keeps the data.

mod powers;
mod rounds;
mod several;
mod stories;
mod welcome;

use crate::commands::demo::DemoArgs;
use crate::config::Environment;
use crate::fingerprint::Purpose;
use crate::open::{Edges, OpenRegion, open_region};
use crate::rehearse::load;
use crate::{http, lock, serving};
use anyhow::{Context as _, Result, bail};
use app::crypt::PasswordCost;
use app::play::{Cast, Stand};
use app::ports::{MovableClock, SeededChance, SystemChance};
use app::{Demo, Region};
use gateway::sim::RecordingGateway;
use jiff::Timestamp;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use several::{SEVERAL, run as run_several};
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

/// Prepares the data of one region, tells where to look, and serves it under every host name.
///
/// # Errors
/// One sentence: a taken port, an unwritable folder, a damaged database, a changed key file, a profile with problems.
pub fn run(args: &DemoArgs, folder: &Path) -> Result<()> {
    // The port first: nobody waits a minute to hear that it is taken.
    let listener = http::bind(args.listen)?;
    let listen = address(args, &listener);
    lock::make_folder(&args.data, "data folder")?;
    let held = if args.fresh { None } else { Some(lock::lock_data(&args.data)?) };
    let prepared = prepare(args, folder, load(folder)?, format!("http://{listen}"))?;
    let _held = match held {
        Some(held) => held,
        None => lock::lock_data(&args.data)?,
    };
    if args.prepare_only {
        return Ok(());
    }
    eprintln!("{}", welcome::greeting(listen, &prepared.logins));
    let region = prepared.region;
    let mut hosting = web::Hosting::single(region.clone(), false);
    hosting.demo_accounts.insert(region.profile.id.clone(), welcome::accounts(&prepared.logins));
    serving::serve(std::slice::from_ref(&region), listener, web::router(hosting), WORKERS)?;
    keep_clock(&args.data, region.now())
}

/// Job threads of each region.
const WORKERS: usize = 2;

/// Where it really listens: the system has chosen the port when 0 was asked for.
fn address(args: &DemoArgs, listener: &TcpListener) -> SocketAddr {
    listener.local_addr().unwrap_or(args.listen)
}

/// Names the profiles that the demo shows when nobody names one, a folder a line.
const DEFAULT: &str = "data/demo/default";

/// The profile folders: the one asked for, or those that this checkout names.
///
/// # Errors
/// When nothing is asked for and the list is not here.
pub fn offered(args: &DemoArgs) -> Result<Vec<PathBuf>> {
    if let Some(folder) = &args.profile {
        return Ok(vec![folder.clone()]);
    }
    let listed = std::fs::read_to_string(DEFAULT)
        .context("name a profile with --profile, or start in the folder of the source code")?;
    let folders: Vec<PathBuf> =
        listed.lines().map(str::trim).filter(|line| !line.is_empty()).map(PathBuf::from).collect();
    if folders.is_empty() {
        bail!("{DEFAULT} names no profile");
    }
    Ok(folders)
}

/// Prepares the data of a region: at the first start by playing, later by opening what is there.
///
/// # Errors
/// One sentence: an unwritable folder, a damaged database, a changed key file.
fn prepare(args: &DemoArgs, folder: &Path, profile: profile::Profile, base_url: String) -> Result<Prepared> {
    let told = stories::read(args, folder, &profile)?;
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
    let region = open(args, profile, base_url, clock.clone(), gateway.clone(), chance)?;
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
    base_url: String,
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
        base_url,
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
    let name = &region.profile.identity.region_name;
    eprintln!("Menyiapkan data contoh {name} untuk pertama kali. Ini perlu kira-kira satu menit.");
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
    eprintln!("Selesai: {name}, {count} berkas contoh.");
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
