//! What only a demo has. Outside one these addresses are not found.

mod choose;
mod clock;
mod guide;
mod outbox;
mod style;

pub(crate) use choose::choose;

use crate::links::path;
use crate::router::{Line, Permission, get, post};

/// The lines of this group, each with its permission.
pub fn lines() -> Vec<Line> {
    vec![
        get(path::DEMO, Permission::Demo, guide::show),
        get(path::DEMO_OUTBOX, Permission::Demo, outbox::show),
        get(path::DEMO_CLOCK, Permission::Demo, clock::show),
        post(path::DEMO_CLOCK, Permission::Demo, clock::send),
        get(path::STYLE, Permission::Demo, style::show),
        get(path::STYLE_PAGE, Permission::Demo, style::page),
    ]
}
