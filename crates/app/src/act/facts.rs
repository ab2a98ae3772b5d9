//! What a decision needs to know beside the state, looked up inside the transaction.

use super::placement::object_key;
use super::register::register_facts;
use crate::account::{actor_of, read_personal};
use crate::error::AppError;
use crate::{Office, Region};
use domain::access::{AccessPaper, Power, PowerOfAttorney};
use domain::definition::{FieldType, ServiceDefinition};
use domain::formula::Values;
use domain::party::Actor;
use domain::pin::PinProof;
use domain::process::{Application, Command, EarlierFacts, Facts};
use domain::value::{Digest, RegistrationNumber};
use jiff::Timestamp;
use store::WriteTx;

/// Facts as gathered; [`Gathered::facts`] lends them to `decide`.
pub(super) struct Gathered {
    pub pin: Option<(PinProof, Vec<Digest>)>,
    next_registration: Option<RegistrationNumber>,
    content: Digest,
    register: Values,
    earlier: Option<EarlierFacts>,
    bank_reference_used: bool,
    sheet_available: bool,
    power: Option<Power>,
    attorney: Option<PowerOfAttorney>,
    same_object: Option<String>,
    outside_region: Option<String>,
    overtakes: bool,
    document_seen: bool,
}

impl Gathered {
    #[allow(clippy::too_many_arguments)]
    pub fn collect(
        region: &Region,
        tx: &WriteTx<'_>,
        office: &Office,
        actor: &Actor,
        state: &Application,
        definition: &ServiceDefinition,
        command: &Command,
        now: Timestamp,
    ) -> Result<Gathered, AppError> {
        let (_, owner) = actor_of(region, tx, state.owner)?;
        let key = object_key(state, definition);
        let register = register_facts(tx, state, definition, owner.kind.as_str())?;
        let mut gathered = Gathered {
            pin: None,
            next_registration: None,
            content: content_digest(state, command)?,
            register: register.values,
            earlier: register.earlier,
            bank_reference_used: false,
            sheet_available: false,
            power: None,
            attorney: None,
            same_object: None,
            outside_region: None,
            overtakes: false,
            document_seen: false,
        };
        // Officers' acts never rest on a power of attorney, and must not pay for looking one up.
        if of_the_owner(command)
            && let Some(helper) = actor.account.filter(|account| *account != state.owner)
        {
            let today = office.calendar.local_date(now);
            gathered.attorney =
                crate::power_of_attorney::held::held(tx, state.owner, helper, &state.service, today)?;
        }
        match command {
            Command::Submit { .. } => {
                if let Some(key) = &key {
                    gathered.same_object = store::application::running_for_object(
                        tx,
                        &definition.id.0,
                        key,
                        state.id,
                        state.owner,
                    )?;
                }
                let personal = read_personal(&region.keys, &owner)?;
                gathered.outside_region = outside(region, state, definition, &personal.village);
                gathered.power = personal.power.map(|power| renewed(tx, state, power)).transpose()?;
                let year = office.calendar.local_date(now).year();
                let serial = store::counter::next(tx, &format!("registration.{year}"))?;
                let number = u16::try_from(year).ok().zip(u32::try_from(serial).ok());
                gathered.next_registration = number.and_then(|(y, s)| RegistrationNumber::new(y, s).ok());
            }
            Command::RecordPayment { bank_reference, .. } => {
                gathered.bank_reference_used =
                    !store::desk::use_bank_reference(tx, bank_reference.trim(), state.id, now)?;
            }
            Command::Print { paper, serial } => {
                gathered.sheet_available = store::desk::take_sheet(tx, paper, serial, state.id, now)?;
            }
            Command::Sign { digest } => {
                if let Some(account) = actor.account {
                    gathered.document_seen = store::desk::has_seen(tx, account, digest)?;
                }
            }
            Command::Assign { .. } => {
                let stage = state.stage.as_ref().and_then(|id| definition.stage(id));
                if let (Some(stage), Some(passage)) = (stage, state.passage()) {
                    let older = store::application::older_waiting(
                        tx,
                        &stage.role.0,
                        stage.kind.name(),
                        passage.entered_at,
                    )?;
                    gathered.overtakes = older > 0;
                }
            }
            _ => {}
        }
        Ok(gathered)
    }

    pub fn facts<'a>(
        &self,
        region: &'a Region,
        office: &'a Office,
        actor: &'a Actor,
        definition: &'a ServiceDefinition,
        now: Timestamp,
    ) -> Facts<'a> {
        Facts {
            actor,
            definition,
            policy: &region.profile.policy,
            calendar: &office.calendar,
            officials: &office.officials,
            today: office.calendar.local_date(now),
            pin: self.pin.clone(),
            next_registration: self.next_registration,
            content: self.content,
            register: self.register.clone(),
            earlier: self.earlier,
            bank_reference_used: self.bank_reference_used,
            sheet_available: self.sheet_available,
            power: self.power.clone(),
            attorney: self.attorney.clone(),
            same_object: self.same_object.clone(),
            outside_region: self.outside_region.clone(),
            overtakes: self.overtakes,
            document_seen: self.document_seen,
        }
    }
}

/// Acts that an owner, or a helper in the owner's name, does with a file.
fn of_the_owner(command: &Command) -> bool {
    matches!(
        command,
        Command::SaveForm { .. }
            | Command::SaveItems { .. }
            | Command::AttachDocument { .. }
            | Command::DiscardDraft
            | Command::Submit { .. }
            | Command::AnswerCorrection { .. }
    )
}

/// The power of attorney with the last day of the newest one in the folder, when that lies later: a firm renews it there
/// (MJK18-8.4.e).
fn renewed(tx: &WriteTx<'_>, state: &Application, power: Power) -> Result<Power, AppError> {
    let paper = AccessPaper::PowerOfAttorney.id();
    let files = store::file::owned_by(tx, *state.owner.as_bytes())?;
    let days = files.iter().filter(|f| f.category == paper).filter_map(|f| f.valid_until.as_ref());
    let last = days.filter_map(|day| day.parse().ok()).max();
    Ok(Power { until: last.map_or(power.until, |last| power.until.max(last)), ..power })
}

/// Digest of a draft as it is now: what a code for its declaration is bound to.
///
/// # Errors
/// Never; the type of a writer says so.
pub(crate) fn content_of(state: &Application) -> Result<Digest, AppError> {
    content_digest(state, &Command::DiscardDraft)
}

/// Digest over form, items and documents: what the declaration stands for (MJK18-12.3). A correction is declared with what
/// it changes.
fn content_digest(state: &Application, command: &Command) -> Result<Digest, AppError> {
    let mut form = state.form.clone();
    let mut documents: std::collections::BTreeMap<String, String> =
        state.documents.iter().map(|(id, file)| (id.clone(), file.digest.to_string())).collect();
    if let Command::AnswerCorrection { form: corrected, documents: replaced, .. } = command {
        form.extend(corrected.clone());
        documents.extend(replaced.iter().map(|(id, file)| (id.clone(), file.digest.to_string())));
    }
    let value = serde_json::json!({ "form": form, "items": state.items, "documents": documents });
    let bytes = serde_json_canonicalizer::to_vec(&value).map_err(|e| AppError::Failed(e.to_string()))?;
    Ok(crate::crypt::digest(&bytes))
}

/// Domicile or place of activity must lie in the region (MJK18-1.5, A-72); the sentence tells where to go instead.
fn outside(
    region: &Region,
    state: &Application,
    definition: &ServiceDefinition,
    home: &str,
) -> Option<String> {
    let mut places: Vec<&str> = definition
        .fields
        .iter()
        .filter(|f| f.kind == FieldType::Village)
        .filter_map(|f| state.form.get(&f.id).map(String::as_str))
        .collect();
    places.push(home);
    places.retain(|p| !p.is_empty());
    let own = &region.profile.policy.region_code;
    if places.is_empty() || places.iter().any(|p| p.starts_with(own.as_str())) {
        return None;
    }
    let region_name = &region.profile.identity.region_name;
    Some(match &region.profile.policy.neighbour {
        Some(neighbour) => {
            format!("Alamat ini bukan di {region_name}. Izin ini diurus di kantor perizinan {neighbour}.")
        }
        None => {
            format!("Alamat ini bukan di {region_name}. Izin ini diurus di kantor perizinan daerah setempat.")
        }
    })
}
