//! What an applicant must do, with the state of each task.

use super::Tag;
use askama::Template;
use askama::filters::HtmlSafe;

/// One task.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Task {
    /// What to do.
    pub text: String,
    /// More, or empty.
    pub hint: String,
    /// Where it is done; `None` while it cannot be done yet.
    pub href: Option<String>,
    /// Its state.
    pub state: Tag,
}

/// Tasks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "task_list/template.html")]
pub struct TaskList {
    /// In order.
    pub tasks: Vec<Task>,
}

impl HtmlSafe for TaskList {}
