//! Powers of attorney: asked for, given, used and ended in the account; a signed sheet is looked at by an officer
//! (MJK18-12.6). One action, one file.

mod ask;
mod case;
mod counter_end;
pub(crate) mod list;
mod show;
mod start;

use crate::components::{Tag, Tone};
use crate::links::path;
use crate::problem_response::Problem;
use crate::router::{Line, Permission, get, post, upload};
use app::query::power_of_attorney::PowerState;
use domain::capability::Capability;
use domain::party::PowerRecord;
use domain::value::Id;

/// The lines of this group, each with its permission.
pub fn lines() -> Vec<Line> {
    use Capability::{AssistRegistration, DecideAccessRequest, SubmitApplication};
    use Permission::{May, MayOneOf, SignedIn};
    const DESK: Permission = May(DecideAccessRequest);
    const COUNTER: Permission = MayOneOf(&[AssistRegistration, DecideAccessRequest]);
    vec![
        get(path::POWERS, SignedIn, list::show),
        get(path::POWER_ASK, May(SubmitApplication), ask::show),
        post(path::POWER_ASK, May(SubmitApplication), ask::send),
        get(path::POWER, SignedIn, show::show),
        get(path::POWER_SHEET, SignedIn, show::sheet),
        post(path::POWER_CONFIRM, SignedIn, show::confirm_code),
        post(path::POWER_CODE, SignedIn, show::code),
        upload(path::POWER_PAPER, SignedIn, show::paper),
        post(path::POWER_END, SignedIn, show::finish),
        post(path::POWER_START, May(SubmitApplication), start::send),
        get(path::POWER_CASE, DESK, case::show),
        get(path::POWER_CASE_PAPER, DESK, case::paper),
        post(path::POWER_CASE_CONFIRM, DESK, case::confirm),
        post(path::POWER_CASE_REFUSE, DESK, case::refuse),
        post(path::COUNTER_POWER_END, COUNTER, counter_end::send),
    ]
}

fn power_id(id: &str) -> Result<Id<PowerRecord>, Problem> {
    id.parse().map_err(|_| Problem::not_found())
}

fn state_tag(state: PowerState) -> Tag {
    match state {
        PowerState::Asked => Tag::new(Tone::Info, "Menunggu persetujuan"),
        PowerState::InForce => Tag::new(Tone::Good, "Berlaku"),
        PowerState::Refused => Tag::new(Tone::Bad, "Ditolak"),
        PowerState::Ended => Tag::new(Tone::Neutral, "Berakhir"),
        PowerState::Expired => Tag::new(Tone::Neutral, "Lewat masa berlakunya"),
    }
}

/// "Semua layanan", with a capital letter where it begins a line.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
