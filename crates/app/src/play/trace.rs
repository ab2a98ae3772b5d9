//! One line for each act that somebody did.

use serde::Serialize;

/// A line of `trace.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TraceLine {
    /// RFC 3339, UTC.
    pub at: String,
    /// Service id.
    pub service: String,
    /// Application id.
    pub application: String,
    /// Stage id in which the act was done.
    pub stage: String,
    /// What was done.
    pub act: String,
    /// Role of section 8.1; `system` for timed acts that change where a file stands.
    pub role: String,
    /// Row ID or article.
    pub article: String,
    /// Status after the act.
    pub status: String,
}
