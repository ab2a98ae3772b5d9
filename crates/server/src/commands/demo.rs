//! `satupintu demo`; its people and files are made in [`crate::demo`].

use crate::demo::SEVERAL;
use crate::fingerprint::{self, Purpose};
use crate::location::DATABASE_FILE;
use crate::lock::LOCK_FILE;
use crate::{demo, open};
use anyhow::{Result, bail};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::DatabaseUrl;

/// What the demo leaves in its folder once it is whole.
const MARKER: &str = "demo.json";

/// Arguments of `demo`.
#[derive(Debug, Clone, clap::Args)]
pub struct DemoArgs {
    /// Data folder, with a folder for each region where there are several; a second start keeps what is in it.
    #[arg(long, value_name = "DIR", default_value = "./demo-data")]
    pub data: PathBuf,
    /// Address to listen on.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Throws the data away and starts over.
    #[arg(long)]
    pub fresh: bool,
    /// Profile folder: one region, under every host name. Without it all regions of `data/demo/default`, each under
    /// NAME.localhost.
    #[arg(long, value_name = "DIR")]
    pub profile: Option<PathBuf>,
    /// File with the cast and its stories; `data/demo/<profile>.toml` when left out.
    #[arg(long, value_name = "FILE")]
    pub stories: Option<PathBuf>,
    /// Prepares the data and stops, without serving.
    #[arg(long)]
    pub prepare_only: bool,
}

/// Runs the demo, after making sure that the folder is its own.
///
/// # Errors
/// One sentence.
pub fn run(args: DemoArgs) -> Result<ExitCode> {
    match demo::offered(&args)?.as_slice() {
        [only] => {
            if args.data.join(SEVERAL).exists() {
                let data = args.data.display();
                bail!(
                    "{data} holds a demo of several regions; leave --profile out, or name another folder with --data"
                );
            }
            guard(&args.data, args.fresh)?;
            demo::run(&args, only)?;
        }
        folders => {
            guard_several(&args.data, args.fresh)?;
            demo::run_several(&args, folders)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A folder of several regions is one of ours, new, or thrown away on purpose; and each folder in it is a demo's.
fn guard_several(data: &Path, fresh: bool) -> Result<()> {
    if !data.join(SEVERAL).exists() {
        guard(data, fresh)?;
        if !fresh && data.join(DATABASE_FILE).exists() {
            bail!(
                "the folder {} holds a demo of one region; name its profile with --profile, another folder with --data, or \
                 start over with --fresh",
                data.display()
            );
        }
        return Ok(());
    }
    let Ok(entries) = data.read_dir() else { return Ok(()) };
    let folders = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir());
    for folder in folders {
        guard(&folder, fresh)?;
    }
    Ok(())
}

/// The demo may throw its folder away; it must be the demo's own.
fn guard(data: &Path, fresh: bool) -> Result<()> {
    let marked = data.join(MARKER).exists();
    let database = data.join(DATABASE_FILE);
    if database.exists() {
        let owner = open::open_store(&DatabaseUrl::sqlite(&database), false).and_then(|store| {
            if crate::location::pending_migrations(&store)?.is_empty() {
                fingerprint::owner(&store)
            } else {
                Ok(None)
            }
        });
        return match owner {
            Ok(Some(owner)) if owner.purpose != Purpose::Demo => {
                bail!(
                    "the data folder {} does not belong to a demo; name another with --data",
                    data.display()
                )
            }
            Ok(_) => Ok(()),
            // A damaged demo may be thrown away when that is asked for.
            Err(_) if fresh && marked => Ok(()),
            Err(error) => Err(error),
        };
    }
    let foreign = data.read_dir().is_ok_and(|entries| entries.flatten().any(|e| e.file_name() != LOCK_FILE));
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

    #[test]
    fn a_folder_of_several_holds_only_demos() {
        let dir = tempfile::tempdir().unwrap();
        assert!(guard_several(dir.path(), false).is_ok(), "an empty one is taken");
        std::fs::write(dir.path().join(SEVERAL), "").unwrap();
        assert!(guard_several(dir.path(), true).is_ok());
        let inside = dir.path().join("contoh");
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(inside.join("letter.txt"), "").unwrap();
        for fresh in [false, true] {
            assert!(guard_several(dir.path(), fresh).unwrap_err().to_string().contains("holds no demo"));
        }
    }
}
