//! Everything that is wrong with a form at once, each with its sentence at its field.

use app::AppError;
use domain::definition::FieldProblem;
use domain::process::Refusal;

/// What was found so far.
#[derive(Default)]
pub(super) struct Problems(Vec<FieldProblem>);

impl Problems {
    /// Notes one.
    pub(super) fn add(&mut self, field: &str, code: &str, message: &str) {
        self.0.push(FieldProblem {
            field: field.to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
        });
    }

    /// A text that must be there, of at most `max` characters.
    pub(super) fn text(&mut self, field: &str, typed: &str, max: usize, empty: &str) -> String {
        let typed = typed.trim();
        if typed.is_empty() {
            self.add(field, "missing", empty);
        } else if typed.chars().count() > max {
            self.add(field, "too_long", &format!("Tulis paling banyak {max} huruf."));
        }
        typed.to_owned()
    }

    /// What was read, when nothing was wrong.
    pub(super) fn or<T>(self, read: Option<T>) -> Result<T, AppError> {
        match read {
            Some(read) if self.0.is_empty() => Ok(read),
            _ => Err(Refusal::Fields { problems: self.0 }.into()),
        }
    }
}
