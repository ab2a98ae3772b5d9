//! The draft of a decision: the permit as it will look, or the refusal letter with its grounds.

use super::closing::refusal_data;
use super::context::{Subject, permit_data, request, signature_block, signer_on};
use super::put_file;
use crate::Region;
use crate::act::{Done, Request, record_refusal, valid_until};
use crate::error::AppError;
use crate::job::Outcome;
use domain::capability::Capability;
use domain::definition::StageKind;
use domain::party::{Actor, ApplicationRecord};
use domain::process::{Command, DraftKind, Refusal};
use domain::value::Id;

/// Lays out the permit's draft when a file enters its decision. The number and the date stay empty.
///
/// # Errors
/// Typesetting or storage; tried again.
pub(crate) fn compose_draft(region: &Region, id: Id<ApplicationRecord>) -> Result<Outcome, AppError> {
    let subject = Subject::load(region, id)?;
    let at_decision = subject
        .state
        .stage
        .as_ref()
        .and_then(|s| subject.definition.stage(s))
        .is_some_and(|s| s.kind == StageKind::Decision);
    if !at_decision {
        return Ok(Outcome::Done);
    }
    let kind = match subject.state.draft.as_ref().map(|d| &d.kind) {
        // A refusal that somebody wrote is not overwritten by a late job.
        Some(DraftKind::Refusal { .. }) => return Ok(Outcome::Done),
        Some(approval) => approval.clone(),
        None => DraftKind::Approval { reason: String::new() },
    };
    let now = region.now();
    let today = subject.office.calendar.local_date(now);
    let signature = match signer_on(region, &subject.office, &subject.definition, today) {
        Some((account, right)) => {
            signature_block(region, account, &right, subject.definition.product.signing)?
        }
        None => return Ok(Outcome::Again("no official may sign this service today".into())),
    };
    let until = valid_until(&subject.office, &subject.definition, &subject.state, now);
    let (data, qr) = permit_data(region, &subject, signature, None, None, until)?;
    let ident = format!("{id}-draft");
    let letter = request(&subject.definition.product.letters.permit, data, Some(qr), now, ident);
    let laid = region.typesetter.pdf(&letter)?;
    let filed = put_file(region, *id.as_bytes(), "draft", "konsep.pdf", "application/pdf", &laid.pdf)?;
    let command = Command::ComposeDraft { kind, digest: filed.digest, file: filed.file };
    match region.act(&Actor::system(), Request::new(id, command)) {
        Ok(_) | Err(AppError::Refused(_)) => Ok(Outcome::Done),
        Err(other) => Err(other),
    }
}

/// Grounds for a refusal, as the deciding official writes them, or the reason to approve against a recommendation.
#[derive(Debug, Clone)]
pub enum RefusalDraft {
    /// Refuse, each ground with its article.
    Refuse(Vec<String>),
    /// Approve although an agency did not recommend.
    ApproveAgainst(String),
}

/// Writes the draft that the official wants to decide on; earlier initials fall.
///
/// # Errors
/// Refusals without the right or without grounds; typesetting.
pub fn draft_refusal(
    region: &Region,
    actor: &Actor,
    id: Id<ApplicationRecord>,
    seen: u64,
    draft: &RefusalDraft,
) -> Result<Done, AppError> {
    let subject = Subject::load(region, id)?;
    let refuse = |refusal: Refusal| -> Result<Done, AppError> {
        record_refusal(region, actor, &crate::act::Subject::application(id), "compose_draft", &refusal)?;
        Err(refusal.into())
    };
    if !actor.may(Capability::Decide) {
        return refuse(Refusal::NotAllowed { capability: Some(Capability::Decide) });
    }
    let now = region.now();
    let today = subject.office.calendar.local_date(now);
    let Some(account) = actor.account else { return Err(AppError::NotSignedIn) };
    let right = match subject.office.officials.signing_right(account, &subject.definition.id, today) {
        Ok(right) => right,
        Err(why) => return refuse(Refusal::NoSigningRight { why }),
    };
    let (kind, template, data, qr) = match draft {
        RefusalDraft::Refuse(grounds) => {
            let grounds: Vec<String> =
                grounds.iter().map(|g| g.trim().to_owned()).filter(|g| !g.is_empty()).collect();
            if grounds.is_empty() {
                return refuse(Refusal::GroundsMissing);
            }
            let (data, qr) = refusal_data(region, &subject, account, &right, &grounds, now)?;
            (DraftKind::Refusal { grounds }, &subject.definition.product.letters.refusal, data, qr)
        }
        RefusalDraft::ApproveAgainst(reason) => {
            let signature = signature_block(region, account, &right, subject.definition.product.signing)?;
            let until = valid_until(&subject.office, &subject.definition, &subject.state, now);
            let (data, qr) = permit_data(region, &subject, signature, None, None, until)?;
            let kind = DraftKind::Approval { reason: reason.trim().to_owned() };
            (kind, &subject.definition.product.letters.permit, data, qr)
        }
    };
    let letter = request(template, data, Some(qr), now, format!("{id}-draft"));
    let laid = region.typesetter.pdf(&letter)?;
    let filed = put_file(region, *id.as_bytes(), "draft", "konsep.pdf", "application/pdf", &laid.pdf)?;
    let command = Command::ComposeDraft { kind, digest: filed.digest, file: filed.file };
    region.act(actor, Request::new(id, command).at_version(seen))
}
