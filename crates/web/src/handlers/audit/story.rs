//! `/jejak-audit/permohonan/{id}`: everything that was done or tried on one file, each act with its leaf and proof.

use super::words::{short, words};
use crate::components::{Breadcrumb, Cell, Link, Notice, Pager, Table, Tag, Tone};
use crate::links;
use crate::pages::audit::story::{AuditLeaf, AuditStoryPage};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::query::auditor::{AuditLine, Inclusion, Rebuilt, RebuiltEvent, story};
use axum::extract::{Path, Query};
use std::collections::BTreeMap;

/// Records on a page.
const ON_A_PAGE: usize = 50;

/// Shows the story; the reading is recorded before it is shown.
pub(super) async fn show(
    visitor: Visitor,
    Path(address): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let id = address.parse().map_err(|_| Problem::not_found())?;
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
    // Every record is proven whichever page is shown; only the table has pages.
    let pages = story.lines.len().div_ceil(ON_A_PAGE).max(1);
    let asked = query.get("halaman").and_then(|p| p.parse::<usize>().ok()).unwrap_or(1);
    let page = asked.clamp(1, pages);
    let shown: Vec<&AuditLine> = story.lines.iter().skip((page - 1) * ON_A_PAGE).take(ON_A_PAGE).collect();
    let to = |page: usize| {
        links::with_query(&links::audit_story(&address), &[("halaman", page.to_string().as_str())])
    };
    let pager = (pages > 1).then(|| Pager {
        earlier: (page > 1).then(|| to(page - 1)),
        later: (page < pages).then(|| to(page + 1)),
        text: format!("Halaman {page} dari {pages}"),
    });
    visitor.page(&AuditStoryPage {
        pager,
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(vec![Link::new(links::audit_list(), "Jejak audit")], number.clone()),
        number,
        service: story.case.definition.name.clone(),
        proof,
        rebuilt: rebuilt_notice(&story.rebuilt),
        events: events_table(&story.rebuilt, &zone),
        leaves: shown.into_iter().map(|line| leaf(line, &zone)).collect(),
    })
}

/// What the reconstruction says (MJK18-22.4.a).
fn rebuilt_notice(rebuilt: &Rebuilt) -> Notice {
    let digest = |text: &str| if text.is_empty() { "tidak ada".to_owned() } else { short(text) };
    let said = format!(
        "Hasil rekonstruksi {}, tersimpan {}, menurut log {}.",
        digest(&rebuilt.rebuilt),
        digest(&rebuilt.stored),
        digest(&rebuilt.ledger)
    );
    let title = if rebuilt.agrees() {
        format!("{} kejadian disusun ulang: hasilnya sama dengan keadaan sekarang.", rebuilt.events.len())
    } else {
        "Hasil penyusunan ulang berbeda dari keadaan sekarang. Jalankan audit verify.".to_owned()
    };
    Notice::new(if rebuilt.agrees() { Tone::Good } else { Tone::Bad }, title).text(said)
}

fn events_table(rebuilt: &Rebuilt, zone: &jiff::tz::TimeZone) -> Table {
    let row = |event: &RebuiltEvent| {
        let tag = if event.in_ledger {
            Tag::new(Tone::Good, "Sama dengan log")
        } else {
            Tag::new(Tone::Bad, "Tidak ada di log")
        };
        vec![
            Cell::figure(event.version.to_string()),
            Cell::text(event.at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H.%M.%S").to_string()),
            Cell::text(event.name.clone()),
            Cell::text(short(&event.digest)),
            Cell::tag(tag),
        ]
    };
    Table::new(
        "Kejadian menurut urutan",
        &["Versi", "Waktu", "Kejadian", "Intisari", "Log"],
        rebuilt.events.iter().map(row).collect(),
    )
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
