//! `satupintu certificate`: installs the signing key of an official or of the office's seal, with its certificate chain.

use crate::commands::serve;
use crate::config::{Config, Environment};
use anyhow::{Context as _, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Whose key.
#[derive(Debug, clap::Subcommand)]
pub enum CertificateCommand {
    /// Gives an official a key.
    Official {
        /// What the official types at sign-in.
        #[arg(long)]
        login: String,
        #[command(flatten)]
        files: KeyFiles,
    },
    /// Gives the office its seal.
    Seal {
        #[command(flatten)]
        files: KeyFiles,
    },
}

/// Key and chain as the certificate authority gives them.
#[derive(Debug, clap::Args)]
pub struct KeyFiles {
    /// Configuration file.
    #[arg(long, value_name = "FILE", default_value = "satupintu.toml")]
    config: PathBuf,
    /// Region of the configuration, by the id of its profile; needed when there are several.
    #[arg(long, value_name = "ID")]
    region: Option<String>,
    /// Private key, PKCS#8, PEM or DER, without a password; mode 0600.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Certificates, PEM or one DER; the signer's first, then those above it.
    #[arg(long, value_name = "FILE")]
    chain: PathBuf,
}

/// Runs it.
///
/// # Errors
/// One sentence: an unknown login, a key that does not belong to the certificate, a certificate that is not valid now.
pub fn run(command: CertificateCommand, environment: &Environment) -> Result<ExitCode> {
    let (login, files) = match command {
        CertificateCommand::Official { login, files } => (Some(login), files),
        CertificateCommand::Seal { files } => (None, files),
    };
    let config = Config::load(&files.config, environment)?;
    let config = config.region(files.region.as_deref())?;
    let key = key(&files.key)?;
    let chain = blocks(&files.chain, "CERTIFICATE")?;
    let first = chain.first().with_context(|| format!("{} holds no certificate", files.chain.display()))?;
    let facts = document::certificate::describe(first)
        .with_context(|| format!("{} holds no certificate", files.chain.display()))?;
    // Refuses a key that is not the certificate's.
    document::signer::LocalSigner::from_pkcs8(&key, chain.clone())
        .with_context(|| format!("{} does not fit {}", files.key.display(), files.chain.display()))?;
    let region = serve::open(config)?;
    if !facts.valid_at(region.now()) {
        bail!(
            "the certificate of {} is valid from {} to {} only",
            facts.common_name,
            facts.valid_from,
            facts.valid_until
        );
    }
    match login {
        Some(login) => {
            let row = region.store.read(|tx| store::account::by_login(tx, &login.trim().to_lowercase()))?;
            let row = row.filter(|row| row.kind == "staff" && row.closed_at.is_none());
            let row = row.with_context(|| format!("nobody of the staff signs in as {login}"))?;
            app::setup::give_signing_key(&region, row.id, &key, &chain)?;
        }
        None => app::setup::give_seal_key(&region, &key, &chain)?,
    }
    println!("Installed the certificate of {}, valid until {}.", facts.common_name, facts.valid_until);
    println!("Remove {} now; the region keeps the key encrypted.", files.key.display());
    Ok(ExitCode::SUCCESS)
}

fn key(path: &Path) -> Result<Vec<u8>> {
    use std::os::unix::fs::MetadataExt as _;
    let mode = fs::metadata(path).with_context(|| format!("{} cannot be read", path.display()))?.mode();
    if mode & 0o077 != 0 {
        bail!("{} may be read by others (mode {:04o}); run chmod 600", path.display(), mode & 0o7777);
    }
    let mut keys = blocks(path, "PRIVATE KEY")?;
    if keys.len() != 1 {
        bail!("{} must hold one private key in PKCS#8", path.display());
    }
    Ok(keys.remove(0))
}

/// The blocks of a PEM file, or the whole file when it is DER.
fn blocks(path: &Path, kind: &str) -> Result<Vec<Vec<u8>>> {
    let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) if text.contains("-----BEGIN") => text.to_owned(),
        _ => return Ok(vec![bytes]),
    };
    let (begin, end) = (format!("-----BEGIN {kind}-----"), format!("-----END {kind}-----"));
    text.split(&begin)
        .skip(1)
        .map(|part| {
            let body = part.split_once(&end).map(|(body, _)| body);
            let body = body.with_context(|| format!("{} is cut short", path.display()))?;
            let plain: String = body.chars().filter(|c| !c.is_whitespace()).collect();
            STANDARD.decode(plain).with_context(|| format!("{} is damaged", path.display()))
        })
        .collect()
}
