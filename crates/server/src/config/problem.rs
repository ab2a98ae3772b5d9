//! What is wrong with a configuration.

use std::fmt;

/// One problem: where, what, how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigProblem {
    /// `satupintu.toml:3:1`, or the name of an environment variable.
    pub place: String,
    /// What is wrong; never the value of a secret.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.place, self.what, self.mend)
    }
}
