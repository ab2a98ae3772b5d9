//! From values to a configuration.

use super::Config;
use super::keys::KEYS;
use super::problem::ConfigProblem;
use super::source::{Environment, Found, gather};
use gateway::Secret;
use gateway::email::{SmtpClient, SmtpConfig, SmtpSecurity};
use gateway::sms::KannelConfig;
use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;
use store::DatabaseUrl;

struct Reader<'a> {
    file: &'a Path,
    folder: PathBuf,
    found: BTreeMap<String, Found>,
    problems: Vec<ConfigProblem>,
}

pub(super) fn read(file: &Path, text: &str, environment: &Environment) -> Result<Config, Vec<ConfigProblem>> {
    let mut problems = Vec::new();
    let found = gather(file, text, environment, &mut problems);
    let folder = file.parent().map(Path::to_owned).unwrap_or_default();
    let mut reader = Reader { file, folder, found, problems };
    let config = reader.config();
    match config {
        Some(config) if reader.problems.is_empty() => Ok(config),
        _ => Err(reader.problems),
    }
}

impl Reader<'_> {
    fn config(&mut self) -> Option<Config> {
        let listen = self.parsed("listen", "write an address with a port, such as \"127.0.0.1:8080\"");
        let base_url = self.base_url();
        let trusted_proxies = self.proxies();
        let profile = self.path("profile");
        if let Some(folder) = profile.as_ref().filter(|folder| !folder.is_dir()) {
            let what = format!("there is no folder {}", folder.display());
            self.problem("profile", what, "name the folder of a profile");
        }
        let data = self.path("data");
        let database = self.database(data.as_deref());
        let files = self.inside("files", data.as_deref());
        let keys = self.inside("keys", data.as_deref());
        let workers: Option<usize> = self.parsed("workers", "write a whole number from 1 to 64");
        if workers.is_some_and(|n| !(1..=64).contains(&n)) {
            self.problem(
                "workers",
                "the number of workers is not possible",
                "write a whole number from 1 to 64",
            );
        }
        let typeset_worker = self.optional_path("typeset.worker");
        if let Some(program) = typeset_worker.as_ref().filter(|program| !program.is_file()) {
            let what = format!("there is no program {}", program.display());
            self.problem("typeset.worker", what, "name the program satupintu-typeset, or remove the key");
        }
        let smtp = if self.any("smtp.") { self.smtp() } else { None };
        let kannel = if self.any("kannel.") { self.kannel() } else { None };
        let (database, database_file) = database?;
        Some(Config {
            listen: listen?,
            data: data?,
            database,
            database_file,
            files: files?,
            keys: keys?,
            profile: profile?,
            base_url: base_url?,
            trusted_proxies,
            workers: workers?,
            typeset_worker,
            smtp,
            kannel,
        })
    }

    fn any(&self, section: &str) -> bool {
        self.found.keys().any(|name| name.starts_with(section))
    }

    /// What is set, or the default.
    fn text(&self, name: &str) -> Option<String> {
        let set =
            self.found.get(name).map(|found| found.text.trim().to_owned()).filter(|text| !text.is_empty());
        set.or_else(|| KEYS.iter().find(|key| key.name == name)?.default.map(str::to_owned))
    }

    fn problem(&mut self, name: &str, what: impl Into<String>, mend: &str) {
        let place = match self.found.get(name) {
            Some(found) => found.place.clone(),
            None => self.file.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned()),
        };
        self.problems.push(ConfigProblem { place, what: what.into(), mend: mend.to_owned() });
    }

    fn required(&mut self, name: &str) -> Option<String> {
        let text = self.text(name);
        if text.is_none() {
            let mend = format!("add `{name}`; docs/reference/configuration.md says what stands in it");
            self.problem(name, format!("`{name}` is missing"), &mend);
        }
        text
    }

    fn parsed<T: FromStr>(&mut self, name: &str, mend: &str) -> Option<T> {
        let text = self.required(name)?;
        let value = text.parse().ok();
        if value.is_none() {
            self.problem(name, format!("`{name}` cannot be read"), mend);
        }
        value
    }

    fn path(&mut self, name: &str) -> Option<PathBuf> {
        self.required(name).map(|text| self.folder.join(text))
    }

    fn optional_path(&self, name: &str) -> Option<PathBuf> {
        self.text(name).map(|text| self.folder.join(text))
    }

    /// A folder whose default lies in the data folder.
    fn inside(&self, name: &str, data: Option<&Path>) -> Option<PathBuf> {
        let text = self.text(name)?;
        match text.strip_prefix("DATA/") {
            Some(rest) => data.map(|data| data.join(rest)),
            None => Some(self.folder.join(text)),
        }
    }

    fn base_url(&mut self) -> Option<String> {
        let text = self.required("base_url")?;
        let url = text.trim_end_matches('/').to_owned();
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let good = host.is_some_and(|h| {
            !h.is_empty() && h.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:".contains(&b))
        });
        if !good {
            let mend =
                "write https:// and the host name people see, such as \"https://perizinan.example.go.id\"";
            self.problem("base_url", "`base_url` cannot be read", mend);
        }
        good.then_some(url)
    }

    fn proxies(&mut self) -> Vec<std::net::IpAddr> {
        let text = self.text("trusted_proxies").unwrap_or_default();
        let mut proxies = Vec::new();
        for one in text.split(',').map(str::trim).filter(|one| !one.is_empty()) {
            match one.parse() {
                Ok(address) => proxies.push(address),
                Err(_) => {
                    let what = format!("`{one}` is no address");
                    self.problem("trusted_proxies", what, "write IP addresses, such as [\"127.0.0.1\"]");
                }
            }
        }
        proxies
    }

    fn database(&mut self, data: Option<&Path>) -> Option<(DatabaseUrl, Option<PathBuf>)> {
        const MEND: &str = "write sqlite:PATH or postgres://USER@HOST/DATABASE?schema=NAME";
        let text = self.text("database")?;
        let password = self.secret("database_password_file");
        if let Some(path) = text.strip_prefix("sqlite:") {
            if path.is_empty() || path.starts_with(":memory:") {
                self.problem("database", "`database` names no file", MEND);
                return None;
            }
            let path = match path.strip_prefix("DATA/") {
                Some(rest) => data?.join(rest),
                None => self.folder.join(path),
            };
            return Some((DatabaseUrl::sqlite(&path), Some(path)));
        }
        let authority =
            text.split_once("://").map_or("", |(_, rest)| rest.split(['/', '?']).next().unwrap_or(""));
        let holds_secret = authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':'))
            || text.contains("password=");
        if holds_secret {
            let mend = "take the password out and write its file's path into `database_password_file`";
            self.problem("database", "the address holds a password", mend);
            return None;
        }
        let url = match password {
            Some(password) => {
                let joint = if text.contains('?') { '&' } else { '?' };
                format!("{text}{joint}password={}", percent(password.reveal()))
            }
            None => text,
        };
        match url.parse::<DatabaseUrl>() {
            Ok(url) => Some((url, None)),
            Err(error) => {
                self.problem("database", error.to_string(), MEND);
                None
            }
        }
    }

    /// The one line of a secret's file; a file that others may read is refused.
    fn secret(&mut self, name: &str) -> Option<Secret> {
        let path = self.optional_path(name)?;
        let shown = path.display();
        match std::fs::metadata(&path) {
            Err(error) => {
                let what = format!("the secret's file {shown} cannot be read: {error}");
                self.problem(name, what, "write the secret into that file, mode 0600");
                return None;
            }
            Ok(metadata) if metadata.mode() & 0o077 != 0 => {
                let what = format!("the secret's file {shown} may be read by others");
                self.problem(name, what, "run chmod 600 on it");
                return None;
            }
            Ok(_) => {}
        }
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let line = text.trim_end_matches(['\n', '\r']);
        if line.is_empty() || line.contains('\n') {
            self.problem(
                name,
                format!("the secret's file {shown} does not hold one line"),
                "write one line into it",
            );
            return None;
        }
        Some(Secret::new(line))
    }

    fn seconds(&mut self, name: &str) -> Option<Duration> {
        let seconds: u64 = self.parsed(name, "write whole seconds")?;
        if seconds == 0 {
            self.problem(name, format!("`{name}` is 0"), "write 1 or more");
        }
        Some(Duration::from_secs(seconds))
    }

    fn smtp(&mut self) -> Option<SmtpConfig> {
        let host = self.required("smtp.host");
        let from = self.required("smtp.from");
        let port = self.parsed("smtp.port", "write a port, such as 465");
        let security = match self.text("smtp.security").as_deref() {
            Some("tls") => Some(SmtpSecurity::Tls),
            Some("starttls") => Some(SmtpSecurity::StartTls),
            Some("none") => Some(SmtpSecurity::None),
            _ => {
                self.problem(
                    "smtp.security",
                    "`smtp.security` cannot be read",
                    "write tls, starttls or none",
                );
                None
            }
        };
        let password = self.secret("smtp.password_file");
        let username = self.text("smtp.username");
        if username.is_some() != self.text("smtp.password_file").is_some() {
            let mend = "set `smtp.username` and `smtp.password_file` together, or neither";
            self.problem("smtp.username", "user name and password belong together", mend);
        }
        let extra_ca_pem = match self.optional_path("smtp.ca_file") {
            None => None,
            Some(path) => match std::fs::read(&path) {
                Ok(bytes) => Some(bytes),
                Err(error) => {
                    let what = format!("{} cannot be read: {error}", path.display());
                    self.problem("smtp.ca_file", what, "name a certificate in PEM form");
                    None
                }
            },
        };
        let timeout = self.seconds("smtp.timeout_seconds");
        let config = SmtpConfig {
            host: host?,
            port: port?,
            security: security?,
            credentials: username.zip(password),
            extra_ca_pem,
            timeout: timeout?,
            hello_name: self.text("smtp.hello_name").unwrap_or_else(|| "localhost".into()),
            from: from?,
            reply_to: self.text("smtp.reply_to"),
        };
        if let Err(error) = SmtpClient::new(config.clone()) {
            self.problem("smtp.host", error.to_string(), "correct that setting of [smtp]");
        }
        Some(config)
    }

    fn kannel(&mut self) -> Option<KannelConfig> {
        let url = self.required("kannel.url");
        let username = self.required("kannel.username");
        let report_url = self.required("kannel.report_url");
        self.required("kannel.password_file");
        let password = self.secret("kannel.password_file");
        let max_parts = self.parsed("kannel.max_parts", "write 1 to 10");
        let timeout = self.seconds("kannel.timeout_seconds");
        let config = KannelConfig {
            url: url?,
            username: username?,
            password: password?,
            sender: self.text("kannel.sender"),
            smsc: self.text("kannel.smsc"),
            max_parts: max_parts?,
            timeout: timeout?,
            report_url: report_url?,
        };
        if let Err(error) = crate::gateways::kannel(config.clone(), &[0; 32]) {
            self.problem("kannel.url", error.to_string(), "correct that setting of [kannel]");
        }
        Some(config)
    }
}

/// Every byte but letters and digits, as a query wants it.
fn percent(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
