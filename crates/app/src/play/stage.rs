//! One act of one application: looks where the file stands and lets the right person do the next thing.

use super::plan::{Pay, Plan, Refusing, SurveyAnswer};
use super::stand::Stand;
use super::trace::TraceLine;
use crate::act::{Done, Request, StartDraft, start_draft};
use crate::error::AppError;
use crate::folder::{Upload, put_own_pdf};
use domain::definition::{FieldDef, FieldType, ServiceDefinition, StageKind};
use domain::formula::{Value, Values};
use domain::party::{Account, Actor, ApplicationRecord};
use domain::process::{Application, Command, Status};
use domain::value::Id;
use rust_decimal::Decimal;
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

    /// Draft, form, items, documents, declaration, receipt.
    pub(super) fn register(&mut self, owner: Id<Account>, plan: &Plan) -> Result<Case, AppError> {
        let actor = self.actor(owner)?;
        let start = StartDraft { service: plan.service.clone(), owner: None };
        let id = start_draft(&self.region, &actor, &start)?;
        let (state, definition) = self.state(id)?;
        self.note(&state, "applicant", "start_draft", &first_stage(&definition));
        let mut form: BTreeMap<String, String> =
            definition.fields.iter().map(|f| (f.id.clone(), self.sample_value(f, 0))).collect();
        form.extend(plan.form.clone());
        let stage = first_stage(&definition);
        self.act(&actor, "applicant", Request::new(id, Command::SaveForm { form }), &stage)?;
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
            self.act(&actor, "applicant", Request::new(id, Command::SaveItems { items: rows }), &stage)?;
        }
        let (state, _) = self.state(id)?;
        let row = self.region.store.read(|tx| store::account::find(tx, owner))?.ok_or(AppError::NotFound)?;
        let owner_kind = row.kind;
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
            let file = put_own_pdf(&self.region, &actor, &new)?;
            let command = Command::AttachDocument { document: document.id.clone(), file };
            self.act(&actor, "applicant", Request::new(id, command), &stage)?;
        }
        if plan.stay_draft {
            return Ok(case);
        }
        let command = Command::Submit { declared: true, verification_code: String::new() };
        self.act(&actor, "applicant", Request::new(id, command), &stage)?;
        self.settle()?;
        Ok(case)
    }

    /// A value that the field takes; `n` makes items differ.
    pub(super) fn sample_value(&self, field: &FieldDef, n: usize) -> String {
        match &field.kind {
            FieldType::Text { max } => {
                let text = format!("{} contoh {}", field.label, n + 1);
                if text.chars().count() <= *max {
                    text
                } else {
                    format!("C {:04} XX", n + 1).chars().take(*max).collect()
                }
            }
            FieldType::LongText { .. } => format!("Uraian contoh untuk {}.", field.label.to_lowercase()),
            FieldType::Number { min, max, .. } => {
                let hundred = Decimal::from(100);
                if *min <= hundred && hundred <= *max {
                    hundred.to_string()
                } else {
                    min.normalize().to_string()
                }
            }
            FieldType::Choice { options } => {
                options.get(n % options.len().max(1)).map_or_else(String::new, |o| o.value.clone())
            }
            FieldType::Bool => "ya".to_owned(),
            FieldType::Date => {
                let year = self.region.office().calendar.local_date(self.region.now()).year() + 3;
                format!("{year}-02-17")
            }
            FieldType::Nik => super::cast::sample_nik(&self.region),
            FieldType::Npwp => "01.000.011.5-999.000".to_owned(),
            FieldType::Phone => "084000000001".to_owned(),
            FieldType::Village => super::cast::sample_village(&self.region),
        }
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
    let mut values = Values::new().with("holder.kind", owner_kind);
    for field in &definition.fields {
        let typed = state.form.get(&field.id).map_or("", String::as_str);
        values.set(&format!("form.{}", field.id), field.parse(typed).unwrap_or(Value::Null));
    }
    values
}

pub(super) fn first_stage(definition: &ServiceDefinition) -> String {
    definition.stages.first().map_or_else(|| "registration".to_owned(), |s| s.id.0.clone())
}
