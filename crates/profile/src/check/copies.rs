//! A service that offers certified copies needs the region's way of making them.

use crate::problem::{ProblemKind, Problems};
use crate::service::ServiceDraft;
use domain::definition::RequestKind;

pub(crate) fn check(drafts: &[ServiceDraft], problems: &Problems) {
    let offers = |draft: &&ServiceDraft| draft.definition.kinds.contains(&RequestKind::CertifiedCopy);
    if let Some(draft) = drafts.iter().find(offers) {
        let what = "certified copies are offered, but nobody says how they are made";
        let mend = "write certified_copy.toml; FORMAT.md says what stands in it";
        problems.add(ProblemKind::FileMissing, &draft.spots.of("kinds"), what, mend);
    }
}
