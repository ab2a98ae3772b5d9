//! A draft as a list of tasks: groups of questions, items, documents.

use super::own_file::{OwnFile, own};
use crate::Region;
use crate::error::AppError;
use domain::definition::{DocumentDef, FieldDef};
use domain::party::{Account, Actor, PowerRecord};
use domain::process::{AttachedDocument, SIGNED_DECLARATION, Status};
use domain::value::{Id, date_text};

/// A question with what was typed.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldView {
    /// The question.
    pub def: FieldDef,
    /// As typed.
    pub value: String,
    /// What to put right.
    pub problem: Option<String>,
}

/// One page of questions.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupView {
    /// Name in addresses.
    pub slug: String,
    /// What people read.
    pub title: String,
    /// Questions that are asked with the present answers.
    pub fields: Vec<FieldView>,
}

impl GroupView {
    /// Nothing is missing or wrong.
    pub fn done(&self) -> bool {
        self.fields.iter().all(|f| f.problem.is_none())
    }

    /// Something was typed already.
    pub fn started(&self) -> bool {
        self.fields.iter().any(|f| !f.value.trim().is_empty())
    }
}

/// Items of one application.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemsView {
    /// What one is called.
    pub label: String,
    /// Fewest.
    pub min: usize,
    /// Most.
    pub max: usize,
    /// Questions of one item.
    pub defs: Vec<FieldDef>,
    /// Answers of each item.
    pub rows: Vec<Vec<FieldView>>,
}

impl ItemsView {
    /// Nothing is missing or wrong.
    pub fn done(&self) -> bool {
        (self.min..=self.max).contains(&self.rows.len())
            && self.rows.iter().flatten().all(|f| f.problem.is_none())
    }
}

/// A document asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentView {
    /// Which.
    pub def: DocumentDef,
    /// What is attached.
    pub attached: Option<AttachedDocument>,
}

/// A draft.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftView {
    /// Id.
    pub id: String,
    /// Counts changes.
    pub version: u64,
    /// It may still be changed.
    pub open: bool,
    /// Name of the service.
    pub service: String,
    /// Groups of questions, in order.
    pub groups: Vec<GroupView>,
    /// Items, when the service has them.
    pub items: Option<ItemsView>,
    /// Documents asked for with the present answers.
    pub documents: Vec<DocumentView>,
    /// The local day.
    pub today: jiff::civil::Date,
    /// The text that is ticked.
    pub declaration: String,
    /// "Tersimpan otomatis pukul 10.42. …"
    pub saved: String,
    /// A similar application of the same person that runs.
    pub running: Option<String>,
    /// An officer or a helper fills it for the applicant.
    pub assisted: Option<Assisted>,
}

/// A draft that an officer or a helper fills for somebody: two people, one owner (MJK18-12.6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assisted {
    /// Account of the applicant.
    pub owner: Id<Account>,
    /// Name of the applicant.
    pub holder_name: String,
    /// Name of the officer or helper.
    pub helper: String,
    /// It is not the owner who looks at it.
    pub by_helper: bool,
    /// The power of attorney under which this is done; `None` for an officer.
    pub power: Option<Id<PowerRecord>>,
    /// The applicant's signed declaration is attached.
    pub signed: bool,
}

impl DraftView {
    /// Documents that must come and have not.
    pub fn missing_documents(&self) -> usize {
        self.documents.iter().filter(|d| !d.def.optional && d.attached.is_none()).count()
    }

    /// Everything is filled.
    pub fn ready(&self) -> bool {
        self.groups.iter().all(GroupView::done)
            && self.items.as_ref().is_none_or(ItemsView::done)
            && self.missing_documents() == 0
    }
}

fn slug(title: &str) -> String {
    let plain: String =
        title.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// A draft of mine.
///
/// # Errors
/// [`AppError::NotFound`] when it is not mine.
pub fn draft(region: &Region, actor: &Actor, id: &str) -> Result<DraftView, AppError> {
    let file = own(region, actor, id)?;
    view(region, actor, &file)
}

fn view(region: &Region, actor: &Actor, file: &OwnFile) -> Result<DraftView, AppError> {
    let state = &file.state;
    let definition = &file.definition;
    let values = file.facts(region, actor).values(state);
    let mut groups: Vec<GroupView> = Vec::new();
    for def in definition.fields.iter().filter(|f| file.shown(f.when.as_ref(), &values)) {
        let value = state.form.get(&def.id).cloned().unwrap_or_default();
        let view = FieldView { def: def.clone(), problem: OwnFile::problem(def, &value), value };
        match groups.iter_mut().find(|g| g.title == def.group) {
            Some(group) => group.fields.push(view),
            None => groups.push(GroupView {
                slug: slug(&def.group),
                title: def.group.clone(),
                fields: vec![view],
            }),
        }
    }
    let items = definition.items.as_ref().map(|def| ItemsView {
        label: def.label.clone(),
        min: def.min,
        max: def.max,
        defs: def.fields.clone(),
        rows: state
            .items
            .iter()
            .map(|item| {
                def.fields
                    .iter()
                    .map(|field| {
                        let value = item.get(&field.id).cloned().unwrap_or_default();
                        FieldView { def: field.clone(), problem: OwnFile::problem(field, &value), value }
                    })
                    .collect()
            })
            .collect(),
    });
    let by_helper = actor.account != Some(state.owner);
    // The owner's own draft in the hands of a helper is assisted too, though nobody else entered it.
    let helper = match (&file.under, &state.entered_by) {
        (Some(_), _) => Some(actor.name.clone()),
        (None, by) => by.as_ref().map(|by| by.name.clone()),
    };
    let assisted = helper.map(|helper| Assisted {
        owner: state.owner,
        holder_name: state.holder_name.clone(),
        helper,
        by_helper,
        power: file.under.as_ref().map(|power| power.id).or(state.power),
        signed: state.documents.contains_key(SIGNED_DECLARATION),
    });
    let documents = definition
        .documents
        .iter()
        .filter(|d| file.shown(d.when.as_ref(), &values))
        .map(|def| DocumentView { def: def.clone(), attached: state.documents.get(&def.id).cloned() })
        .collect();
    let last = file.events.last().map_or(state.created_at, |(at, _)| *at);
    let time = date_text::time_at(last, file.office.calendar.time_zone());
    Ok(DraftView {
        id: state.id.to_string(),
        version: state.version,
        open: state.status == Status::Draft && state.closed_at.is_none(),
        service: definition.name.clone(),
        groups,
        items,
        documents,
        today: region.office().calendar.local_date(region.now()),
        declaration: definition.declaration.text.clone(),
        saved: format!("Tersimpan otomatis pukul {time}. Anda boleh melanjutkan kapan saja."),
        running: super::running_of(region, state.owner, &state.service)?,
        assisted,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_group_has_a_plain_name_in_addresses() {
        assert_eq!(super::slug("Letak & luas bangunan"), "letak-luas-bangunan");
    }
}
