//! Memory of the whole process group and time to ready, of the real binary on a demo's database.

use crate::client::{self, Browser, Plan, get};
use crate::figure::{Row, median, raw};
use crate::fill::SERVICE;
use anyhow::{Context as _, Result, bail};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Starts the binary and ends it when dropped.
struct Demo(Child);

impl Demo {
    fn start(binary: &Path, data: &Path, address: SocketAddr) -> Result<Demo> {
        let log = std::fs::File::create(data.with_extension("log"))?;
        let child = Command::new(binary)
            .args(["demo", "--data"])
            .arg(data)
            .args(["--listen", &address.to_string(), "--profile", &crate::house::profile_folder()?])
            .current_dir(crate::house::checkout("."))
            .stdout(log.try_clone()?)
            .stderr(log)
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("{} does not start", binary.display()))?;
        Ok(Demo(child))
    }

    /// Waits until `/readyz` answers 200.
    fn ready(&mut self, address: SocketAddr, longest: Duration) -> Result<Duration> {
        let begun = Instant::now();
        loop {
            if let Ok(mut browser) = Browser::connect(address)
                && let Ok((200, _)) = browser.send(&get("/readyz", ""))
            {
                return Ok(begun.elapsed());
            }
            if let Some(status) = self.0.try_wait()? {
                bail!("the demo ended: {status}");
            }
            if begun.elapsed() > longest {
                bail!("the demo is not ready after {longest:?}");
            }
            std::thread::sleep(Duration::from_micros(500));
        }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // SIGTERM, so that it ends its children itself.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

/// Memory of a process and everything it started, in KiB: resident, and its fair share (pages shared with others divided).
fn memory(root: u32) -> (u64, u64, usize) {
    let mut parents: BTreeMap<u32, u32> = BTreeMap::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|n| n.parse::<u32>().ok()) else { continue };
        let status = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // The name may hold blanks: the fields after it count from the last bracket.
        let parent =
            status.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse().ok());
        if let Some(parent) = parent {
            parents.insert(id, parent);
        }
    }
    let belongs = |mut id: u32| loop {
        if id == root {
            return true;
        }
        match parents.get(&id) {
            Some(parent) if *parent > 1 => id = *parent,
            _ => return false,
        }
    };
    let (mut resident, mut share, mut processes) = (0, 0, 0);
    for id in parents.keys().filter(|id| belongs(**id)) {
        let text = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
        let field = |name: &str| -> u64 {
            let line = text.lines().find(|line| line.starts_with(name));
            line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
        };
        resident += field("Rss:");
        share += field("Pss:");
        processes += 1;
    }
    (resident, share, processes)
}

/// Measures.
///
/// # Errors
/// Whatever fails.
pub fn measure(binary: &Path, folder: &Path, seconds: f64, rounds: usize) -> Result<Vec<Row>> {
    println!("memory and start of {}", binary.file_name().unwrap_or_default().to_string_lossy());
    let data = folder.join("demo");
    std::fs::create_dir_all(folder)?;
    let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let mut most = (0, 0);
    let mut starts = Vec::new();
    if !data.exists() {
        let mut demo = Demo::start(binary, &data, port)?;
        let id = demo.0.id();
        let over = AtomicBool::new(false);
        let (resident, share) = (AtomicU64::new(0), AtomicU64::new(0));
        let took = std::thread::scope(|scope| {
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    let (r, s, _) = memory(id);
                    resident.fetch_max(r, Ordering::Relaxed);
                    share.fetch_max(s, Ordering::Relaxed);
                    std::thread::sleep(Duration::from_millis(100));
                }
            });
            let took = demo.ready(port, Duration::from_secs(600));
            over.store(true, Ordering::Relaxed);
            took
        })?;
        most = (resident.into_inner(), share.into_inner());
        raw(&format!(
            "first start, all files played through the typesetting children: {:.1} s, at most {} KiB resident, {} KiB fair share",
            took.as_secs_f64(),
            most.0,
            most.1
        ));
    }
    let mut idle = (0, 0, 0);
    let mut loaded = (0, 0, 0);
    for round in 1..=rounds {
        let mut demo = Demo::start(binary, &data, port)?;
        let took = demo.ready(port, Duration::from_secs(60))?;
        starts.push(took.as_secs_f64() * 1_000.0);
        std::thread::sleep(Duration::from_secs(2));
        idle = memory(demo.0.id());
        raw(&format!(
            "round {round} ready after {:.0} ms; idle {} KiB resident, {} KiB fair share, {} processes",
            took.as_secs_f64() * 1_000.0,
            idle.0,
            idle.1,
            idle.2
        ));
        if round == rounds {
            let connections = vec![vec![get(&format!("/layanan/{SERVICE}"), "")]; 32];
            let plan = Plan { address: port, connections, seconds: Some(seconds), per_second: None };
            let (heard, peak) = std::thread::scope(|scope| {
                let client = scope.spawn(|| client::run(&plan));
                let mut peak = (0, 0, 0);
                while !client.is_finished() {
                    let now = memory(demo.0.id());
                    if now.0 > peak.0 {
                        peak = now;
                    }
                    std::thread::sleep(Duration::from_millis(100));
                }
                (client.join(), peak)
            });
            let heard = heard.map_err(|_| anyhow::anyhow!("the client panicked"))??;
            heard.all(200)?;
            loaded = peak;
            raw(&format!(
                "under {:.0} pages/s from 32 connections: {} KiB resident, {} KiB fair share",
                heard.per_second(),
                loaded.0,
                loaded.1
            ));
        }
    }
    let mib = |kib: u64| kib.div_ceil(1024);
    let letters = if most.0 == 0 {
        String::new()
    } else {
        format!("; {} MiB while playing with 2 typesetting children", mib(most.0))
    };
    Ok(vec![
        Row::new(
            "memory of the process group, idle",
            "≤ 64 MiB",
            format!("{} MiB resident ({} MiB fair share)", mib(idle.0), mib(idle.1)),
        ),
        Row::new(
            "memory of the process group, under load",
            "≤ 300 MiB",
            format!("{} MiB under public pages{letters}", mib(loaded.0)),
        ),
        Row::new("exec to /readyz 200 on an existing demo", "≤ 200 ms", format!("{:.0} ms", median(&starts))),
    ])
}
