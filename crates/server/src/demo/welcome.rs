//! What the demo tells at its start, and what it keeps between starts.

use anyhow::{Context as _, Result};
use app::Region;
use app::play::{Cast, PASSWORD};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use web::pages::sign_in::DemoAccount;

/// Somebody who can sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    /// Sign-in name.
    pub login: String,
    /// Name.
    pub name: String,
    /// What the person does.
    pub role: String,
}

/// Kept in the data folder once all files are made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Kept {
    /// Where the clock stands.
    pub clock: Timestamp,
    /// Who can sign in.
    pub logins: Vec<Login>,
}

impl Kept {
    /// Reads the marker; `None` at the first start.
    ///
    /// # Errors
    /// When the file is there but cannot be read.
    pub fn read(path: &Path) -> Result<Option<Kept>> {
        match fs::read(path) {
            Ok(bytes) => {
                let kept = serde_json::from_slice(&bytes)
                    .with_context(|| format!("{} is damaged; start over with --fresh", path.display()))?;
                Ok(Some(kept))
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e).with_context(|| format!("{} cannot be read", path.display())),
        }
    }

    /// Writes the marker.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_vec_pretty(self)?;
        fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
    }
}

/// Everybody of a cast.
pub fn logins(cast: &Cast) -> Vec<Login> {
    cast.logins
        .iter()
        .map(|(login, name, role)| Login { login: login.clone(), name: name.clone(), role: role.clone() })
        .collect()
}

/// Everybody, as the sign-in page lists them.
pub fn accounts(logins: &[Login]) -> Vec<DemoAccount> {
    let account = |login: &Login| DemoAccount {
        role: login.role.clone(),
        name: login.name.clone(),
        login: login.login.clone(),
        password: PASSWORD.to_owned(),
    };
    logins.iter().map(account).collect()
}

/// The address, a sign-in for each role, and where to look first.
pub fn greeting(listen: SocketAddr, logins: &[Login]) -> String {
    let mut text = format!(
        "\n  SatuPintu (demo) berjalan di  http://{listen}\n\n  Masuk dengan salah satu akun ini; kata sandi semuanya: {PASSWORD}\n\n"
    );
    let mut seen: Vec<&str> = Vec::new();
    for login in logins {
        if seen.contains(&login.role.as_str()) {
            continue;
        }
        seen.push(&login.role);
        let role: String = login.role.chars().take(48).collect();
        text.push_str(&format!("    {:<14} {:<34} {role}\n", login.login, login.name));
    }
    text.push_str(&format!(
        "\n  Mulailah dari sini:\n    http://{listen}/demo          apa yang dapat dicoba\n    \
         http://{listen}/demo/pesan    SMS dan surel yang terkirim, termasuk PIN\n    \
         http://{listen}/demo/waktu    memajukan waktu\n\n  Semua data rekaan. Berhenti dengan Ctrl-C.\n"
    ));
    text
}

/// The address of each region, and where to look first.
pub fn greeting_of_several(listen: SocketAddr, regions: &[Region]) -> String {
    let mut text = format!(
        "\n  SatuPintu (demo) berjalan di  http://{listen}  – pilih daerah di sana, atau langsung:\n\n"
    );
    let widest = regions.iter().map(|region| region.base_url.chars().count()).max().unwrap_or(0);
    for region in regions {
        let identity = &region.profile.identity;
        let (url, system, name) = (&region.base_url, &identity.system_name, &identity.region_name);
        text.push_str(&format!("    {url:<widest$}   {system}, {name}\n"));
    }
    text.push_str(&format!(
        "\n  Akun contoh tertulis di halaman Masuk setiap daerah; kata sandi semuanya: {PASSWORD}\n\n  \
         Di setiap daerah:\n    /demo          apa yang dapat dicoba\n    \
         /demo/pesan    SMS dan surel yang terkirim, termasuk PIN\n    \
         /demo/waktu    memajukan waktu\n\n  Semua data rekaan. Berhenti dengan Ctrl-C.\n"
    ));
    text
}
