//! The demo's cast and stories, read from a file; further files are made up from its seed.

use super::powers::ToldPower;
use crate::commands::demo::DemoArgs;
use crate::rehearse::{applicant, at_local};
use anyhow::{Context as _, Result};
use app::Region;
use app::play::{CastMember, Pay, Person, PersonFile, Plan, Refusing, Stand, Story, SurveyAnswer};
use domain::access::{AccessKind, TypedClaims};
use domain::definition::{ServiceId, StageKind};
use domain::process::RecommendationOutcome;
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan as _};
use profile::Profile;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// One story of the file.
#[derive(Debug, Clone, Deserialize)]
pub struct ToldStory {
    /// For whoever reads the file.
    #[allow(dead_code)]
    pub title: String,
    /// Sign-in name of the applicant.
    pub who: String,
    /// When it is handed in, local time.
    pub start: DateTime,
    /// How it goes.
    #[serde(flatten)]
    pub plan: Plan,
}

/// Files of several people that stand still at the same stage, one after the other: a morning's work at one desk.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pile {
    /// For whoever reads the file.
    #[allow(dead_code)]
    pub title: String,
    /// Sign-in names; each hands in the first file that the cast names.
    pub who: Vec<String>,
    /// When the first is handed in, local time.
    pub start: DateTime,
    /// Minutes from one to the next.
    pub minutes: i64,
    /// Where they wait.
    pub stop_at: StageKind,
}

/// Somebody who asks for an account.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToldAccess {
    /// For whoever reads the file.
    #[allow(dead_code)]
    pub title: String,
    /// When the request comes, local time.
    pub start: DateTime,
    /// Person or business.
    pub kind: AccessKind,
    /// The form as typed.
    pub form: TypedClaims,
}

/// Further files.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Generated {
    /// How many.
    pub count: u32,
    /// Seed.
    pub seed: u64,
    /// How often each service comes, as shares of their sum; all equally without it.
    #[serde(default)]
    pub mix: BTreeMap<ServiceId, u32>,
}

/// The whole file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// First day of play.
    pub first_day: Date,
    /// When the demo opens, local time.
    pub opens_at: DateTime,
    /// Office.
    #[serde(default, rename = "member")]
    pub members: Vec<CastMember>,
    /// Applicants.
    #[serde(default, rename = "person")]
    pub people: Vec<Person>,
    /// Stories.
    #[serde(default, rename = "story")]
    pub stories: Vec<ToldStory>,
    /// Files that wait together.
    #[serde(default, rename = "pile")]
    pub piles: Vec<Pile>,
    /// Requests for an account.
    #[serde(default)]
    pub access: Vec<ToldAccess>,
    /// Powers of attorney of helpers.
    #[serde(default, rename = "power")]
    pub powers: Vec<ToldPower>,
    /// Further files.
    pub generated: Generated,
}

/// Reads the file of a profile; a region without one gets an invented cast and generated files.
///
/// # Errors
/// When the file cannot be read.
pub fn read(args: &DemoArgs, folder: &Path, profile: &Profile) -> Result<Told> {
    let path = args.stories.clone().unwrap_or_else(|| {
        let root = folder.parent().and_then(Path::parent).map(Path::to_path_buf);
        root.unwrap_or_default().join("data/demo").join(format!("{}.toml", profile.id))
    });
    if !path.exists() {
        return Ok(Told {
            first_day: Date::constant(2026, 2, 2),
            opens_at: Date::constant(2026, 4, 1).at(9, 30, 0, 0),
            members: Vec::new(),
            people: Vec::new(),
            stories: Vec::new(),
            piles: Vec::new(),
            access: Vec::new(),
            powers: Vec::new(),
            generated: Generated { count: 34, seed: 2026, mix: BTreeMap::new() },
        });
    }
    let text =
        std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    toml::from_str(&text).with_context(|| path.display().to_string())
}

/// Stages at which a generated file may stand still, so that every desk has something to do; those of the region.
const STANDS: [StageKind; 13] = [
    StageKind::AdminVerification,
    StageKind::AdminValidation,
    StageKind::TechnicalRecommendation,
    StageKind::Decision,
    StageKind::Payment,
    StageKind::Printing,
    StageKind::Signing,
    StageKind::Numbering,
    StageKind::Survey,
    StageKind::Handover,
    StageKind::SiteVisit,
    StageKind::ProcessingIssue,
    StageKind::Archive,
];

impl Told {
    /// Seed of everything that is played.
    pub fn seed(&self) -> u64 {
        self.generated.seed
    }

    /// When play begins.
    ///
    /// # Errors
    /// When the zone is not known.
    pub fn start(&self, profile: &Profile) -> Result<Timestamp> {
        at_local(profile, self.first_day, 7, 30)
    }

    /// When the demo opens.
    ///
    /// # Errors
    /// When the zone is not known.
    pub fn opening(&self, region: &Region) -> Result<Timestamp> {
        local(region, self.opens_at)
    }

    /// Whether somebody is listed at the sign-in: whom no story names only fills the registers.
    pub fn listed(&self, person: &Person) -> bool {
        person.files.is_empty() || self.stories.iter().any(|s| s.who == person.login)
    }

    /// All stories with their applicants.
    ///
    /// # Errors
    /// When a story names somebody who is not in the cast.
    pub fn played(&self, stand: &mut Stand, people: &[Person]) -> Result<Vec<Story>> {
        let mut stories = Vec::new();
        for story in &self.stories {
            let at = people.iter().position(|p| p.login == story.who);
            let at = at.with_context(|| format!("nobody is called {}", story.who))?;
            let (owner, ..) = stand.cast.applicants[at];
            stories.push(Story {
                owner,
                start: local(&stand.region, story.start)?,
                plan: story.plan.clone(),
            });
        }
        for asked in &self.access {
            let at = local(&stand.region, asked.start)?;
            stand.newcomers.insert(at, (asked.kind, asked.form.clone()));
        }
        stories.extend(self.generated(stand, people)?);
        for pile in &self.piles {
            stories.extend(piled(pile, stand, people)?);
        }
        Ok(stories)
    }

    /// Whether somebody's file waits in a pile, and is made up by nobody else.
    fn in_a_pile(&self, person: &Person) -> bool {
        self.piles.iter().any(|pile| pile.who.contains(&person.login))
    }

    fn generated(&self, stand: &mut Stand, people: &[Person]) -> Result<Vec<Story>> {
        let mut waiting = Waiting::of(people, |person| !self.in_a_pile(person));
        let services: Vec<ServiceId> = match self.generated.mix.is_empty() {
            true => stand.region.profile.services.keys().cloned().collect(),
            false => {
                let shares = self.generated.mix.iter();
                shares.flat_map(|(id, share)| (0..*share).map(|_| id.clone())).collect()
            }
        };
        let has = |service: &ServiceId, kind: StageKind| {
            let known = stand.region.profile.services.get(service);
            known.is_some_and(|service| service.definition.stage_of_kind(kind).is_some())
        };
        // Services for each stage, of which some are in few.
        let stands: Vec<(StageKind, Vec<ServiceId>)> = STANDS
            .into_iter()
            .map(|kind| (kind, services.iter().filter(|id| has(id, kind)).cloned().collect::<Vec<_>>()))
            .filter(|(_, with)| !with.is_empty())
            .collect();
        let weeks = (self.opens_at.date() - self.first_day).get_days().max(1);
        let mut stories = Vec::new();
        for n in 0..self.generated.count {
            let service = services[usize::try_from(stand.below(1_000)).unwrap_or(0) % services.len()].clone();
            let told = waiting.take(&service);
            let service = told.as_ref().map_or(service, |(_, file)| file.service.clone());
            let day = i32::try_from(stand.below(u32::try_from(weeks).unwrap_or(1))).unwrap_or(0);
            let date = self.first_day.checked_add(day.days())?;
            let hour = i8::try_from(8 + stand.below(6)).unwrap_or(9);
            let minute = i8::try_from(stand.below(60)).unwrap_or(0);
            let start = local(&stand.region, date.at(hour, minute, 0, 0))?;
            let mut plan = Plan::straight(service.clone());
            plan.pace = Some(30 + 15 * stand.below(12));
            let kind = usize::try_from(n).unwrap_or(0);
            // Every other file stands still somewhere; the rest goes its way, some with a detour.
            if kind % 2 == 0 {
                let late_enough = local(&stand.region, self.opens_at)?;
                let Some((stage, with)) = stands.get((kind / 2) % stands.len().max(1)) else { continue };
                plan.stop_at = Some(*stage);
                // A stage of few services gets one of them; the others come to most stages by themselves.
                let rare =
                    matches!(stage, StageKind::SiteVisit | StageKind::ProcessingIssue | StageKind::Archive);
                if rare && told.is_none() && !with.contains(&plan.service) {
                    plan.service = with[kind % with.len()].clone();
                }
                let back = i32::try_from(2 + stand.below(9)).unwrap_or(4);
                let date = self.opens_at.date().checked_sub(back.days())?;
                let start = local(&stand.region, date.at(hour, minute, 0, 0))?.min(late_enough);
                plan.pace = Some(20);
                stories.push(story(stand, told, plan, start, kind)?);
                continue;
            }
            match kind % 12 {
                1 => plan.corrections = 1,
                3 => {
                    plan.refusing = Refusing::Refuse(vec![
                        "Syarat teknis tidak terpenuhi. | Pasal 11 ayat (3) huruf e".into(),
                    ])
                }
                5 => plan.pay = Pay::Never,
                7 => plan.survey = SurveyAnswer::AfterSuspension,
                9 => {
                    plan.recommendation = RecommendationOutcome::WithConditions;
                    plan.recommendation_note = "Lengkapi alat pemadam api ringan.".into();
                }
                _ => {}
            }
            stories.push(story(stand, told, plan, start, kind)?);
        }
        Ok(stories)
    }
}

/// Applications that people of the cast may be made to hand in; each is taken once.
struct Waiting<'a>(Vec<(usize, &'a PersonFile)>);

impl<'a> Waiting<'a> {
    fn of(people: &'a [Person], may: impl Fn(&Person) -> bool) -> Self {
        let people = people.iter().enumerate().filter(|(_, person)| may(person));
        Waiting(people.flat_map(|(n, person)| person.files.iter().map(move |file| (n, file))).collect())
    }

    /// One for this service, or for the service that has most left; none when nobody of the cast names any.
    fn take(&mut self, service: &ServiceId) -> Option<(usize, PersonFile)> {
        let left = |id: &ServiceId| self.0.iter().filter(|(_, f)| f.service == *id).count();
        let most = self.0.iter().map(|(_, f)| &f.service).max_by_key(|id| left(id))?.clone();
        let wanted = if left(service) > 0 { service } else { &most };
        let at = self.0.iter().position(|(_, f)| f.service == *wanted)?;
        let (person, file) = self.0.remove(at);
        Some((person, file.clone()))
    }
}

fn piled(pile: &Pile, stand: &Stand, people: &[Person]) -> Result<Vec<Story>> {
    let mut stories = Vec::new();
    for (n, (who, after)) in pile.who.iter().zip((0..).map(|n| n * pile.minutes)).enumerate() {
        let at = people.iter().position(|p| &p.login == who);
        let at = at.with_context(|| format!("nobody is called {who}"))?;
        let file = people[at].files.first().with_context(|| format!("{who} has no file"))?;
        let start = local(&stand.region, pile.start.checked_add(after.minutes())?)?;
        let mut plan = Plan::straight(file.service.clone());
        plan.stop_at = Some(pile.stop_at);
        plan.pace = Some(20);
        stories.push(story(stand, Some((at, file.clone())), plan, start, n)?);
    }
    Ok(stories)
}

/// The story of somebody of the right trade, or of anybody with made-up answers where the cast names nobody.
fn story(
    stand: &Stand,
    told: Option<(usize, PersonFile)>,
    mut plan: Plan,
    start: Timestamp,
    n: usize,
) -> Result<Story> {
    let Some((person, file)) = told else {
        let owner = applicant(&stand.region, &stand.cast, &plan.service, n)?;
        return Ok(Story { owner, start, plan: stand.fresh_object(plan, n) });
    };
    let (owner, ..) = stand.cast.applicants[person];
    let today = start.to_zoned(stand.region.profile.calendar.time_zone().clone()).date();
    for (field, answer) in file.form {
        plan.form.insert(field, dated(&answer, today)?);
    }
    plan.items = file.items;
    Ok(Story { owner, start, plan })
}

/// `hari -3` as the day that it means; everything else as it stands.
fn dated(answer: &str, today: Date) -> Result<String> {
    match answer.strip_prefix("hari ") {
        Some(days) => {
            Ok(today.checked_add(days.parse::<i32>().context("days of an answer")?.days())?.to_string())
        }
        None => Ok(answer.to_owned()),
    }
}

fn local(region: &Region, at: DateTime) -> Result<Timestamp> {
    Ok(at.to_zoned(region.profile.calendar.time_zone().clone())?.timestamp())
}
