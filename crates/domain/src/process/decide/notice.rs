//! *Pemberitahuan*: the file waits until the applicant has been told (BTG68-12, PWK63-6.2.d).

use super::{open_stage, system_only};
use crate::definition::StageKind;
use crate::process::record::NoticeRecord;
use crate::process::{Application, Event, Facts, Refusal, flow};
use jiff::Timestamp;

/// Background work tells that the notice of the present stage was sent.
pub(super) fn sent(
    state: &Application,
    channel: &str,
    at: Timestamp,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    system_only(facts)?;
    let stage = open_stage(state, StageKind::Notice, facts)?;
    if channel.trim().is_empty() {
        return Err(Refusal::Invalid {
            field: "channel".into(),
            message: "Saluran pemberitahuan kosong.".into(),
        });
    }
    let notice = NoticeRecord { stage: stage.id.clone(), channel: channel.trim().to_owned(), at };
    let mut events = vec![Event::NoticeSent { notice }];
    events.extend(flow::advance(state, &stage.id, &facts.values(state), facts, false)?);
    Ok(events)
}
