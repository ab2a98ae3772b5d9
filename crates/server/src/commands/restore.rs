//! `satupintu restore`: puts a saved region into an empty folder and verifies it.

use crate::archive::{Manifest, unpack};
use crate::clock::SystemClock;
use crate::config::Environment;
use crate::keys;
use crate::location::{DATABASE_FILE, FILE_FOLDER, KEY_FOLDER, Location};
use crate::lock::make_folder;
use anyhow::{Context as _, Result, bail};
use app::ports::Clock as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What is put back, and where.
#[derive(Debug, clap::Args)]
pub struct RestoreArgs {
    /// File that `backup` wrote.
    file: PathBuf,
    /// Data folder; it must be empty or not there yet.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Key folder of the region, when the file does not hold the keys; it is copied.
    #[arg(long, value_name = "DIR")]
    keys: Option<PathBuf>,
    /// Region that the file must be of, by the id of its profile; a file of another is refused.
    #[arg(long, value_name = "ID")]
    region: Option<String>,
}

/// Runs it.
///
/// # Errors
/// One sentence: a folder that is not empty, a damaged file, a file of another region, missing keys. What does not agree in the record is told and exits
/// with 1.
pub fn run(args: &RestoreArgs, environment: &Environment) -> Result<ExitCode> {
    let there = args.data.exists();
    if there && args.data.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        bail!("the folder {} is not empty; nothing is ever restored over other data", args.data.display());
    }
    make_folder(&args.data, "data folder")?;
    let put = put_back(args);
    if put.is_err() {
        // Half a region must not be taken for one.
        empty(&args.data, there);
    }
    let manifest = put?;
    println!(
        "Restored {} entries of the region {}, saved at {}.",
        manifest.entries.len(),
        manifest.region,
        manifest.saved_at
    );
    if manifest.database != "sqlite" {
        println!(
            "The database is PostgreSQL: run `pg_restore --no-owner --dbname=ADDRESS satupintu.dump`, then \
             `satupintu audit verify --data {} --database ADDRESS`.",
            args.data.display()
        );
        return Ok(ExitCode::SUCCESS);
    }
    verify(&args.data, environment)
}

fn put_back(args: &RestoreArgs) -> Result<Manifest> {
    let manifest = unpack(&args.file, &args.data)?;
    if let Some(wanted) = args.region.as_ref().filter(|wanted| **wanted != manifest.region) {
        bail!("{} holds the region {}, not {wanted}", args.file.display(), manifest.region);
    }
    let folder = args.data.join(KEY_FOLDER);
    match (&args.keys, folder.exists()) {
        (Some(from), false) => copy_keys(from, &folder)?,
        (Some(_), true) => bail!("{} holds the keys itself; leave --keys out", args.file.display()),
        (None, true) => {}
        (None, false) => {
            bail!("{} holds no keys; name the region's key folder by --keys", args.file.display())
        }
    }
    if manifest.database == "sqlite" && !args.data.join(DATABASE_FILE).exists() {
        bail!("{} holds no database", args.file.display());
    }
    make_folder(&args.data.join(FILE_FOLDER), "files folder")?;
    Ok(manifest)
}

fn copy_keys(from: &Path, to: &Path) -> Result<()> {
    // Read first: a folder with a lost or open key is named here, and not at the next start.
    keys::read(from)?;
    let copy = |from: &Path, to: &Path| -> Result<()> {
        make_folder(to, "key folder")?;
        for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
            let entry = entry?;
            if entry.path().is_file() {
                fs::copy(entry.path(), to.join(entry.file_name()))
                    .with_context(|| format!("{} cannot be copied", entry.path().display()))?;
            }
        }
        Ok(())
    };
    copy(from, to)?;
    let roots = from.join("roots");
    if roots.is_dir() { copy(&roots, &to.join("roots")) } else { Ok(()) }
}

/// Recomputes the whole record with the keys that were put back.
fn verify(data: &Path, environment: &Environment) -> Result<ExitCode> {
    let region = Location::of_data(data, None, environment)?.existing()?;
    let mut report =
        app::audit::verify(&region.store, &region.keys, &region.owner.region, SystemClock.now())?;
    let files = crate::open::open_files(&data.join(FILE_FOLDER))?;
    app::audit::verify_files(&region.store, &files, &mut report)?;
    println!("{}", super::audit::explain(&report).join("\n"));
    Ok(if report.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Takes away what a failed restore has left.
fn empty(data: &Path, keep: bool) {
    let _ = fs::remove_dir_all(data);
    if keep {
        let _ = make_folder(data, "data folder");
    }
}
