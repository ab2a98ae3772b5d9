//! `/jejak-audit/permohonan/{id}`: everything that was done or tried on one file, each act with its leaf and proof.

use super::words::words;
use crate::components::{Breadcrumb, Link, Notice, Tag, Tone};
use crate::links;
use crate::pages::audit::story::{AuditLeaf, AuditStoryPage};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::query::auditor::{AuditLine, Inclusion, story};
use axum::extract::Path;

/// Shows the story; the reading is recorded before it is shown.
pub(super) async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let story = visitor.run(move |region, actor| story(region, actor, id)).await?;
    let zone = story.case.zone.clone();
    let number = story.case.state.registration.map_or_else(|| "draf".to_owned(), |r| r.to_string());
    let broken =
        story.lines.iter().filter(|l| matches!(l.inclusion, Inclusion::Broken | Inclusion::Missing)).count();
    let waiting = story.lines.iter().filter(|l| l.inclusion == Inclusion::Waiting).count();
    let proof = match (broken, waiting) {
        (0, 0) => Notice::new(Tone::Good, "Semua catatan berkas ini terbukti ada di dalam log."),
        (0, n) => {
            Notice::new(Tone::Info, format!("{n} catatan sedang diberi nomor. Muat ulang sebentar lagi."))
        }
        (n, _) => {
            Notice::new(Tone::Bad, format!("{n} catatan tidak cocok dengan log. Jalankan audit verify."))
        }
    };
    let proof = proof.text(format!("{} catatan di dalam log. Akar: {}", story.size, story.root));
    visitor.page(&AuditStoryPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(vec![Link::new(links::audit_list(), "Jejak audit")], number.clone()),
        number,
        service: story.case.definition.name.clone(),
        proof,
        leaves: story.lines.iter().map(|line| leaf(line, &zone)).collect(),
    })
}

fn leaf(line: &AuditLine, zone: &jiff::tz::TimeZone) -> AuditLeaf {
    let (index, proof) = match &line.inclusion {
        Inclusion::Proven { sequence, path } => {
            let text = format!("Terbukti, {} hash sampai akar", path.len());
            (u64::try_from(*sequence).unwrap_or(0), Tag::new(Tone::Good, text))
        }
        Inclusion::Waiting => (0, Tag::new(Tone::Info, "Menunggu nomor")),
        Inclusion::Broken => (0, Tag::new(Tone::Bad, "Tidak cocok")),
        Inclusion::Missing => (0, Tag::new(Tone::Bad, "Daun tidak ada")),
    };
    let act = words(&line.act);
    AuditLeaf {
        index,
        at: line.at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H.%M.%S").to_string(),
        act: if line.done { act.to_owned() } else { format!("{act}: ditolak ({})", line.code) },
        who: if line.roles.is_empty() {
            line.actor_name.clone()
        } else {
            format!("{} ({})", line.actor_name, line.roles)
        },
        article: line.basis.clone(),
        hash: line.leaf_hash.clone(),
        proof,
    }
}
