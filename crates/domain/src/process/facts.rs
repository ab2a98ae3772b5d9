//! What a decision needs to know beside the state: looked up by the use case inside its transaction.

use super::earlier::EarlierFacts;
use super::policy::RegionPolicy;
use super::record::{AttachedDocument, By};
use super::refusal::Refusal;
use crate::access::{Power, PowerOfAttorney};
use crate::calendar::Calendar;
use crate::definition::{FieldDef, ServiceDefinition, SigningMode};
use crate::formula::{Value, Values};
use crate::official::Officials;
use crate::party::Actor;
use crate::pin::{PinAct, PinProof};
use crate::value::{Digest, RegistrationNumber};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A file of the folder, as far as a decision needs it.
pub type DocumentFact = AttachedDocument;

/// Parsed values of one item.
pub type ItemValues = BTreeMap<String, Value>;

/// What a decision needs to know.
pub struct Facts<'a> {
    /// Who acts.
    pub actor: &'a Actor,
    /// The definition that the file keeps.
    pub definition: &'a ServiceDefinition,
    /// The region's policy now.
    pub policy: &'a RegionPolicy,
    /// The calendar now.
    pub calendar: &'a Calendar,
    /// The register of officials now.
    pub officials: &'a Officials,
    /// The local day of `now`.
    pub today: Date,
    /// A right PIN, with the documents it stands for.
    pub pin: Option<(PinProof, Vec<Digest>)>,
    /// The next registration number; given to `Submit` only.
    pub next_registration: Option<RegistrationNumber>,
    /// Digest over form and documents, for the declaration.
    pub content: Digest,
    /// Values about the holder and the register (`holder.kind`, `register.active_permits` …).
    pub register: Values,
    /// The permit that the application is about.
    pub earlier: Option<EarlierFacts>,
    /// The bank reference is already used in the region.
    pub bank_reference_used: bool,
    /// The sheet is in stock, of the right kind and unused.
    pub sheet_available: bool,
    /// The power of attorney under which the account was opened, when its user is not the head of the firm.
    pub power: Option<Power>,
    /// The power of attorney under which somebody else acts for the owner (MJK18-12.6).
    pub attorney: Option<PowerOfAttorney>,
    /// A running application for the same holder, service and object.
    pub same_object: Option<String>,
    /// Set when address and activity lie outside the region: the sentence that tells where to go.
    pub outside_region: Option<String>,
    /// Older files wait at this desk, so taking this one is overtaking.
    pub overtakes: bool,
    /// The signer opened the final bytes.
    pub document_seen: bool,
}

impl Facts<'_> {
    /// The actor for a history.
    pub fn by(&self) -> By {
        By { account: self.actor.account, name: self.actor.name.clone() }
    }

    /// Checks that a right PIN covers this act and digest (MJK18-13.3). Regions without PIN do not ask.
    pub fn require_pin(&self, act: PinAct, digest: &Digest) -> Result<(), Refusal> {
        if self.policy.pin.is_none() {
            return Ok(());
        }
        let Some((proof, covered)) = &self.pin else { return Err(Refusal::PinMissing) };
        let Some(account) = self.actor.account else { return Err(Refusal::PinMissing) };
        if proof.is_for(account, act) && covered.contains(digest) {
            Ok(())
        } else {
            Err(Refusal::PinForAnotherAct)
        }
    }

    /// Whether the page for ink bears the name of an official in whose place another signs today (MJK18-13.4).
    pub fn page_outlived(&self, state: &super::Application) -> bool {
        self.definition.product.signing == SigningMode::Wet
            && state.signature.is_none()
            && state.frozen.as_ref().is_some_and(|page| {
                self.officials.has_successor(page.signer, &self.definition.id, self.today)
            })
    }

    /// All values that conditions and formulas may name, parsed by the definition; wrong ones are left out.
    pub fn values(&self, state: &super::Application) -> Values {
        let mut values = self.register.clone();
        values.set("application.kind", Value::from(state.kind.name()));
        put_fields(&mut values, "form", &self.definition.fields, &state.form);
        for agency in self.definition.stages.iter().flat_map(|s| &s.agencies) {
            if let Some(recommendation) = state.recommendations.get(&agency.agency) {
                put_fields(&mut values, "rec", &agency.fields, &recommendation.values);
            }
        }
        if let Some(items) = &self.definition.items {
            let rows = state.items.iter().map(|item| {
                items
                    .fields
                    .iter()
                    .map(|f| {
                        let typed = item.get(&f.id).map_or("", String::as_str);
                        (f.id.clone(), f.parse(typed).unwrap_or(Value::Null))
                    })
                    .collect::<ItemValues>()
            });
            values.set("items", Value::List(rows.collect()));
        }
        self.drop_hidden(&mut values);
        values
    }
}

impl Facts<'_> {
    /// What stands in a field that is no longer shown counts as missing, so that it cannot move a fee or a stage.
    fn drop_hidden(&self, values: &mut Values) {
        let agencies = self.definition.stages.iter().flat_map(|s| &s.agencies);
        let fields = self.definition.fields.iter().map(|f| ("form", f));
        let fixed = agencies.flat_map(|a| a.fields.iter().map(|f| ("rec", f)));
        for (prefix, field) in fields.chain(fixed) {
            let Some(condition) = &field.when else { continue };
            if condition.evaluate(values, &self.definition.tables) == Ok(false) {
                values.set(&format!("{prefix}.{}", field.id), Value::Null);
            }
        }
    }
}

/// An agency that leaves a value open does not wipe out the same value fixed by another.
fn put_fields(values: &mut Values, prefix: &str, fields: &[FieldDef], typed: &BTreeMap<String, String>) {
    for field in fields {
        let text = typed.get(&field.id).map_or("", String::as_str);
        let name = format!("{prefix}.{}", field.id);
        let value = field.parse(text).unwrap_or(Value::Null);
        if value != Value::Null || values.get(&name).is_none() {
            values.set(&name, value);
        }
    }
}
