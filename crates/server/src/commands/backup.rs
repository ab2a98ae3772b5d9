//! `satupintu backup`: a region in one file, also while it serves.

use crate::archive::Packer;
use crate::clock::SystemClock;
use crate::config::Environment;
use crate::keys;
use crate::location::{DATABASE_FILE, Location, Which};
use crate::open::open_store;
use anyhow::{Context as _, Result, bail};
use app::ports::Clock as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::DatabaseUrl;

/// What is saved, and where.
#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    #[command(flatten)]
    which: Which,
    /// File to write; one that is there is never written over.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Also saves the key files; guard the file like the keys themselves.
    #[arg(long)]
    with_keys: bool,
    /// On PostgreSQL: saves the files only, after `pg_dump` has saved the database.
    #[arg(long)]
    files_only: bool,
}

/// Marks a demo's folder as ready; without it the demo would begin anew.
const DEMO: &str = "demo.json";

/// Runs it.
///
/// # Errors
/// One sentence: no database, a file that is there, a file that the database names and the folder lacks.
pub fn run(args: &BackupArgs, environment: &Environment) -> Result<ExitCode> {
    let location = Location::find(&args.which, None, environment)?;
    if location.database_file.is_none() && !args.files_only {
        bail!(
            "this region's database is PostgreSQL: first run `pg_dump --format=custom --no-owner \
             --file=satupintu.dump` with the database's address, then this command with --files-only"
        );
    }
    let region = location.existing()?;
    let saved_at = SystemClock.now();
    let mut packer = Packer::create(&args.out)?;
    // The database first: a file is written before its row, so later every file is there that the database names.
    let wanted = match &location.database_file {
        Some(file) if !args.files_only => {
            let copy = growing(&args.out);
            let _gone = Temporary(copy.clone());
            store::copy_database(file, &copy)?;
            packer.add_file(DATABASE_FILE, &copy)?;
            open_store(&DatabaseUrl::sqlite(&copy), false)?.read(store::file::objects)?
        }
        _ => region.store.read(store::file::objects)?,
    };
    add_folder(&mut packer, &location.files, &location.files)?;
    let missing = wanted.iter().filter(|object| !packer.holds(&stored_as(object))).count();
    if missing > 0 {
        bail!("{missing} file(s) that the database names are not in {}", location.files.display());
    }
    if args.with_keys {
        for name in keys::FILES {
            packer.add_file(&format!("keys/{name}"), &location.keys.join(name))?;
        }
        let roots = location.keys.join("roots");
        if roots.is_dir() {
            for path in listed(&roots)? {
                packer.add_file(&format!("keys/roots/{}", name_of(&path)?), &path)?;
            }
        }
    }
    if let Some(marker) = args.which.data.as_ref().map(|data| data.join(DEMO)).filter(|path| path.exists()) {
        packer.add_file(DEMO, &marker)?;
    }
    let engine = if args.files_only { "postgres" } else { "sqlite" };
    let manifest = packer.finish(&region.owner.region, engine, saved_at)?;
    let bytes: u64 = manifest.entries.values().map(|entry| entry.size).sum();
    println!("Saved {} entries, {bytes} bytes, to {}.", manifest.entries.len(), args.out.display());
    if !args.with_keys {
        println!("The key files are not in it; keep them in another place.");
    }
    Ok(ExitCode::SUCCESS)
}

/// The copy of the database beside the archive, removed whatever happens.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm", "-journal"] {
            let mut path = self.0.clone().into_os_string();
            path.push(end);
            let _ = fs::remove_file(path);
        }
    }
}

fn growing(out: &Path) -> PathBuf {
    let mut path = out.as_os_str().to_owned();
    path.push(format!(".{}.database", std::process::id()));
    path.into()
}

/// Where the file store keeps an object.
fn stored_as(object: &str) -> String {
    let part = |range| object.get(range).unwrap_or_default();
    format!("files/{}/{}/{object}", part(0..2), part(2..4))
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>> {
    let cannot = || format!("the folder {} cannot be read", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(cannot)? {
        paths.push(entry.with_context(cannot)?.path());
    }
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> Result<String> {
    let name = path.file_name().and_then(|name| name.to_str());
    Ok(name.with_context(|| format!("{} has a name that cannot be saved", path.display()))?.to_owned())
}

/// Everything below the files folder, but not what is still being written.
fn add_folder(packer: &mut Packer, root: &Path, folder: &Path) -> Result<()> {
    for path in listed(folder)? {
        if path.is_dir() {
            if folder == root && name_of(&path)? == "tmp" {
                continue;
            }
            add_folder(packer, root, &path)?;
        } else {
            let inside = path.strip_prefix(root).ok().and_then(Path::to_str);
            let inside =
                inside.with_context(|| format!("{} has a name that cannot be saved", path.display()))?;
            packer.add_file(&format!("files/{inside}"), &path)?;
        }
    }
    Ok(())
}
