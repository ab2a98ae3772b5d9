//! `satupintu demo`: a region with invented people and files in every stage, waiting state and ending, made through the real
//! use cases on a moved clock; then it serves. Starting again keeps the data.

mod stories;
mod welcome;

use crate::fingerprint::Purpose;
use crate::open::{OpenRegion, open_region};
use crate::rehearse::load;
use anyhow::{Context as _, Result};
use app::crypt::PasswordCost;
use app::play::{Cast, Stand};
use app::ports::{MovableClock, SeededChance, SystemChance};
use app::{Demo, Region};
use gateway::sim::RecordingGateway;
use jiff::Timestamp;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use welcome::Login;

/// Arguments of `demo`.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Folder for database, files and keys.
    #[arg(long, default_value = "demo-data", value_name = "DIR")]
    pub data: PathBuf,
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Throws the old data away and starts over.
    #[arg(long)]
    pub fresh: bool,
    /// Folder of the profile.
    #[arg(long, default_value = "profiles/mojokerto", value_name = "DIR")]
    pub profile: PathBuf,
    /// File with the cast and its stories; `data/demo/<profile>.toml` when left out.
    #[arg(long, value_name = "FILE")]
    pub stories: Option<PathBuf>,
    /// Prepares the data and stops, without serving.
    #[arg(long)]
    pub prepare_only: bool,
}

/// Marks a data folder whose files were all made.
const READY: &str = "demo.json";

/// A prepared demo, ready to be served.
pub struct Prepared {
    /// The region.
    pub region: Region,
    /// Who can sign in.
    pub logins: Vec<Login>,
}

/// Prepares the demo's data: at the first start by playing, later by opening what is there.
///
/// # Errors
/// One sentence: an unwritable folder, a damaged database, a changed key file, a profile with problems.
pub fn prepare(args: &Args) -> Result<Prepared> {
    let profile = load(&args.profile)?;
    let told = stories::read(args, &profile)?;
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
    args: &Args,
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
        typeset_worker: None,
        sms,
        email,
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
    let logins = welcome::logins(&cast);
    let mut stand = Stand::new(region.clone(), clock, gateway, cast, told.seed());
    let played = told.played(&mut stand, &people)?;
    let count = played.len();
    let until = told.opening(region)?;
    stand.play(played, Some(until))?;
    app::audit::sign_checkpoint(region)?;
    eprintln!("Selesai: {count} berkas contoh.");
    Ok(logins)
}

/// Keeps where the demo's clock stands, so that starting again goes on from there.
///
/// # Errors
/// File system.
pub fn keep_clock(data: &Path, now: Timestamp) -> Result<()> {
    let marker = data.join(READY);
    if let Some(mut kept) = welcome::Kept::read(&marker)? {
        kept.clock = kept.clock.max(now);
        kept.write(&marker)?;
    }
    Ok(())
}

/// What is printed once the demo answers.
pub fn greeting(listen: SocketAddr, logins: &[Login]) -> String {
    welcome::greeting(listen, logins)
}
