//! What the figures were measured on.

use crate::figure::load;
use std::path::Path;
use std::time::Instant;

fn field(path: &str, name: &str) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_once([':', '=']).map_or("?", |(_, value)| value.trim().trim_matches('"')).to_owned()
}

/// Prints machine, system, disk, load.
pub fn print(folder: &Path) {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    println!(
        "machine: {cores} cores, {}, memory {}",
        field("/proc/cpuinfo", "model name"),
        field("/proc/meminfo", "MemTotal")
    );
    println!(
        "system: {}, kernel {}",
        field("/etc/os-release", "PRETTY_NAME"),
        std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default().trim()
    );
    match flush(folder) {
        Ok(text) => println!("disk: {text}"),
        Err(error) => println!("disk: {error}"),
    }
    println!("load: {}", load());
}

/// How long the disk takes to say that 4 KiB are safe.
fn flush(folder: &Path) -> std::io::Result<String> {
    use std::io::{Seek as _, Write as _};
    let path = folder.join("flush");
    let mut file = std::fs::File::create(&path)?;
    file.write_all(&[0; 4096])?;
    file.sync_all()?;
    let mut times = Vec::new();
    for n in 0..500_u32 {
        file.rewind()?;
        file.write_all(&[n.to_le_bytes()[0]; 4096])?;
        let begun = Instant::now();
        file.sync_data()?;
        times.push(crate::figure::micros(begun.elapsed()));
    }
    std::fs::remove_file(path)?;
    Ok(format!("fdatasync of 4 KiB: {}", crate::figure::Latencies::new(times).text()))
}
