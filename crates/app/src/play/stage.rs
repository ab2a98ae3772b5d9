//! One act of one application: looks where the file stands and lets the right person do the next thing.

use super::plan::{Pay, Plan, Refusing, SurveyAnswer};
use super::sample::sample_value;
use super::stand::Stand;
use super::trace::TraceLine;
use crate::act::{Done, Request, StartDraft, start_draft};
use crate::error::AppError;
use crate::folder::{Upload, put_own_pdf};
use crate::pin::PinEntry;
use domain::capability::{Capability, RoleId};
use domain::definition::{FieldDef, ServiceDefinition, StageKind};
use domain::formula::{Value, Values};
use domain::party::{Account, Actor, ApplicationRecord};
use domain::process::{Application, Command, Status};
use domain::value::Id;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the next act needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Next {
    /// Go on after this many office minutes.
    After(u32),
    /// Go on at this time.
    At(jiff::Timestamp),
    /// The plan is fulfilled; the file stays where it is, or has ended.
    Done,
}

/// One application on its way.
pub(super) struct Case {
    pub id: Id<ApplicationRecord>,
    pub owner: Id<Account>,
    pub plan: Plan,
    pub corrected: u8,
    pub spoiled: bool,
    pub cancelled: bool,
    pub late_payment_tried: bool,
}

impl Stand {
    pub(super) fn state(
        &self,
        id: Id<ApplicationRecord>,
    ) -> Result<(Application, Arc<ServiceDefinition>), AppError> {
        let stored =
            self.region.store.read(|tx| store::application::find(tx, id))?.ok_or(AppError::NotFound)?;
        let definition = self.region.office().definition(&stored.state.definition)?;
        Ok((stored.state, definition))
    }

    pub(super) fn actor(&self, id: Id<Account>) -> Result<Actor, AppError> {
        self.region.actor(id)
    }

    /// Acts and writes the trace: stage before the act, role in which it was done, article.
    pub(super) fn act(
        &mut self,
        actor: &Actor,
        role: &str,
        request: Request,
        stage: &str,
    ) -> Result<Done, AppError> {
        let name = request.command.name();
        let done = self.region.act(actor, request)?;
        self.note(&done.state, role, name, stage);
        Ok(done)
    }

    pub(super) fn note(&mut self, state: &Application, role: &str, act: &str, stage: &str) {
        let law = &self.region.profile.law;
        let article = law.get(&format!("act.{act}")).or_else(|| law.get(&format!("stage.{stage}")));
        self.trace.push(TraceLine {
            at: self.region.now().to_string(),
            service: state.service.0.clone(),
            application: state.id.to_string(),
            stage: stage.to_owned(),
            act: act.to_owned(),
            role: role.to_owned(),
            article: article.cloned().unwrap_or_else(|| "ketentuan kantor".to_owned()),
            status: state.status.name().to_owned(),
        });
    }

    /// Somebody who helps at the counter.
    fn assistant(&self) -> Result<Id<Account>, AppError> {
        let helps = |role: &&RoleId| {
            let def = self.region.profile.roles.get(*role);
            def.is_some_and(|d| d.capabilities.contains(&Capability::AssistRegistration))
        };
        let role = self.cast.by_role.keys().find(helps);
        let person = role.and_then(|role| self.cast.by_role[role].first());
        person.copied().ok_or_else(|| AppError::Failed("nobody helps at the counter".into()))
    }

    /// Draft, form, items, documents, declaration, receipt.
    pub(super) fn register(&mut self, owner: Id<Account>, plan: &Plan) -> Result<Case, AppError> {
        // Who types: the applicant, or an officer at the counter.
        let actor = self.actor(if plan.assisted { self.assistant()? } else { owner })?;
        let role = if plan.assisted { "registration_assistant" } else { "applicant" };
        let start = StartDraft {
            service: plan.service.clone(),
            owner: plan.assisted.then_some(owner),
            kind: plan.kind,
            earlier: plan.earlier,
            code: plan.code.clone(),
        };
        let id = start_draft(&self.region, &actor, &start)?;
        let (state, definition) = self.state(id)?;
        self.note(&state, role, "start_draft", &first_stage(&definition));
        let mut form: BTreeMap<String, String> =
            definition.fields.iter().map(|f| (f.id.clone(), self.sample_value(f, 0))).collect();
        form.extend(plan.form.clone());
        let row = self.region.store.read(|tx| store::account::find(tx, owner))?.ok_or(AppError::NotFound)?;
        let owner_kind = row.kind;
        // Nobody answers a question that is not asked of them.
        let said = Application { form: form.clone(), ..state };
        let values = form_values(&definition, &said, &owner_kind);
        form.retain(|id, _| {
            let when = definition.fields.iter().find(|f| f.id == *id).and_then(|f| f.when.as_ref());
            when.is_none_or(|when| when.evaluate(&values, &definition.tables) == Ok(true))
        });
        let stage = first_stage(&definition);
        self.act(&actor, role, Request::new(id, Command::SaveForm { form }), &stage)?;
        if let Some(items) = &definition.items {
            let mut rows = plan.items.clone();
            if rows.is_empty() {
                let count = items.min.max(1);
                rows = (0..count)
                    .map(|n| {
                        items.fields.iter().map(|f| (f.id.clone(), self.sample_value(f, n + 1))).collect()
                    })
                    .collect();
            }
            self.act(&actor, role, Request::new(id, Command::SaveItems { items: rows }), &stage)?;
        }
        let (state, _) = self.state(id)?;
        let case = Case {
            id,
            owner,
            plan: plan.clone(),
            corrected: 0,
            spoiled: false,
            cancelled: false,
            late_payment_tried: false,
        };
        let values = form_values(&definition, &state, &owner_kind);
        for document in &definition.documents {
            let asked =
                document.when.as_ref().is_none_or(|c| c.evaluate(&values, &definition.tables) == Ok(true));
            if document.optional || !asked {
                continue;
            }
            let bytes = super::papers::sample_pdf(&[&document.label, &state.holder_name, &id.to_string()]);
            let name = format!("{}.pdf", document.id);
            let new = Upload { category: &document.id, name: &name, bytes: &bytes };
            // The papers are the applicant's, also when an officer types.
            let file = put_own_pdf(&self.region, &actor, plan.assisted.then_some(owner), &new)?;
            let command = Command::AttachDocument { document: document.id.clone(), file };
            self.act(&actor, role, Request::new(id, command), &stage)?;
        }
        if plan.stay_draft {
            return Ok(case);
        }
        let command = Command::Submit { declared: true, verification_code: String::new() };
        let mut request = Request::new(id, command);
        if plan.assisted {
            let asked = crate::declare::ask(&self.region, &actor, &id.to_string())?;
            self.settle()?;
            request.pin = Some(PinEntry { challenge: asked.challenge, code: self.newest_pin(owner)? });
        }
        self.act(&actor, role, request, &stage)?;
        self.settle()?;
        Ok(case)
    }

    /// Two running files for the same object would refuse each other: the object of the `n`-th file is its own.
    pub fn fresh_object(&self, mut plan: Plan, n: usize) -> Plan {
        let office = self.region.office();
        let object = office.active(&plan.service).and_then(|(_, definition)| {
            let field = definition.fields.iter().find(|f| Some(&f.id) == definition.object_field.as_ref())?;
            Some((field.id.clone(), self.sample_value(field, n)))
        });
        plan.form.extend(object);
        plan
    }

    /// A value that the field takes; `n` makes items differ.
    pub(super) fn sample_value(&self, field: &FieldDef, n: usize) -> String {
        sample_value(&self.region, field, n)
    }

    /// Does the next act of a case.
    pub(super) fn step(&mut self, case: &mut Case) -> Result<Next, AppError> {
        self.settle()?;
        let (state, definition) = self.state(case.id)?;
        let pace = case.plan.pace.unwrap_or(45);
        if case.plan.stay_draft {
            return Ok(Next::Done);
        }
        let stage = state.stage.as_ref().and_then(|s| definition.stage(s)).cloned();
        if let (Refusing::CancelAt(kind), Some(stage)) = (&case.plan.refusing, &stage)
            && stage.kind == *kind
            && !case.cancelled
        {
            self.cancel(case, &state, &stage.id.0)?;
            return Ok(Next::Done);
        }
        match state.status {
            Status::Returned => return self.answer_correction(case, &state),
            Status::HandedOver if case.plan.refusing == Refusing::Revoke && !case.cancelled => {
                self.cancel(case, &state, "handover")?;
                return Ok(Next::Done);
            }
            status if status.is_terminal() => return Ok(Next::Done),
            _ => {}
        }
        let Some(stage) = stage else { return Ok(Next::Done) };
        if case.plan.stop_at == Some(stage.kind) && case.plan.survey != SurveyAnswer::AfterSuspension {
            return Ok(Next::Done);
        }
        match stage.kind {
            StageKind::AdminVerification => self.verify(case, &state, &stage)?,
            StageKind::AdminValidation => self.validate(case, &state, &stage)?,
            StageKind::TechnicalRecommendation => self.recommend(case, &state, &stage)?,
            StageKind::Decision => self.decide(case, &state, &definition, &stage)?,
            StageKind::Payment => return self.pay(case, &state, &stage, pace),
            StageKind::Printing => self.print(case, &state, &definition, &stage)?,
            StageKind::Signing => self.sign(case, &definition, &stage)?,
            StageKind::Numbering => self.number(case, &definition, &stage)?,
            StageKind::Survey => return self.answer_survey(case, &state, &stage, pace),
            StageKind::Handover => self.hand_over(case, &state, &stage)?,
            _ => return self.further(case, &state, &stage, pace),
        }
        Ok(Next::After(pace))
    }

    /// Whether a planned late payment was tried, for the refund list.
    pub(super) fn wants_late_payment(case: &Case) -> bool {
        case.plan.pay == Pay::TooLate && !case.late_payment_tried
    }
}

/// What conditions of documents may name before anything is decided.
fn form_values(definition: &ServiceDefinition, state: &Application, owner_kind: &str) -> Values {
    let mut values =
        Values::new().with("holder.kind", owner_kind).with("application.kind", state.kind.name());
    for field in &definition.fields {
        let typed = state.form.get(&field.id).map_or("", String::as_str);
        values.set(&format!("form.{}", field.id), field.parse(typed).unwrap_or(Value::Null));
    }
    values
}

pub(super) fn first_stage(definition: &ServiceDefinition) -> String {
    definition.stages.first().map_or_else(|| "registration".to_owned(), |s| s.id.0.clone())
}
