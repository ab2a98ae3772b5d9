//! *Perbaikan* as the applicant sees it: only what is wrong, in the officer's words.

use super::own_file::own;
use crate::Region;
use crate::error::AppError;
use domain::definition::{DocumentDef, FieldDef};
use domain::party::{Account, Actor};
use domain::process::{AttachedDocument, Status};
use domain::value::{Id, date_text};

/// One thing to put right.
#[derive(Debug, Clone, PartialEq)]
pub enum WantedItem {
    /// A new file.
    Document {
        /// Which.
        def: DocumentDef,
        /// The one that was not in order.
        old: Option<AttachedDocument>,
        /// The officer's words.
        note: String,
    },
    /// A new answer.
    Answer {
        /// Which.
        def: FieldDef,
        /// As typed before.
        old: String,
        /// The officer's words.
        note: String,
    },
}

/// An open round of correction.
#[derive(Debug, Clone, PartialEq)]
pub struct CorrectionView {
    /// Id of the application.
    pub id: String,
    /// Counts changes.
    pub version: u64,
    /// Registration number.
    pub number: String,
    /// Desk and date of the request.
    pub asked: String,
    /// Last day with its weekday.
    pub last_day: String,
    /// Why just then.
    pub why: String,
    /// What to put right.
    pub items: Vec<WantedItem>,
    /// The text that is ticked.
    pub declaration: String,
    /// The owner, in whose folder a helper's files are kept; `None` for the owner (MJK18-12.6).
    pub owner: Option<Id<Account>>,
    /// Name of the owner, where a helper answers.
    pub holder: String,
}

/// The open round of one of my files; `None` when nothing is to be put right.
///
/// # Errors
/// [`AppError::NotFound`] when the file is not mine.
pub fn correction(region: &Region, actor: &Actor, id: &str) -> Result<Option<CorrectionView>, AppError> {
    let file = own(region, actor, id)?;
    let state = &file.state;
    let Some(round) = state.open_correction().filter(|_| state.status == Status::Returned) else {
        return Ok(None);
    };
    let definition = &file.definition;
    let calendar = &file.office.calendar;
    let items = round
        .items
        .iter()
        .filter_map(|item| match item.item.split_once('.')? {
            ("doc", id) => {
                let def = definition.documents.iter().find(|d| d.id == id)?.clone();
                Some(WantedItem::Document {
                    old: state.documents.get(id).cloned(),
                    def,
                    note: item.note.clone(),
                })
            }
            ("form", id) => {
                let def = definition.fields.iter().find(|f| f.id == id)?.clone();
                let old = state.form.get(id).cloned().unwrap_or_default();
                Some(WantedItem::Answer { def, old, note: item.note.clone() })
            }
            _ => None,
        })
        .collect();
    let due = round.clock.due(calendar).ok().flatten();
    let desk = definition.stage(&round.stage).map_or("", |s| region.profile.role_label(&s.role));
    Ok(Some(CorrectionView {
        id: state.id.to_string(),
        version: state.version,
        number: state.registration.map(|r| r.to_string()).unwrap_or_default(),
        asked: format!("{desk}, {}", date_text::date(calendar.local_date(round.asked_at))),
        last_day: due.as_ref().map_or_else(String::new, |d| date_text::weekday_date(d.last_day)),
        why: due.map_or_else(String::new, |d| d.explain_id(region.profile.basis("correction.answer_within"))),
        items,
        declaration: definition.declaration.text.clone(),
        owner: file.under.as_ref().map(|power| power.owner),
        holder: file.under.as_ref().map_or_else(String::new, |_| state.holder_name.clone()),
    }))
}
