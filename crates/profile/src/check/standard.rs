//! The service standard that everybody may read: kind, requirements, processing time, cost (MJK18-10.2.a.4). Kind and time
//! are keys that must be there, and what has no fee is free of charge (MJK18-15); the requirements are a list that could be
//! empty.

use crate::problem::{ProblemKind, Problems};
use crate::service::ServiceDraft;

pub(crate) fn check(draft: &ServiceDraft, problems: &Problems) {
    if draft.definition.documents.is_empty() {
        let what = "nobody can read which papers this service needs (MJK18-10.2.a.4)";
        let mend = "add `[[document]]`, with `optional = true` for a paper that may be left out";
        problems.add(ProblemKind::StandardIncomplete, &draft.spots.of("id"), what, mend);
    }
}
