//! `satupintu demo`; its people and files are made in [`crate::demo`].

use crate::fingerprint::{self, Purpose};
use crate::location::DATABASE_FILE;
use crate::{demo, http, lock, open, pages, serving};
use anyhow::{Context as _, Result, bail};
use std::path::Path;
use std::process::ExitCode;
use store::DatabaseUrl;

pub use crate::demo::Args as DemoArgs;

/// Threads that make the demo's letters.
const WORKERS: usize = 2;
/// What the demo leaves in its folder once it is whole.
const MARKER: &str = "demo.json";

/// Prepares the demo and serves it until ctrl-c.
///
/// # Errors
/// One sentence.
pub fn run(args: &DemoArgs) -> Result<ExitCode> {
    let listener = if args.prepare_only { None } else { Some(http::bind(args.listen)?) };
    guard(&args.data, args.fresh)?;
    // Held while the data are made; starting over removes the folder and with it the file, so it is taken again.
    let first = lock::lock_data(&args.data)?;
    let prepared = demo::prepare(args)?;
    drop(first);
    let _lock = lock::lock_data(&args.data)?;
    let Some(listener) = listener else { return Ok(ExitCode::SUCCESS) };
    let address = listener.local_addr().context("the listener cannot be used")?;
    let region = prepared.region;
    let logins = prepared.logins.iter().map(|l| (l.role.clone(), l.name.clone(), l.login.clone())).collect();
    println!("{}", demo::greeting(address, &prepared.logins));
    serving::serve(&region, listener, pages::router(&region, false, logins), WORKERS)?;
    demo::keep_clock(&args.data, region.now())?;
    Ok(ExitCode::SUCCESS)
}

/// The demo may throw its folder away; it must be the demo's own.
fn guard(data: &Path, fresh: bool) -> Result<()> {
    let marked = data.join(MARKER).exists();
    let database = data.join(DATABASE_FILE);
    if database.exists() {
        let owner = open::open_store(&DatabaseUrl::sqlite(&database), false).and_then(|store| {
            if crate::location::pending_migrations(&store)?.is_empty() { fingerprint::owner(&store) } else { Ok(None) }
        });
        return match owner {
            Ok(Some(owner)) if owner.purpose != Purpose::Demo => {
                bail!("the data folder {} does not belong to a demo; name another with --data", data.display())
            }
            Ok(_) => Ok(()),
            // A damaged demo may be thrown away when that is asked for.
            Err(_) if fresh && marked => Ok(()),
            Err(error) => Err(error),
        };
    }
    let foreign = data.read_dir().is_ok_and(|entries| entries.flatten().any(|e| e.file_name() != "satupintu.lock"));
    if foreign && !marked {
        bail!("the folder {} is not empty and holds no demo; name another with --data", data.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::keys::RegionKeys;

    #[test]
    fn only_a_folder_of_the_demo_is_taken() {
        let dir = tempfile::tempdir().unwrap();
        assert!(guard(&dir.path().join("new"), false).is_ok());
        assert!(guard(dir.path(), true).is_ok());
        std::fs::write(dir.path().join("letter.txt"), "").unwrap();
        for fresh in [false, true] {
            assert!(guard(dir.path(), fresh).unwrap_err().to_string().contains("holds no demo"));
        }
    }

    #[test]
    fn an_office_is_never_thrown_away() {
        let dir = tempfile::tempdir().unwrap();
        let store = open::open_store(&DatabaseUrl::sqlite(dir.path().join(DATABASE_FILE)), false).unwrap();
        let now = jiff::Timestamp::UNIX_EPOCH;
        store.migrate(now).unwrap();
        let owner = fingerprint::Owner { region: "contoh".into(), purpose: Purpose::Production };
        fingerprint::keep(&store, &RegionKeys::from_seed([1; 32], Vec::new()), &owner, now).unwrap();
        std::fs::write(dir.path().join(MARKER), "{}").unwrap();
        for fresh in [false, true] {
            assert!(guard(dir.path(), fresh).unwrap_err().to_string().contains("does not belong to a demo"));
        }
    }
}
