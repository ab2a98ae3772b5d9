//! From values to a configuration.

use super::keys::{KEYS, Scope};
use super::problem::ConfigProblem;
use super::source::{Environment, Found, Gathered, gather};
use super::{Config, RegionConfig, several};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use store::DatabaseUrl;

/// Reads the values of one place: the top of the file, or one `[[region]]`.
pub(super) struct Reader {
    /// Where a missing value is missed.
    pub(super) place: String,
    pub(super) folder: PathBuf,
    pub(super) found: BTreeMap<String, Found>,
    pub(super) problems: Vec<ConfigProblem>,
}

pub(super) fn read(file: &Path, text: &str, environment: &Environment) -> Result<Config, Vec<ConfigProblem>> {
    let mut problems = Vec::new();
    let Gathered { top, regions } = gather(file, text, environment, &mut problems);
    let folder = file.parent().map(Path::to_owned).unwrap_or_default();
    let place = file.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let mut reader = Reader { place, folder, found: top, problems };
    let config = reader.config(regions);
    match config {
        Some(config) if reader.problems.is_empty() => Ok(config),
        _ => Err(reader.problems),
    }
}

impl Reader {
    fn config(&mut self, regions: Option<Vec<(String, BTreeMap<String, Found>)>>) -> Option<Config> {
        let listen = self.parsed("listen", "write an address with a port, such as \"127.0.0.1:8080\"");
        let trusted_proxies = self.proxies();
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
        let regions = match regions {
            None => vec![self.region(Vec::new(), typeset_worker)],
            Some(regions) => self.several(regions, typeset_worker.as_deref()),
        };
        Some(Config {
            listen: listen?,
            trusted_proxies,
            workers: workers?,
            regions: regions.into_iter().collect::<Option<_>>()?,
        })
    }

    /// The regions below `[[region]]`. What stands at the top counts for whole sections only: a password never goes to the
    /// server of another section.
    fn several(
        &mut self,
        regions: Vec<(String, BTreeMap<String, Found>)>,
        typeset_worker: Option<&Path>,
    ) -> Vec<Option<RegionConfig>> {
        for key in KEYS.iter().filter(|key| key.scope == Scope::Region) {
            if self.found.contains_key(key.name) {
                let what = format!("`{}` belongs to one region, and the file names its regions", key.name);
                self.problem(key.name, what, "write it below the [[region]] it belongs to");
            }
        }
        let mut read = Vec::new();
        for (place, mut found) in regions {
            for section in ["smtp.", "kannel."] {
                if !found.keys().any(|name| name.starts_with(section)) {
                    let shared = self.found.iter().filter(|(name, _)| name.starts_with(section));
                    found.extend(shared.map(|(name, value)| (name.clone(), value.clone())));
                }
            }
            let mut reader = Reader { place, folder: self.folder.clone(), found, problems: Vec::new() };
            let region = reader.region_of_several(typeset_worker);
            self.problems.append(&mut reader.problems);
            read.push((reader.place, region));
        }
        // A shared section with a mistake would be told once for each region.
        let mut told: Vec<ConfigProblem> = Vec::new();
        for problem in std::mem::take(&mut self.problems) {
            if !told.contains(&problem) {
                told.push(problem);
            }
        }
        self.problems = told;
        several::compare(&read, &mut self.problems);
        read.into_iter().map(|(_, region)| region).collect()
    }

    fn region_of_several(&mut self, typeset_worker: Option<&Path>) -> Option<RegionConfig> {
        let hosts = self.hosts();
        if let Some(first) = hosts.first()
            && !self.found.contains_key("base_url")
        {
            let place =
                self.found.get("host").map_or_else(|| self.place.clone(), |found| found.place.clone());
            let text = format!("https://{first}");
            self.found.insert("base_url".to_owned(), Found { text, place });
        }
        let region = self.region(hosts, typeset_worker.map(Path::to_owned))?;
        let named = region.base_url.split_once("://").map_or("", |(_, host)| host);
        let named = named.split(':').next().unwrap_or_default().to_ascii_lowercase();
        if !region.hosts.contains(&named) {
            let what = format!("`base_url` names the host {named}, to which this region does not answer");
            self.problem("base_url", what, "write one of the names in `host`, or add this one there");
        }
        Some(region)
    }

    /// Names of this region in lower case; empty when there is none that can be used.
    fn hosts(&mut self) -> Vec<String> {
        const MEND: &str =
            "write the host name people see, such as host = \"perizinan.example.go.id\", or a list of them";
        let text = self.found.get("host").map(|found| found.text.clone()).unwrap_or_default();
        let hosts: Vec<String> = text
            .split(',')
            .map(|one| one.trim().to_ascii_lowercase())
            .filter(|one| !one.is_empty())
            .collect();
        if hosts.is_empty() {
            self.problem("host", "`host` is missing", MEND);
        }
        for host in &hosts {
            if !host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b)) {
                self.problem("host", format!("`{host}` is no host name"), MEND);
            }
        }
        hosts
    }

    fn region(&mut self, hosts: Vec<String>, typeset_worker: Option<PathBuf>) -> Option<RegionConfig> {
        let base_url = self.base_url();
        let profile = self.path("profile");
        if let Some(folder) = profile.as_ref().filter(|folder| !folder.is_dir()) {
            let what = format!("there is no folder {}", folder.display());
            self.problem("profile", what, "name the folder of a profile");
        }
        let data = self.path("data");
        let database = self.database(data.as_deref());
        let files = self.inside("files", data.as_deref());
        let keys = self.inside("keys", data.as_deref());
        let smtp = if self.any("smtp.") { self.smtp() } else { None };
        let kannel = if self.any("kannel.") { self.kannel() } else { None };
        let (database, database_file) = database?;
        let profile = profile?;
        Some(RegionConfig {
            id: several::id_of(&profile),
            hosts,
            data: data?,
            database,
            database_file,
            files: files?,
            keys: keys?,
            profile,
            base_url: base_url?,
            typeset_worker,
            smtp,
            kannel,
        })
    }

    fn any(&self, section: &str) -> bool {
        self.found.keys().any(|name| name.starts_with(section))
    }

    /// What is set, or the default.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let set =
            self.found.get(name).map(|found| found.text.trim().to_owned()).filter(|text| !text.is_empty());
        set.or_else(|| KEYS.iter().find(|key| key.name == name)?.default.map(str::to_owned))
    }

    pub(super) fn problem(&mut self, name: &str, what: impl Into<String>, mend: &str) {
        let place = match self.found.get(name) {
            Some(found) => found.place.clone(),
            None => self.place.clone(),
        };
        self.problems.push(ConfigProblem { place, what: what.into(), mend: mend.to_owned() });
    }

    pub(super) fn required(&mut self, name: &str) -> Option<String> {
        let text = self.text(name);
        if text.is_none() {
            let mend = format!("add `{name}`; docs/reference/configuration.md says what stands in it");
            self.problem(name, format!("`{name}` is missing"), &mend);
        }
        text
    }

    pub(super) fn parsed<T: FromStr>(&mut self, name: &str, mend: &str) -> Option<T> {
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

    pub(super) fn optional_path(&self, name: &str) -> Option<PathBuf> {
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
