//! A demo of several regions in one process, each under a host name of its own with a data folder of its own. The machine's
//! own address shows which there are.

use super::{Prepared, WORKERS, address, keep_clock, prepare, welcome};
use crate::commands::demo::DemoArgs;
use crate::rehearse::load;
use crate::{http, lock, serving};
use anyhow::{Context as _, Result, anyhow, bail};
use app::Region;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Marks a data folder that holds a folder for each region of a demo.
pub const SEVERAL: &str = "demo-regions";

/// One region to prepare.
struct Wanted {
    /// Name of its folder and first part of its host name: the id of the profile.
    id: String,
    folder: PathBuf,
    args: DemoArgs,
    profile: profile::Profile,
    base_url: String,
}

/// Prepares all regions, tells where to look, and serves them.
///
/// # Errors
/// One sentence: a taken port, an unwritable folder, no region that can be opened. A single one that cannot be opened is told,
/// and the others serve.
pub fn run(args: &DemoArgs, folders: &[PathBuf]) -> Result<()> {
    if args.stories.is_some() {
        bail!("--stories belongs to one region; name its profile with --profile");
    }
    let listener = http::bind(args.listen)?;
    let listen = address(args, &listener);
    let _held = lock::lock_data(&args.data)?;
    if args.fresh {
        clear(&args.data)?;
    }
    let marker = args.data.join(SEVERAL);
    std::fs::write(&marker, "").with_context(|| format!("{} cannot be written", marker.display()))?;
    let host = |id: &str| format!("{id}.localhost");
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut hosting = web::Hosting::default();
    for folder in folders {
        match load(folder) {
            Ok(profile) if wanted.iter().any(|other| other.id == profile.id) => {
                bail!("the profile {} is listed twice", profile.id)
            }
            Ok(profile) => wanted.push(Wanted {
                id: profile.id.clone(),
                folder: folder.clone(),
                args: DemoArgs { data: args.data.join(&profile.id), ..args.clone() },
                base_url: format!("http://{}:{}", host(&profile.id), listen.port()),
                profile,
            }),
            Err(error) => {
                let name = folder.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
                tell_closed(&mut hosting, &name, &host(&name), &error);
            }
        }
    }
    let names: Vec<(String, PathBuf)> = wanted.iter().map(|w| (w.id.clone(), w.args.data.clone())).collect();
    let mut open: Vec<(PathBuf, Prepared, lock::DataLock)> = Vec::new();
    for ((id, data), prepared) in names.into_iter().zip(prepare_all(wanted)) {
        match prepared.and_then(|prepared| Ok((prepared, lock::lock_data(&data)?))) {
            Ok((prepared, lock)) => {
                let region = &prepared.region;
                hosting.serve(&[host(&id)], region);
                hosting.choice.push(region.clone());
                hosting.demo_accounts.insert(id, welcome::accounts(&prepared.logins));
                open.push((data, prepared, lock));
            }
            Err(error) => tell_closed(&mut hosting, &id, &host(&id), &error),
        }
    }
    if open.is_empty() {
        bail!("no region of the demo can be opened; the lines above say why");
    }
    if args.prepare_only {
        return match hosting.closed.len() {
            0 => Ok(()),
            n => bail!("{n} region(s) of the demo cannot be opened; the lines above say why"),
        };
    }
    let regions: Vec<Region> = hosting.choice.clone();
    eprintln!("{}", welcome::greeting_of_several(listen, &regions));
    serving::serve(&regions, listener, web::router(hosting), WORKERS)?;
    open.iter().try_for_each(|(data, prepared, _)| keep_clock(data, prepared.region.now()))
}

fn tell_closed(hosting: &mut web::Hosting, id: &str, host: &str, error: &anyhow::Error) {
    let error = crate::one_line(error);
    tracing::error!(region = id, error, "this region cannot be opened; the others serve");
    hosting.close(&[host.to_owned()], "it could not be opened; the log says why");
}

/// Empties the demo's folder, but for the lock that this process holds.
fn clear(data: &Path) -> Result<()> {
    let cannot = || format!("the folder {} cannot be emptied", data.display());
    for entry in data.read_dir().with_context(cannot)? {
        let path = entry.with_context(cannot)?.path();
        if path.is_dir() {
            std::fs::remove_dir_all(&path).with_context(cannot)?;
        } else if path.file_name().is_some_and(|name| name != lock::LOCK_FILE) {
            std::fs::remove_file(&path).with_context(cannot)?;
        }
    }
    Ok(())
}

/// Prepares each region in a thread of its own, as many at once as there are cores. They share nothing, and each draws from a
/// seed of its own, so the order in which they finish changes nothing.
fn prepare_all(wanted: Vec<Wanted>) -> Vec<Result<Prepared>> {
    let count = wanted.len();
    let results: Vec<Mutex<Option<Result<Prepared>>>> = wanted.iter().map(|_| Mutex::new(None)).collect();
    let waiting: Vec<Mutex<Option<Wanted>>> = wanted.into_iter().map(|one| Mutex::new(Some(one))).collect();
    let next = AtomicUsize::new(0);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let work = || {
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                let Some((one, result)) = waiting.get(n).zip(results.get(n)) else { return };
                let taken = one.lock().unwrap_or_else(PoisonError::into_inner).take();
                let Some(one) = taken else { continue };
                let Wanted { folder, args, profile, base_url, .. } = one;
                eprintln!("({} dari {count}) {}", n + 1, profile.identity.region_name);
                let prepared = prepare(&args, &folder, profile, base_url);
                *result.lock().unwrap_or_else(PoisonError::into_inner) = Some(prepared);
            }
        };
        let threads: Vec<_> = (0..cores.min(count)).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            // Whoever panicked leaves no result, and that is told below.
            let _ = thread.join();
        }
    });
    let done = |result: Mutex<Option<Result<Prepared>>>| {
        let result = result.into_inner().unwrap_or_else(PoisonError::into_inner);
        result.unwrap_or_else(|| Err(anyhow!("its preparation stopped unexpectedly")))
    };
    results.into_iter().map(done).collect()
}
