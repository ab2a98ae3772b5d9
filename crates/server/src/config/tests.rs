use super::super::{Config, ConfigProblem, Environment, HOST, KEYS, of_region};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("profile")).unwrap();
    dir
}

const LEAST: &str = "base_url = \"https://perizinan.example\"\ndata = \"data\"\nprofile = \"profile\"\n";

fn check(dir: &Path, text: &str, environment: &[(&str, &str)]) -> Result<Config, Vec<ConfigProblem>> {
    Config::check(&dir.join("satupintu.toml"), text, &Environment::of(environment))
}

fn problems(dir: &Path, text: &str) -> Vec<String> {
    check(dir, text, &[]).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn the_least_configuration_stands_on_its_defaults() {
    let dir = folder();
    let config = check(dir.path(), LEAST, &[]).unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    let region = config.region(None).unwrap();
    assert_eq!(region.database_file, Some(dir.path().join("data/satupintu.db")));
    assert_eq!(region.keys, dir.path().join("data/keys"));
    assert!(region.smtp.is_none() && region.kannel.is_none());
    assert!(region.hosts.is_empty(), "an only region answers to every name");
}

#[test]
fn the_environment_wins() {
    let dir = folder();
    let config =
        check(dir.path(), LEAST, &[("SATUPINTU_LISTEN", "0.0.0.0:9000"), ("SATUPINTU_LOG", "x")]).unwrap();
    assert_eq!(config.listen.to_string(), "0.0.0.0:9000");
    let found = check(dir.path(), LEAST, &[("SATUPINTU_LISTNE", "0.0.0.0:9000")]).unwrap_err();
    assert_eq!(found[0].place, "SATUPINTU_LISTNE");
}

#[test]
fn every_problem_is_named_with_its_line() {
    let dir = folder();
    let text = "listen = \"8080\"\nbase_url = \"perizinan\"\nwrokers = 2\nworkers = 0\nprofile = \"nowhere\"\n\
                trusted_proxies = [\"proxy\"]\n[smtp]\nhost = \"mail\"\nsecurity = \"ssl\"\npassword = \"rahasia\"\n";
    let found = problems(dir.path(), text);
    for expected in [
        "satupintu.toml:1:1: `listen` cannot be read",
        "satupintu.toml:2:1: `base_url` cannot be read",
        "satupintu.toml:3:1: nothing reads `wrokers`",
        "satupintu.toml:4:1: the number of workers",
        "satupintu.toml:5:1: there is no folder",
        "satupintu.toml:6:1: `proxy` is no address",
        "`data` is missing",
        "satupintu.toml:9:1: `smtp.security` cannot be read; write tls, starttls or none",
        "satupintu.toml:10:1: nothing reads `smtp.password`; secrets stand in files of their own",
        "`smtp.from` is missing",
    ] {
        assert!(
            found.iter().any(|p| p.starts_with(expected) || p.contains(expected)),
            "{expected} in {found:#?}"
        );
    }
    assert!(!found.iter().any(|p| p.contains("rahasia")), "{found:#?}");
}

#[test]
fn no_password_stands_in_an_address() {
    let dir = folder();
    for url in ["postgres://u:rahasia@h/d", "postgres://u@h/d?password=rahasia"] {
        let found = problems(dir.path(), &format!("database = \"{url}\"\n{LEAST}"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].contains("the address holds a password") && !found[0].contains("rahasia"),
            "{found:?}"
        );
    }
}

#[test]
fn a_secret_file_must_be_private() {
    let dir = folder();
    let secret = dir.path().join("db");
    fs::write(&secret, "p@ss word\n").unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o644)).unwrap();
    let text = format!("database = \"postgres://u@h/d\"\ndatabase_password_file = \"db\"\n{LEAST}");
    assert!(problems(dir.path(), &text)[0].contains("may be read by others"));
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
    let config = check(dir.path(), &text, &[]).unwrap();
    assert!(!format!("{config:?}").contains("p@ss"), "a configuration in a log shows no password");
}

#[test]
fn serving_needs_tls_before_it() {
    let dir = folder();
    let config = check(dir.path(), LEAST, &[]).unwrap();
    assert!(config.allows_serving().unwrap_err().to_string().contains("trusted_proxies"));
    let config = check(dir.path(), LEAST, &[("SATUPINTU_TRUSTED_PROXIES", "127.0.0.1, ::1")]).unwrap();
    assert_eq!(config.trusted_proxies.len(), 2);
    assert!(config.allows_serving().is_ok());
    let config = check(dir.path(), LEAST, &[("SATUPINTU_BASE_URL", "http://perizinan.example")]).unwrap();
    assert!(config.allows_serving().unwrap_err().to_string().contains("plain http"));
}

/// Two regions, each with a profile of its own.
fn two() -> (tempfile::TempDir, String) {
    let dir = folder();
    for name in ["satu", "dua"] {
        fs::create_dir(dir.path().join(name)).unwrap();
        fs::write(dir.path().join(name).join("profile.toml"), format!("id = \"{name}\"\n")).unwrap();
    }
    let text = "trusted_proxies = [\"127.0.0.1\"]\nworkers = 3\n\n\
                [smtp]\nhost = \"mail.example\"\nfrom = \"Kantor <kantor@mail.example>\"\n\n\
                [[region]]\nprofile = \"satu\"\nhost = [\"Satu.example\", \"www.satu.example\"]\ndata = \"data-satu\"\n\n\
                [[region]]\nprofile = \"dua\"\nhost = \"dua.example\"\nbase_url = \"https://dua.example:8443\"\n\
                data = \"data-dua\"\n[region.smtp]\nhost = \"mail.dua.example\"\nfrom = \"Dua <dua@mail.example>\"\n";
    (dir, text.to_owned())
}

#[test]
fn each_region_has_its_own() {
    let (dir, text) = two();
    let config = check(dir.path(), &text, &[]).unwrap();
    assert_eq!(config.workers, 3);
    let (one, two) = (config.region(Some("satu")).unwrap(), config.region(Some("dua")).unwrap());
    assert_eq!(one.hosts, ["satu.example", "www.satu.example"]);
    assert_eq!(
        (one.base_url.as_str(), two.base_url.as_str()),
        ("https://satu.example", "https://dua.example:8443")
    );
    assert_eq!(one.keys, dir.path().join("data-satu/keys"));
    assert_eq!(two.database_file, Some(dir.path().join("data-dua/satupintu.db")));
    let mail = |region: &super::super::RegionConfig| region.smtp.as_ref().unwrap().host.clone();
    assert_eq!(mail(one), "mail.example", "a section at the top is for whoever has none");
    assert_eq!(mail(two), "mail.dua.example");
    assert!(config.allows_serving().is_ok());
    let error = config.region(None).unwrap_err().to_string();
    assert!(error.contains("name one by --region: satu, dua"), "{error}");
    let error = config.region(Some("tiga")).unwrap_err().to_string();
    assert!(error.contains("no region tiga; it has satu, dua"), "{error}");
}

#[test]
fn what_two_regions_may_not_share_is_named() {
    let (dir, text) = two();
    let wrong = |from: &str, to: &str, expected: &str| {
        assert!(text.contains(from), "{from}");
        let found = problems(dir.path(), &text.replace(from, to));
        assert!(found.iter().any(|p| p.contains(expected)), "{expected} in {found:#?}");
        assert!(found.iter().all(|p| p.starts_with("satupintu.toml:")), "{found:#?}");
    };
    wrong(
        "\"dua.example\"\nbase_url = \"https://dua.example:8443\"",
        "\"WWW.satu.example\"",
        "the host www.satu.example already belongs to the region satu (satupintu.toml:8:1)",
    );
    wrong("\"data-dua\"", "\"./x/../data-satu\"", "data-satu already belongs to the region satu");
    wrong("profile = \"dua\"", "profile = \"satu\"", "the profile satu already belongs to the region satu");
    wrong("data = \"data-dua\"", "data = \"data-dua\"\nkeys = \"data-satu/keys\"", "the key folder");
    wrong(
        "data = \"data-dua\"",
        "data = \"data-dua\"\ndatabase = \"sqlite:data-satu/satupintu.db\"",
        "the database already belongs to",
    );
    wrong("https://dua.example:8443", "https://satu.example", "`base_url` names the host satu.example");
    wrong("host = \"dua.example\"\n", "", "`host` is missing");
    wrong("\"dua.example\"\n", "\"https://dua.example\"\n", "is no host name");
    wrong("data = \"data-dua\"", "workers = 2\ndata = \"data-dua\"", "one for the whole process");
    wrong("workers = 3", "workers = 3\nprofile = \"satu\"", "`profile` belongs to one region");
}

#[test]
fn a_variable_cannot_mean_one_of_several() {
    let (dir, text) = two();
    let found = check(dir.path(), &text, &[("SATUPINTU_DATA", "elsewhere")]).unwrap_err();
    assert_eq!(found[0].place, "SATUPINTU_DATA", "{found:?}");
    assert!(check(dir.path(), &text, &[("SATUPINTU_LISTEN", "127.0.0.1:9000")]).is_ok());
    let host = format!("host = \"satu.example\"\n{LEAST}");
    assert!(problems(dir.path(), &host)[0].contains("below a [[region]]"));
}

/// The reference says which keys a `[[region]]` holds.
#[test]
fn the_reference_lists_the_keys_of_a_region() {
    let page = include_str!("../../../../docs/reference/configuration.md");
    assert!(of_region(HOST) && page.contains("| `host` |"));
    for key in KEYS.iter().filter(|key| !key.name.contains('.')) {
        let line = page.lines().find(|line| line.starts_with("Below a `[[region]]`")).unwrap();
        assert_eq!(line.contains(&format!("`{}`", key.name)), of_region(key.name), "{}", key.name);
    }
}

/// The reference names every key with its variable and default, and no key that does not exist.
#[test]
fn the_reference_lists_exactly_the_keys() {
    let page = include_str!("../../../../docs/reference/configuration.md");
    let mut documented = Vec::new();
    for row in page.lines().filter(|line| line.starts_with("| `") && line.contains("SATUPINTU_")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        documented.push((cells[1].trim_matches('`'), cells[2].trim_matches('`'), cells[3].trim_matches('`')));
    }
    let known: Vec<(String, String, String)> = KEYS
        .iter()
        .map(|key| (key.name.to_owned(), key.variable(), key.default.unwrap_or("–").to_owned()))
        .collect();
    let known: Vec<(&str, &str, &str)> = known
        .iter()
        .map(|(a, b, c)| (a.as_str(), b.as_str(), if c.is_empty() { "–" } else { c.as_str() }))
        .collect();
    assert_eq!(documented, known);
}
