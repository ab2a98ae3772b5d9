//! `satupintu profile schema`: JSON Schemas of a profile's files, for editors.

use anyhow::{Context as _, Result};
use std::fs;
use std::path::PathBuf;

/// Arguments of `profile schema`.
#[derive(Debug, Clone, clap::Args)]
pub struct SchemaArgs {
    /// Folder for one file a schema; without it all are printed as one object, by file name.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// Writes or prints the schemas.
///
/// # Errors
/// When a file cannot be written.
pub fn run(args: &SchemaArgs) -> Result<()> {
    let schemas = profile::schemas();
    let Some(out) = &args.out else {
        let all: serde_json::Map<String, serde_json::Value> =
            schemas.into_iter().map(|s| (s.name.to_owned(), s.schema)).collect();
        println!("{:#}", serde_json::Value::Object(all));
        return Ok(());
    };
    fs::create_dir_all(out).with_context(|| format!("the folder {} cannot be made", out.display()))?;
    for schema in schemas {
        let path = out.join(schema.name);
        fs::write(&path, format!("{:#}\n", schema.schema))
            .with_context(|| format!("{} cannot be written", path.display()))?;
        println!("{}: {}", schema.name, schema.files);
    }
    Ok(())
}
