//! Everything that can go wrong when a letter is typeset.

use std::time::Duration;

use crate::rendered::Diagnostic;

/// Why a letter was not typeset.
#[derive(Debug, thiserror::Error)]
pub enum TypesetError {
    /// The request itself is not allowed: a name of a file or attachment, or a size. Nothing was started.
    #[error("the request is not allowed: {0}")]
    Request(String),
    /// The template did not compile, or broke a rule of PDF/A. Show the diagnostics to whoever edits the template.
    #[error("the template has {} error(s): {}", .0.len(), first(.0))]
    Template(Vec<Diagnostic>),
    /// The letter has another number of pages than the caller froze.
    #[error("the letter has {actual} page(s), but {expected} were expected")]
    PageCount {
        /// Pages the caller asked for.
        expected: usize,
        /// Pages the template gave.
        actual: usize,
    },
    /// The worker was killed because it needed more than the deadline of the pool; usually a template that loops.
    #[error("typesetting took longer than {} ms and was stopped", .0.as_millis())]
    DeadlineExceeded(Duration),
    /// The worker ended by itself, usually at its memory limit.
    #[error("the typesetting worker ended: {0}")]
    WorkerDied(String),
    /// The worker answered something that is not of this protocol; it was killed.
    #[error("the typesetting worker broke the protocol: {0}")]
    Protocol(String),
    /// The worker program could not be started.
    #[error("the typesetting worker {program:?} could not be started: {source}")]
    Start {
        /// The program of the configured command.
        program: String,
        /// What the operating system said.
        source: std::io::Error,
    },
}

fn first(diagnostics: &[Diagnostic]) -> String {
    diagnostics.first().map_or_else(|| "no detail".to_owned(), ToString::to_string)
}
