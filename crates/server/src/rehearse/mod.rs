//! `satupintu rehearse`: plays each service of a profile from registration to its end through the real use cases and jobs,
//! on a simulated clock, with invented people. The same seed and binary give the same bytes of every trace and the same
//! root of the ledger, on SQLite and on PostgreSQL.

mod output;
mod paths;

use crate::commands::rehearse::RehearseArgs;
use crate::config::Environment;
use crate::fingerprint::Purpose;
use crate::open::{Edges, OpenRegion, open_region};
use anyhow::{Context as _, Result, bail};
use app::crypt::PasswordCost;
use app::play::{Cast, Ending, PersonKind, Plan, Stand, Story};
use app::ports::{MovableClock, SeededChance};
use app::{Demo, Region};
use domain::definition::{ApplicantKind, RequestKind, ServiceId};
use domain::party::Account;
use domain::process::Status;
use domain::value::Id;
use gateway::sim::RecordingGateway;
use jiff::Timestamp;
use jiff::civil::Date;
use profile::Profile;
use std::path::Path;
use std::sync::Arc;

/// The rehearsal's clock starts on this working day at eight in the morning, local time.
const FIRST_DAY: Date = Date::constant(2026, 2, 2);

/// Runs the rehearsal.
///
/// # Errors
/// When the profile has problems, a use case refuses, or a service does not reach its end.
pub fn run(args: RehearseArgs) -> Result<()> {
    let profile = load(&args.profile)?;
    if args.out.exists() && args.out.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        bail!("the folder {} is not empty; name a new one with --out", args.out.display());
    }
    let services: Vec<ServiceId> = profile
        .services
        .keys()
        .filter(|id| args.service.as_ref().is_none_or(|only| *only == id.0))
        .cloned()
        .collect();
    if services.is_empty() {
        bail!("the profile {} has no such service", args.profile.display());
    }
    let mut stand = stand(profile, &args)?;
    let mut late = Vec::new();
    for service in &services {
        let ending = play(&mut stand, Plan::straight(service.clone()))?;
        let expected = matches!(ending.status, Status::HandedOver);
        output::write_service(&stand, service, &ending, &args.out)?;
        println!("{service}: {}", ending.status.name());
        if !expected {
            late.push(format!("{service} ended as {}", ending.status.name()));
        }
    }
    if args.path {
        for service in &services {
            late.extend(paths::play_all(&mut stand, service, &args.out)?);
        }
    }
    app::audit::sign_checkpoint(&stand.region)?;
    let root = stand.region.store.read(store::ledger_log::head)?.frontier.root();
    output::write_root(&args.out, &root.to_string())?;
    println!("root: {root}");
    if late.is_empty() { Ok(()) } else { bail!("{}", late.join("; ")) }
}

/// Reads a profile; every problem goes to standard error.
///
/// # Errors
/// When the profile has problems.
pub fn load(dir: &Path) -> Result<Profile> {
    Profile::load(dir).map_err(|problems| {
        for problem in &problems {
            eprintln!("{problem}");
        }
        anyhow::anyhow!("the profile {} has {} problems", dir.display(), problems.len())
    })
}

fn stand(profile: Profile, args: &RehearseArgs) -> Result<Stand> {
    let start = at_local(&profile, FIRST_DAY, 8, 0)?;
    let clock = Arc::new(MovableClock::at(start));
    let gateway = Arc::new(RecordingGateway::new(start));
    let database = args.database.as_deref().map(str::parse).transpose().context("--database")?;
    let sms: Arc<dyn gateway::sms::SmsGateway> = gateway.clone();
    let email: Arc<dyn gateway::email::EmailGateway> = gateway.clone();
    let region = open_region(OpenRegion {
        profile,
        data: args.out.join("data"),
        database,
        files: None,
        keys: None,
        purpose: Purpose::Rehearsal,
        clock: clock.clone(),
        chance: Arc::new(SeededChance::new(args.seed)),
        typesetter: None,
        typeset_worker: Environment::of_process().typeset_worker(),
        edges: Edges::Given { sms, email },
        base_url: "https://contoh.example".to_owned(),
        demo: Some(Demo { clock: clock.clone(), gateway: gateway.clone() }),
        password_cost: PasswordCost::Invented,
        sequence_after_write: true,
    })?;
    let members = Cast::invented(&region);
    let people = Cast::invented_applicants(&region);
    let cast = Cast::create(&region, &members, &people)?;
    Ok(Stand::new(region, clock, gateway, cast, args.seed))
}

/// A moment of the region's local time.
///
/// # Errors
/// When the zone of the profile is not known.
pub fn at_local(profile: &Profile, date: Date, hour: i8, minute: i8) -> Result<Timestamp> {
    let zone = profile.calendar.time_zone().clone();
    Ok(date.at(hour, minute, 0, 0).to_zoned(zone)?.timestamp())
}

/// An applicant of the kind that the service wants; the `n`-th of them.
pub fn applicant(region: &Region, cast: &Cast, service: &ServiceId, n: usize) -> Result<Id<Account>> {
    let office = region.office();
    let (_, definition) = office.active(service).context("the service is not active")?;
    let wanted = match definition.applicant {
        ApplicantKind::Person | ApplicantKind::Both => PersonKind::Person,
        ApplicantKind::Business => PersonKind::Business,
    };
    let fitting: Vec<_> = cast.applicants.iter().filter(|(_, kind, _)| *kind == wanted).collect();
    let (id, ..) = fitting.get(n % fitting.len().max(1)).context("the cast has no fitting applicant")?;
    Ok(*id)
}

/// Plays an application of this kind about a permit that was played before: same object, and same owner but in a transfer.
///
/// # Errors
/// Whatever a use case refuses.
pub fn follow(stand: &mut Stand, earlier: &Ending, kind: RequestKind) -> Result<Ending> {
    let id = earlier.application;
    let before = stand.region.store.read(|tx| store::application::find(tx, id))?;
    let before = before.context("the earlier application is not there")?.state;
    let transfer = kind == RequestKind::Transfer;
    let mut owner = before.owner;
    let mut code = None;
    if transfer {
        let permit = stand.region.store.read(|tx| store::permit::of_application(tx, id))?;
        code = Some(permit.context("the earlier permit is not in the register")?.code);
        let wanted = stand.cast.applicants.iter().find(|a| a.0 == owner).map(|a| a.1);
        let other = stand.cast.applicants.iter().find(|a| a.0 != owner && Some(a.1) == wanted);
        owner = other.context("the cast has no second applicant of this kind")?.0;
    }
    let plan = Plan {
        kind: Some(kind),
        earlier: (!transfer).then_some(id),
        code,
        form: before.form,
        items: before.items,
        ..Plan::straight(before.service)
    };
    let start = stand.office_time_after(30);
    let endings = stand.play(vec![Story { owner, start, plan }], None)?;
    endings.into_iter().next().context("the story was not played")
}

/// Who holds the fewest permits of a service: registers are asked before an application is admitted.
fn least_served(stand: &Stand, service: &ServiceId, n: usize) -> Result<Id<Account>> {
    let mut best: Option<(i64, Id<Account>)> = None;
    for at in 0..stand.cast.applicants.len() {
        let one = applicant(&stand.region, &stand.cast, service, n + at)?;
        let held = stand.region.store.read(|tx| store::permit::active_of_holder(tx, one, &service.0))?;
        if best.is_none_or(|(fewest, _)| held < fewest) {
            best = Some((held, one));
        }
    }
    best.map(|(_, one)| one).context("the cast has no fitting applicant")
}

/// Plays one plan from the next office morning to its end.
///
/// # Errors
/// Whatever a use case refuses.
pub fn play(stand: &mut Stand, plan: Plan) -> Result<Ending> {
    // Whatever was played before has left traces; the next file is another one, for another object.
    let n = stand.trace.len();
    let owner = least_served(stand, &plan.service, n)?;
    let plan = stand.fresh_object(plan, n);
    let start = stand.office_time_after(30);
    let endings = stand.play(vec![Story { owner, start, plan }], None)?;
    endings.into_iter().next().context("the story was not played")
}
