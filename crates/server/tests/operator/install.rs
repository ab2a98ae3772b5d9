//! An installation in a folder of its own, and the binary run on it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The checkout, for profiles and samples.
pub fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The binary without any variable of the person who runs the tests.
pub fn satupintu() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_satupintu"));
    command.env_clear().envs(VARIABLES);
    command
}

/// Exit code, standard output, standard error.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn of(output: &Output) -> Said {
        Said {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// A failure that is one sentence on one line, without a trace of the program's inside.
    #[track_caller]
    pub fn one_sentence(&self, expected: &str) {
        assert_ne!(self.code, 0, "{}", self.out);
        let lines: Vec<&str> = self.err.lines().collect();
        assert_eq!(lines.len(), 1, "{}", self.err);
        assert!(lines[0].starts_with("satupintu: "), "{}", self.err);
        assert!(lines[0].contains(expected), "{expected:?} in {}", self.err);
        assert!(!self.err.contains("panicked") && !self.err.contains("backtrace"), "{}", self.err);
    }
}

/// Runs the binary to its end.
pub fn run(arguments: &[&str]) -> Said {
    run_with(&[], arguments)
}

/// The same with variables. A start that should have failed must not serve for ever: after a minute it is ended.
pub fn run_with(variables: &[(&str, &str)], arguments: &[&str]) -> Said {
    let mut command = Command::new("timeout");
    command.args(["60", env!("CARGO_BIN_EXE_satupintu")]).args(arguments).env_clear();
    command.envs(VARIABLES).envs(variables.iter().copied());
    Said::of(&command.output().unwrap())
}

/// Starting asks only that a typesetter is there, and these tests lay out no letter, so any program will do for it.
const VARIABLES: [(&str, &str); 3] =
    [("SATUPINTU_TYPESET_WORKER", "/bin/cat"), ("SATUPINTU_LOG", "warn"), ("PATH", "/usr/bin:/bin")];

/// A configured office that was never started.
pub struct Install {
    pub dir: tempfile::TempDir,
}

impl Install {
    pub fn new() -> Install {
        let dir = tempfile::tempdir().unwrap();
        let profile = checkout().join("profiles/contoh").canonicalize().unwrap();
        let text = format!(
            "listen = \"127.0.0.1:0\"\nbase_url = \"https://perizinan.example\"\ntrusted_proxies = [\"192.0.2.1\"]\n\
             profile = \"{}\"\ndata = \"data\"\n",
            profile.display()
        );
        fs::write(dir.path().join("satupintu.toml"), text).unwrap();
        Install { dir }
    }

    /// One whose region has been opened once, with one officer in it.
    pub fn started() -> Install {
        let install = Install::new();
        let said = install.add("petugas.satu");
        assert_eq!(said.code, 0, "{}", said.err);
        install
    }

    pub fn add(&self, login: &str) -> Said {
        let config = self.config();
        let mut child = satupintu()
            .args(["user", "add", "--config", &config, "--login", login, "--name", "Sekar Contoh"])
            .args(["--role", "service_officer"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A start that fails closes its input early.
        let _ = child.stdin.take().unwrap().write_all(b"kata sandi contoh\n");
        Said::of(&child.wait_with_output().unwrap())
    }

    pub fn config(&self) -> String {
        self.dir.path().join("satupintu.toml").display().to_string()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn data(&self) -> String {
        self.path("data").display().to_string()
    }
}
