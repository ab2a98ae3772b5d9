//! Figures: percentiles, medians of rounds, and the rows of the table.

use serde::Serialize;
use std::time::Duration;

/// One row of the table.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// What was measured.
    pub what: String,
    /// What the design wants.
    pub goal: String,
    /// What came out.
    pub measured: String,
    /// The peer or limit of the same run.
    pub peer: String,
    /// Measured by peer.
    pub ratio: String,
}

impl Row {
    /// A row without peer.
    pub fn new(what: &str, goal: &str, measured: String) -> Self {
        Row {
            what: what.to_owned(),
            goal: goal.to_owned(),
            measured,
            peer: String::new(),
            ratio: String::new(),
        }
    }

    /// The same, beside a peer.
    pub fn beside(mut self, peer: String, ratio: f64) -> Self {
        self.peer = peer;
        self.ratio = format!("{ratio:.2}");
        self
    }
}

/// The middle of some rounds; 0 for none.
pub fn median(rounds: &[f64]) -> f64 {
    let mut sorted = rounds.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => 0.0,
        n if n % 2 == 1 => sorted[n / 2],
        n => (sorted[n / 2 - 1] + sorted[n / 2]) / 2.0,
    }
}

/// Latencies of one round, in microseconds.
#[derive(Debug, Clone, Default)]
pub struct Latencies(Vec<u32>);

impl Latencies {
    /// From microseconds in any order.
    pub fn new(mut micros: Vec<u32>) -> Self {
        micros.sort_unstable();
        Latencies(micros)
    }

    /// Latency in milliseconds below which this share of all lies (0.99 for p99).
    pub fn quantile_ms(&self, share: f64) -> f64 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        let at = ((self.0.len() as f64) * share).ceil() as usize;
        self.0.get(at.saturating_sub(1)).map_or(0.0, |micros| f64::from(*micros) / 1_000.0)
    }

    /// `p50 … ms, p99 … ms, most … ms`.
    pub fn text(&self) -> String {
        format!(
            "p50 {:.2} ms, p99 {:.2} ms, most {:.2} ms",
            self.quantile_ms(0.5),
            self.quantile_ms(0.99),
            self.quantile_ms(1.0)
        )
    }
}

/// Microseconds of a duration, as latencies are kept.
pub fn micros(duration: Duration) -> u32 {
    u32::try_from(duration.as_micros()).unwrap_or(u32::MAX)
}

/// How many a second.
pub fn rate(count: usize, duration: Duration) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let count = count as f64;
    count / duration.as_secs_f64().max(1e-9)
}

/// Processor time that this process has used, all threads, in seconds. It does not grow while others use the cores, so it
/// tells more than the clock on a machine that is not quiet.
pub fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    // Fields 14 and 15, in ticks of a hundredth of a second.
    after.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>()
        / 100.0
}

/// The load of the machine at this moment: one, five, fifteen minutes.
pub fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

/// Prints a raw line with the load of the machine beside it.
pub fn raw(line: &str) {
    println!("  {line}  [load {}]", load());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_and_medians() {
        let all = Latencies::new((1..=1_000).rev().collect());
        assert!((all.quantile_ms(0.5) - 0.5).abs() < 1e-9);
        assert!((all.quantile_ms(0.99) - 0.99).abs() < 1e-9);
        assert!((all.quantile_ms(1.0) - 1.0).abs() < 1e-9);
        assert!(Latencies::default().quantile_ms(0.5).abs() < 1e-9);
        assert!((median(&[3.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
        assert!((median(&[4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < 1e-9);
    }
}
