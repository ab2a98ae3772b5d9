//! `satupintu profile new`: a complete small profile in an empty folder.

use crate::clock::SystemClock;
use anyhow::{Context as _, Result, bail};
use app::ports::Clock as _;
use profile::NewProfile;
use std::fs;
use std::path::{Path, PathBuf};

/// Arguments of `profile new`.
#[derive(Debug, Clone, clap::Args)]
pub struct NewArgs {
    /// Folder for the profile; must be empty or absent.
    pub dir: PathBuf,
    /// Id of the profile; made of the folder's name when left out.
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// The region as people say it.
    #[arg(long, value_name = "NAME", default_value = "Kabupaten Baru")]
    pub name: String,
    /// First year of the calendar, which gets the next year too; this year when left out.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i16>,
}

/// Writes the profile and says what to do next.
///
/// # Errors
/// One sentence: the folder holds something, a name cannot be used, or a file cannot be written.
pub fn run(args: &NewArgs) -> Result<()> {
    refuse_what_holds_something(&args.dir)?;
    let folder = args.dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let id = args.id.clone().unwrap_or_else(|| NewProfile::id_of(&folder));
    let year = args.year.unwrap_or_else(|| SystemClock.now().to_zoned(jiff::tz::TimeZone::UTC).year());
    let files = NewProfile::new(&id, &args.name, year)?.files();
    for (path, text) in &files {
        write(&args.dir.join(path), text)?;
    }
    let dir = args.dir.display();
    println!("A profile of {} files is in {dir}.", files.len());
    println!("Change {dir}/profile.toml first; its head says in which order to go on. After each change:");
    println!("  satupintu profile check {dir}");
    println!("  satupintu rehearse --profile {dir} --out a-new-folder");
    Ok(())
}

/// Nothing of anybody's is ever overwritten.
fn refuse_what_holds_something(dir: &Path) -> Result<()> {
    if dir.exists() && !dir.is_dir() {
        bail!("{} is a file; name a folder that is empty or does not exist yet", dir.display());
    }
    if dir.is_dir() {
        let mut entries =
            dir.read_dir().with_context(|| format!("the folder {} cannot be read", dir.display()))?;
        if let Some(first) = entries.next() {
            let first = first?.file_name().to_string_lossy().into_owned();
            bail!(
                "the folder {} is not empty (it holds {first}); name a folder that is empty or does not exist yet",
                dir.display()
            );
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}
