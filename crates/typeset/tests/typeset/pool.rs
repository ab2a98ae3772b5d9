//! The client against children that do not do their work: shell scripts that play back frames.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::bare;
use tempfile::TempDir;
use typeset::{Pool, PoolConfig, TypesetError};

const READY: &str = r#"{"status":"ready","protocol":1}"#;
const DONE: &str = r#"{"status":"done","pages":1,"places":[{"name":"nomor","page":0,"x":1.5,"y":2.0,"width":3.0,"height":4.0}],"warnings":[]}"#;

fn frame(header: &str, attachments: &[&[u8]]) -> Vec<u8> {
    let mut out = u32::try_from(header.len()).unwrap().to_be_bytes().to_vec();
    out.extend_from_slice(header.as_bytes());
    out.extend_from_slice(&u32::try_from(attachments.len()).unwrap().to_be_bytes());
    for bytes in attachments {
        out.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
        out.extend_from_slice(bytes);
    }
    out
}

/// A folder with the frames the child plays back and a file that gets a line for every start.
struct Stage(TempDir);

impl Stage {
    fn new(frames: &[Vec<u8>]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("frames"), frames.concat()).unwrap();
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// A pool whose child runs `script` in this folder.
    fn pool(&self, script: &str) -> Pool {
        self.pool_with(script, |_| {})
    }

    fn pool_with(&self, script: &str, change: impl FnOnce(&mut PoolConfig)) -> Pool {
        let script = format!("cd '{}'; echo started >> starts; {script}", self.path().display());
        let mut config = PoolConfig::new(["sh", "-c", &script].map(OsString::from).to_vec());
        config.deadline = Duration::from_secs(20);
        change(&mut config);
        Pool::new(config)
    }

    fn starts(&self) -> usize {
        fs::read_to_string(self.path().join("starts")).map_or(0, |text| text.lines().count())
    }
}

#[test]
fn an_answer_reaches_the_caller_and_the_child_is_kept() {
    let stage = Stage::new(&[frame(READY, &[]), frame(DONE, &[b"%PDF"]), frame(DONE, &[b"%PDF-2"])]);
    let pool = stage.pool("cat frames; exec sleep 60");
    let rendered = pool.render(&bare("x")).unwrap();
    assert_eq!(rendered.bytes, b"%PDF");
    assert_eq!(rendered.place("nomor").map(|place| (place.x, place.height)), Some((1.5, 4.0)));
    assert_eq!(pool.render(&bare("x")).unwrap().bytes, b"%PDF-2");
    assert_eq!(stage.starts(), 1);
}

#[test]
fn nothing_is_started_before_the_first_letter_or_for_a_bad_request() {
    let stage = Stage::new(&[]);
    let pool = stage.pool("exit 0");
    let mut request = bare("x");
    request.name = "../x.typ".to_owned();
    assert!(matches!(pool.render(&request), Err(TypesetError::Request(_))));
    assert_eq!(stage.starts(), 0);
}

#[test]
fn a_silent_child_is_killed_at_the_deadline_and_replaced() {
    let stage = Stage::new(&[frame(READY, &[]), frame(DONE, &[b"%PDF"])]);
    let script = "if [ -e second ]; then cat frames; exec sleep 60; else touch second; echo $$ > pid; exec sleep 60; fi";
    let pool = stage.pool_with(script, |config| {
        config.deadline = Duration::from_secs(2);
        config.workers = 1;
    });
    let begun = Instant::now();
    assert!(matches!(pool.render(&bare("x")), Err(TypesetError::DeadlineExceeded(_))));
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert_eq!(pool.render(&bare("x")).unwrap().bytes, b"%PDF");
    assert_eq!(stage.starts(), 2);
    if cfg!(target_os = "linux") {
        let pid = fs::read_to_string(stage.path().join("pid")).unwrap();
        assert!(!Path::new("/proc").join(pid.trim()).exists(), "the late child still runs");
    }
}

#[test]
fn a_child_that_ends_says_how() {
    let stage = Stage::new(&[frame(READY, &[])]);
    let outcome = stage.pool("cat frames; exit 3").render(&bare("x"));
    let Err(TypesetError::WorkerDied(text)) = outcome else { panic!("{outcome:?}") };
    assert!(text.contains("exit status: 3"), "{text}");
}

#[test]
fn a_child_that_died_while_idle_costs_no_letter() {
    let stage = Stage::new(&[frame(READY, &[]), frame(DONE, &[b"%PDF"])]);
    let pool = stage.pool("cat frames; exec sleep 0.3");
    assert!(pool.render(&bare("x")).is_ok());
    std::thread::sleep(Duration::from_millis(900));
    assert!(pool.render(&bare("x")).is_ok());
    assert_eq!(stage.starts(), 2);
}

#[test]
fn a_child_that_breaks_the_protocol_is_replaced() {
    let talk = frame("not json", &[]);
    let other_version = frame(r#"{"status":"ready","protocol":99}"#, &[]);
    for frames in [
        vec![talk],
        vec![other_version],
        vec![frame(READY, &[]), frame(READY, &[])],
        vec![b"HTTP/1.1 200".to_vec()],
    ] {
        let stage = Stage::new(&frames);
        let pool = stage.pool("cat frames; exec sleep 60");
        let outcome = pool.render(&bare("x"));
        assert!(matches!(outcome, Err(TypesetError::Protocol(_))), "{outcome:?}");
        assert!(pool.render(&bare("x")).is_err());
        assert_eq!(stage.starts(), 2);
    }
}

#[test]
fn an_answer_without_a_document_is_no_letter() {
    let stage = Stage::new(&[frame(READY, &[]), frame(DONE, &[])]);
    let outcome = stage.pool("cat frames; exec sleep 60").render(&bare("x"));
    assert!(matches!(outcome, Err(TypesetError::Protocol(_))), "{outcome:?}");
}

#[test]
fn a_missing_program_is_named() {
    let pool = Pool::new(PoolConfig::new(vec![OsString::from("/nowhere/satupintu")]));
    let outcome = pool.render(&bare("x"));
    let Err(error @ TypesetError::Start { .. }) = outcome else { panic!("{outcome:?}") };
    assert!(error.to_string().contains("/nowhere/satupintu"));
}

#[test]
fn an_idle_child_ends_and_the_next_letter_starts_another() {
    let stage = Stage::new(&[frame(READY, &[]), frame(DONE, &[b"%PDF"]), frame(DONE, &[b"%PDF"])]);
    let pool = stage.pool_with("echo $$ > pid; cat frames; exec sleep 60", |config| {
        config.idle_exit = Duration::from_millis(100);
    });
    assert!(pool.render(&bare("x")).is_ok());
    let pid = fs::read_to_string(stage.path().join("pid")).unwrap();
    std::thread::sleep(Duration::from_millis(900));
    if cfg!(target_os = "linux") {
        assert!(!Path::new("/proc").join(pid.trim()).exists(), "the idle child still runs");
    }
    assert!(pool.render(&bare("x")).is_ok());
    assert_eq!(stage.starts(), 2);
}

#[test]
fn no_more_children_than_workers() {
    let mut frames = vec![frame(READY, &[])];
    frames.extend((0..6).map(|_| frame(DONE, &[b"%PDF"])));
    let stage = Stage::new(&frames);
    // The first answer takes a while, so all six callers are there at once.
    let pool = stage.pool_with("sleep 0.3; cat frames; exec sleep 60", |config| config.workers = 2);
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| pool.render(&bare("x")).unwrap());
        }
    });
    assert_eq!(stage.starts(), 2);
}
