//! Looking for files: lists are narrowed by words, service, desk and division; and one search over all kinds of permits,
//! holders and places (MJK18-3.d). Searches are recorded: who looked, never what was typed.

use super::case::{may_open, require_desk, stage_label};
use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::{Dice, Office, Region};
use domain::definition::{FieldType, ServiceDefinition};
use domain::party::{Actor, ApplicationRecord};
use domain::process::{Application, Status};
use domain::value::{Id, RegionTable, search_words, words_match};
use jiff::Timestamp;

/// Files of one search.
const MOST: u32 = 200;

/// By what a list is narrowed; empty texts mean everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrow {
    /// Beginnings of words: number, holder, service.
    pub words: String,
    /// Id of a service.
    pub service: String,
    /// Name of a kind of stage.
    pub desk: String,
    /// Id of a division.
    pub division: String,
}

impl Narrow {
    /// Nothing is narrowed.
    pub fn is_empty(&self) -> bool {
        [&self.words, &self.service, &self.desk, &self.division].iter().all(|t| t.trim().is_empty())
    }
}

/// What a line of a list offers to be found by.
pub(crate) struct Offered<'a> {
    pub registration: &'a str,
    pub holder: &'a str,
    pub service: &'a str,
    pub service_words: [&'a str; 2],
    pub desk: &'a str,
}

/// A [`Narrow`] made ready for many lines.
pub(crate) struct Sieve<'a> {
    narrow: &'a Narrow,
    typed: Vec<String>,
    region: &'a Region,
}

impl<'a> Sieve<'a> {
    pub fn new(region: &'a Region, narrow: &'a Narrow) -> Self {
        Sieve { narrow, typed: search_words(&narrow.words), region }
    }

    pub fn lets_through(&self, line: &Offered<'_>) -> bool {
        let same = |wanted: &str, has: &str| wanted.is_empty() || wanted == has;
        let division = || {
            let page = self.region.profile.service_pages.iter().find(|(id, _)| id.0 == line.service);
            page.and_then(|(_, p)| p.division.as_deref()).unwrap_or_default()
        };
        if !same(&self.narrow.service, line.service)
            || !same(&self.narrow.desk, line.desk)
            || !(self.narrow.division.is_empty() || self.narrow.division == division())
        {
            return false;
        }
        if self.typed.is_empty() {
            return true;
        }
        let [short, name] = line.service_words;
        words_match(
            &search_words(&format!("{} {} {short} {name}", line.registration, line.holder)),
            &self.typed,
        )
    }
}

/// The words by which a file is found: holder, service, the object that can exist once, and villages (MJK18-3.d).
pub(crate) fn words_of(state: &Application, definition: &ServiceDefinition) -> Vec<String> {
    let table = RegionTable::embedded();
    let typed = |id: &String| state.form.get(id).map_or("", String::as_str);
    let mut text = format!(
        "{} {} {} {}",
        state.registration.map_or_else(String::new, |r| r.to_string()),
        state.holder_name,
        definition.short_name,
        definition.name
    );
    for field in &definition.fields {
        if definition.object_field.as_ref() == Some(&field.id) {
            text = format!("{text} {}", typed(&field.id));
        }
        if field.kind == FieldType::Village
            && let Some(place) = typed(&field.id).parse().ok().and_then(|code| table.name(&code))
        {
            text = format!("{text} {place}");
        }
    }
    search_words(&text).into_iter().take(40).collect()
}

/// Makes a file findable; doing it twice changes nothing.
///
/// # Errors
/// Database.
pub(crate) fn make_findable(region: &Region, id: Id<ApplicationRecord>) -> Result<(), AppError> {
    let Some(stored) = region.store.read(|tx| store::application::find(tx, id))? else { return Ok(()) };
    let definition = region.office().definition(&stored.state.definition)?;
    let words = words_of(&stored.state, &definition);
    let words = words.as_slice();
    written!(region, [words], |tx| {
        for word in words {
            store::overview::put_word(tx, id, word)?;
        }
        Ok::<_, AppError>(())
    })
}

/// A file that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFile {
    /// Id.
    pub id: Id<ApplicationRecord>,
    /// Registration number.
    pub registration: String,
    /// Name of the service.
    pub service: String,
    /// Holder.
    pub holder_name: String,
    /// Status.
    pub status: Status,
    /// Label of the desk; empty outside the office.
    pub desk: String,
    /// Number of the document, once given.
    pub number: String,
    /// When it was received.
    pub submitted_at: Option<Timestamp>,
}

/// All files, of all kinds of permits, that have a word with each typed beginning, the newest first; only those that this
/// person may open.
///
/// # Errors
/// A refusal for somebody without a desk, recorded; database.
pub fn find_files(region: &Region, actor: &Actor, typed: &str) -> Result<Vec<FoundFile>, AppError> {
    require_desk(region, actor, "search_files")?;
    let office = region.office();
    let mut typed = search_words(typed);
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    // The longest words are the rarest; the database looks for three, the rest is compared here.
    typed.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let asked = &typed[..typed.len().min(3)];
    let states = region.store.read(|tx| store::overview::found(tx, asked, MOST))?;
    let mut files = Vec::new();
    for state in states {
        let definition = office.definition(&state.definition)?;
        if words_match(&words_of(&state, &definition), &typed) && may_open(actor, &definition, &state).is_ok()
        {
            files.push(found(&state, &definition));
        }
    }
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let (seed, now) = region.draw();
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        let subject = Subject::account(account);
        record_act(tx, &mut dice, region, actor, &subject, "search_files", None, &["words".to_owned()])
            .map(|_| ())
    })?;
    Ok(files)
}

fn found(state: &Application, definition: &ServiceDefinition) -> FoundFile {
    let stage = state.stage.as_ref().and_then(|id| definition.stage(id));
    FoundFile {
        id: state.id,
        registration: state.registration.map_or_else(String::new, |r| r.to_string()),
        service: definition.name.clone(),
        holder_name: state.holder_name.clone(),
        status: state.status,
        desk: stage.map_or_else(String::new, stage_label),
        number: state.number.as_ref().map_or_else(String::new, |n| n.number.clone()),
        submitted_at: state.submitted_at,
    }
}

/// A choice: what stands in the address, and what people read.
pub type Choice = (String, String);

/// Divisions of the region, for narrowing.
pub fn divisions(region: &Region) -> Vec<Choice> {
    region.profile.divisions.iter().map(|d| (d.id.clone(), d.name.clone())).collect()
}

/// Short names of all services, for narrowing.
pub fn services(office: &Office) -> Vec<Choice> {
    let mut all: Vec<Choice> = office
        .active
        .iter()
        .filter_map(|(id, hash)| Some((id.0.clone(), office.definitions.get(hash)?.short_name.clone())))
        .collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all
}
