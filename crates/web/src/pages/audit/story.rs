//! `/jejak-audit/permohonan/{id}`: one file's story with the hash of each leaf and the state of its proof.

use crate::components::{Breadcrumb, Cell, Link, Notice, Pager, Table, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One leaf of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditLeaf {
    /// Place in the log.
    pub index: u64,
    /// Time to the second.
    pub at: String,
    /// What was done.
    pub act: String,
    /// Name at that time.
    pub who: String,
    /// Row of the requirements or article; may be empty.
    pub article: String,
    /// Leaf hash in hex.
    pub hash: String,
    /// State of the inclusion proof.
    pub proof: Tag,
}

/// One file's story with the hash of each leaf and the state of its proof.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit/story.html")]
pub struct AuditStoryPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Registration number.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// Whether all leaves are in the log.
    pub proof: Notice,
    /// Whether the events give the present state.
    pub rebuilt: Notice,
    /// The events in order, each with its digest.
    pub events: Table,
    /// The pages before and after, when there are several.
    pub pager: Option<Pager>,
    /// Oldest first.
    pub leaves: Vec<AuditLeaf>,
}

impl AuditStoryPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let leaf = |index: u64, act: &str, who: &str, tone: Tone, state: &str| AuditLeaf {
            index,
            at: "2026-04-01 09.30.00".to_owned(),
            act: act.to_owned(),
            who: who.to_owned(),
            article: "MJK18-11.3.b".to_owned(),
            hash: "3f9ac1d2b6e84170a9c55d0e7f12b3486ad90c7715e2f4ab803b6d1c92e5f704".to_owned(),
            proof: Tag::new(tone, state),
        };
        let page = |proof: Notice, tone: Tone, state: &str| AuditStoryPage {
            shell: Shell::sample_officer(links::audit_story("c3"), "Farida Kencanawungu", "Pemeriksa"),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::audit_list(), "Jejak audit")], "26-000147-4"),
            number: "26-000147-4".to_owned(),
            service: "Surat Izin Praktik Dokter".to_owned(),
            proof,
            rebuilt: Notice::new(
                Tone::Good,
                "2 kejadian disusun ulang: hasilnya sama dengan keadaan sekarang.",
            )
            .text("Hasil rekonstruksi 3f9ac1d2…92e5f704."),
            events: Table::new(
                "Kejadian menurut urutan",
                &["Versi", "Waktu", "Kejadian", "Intisari", "Log"],
                vec![vec![
                    Cell::figure("1"),
                    Cell::text("2026-04-01 09.30.00"),
                    Cell::text("submitted"),
                    Cell::text("3f9ac1d2…92e5f704"),
                    Cell::tag(Tag::new(Tone::Good, "Sama dengan log")),
                ]],
            ),
            pager: Some(Pager { text: "Halaman 1 dari 1".to_owned(), ..Pager::default() }),
            leaves: vec![
                leaf(1101, "Mengirim permohonan", "dr. Candrawati Rahmaningrum", Tone::Good, "Terbukti"),
                leaf(1204, "Memeriksa KTP: sesuai", "Sukinem", tone, state),
            ],
        };
        vec![
            (
                "usual",
                page(
                    Notice::new(Tone::Good, "Semua catatan berkas ini terbukti ada di dalam log."),
                    Tone::Good,
                    "Terbukti",
                ),
            ),
            (
                "broken",
                page(
                    Notice::new(Tone::Bad, "Satu catatan tidak cocok dengan log."),
                    Tone::Bad,
                    "Tidak cocok",
                ),
            ),
        ]
    }
}
