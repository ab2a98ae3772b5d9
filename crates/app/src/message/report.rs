//! Takes the SMS gateway's report about a message.

use super::{delivered, not_delivered};
use crate::Region;
use crate::error::AppError;
use domain::party::Message;
use domain::value::Id;
use gateway::sim::RecordingGateway;
use gateway::sms::{DeliveryState, ReportKey, parse_dlr};

/// The key under which the region's gateway seals the addresses of its delivery reports.
///
/// # Errors
/// Never for a key of 32 bytes; the type says so.
pub fn report_key(region: &Region) -> Result<ReportKey, AppError> {
    let key = region.keys.index.derive("sms report");
    ReportKey::new(key.bytes()).map_err(|e| AppError::Failed(e.to_string()))
}

/// Takes the reports of a recording gateway (demo, rehearsal) that have fallen due; answers whether there were any.
///
/// # Errors
/// Database.
pub fn take_recorded(region: &Region, gateway: &RecordingGateway) -> Result<bool, AppError> {
    let now = region.now();
    let reports = gateway.advance_to(now);
    for report in &reports {
        let Ok(id) = report.reference.as_str().parse::<Id<Message>>() else { continue };
        match report.state {
            DeliveryState::Delivered => delivered(region, id, now)?,
            state if state.is_final() => not_delivered(region, id)?,
            _ => {}
        }
    }
    Ok(!reports.is_empty())
}

/// Takes a report from the query of its address. A delivery starts what waits for it; a final failure ends the message as
/// failed, so that a person is told ("Hubungi pemohon") and no deadline rests on it.
///
/// # Errors
/// [`AppError::NotFound`] without the token that belongs to the message; database.
pub fn take_report(region: &Region, query: &str) -> Result<(), AppError> {
    let report = parse_dlr(query, &report_key(region)?).map_err(|_| AppError::NotFound)?;
    let id: Id<Message> = report.reference.as_str().parse().map_err(|_| AppError::NotFound)?;
    match report.state {
        DeliveryState::Delivered => delivered(region, id, region.now()),
        state if state.is_final() => not_delivered(region, id),
        _ => Ok(()),
    }
}
