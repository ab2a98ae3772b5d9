//! What the administration must see to.

/// Something that needs attention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// One sentence.
    pub text: String,
    /// It is so today; otherwise soon.
    pub urgent: bool,
}
