//! *Folder akun pengguna*: files uploaded once and used in every application (MJK18-12.2). Bytes of strangers are looked at
//! by [`intake`] only.

mod arrange;
mod keep;
mod pieces;
mod receive;
mod remove;
mod sweep;
mod upload;
mod words;

pub use arrange::{
    ArrangedPage, ArrangementView, Step, arrange, arrangement, discard, keep_arranged, thumbnail,
};
pub use pieces::{Arriving, Piece, arrived, begin, forget, piece, progress};
pub use receive::{Incoming, Received, receive};
pub use remove::remove;
pub(crate) use sweep::{sweep_arrangement, sweep_upload};
pub use upload::{Upload, Uploaded, put_own_pdf, upload};
pub use words::{LARGEST, MOST_PAGES, doubt};
pub(crate) use words::{refusal, too_large};

use domain::party::{Account, Arrangement};
use domain::value::Id;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Category of files uploaded for no document in particular.
pub const LOOSE: &str = "folder";

/// Where an applicant's file goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Document id, or a free category.
    pub category: String,
    /// Its name.
    pub name: String,
    /// Last day on which the paper is valid, where the person said so.
    pub valid_until: Option<Date>,
    /// The applicant whom an officer helps: the paper is the applicant's, whoever chose it (MJK18-12.2, 12.6). Decided by the
    /// caller's query, never by a form; `None` for one's own folder.
    #[serde(default)]
    pub owner: Option<Id<Account>>,
    /// What it is for.
    pub place: Place,
}

/// What a file is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The folder alone.
    Folder,
    /// A document of a draft.
    Draft {
        /// Id of the application.
        application: String,
        /// Id of the document.
        document: String,
    },
    /// A document of an open correction.
    Correction {
        /// Id of the application.
        application: String,
        /// Id of the document.
        document: String,
        /// What else was typed on the page of the correction, by name of the field; nothing typed is lost on the way.
        #[serde(default)]
        typed: BTreeMap<String, String>,
        /// Photos of another document of the same correction, which are looked at next.
        #[serde(default)]
        next: Option<Id<Arrangement>>,
    },
}
