//! A PostgreSQL server for tests: started when the first test asks, gone when the process is gone.
//!
//! `./test` starts one server for all test processes and names it in `SATUPINTU_TEST_POSTGRES`; a developer who
//! runs one test gets a private server in a temporary folder, reachable by Unix socket only. Every test works in
//! a schema of its own, so tests do not see each other.
//!
//! The private server is ended by a small watcher process that holds the reading end of a pipe: when the test
//! process ends, however it ends (also by `kill -9`), the pipe closes and the watcher stops the server and
//! removes the folder.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Names the URL of a running server that all test processes share.
pub const URL_VARIABLE: &str = "SATUPINTU_TEST_POSTGRES";
/// When set, a missing PostgreSQL is a failed test and not a skipped one.
pub const REQUIRE_VARIABLE: &str = "SATUPINTU_REQUIRE_TOOLS";

static SHARED: OnceLock<Result<Cluster, String>> = OnceLock::new();
static NEXT_SCHEMA: AtomicU32 = AtomicU32::new(0);

/// How a private server is started.
#[derive(Debug, Clone, Copy, Default)]
pub struct ClusterOptions {
    /// Waits for the disk at each commit. Off by default, because most tests only want the SQL; crash tests set it.
    pub durable: bool,
}

/// A running PostgreSQL server.
///
/// A private server is stopped and its folder removed when the value is dropped or the process ends; a server
/// named by [`URL_VARIABLE`] is left alone.
#[derive(Debug)]
pub struct Cluster {
    url: String,
    /// Closing this pipe is the signal to stop the server. `None` for a server somebody else runs.
    lifeline: Option<ChildStdin>,
    watcher: Option<Child>,
}

/// A schema that belongs to one test; dropped with the value.
#[derive(Debug)]
pub struct Schema {
    name: String,
    base: String,
    url: String,
}

impl Schema {
    /// The URL of the server with the `schema` option: what `store::Store::open` takes.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The schema's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn drop_all(&self) {
        if let Ok(mut client) = postgres::Client::connect(&self.base, postgres::NoTls) {
            // A test that failed may have left locks; its connections end with its process, so this may fail harmlessly.
            let _ = client.batch_execute(&format!(
                "SET lock_timeout = '5s'; DROP SCHEMA IF EXISTS \"{}\" CASCADE",
                self.name
            ));
        }
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        self.drop_all();
    }
}

impl Cluster {
    /// Starts a private server, or takes the one that [`URL_VARIABLE`] names; `none` there leaves PostgreSQL out.
    ///
    /// # Errors
    /// A sentence that says what is missing or what the server printed.
    pub fn start() -> Result<Cluster, String> {
        match std::env::var(URL_VARIABLE) {
            Ok(url) if url.trim() == "none" => Err(format!("{URL_VARIABLE} leaves PostgreSQL out")),
            Ok(url) if !url.trim().is_empty() => {
                Ok(Cluster { url: url.trim().to_owned(), lifeline: None, watcher: None })
            }
            _ => Cluster::start_private(ClusterOptions::default()),
        }
    }

    /// Starts a private server in a temporary folder, whatever the environment says.
    ///
    /// # Errors
    /// A sentence that says what is missing or what the server printed.
    pub fn start_private(options: ClusterOptions) -> Result<Cluster, String> {
        let programs = find_programs().ok_or("PostgreSQL is not installed (initdb and pg_ctl not found)")?;
        let folder = tempfile::Builder::new()
            .prefix("satupintu-pg-")
            .tempdir()
            .map_err(|e| format!("no temporary folder for PostgreSQL: {e}"))?;
        let account = Account::choose(folder.path())?;
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))
            .map_err(|e| format!("cannot open the folder for the server: {e}"))?;
        account.give(folder.path())?;

        let data = folder.path().join("data");
        run(account.command(&programs.join("initdb")).arg("-D").arg(&data).args([
            "-U",
            "satupintu",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        ]))?;

        let mut settings = format!(
            "-c listen_addresses='' -c unix_socket_directories='{}' -c max_connections=400 -c shared_buffers=32MB \
             -c log_min_messages=fatal -c deadlock_timeout=100ms",
            folder.path().display()
        );
        if !options.durable {
            let _ = write!(settings, " -c fsync=off -c synchronous_commit=off -c full_page_writes=off");
        }
        let log = folder.path().join("server.log");
        let started = run(account
            .command(&programs.join("pg_ctl"))
            .args(["start", "--wait", "--silent"])
            .arg("-D")
            .arg(&data)
            .arg("-l")
            .arg(&log)
            .arg("-o")
            .arg(&settings));
        if let Err(reason) = started {
            let said = fs::read_to_string(&log).unwrap_or_default();
            return Err(format!("{reason}\n{said}"));
        }

        // From here on the watcher owns the folder.
        let folder = folder.keep();
        let mut watcher = account
            .command(Path::new("/bin/sh"))
            .arg("-c")
            .arg("cat >/dev/null; \"$1/pg_ctl\" stop -D \"$2/data\" -m immediate; rm -rf \"$2\"")
            .arg("satupintu-pg-watcher")
            .arg(&programs)
            .arg(&folder)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| format!("the watcher of the server does not start: {e}"))?;
        let lifeline = watcher.stdin.take();
        let url = format!("postgres://satupintu@/postgres?host={}", folder.display());
        Ok(Cluster { url, lifeline, watcher: Some(watcher) })
    }

    /// The server all tests of this process share; `None`, with a printed line, where PostgreSQL is not installed.
    ///
    /// # Panics
    /// When no server can be started although [`REQUIRE_VARIABLE`] is set: the run must not pass by skipping.
    #[must_use]
    #[allow(clippy::panic, reason = "a test fixture: a server that is required and missing is a failed test")]
    pub fn shared() -> Option<&'static Cluster> {
        match SHARED.get_or_init(Cluster::start) {
            Ok(cluster) => Some(cluster),
            Err(reason) if std::env::var_os(REQUIRE_VARIABLE).is_some() => {
                panic!("PostgreSQL is required by {REQUIRE_VARIABLE}: {reason}")
            }
            Err(reason) => {
                println!("skipped: {reason}");
                None
            }
        }
    }

    /// The URL of the server, without a schema.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// An empty place for one test. The schema itself is made by whoever opens the URL.
    #[must_use]
    pub fn schema(&self) -> Schema {
        let number = NEXT_SCHEMA.fetch_add(1, Ordering::Relaxed);
        let name = format!("t{}_{number}", std::process::id());
        let mark = if self.url.contains('?') { '&' } else { '?' };
        let schema = Schema { url: format!("{}{mark}schema={name}", self.url), base: self.url.clone(), name };
        // A process of an earlier run may have had the same number and died before it cleaned up.
        schema.drop_all();
        schema
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        if let Some(mut watcher) = self.watcher.take() {
            let _ = watcher.wait();
        }
    }
}

/// Under which account the server runs: PostgreSQL refuses to run as root.
struct Account {
    wrapper: Vec<String>,
    name: Option<&'static str>,
}

impl Account {
    fn choose(folder: &Path) -> Result<Account, String> {
        let owner = fs::metadata(folder).map_err(|e| e.to_string())?.uid();
        if owner != 0 {
            return Ok(Account { wrapper: Vec::new(), name: None });
        }
        for name in ["postgres", "nobody"] {
            let wrappers = [
                vec!["runuser".to_owned(), "-u".to_owned(), name.to_owned(), "--".to_owned()],
                vec![
                    "setpriv".to_owned(),
                    format!("--reuid={name}"),
                    format!("--regid={}", if name == "nobody" { "nogroup" } else { name }),
                    "--clear-groups".to_owned(),
                    "--".to_owned(),
                ],
            ];
            for wrapper in wrappers {
                let account = Account { wrapper, name: Some(name) };
                if run(&mut account.command(Path::new("true"))).is_ok() {
                    return Ok(account);
                }
            }
        }
        Err("PostgreSQL does not run as root, and neither runuser nor setpriv can change to another account"
            .into())
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = match self.wrapper.split_first() {
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(program);
                command
            }
            None => Command::new(program),
        };
        // The folder a test runs in may be closed to the other account.
        command.current_dir("/").env_remove("PGDATA").env_remove("PGHOST").env_remove("PGPORT");
        command
    }

    fn give(&self, folder: &Path) -> Result<(), String> {
        match self.name {
            Some(name) => run(Command::new("chown").arg(name).arg(folder)),
            None => Ok(()),
        }
    }
}

/// Runs a program to its end.
fn run(command: &mut Command) -> Result<(), String> {
    // The server inherits what pg_ctl has open: a pipe here would never close, so output goes to a file.
    let output = tempfile::tempfile().map_err(|e| e.to_string())?;
    let copy = output.try_clone().map_err(|e| e.to_string())?;
    let second = output.try_clone().map_err(|e| e.to_string())?;
    let status = command
        .stdin(Stdio::null())
        .stdout(copy)
        .stderr(second)
        .status()
        .map_err(|e| format!("{:?} does not start: {e}", command.get_program()))?;
    if status.success() {
        return Ok(());
    }
    let mut said = String::new();
    let mut output = output;
    let _ = std::io::Seek::rewind(&mut output);
    let _ = std::io::Read::read_to_string(&mut output, &mut said);
    Err(format!("{:?} ended with {status}: {}", command.get_program(), said.trim()))
}

/// The folder with `initdb` and `pg_ctl`: from PATH, from `pg_config`, or where Debian puts it (newest first).
fn find_programs() -> Option<PathBuf> {
    let complete = |folder: &Path| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file();
    let mut candidates: Vec<PathBuf> =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    if let Ok(answer) = Command::new("pg_config").arg("--bindir").output() {
        candidates.push(PathBuf::from(String::from_utf8_lossy(&answer.stdout).trim()));
    }
    if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
        let mut versions: Vec<PathBuf> = versions.flatten().map(|v| v.path().join("bin")).collect();
        versions.sort();
        versions.reverse();
        candidates.extend(versions);
    }
    candidates.into_iter().find(|folder| complete(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_server_answers_and_is_gone_after_drop() {
        if find_programs().is_none() && std::env::var_os(REQUIRE_VARIABLE).is_none() {
            println!("skipped: PostgreSQL is not installed");
            return;
        }
        let cluster = Cluster::start_private(ClusterOptions { durable: true }).unwrap();
        let url = cluster.url().to_owned();
        let mut client = postgres::Client::connect(&url, postgres::NoTls).unwrap();
        let row = client.query_one("SELECT current_setting('fsync')", &[]).unwrap();
        assert_eq!(row.get::<_, String>(0), "on");
        drop(client);
        drop(cluster);
        assert!(postgres::Client::connect(&url, postgres::NoTls).is_err());
        let folder = url.split("host=").nth(1).unwrap();
        assert!(!Path::new(folder).exists());
    }

    #[test]
    fn two_tests_get_two_schemas() {
        let Some(cluster) = Cluster::shared() else { return };
        let (first, second) = (cluster.schema(), cluster.schema());
        assert_ne!(first.name(), second.name());
        assert!(first.url().contains("schema="));
    }
}
