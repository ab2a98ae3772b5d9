//! One question of a form: label, hint, error and what was typed. What was typed is always kept.

use askama::Template;
use askama::filters::HtmlSafe;

/// One possible answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Stored value.
    pub value: String,
    /// What people read.
    pub label: String,
    /// More, or empty.
    pub hint: String,
}

impl Choice {
    /// An answer without hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Choice { value: value.into(), label: label.into(), hint: String::new() }
    }
}

/// Answers that belong together in a long list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChoiceGroup {
    /// What they have in common.
    pub label: String,
    /// The answers.
    pub options: Vec<Choice>,
}

/// Villages of one kecamatan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct District {
    /// Kecamatan.
    pub name: String,
    /// Kelurahan and desa with their dotted codes.
    pub villages: Vec<Choice>,
}

/// What may be typed; mirrors `domain::definition::FieldType` and adds what only pages need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of at most `max` characters.
    Text {
        /// Longest allowed, in characters.
        max: usize,
    },
    /// Several lines.
    LongText {
        /// Longest allowed, in characters.
        max: usize,
    },
    /// A number with its unit, for example `m²`; empty for none.
    Number {
        /// The unit.
        unit: String,
    },
    /// One of several answers, all visible.
    Choice {
        /// The answers.
        options: Vec<Choice>,
    },
    /// One of many, in groups.
    GroupedSelect {
        /// The groups in order.
        groups: Vec<ChoiceGroup>,
    },
    /// One of many answers in a list.
    Select {
        /// The answers.
        options: Vec<Choice>,
    },
    /// Yes or no.
    Bool,
    /// A date typed as text.
    Date,
    /// A NIK.
    Nik,
    /// An NPWP.
    Npwp,
    /// A mobile number.
    Phone,
    /// An e-mail address.
    Email,
    /// A password; `new` when one is chosen.
    Password {
        /// Whether one is chosen now.
        new: bool,
    },
    /// A village from the region's list.
    Village {
        /// The list.
        districts: Vec<District>,
    },
    /// A search text.
    Search,
    /// A tick, for example a declaration; the label stands beside it.
    Tick,
}

impl Default for FieldKind {
    fn default() -> Self {
        FieldKind::Text { max: 200 }
    }
}

/// One question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "field/template.html")]
pub struct Field {
    /// Id of the element, and name of the value unless `name` says otherwise.
    pub id: String,
    /// Name of the value where several forms of a page use the same name; empty = the id.
    pub name: String,
    /// The question.
    pub label: String,
    /// One line of help, or empty.
    pub hint: String,
    /// What to put right.
    pub error: Option<String>,
    /// Must be answered.
    pub required: bool,
    /// What was typed or chosen.
    pub value: String,
    /// What may be typed.
    pub kind: FieldKind,
}

impl Field {
    /// A required field.
    pub fn new(id: impl Into<String>, label: impl Into<String>, kind: FieldKind) -> Self {
        Field { id: id.into(), label: label.into(), kind, required: true, ..Self::default() }
    }

    /// The same, sent under another name than its id.
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    fn sent_as(&self) -> &str {
        if self.name.is_empty() { &self.id } else { &self.name }
    }

    /// The same with help.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The same with what was typed.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// The same, marked as wrong.
    pub fn error(mut self, message: impl Into<String>) -> Self {
        self.error = Some(message.into());
        self
    }

    /// The same, may stay empty.
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    fn described_by(&self) -> String {
        let hint = if self.hint.is_empty() { String::new() } else { format!("{}-petunjuk", self.id) };
        let error = if self.error.is_some() { format!("{}-salah", self.id) } else { String::new() };
        format!("{hint} {error}").trim().to_owned()
    }

    fn group(&self) -> bool {
        matches!(self.kind, FieldKind::Choice { .. } | FieldKind::Bool)
    }

    fn options(&self) -> Vec<Choice> {
        match &self.kind {
            FieldKind::Choice { options } => options.clone(),
            FieldKind::Bool => vec![Choice::new("ya", "Ya"), Choice::new("tidak", "Tidak")],
            _ => Vec::new(),
        }
    }

    fn input_type(&self) -> &'static str {
        match self.kind {
            FieldKind::Email => "email",
            FieldKind::Password { .. } => "password",
            FieldKind::Phone => "tel",
            FieldKind::Search => "search",
            _ => "text",
        }
    }

    fn input_mode(&self) -> &'static str {
        match self.kind {
            FieldKind::Number { .. } => "decimal",
            FieldKind::Nik | FieldKind::Npwp => "numeric",
            FieldKind::Phone => "tel",
            FieldKind::Email => "email",
            _ => "text",
        }
    }

    fn width(&self) -> &'static str {
        match self.kind {
            FieldKind::Date => " input--short",
            FieldKind::Nik | FieldKind::Npwp | FieldKind::Phone => " input--medium input--digits",
            _ => "",
        }
    }

    fn autocomplete(&self) -> &'static str {
        match self.kind {
            FieldKind::Phone => "tel",
            FieldKind::Email => "email",
            FieldKind::Password { new: true } => "new-password",
            FieldKind::Password { new: false } => "current-password",
            _ => "off",
        }
    }
}

impl HtmlSafe for Field {}
