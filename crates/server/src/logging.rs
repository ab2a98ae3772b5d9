//! What goes to standard error.

use std::io::IsTerminal as _;
use tracing::Level;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, fmt};

/// Whether a line may be written at all. At `trace` the HTTP library writes whole addresses, and with Kannel's protocol
/// those hold telephone number, text and password.
fn harmless(target: &str, level: Level) -> bool {
    level != Level::TRACE || !(target.starts_with("ureq") || target.starts_with("lettre"))
}

/// Begins logging. `filter` is what `SATUPINTU_LOG` says, for example `info` or `info,app=debug`.
pub fn init(filter: Option<&str>) {
    let filter = EnvFilter::builder().parse_lossy(filter.unwrap_or("info"));
    let lines = fmt::layer().with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    // A second call, in a test, changes nothing.
    let _ = tracing_subscriber::registry()
        .with(filter)
        .with(filter_fn(|metadata| harmless(metadata.target(), *metadata.level())))
        .with(lines)
        .try_init();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_addresses_are_never_written() {
        for target in ["ureq", "ureq::unversioned", "ureq_proto::client"] {
            assert!(!harmless(target, Level::TRACE), "{target}");
            assert!(harmless(target, Level::DEBUG), "{target}");
        }
        assert!(harmless("app::job", Level::TRACE));
    }
}
