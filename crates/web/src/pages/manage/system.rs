//! `/kelola/sistem`: messages and jobs of the system.

use crate::components::{Breadcrumb, Link, Stat, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One job or message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkRow {
    /// Unique on the page.
    pub key: String,
    /// Kind in words.
    pub what: String,
    /// Number of attempts, channel, masked address.
    pub detail: String,
    /// When it is due or was written.
    pub at: String,
    /// What went wrong and what to do, in a sentence.
    pub sentence: &'static str,
    /// The technical cause, or empty.
    pub why: String,
    /// Address that tries it again.
    pub retry: Option<String>,
}

/// All failed ones of a kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RetryAll {
    /// Unique on the page.
    pub key: String,
    /// Text of the button.
    pub text: String,
    /// Address that tries all of them again.
    pub href: String,
}

/// Messages and jobs.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/manage/system.html")]
pub struct SystemPage {
    /// Header and footer.
    pub shell: Shell,

    /// Where this page stands.
    pub breadcrumb: Breadcrumb,
    /// Failed, waiting, done today.
    pub stats: Vec<Stat>,
    /// Buttons for all of a kind.
    pub all: Vec<RetryAll>,
    /// Jobs.
    pub jobs: Vec<WorkRow>,
    /// For example "100 dari 230".
    pub jobs_count: String,
    /// Messages.
    pub messages: Vec<WorkRow>,
    /// For example "2 dari 2".
    pub messages_count: String,
}

impl SystemPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let stat = |value: &str, label: &str, key: &str, tone: Tone, here: bool| Stat {
            value: value.to_owned(),
            label: label.to_owned(),
            href: links::with_query(&links::system_work(), &[("keadaan", key)]),
            tone,
            here,
        };
        let page = |jobs: Vec<WorkRow>, messages: Vec<WorkRow>| SystemPage {
            shell: Shell::sample_officer(links::system_work(), "Gilang Ramadipa", "Pengelola sistem"),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::manage(), "Kelola")], "Pesan dan pekerjaan"),
            stats: vec![
                stat("2", "gagal", "gagal", Tone::Bad, true),
                stat("14", "menunggu", "menunggu", Tone::Neutral, false),
                stat("85", "selesai hari ini", "selesai", Tone::Good, false),
            ],
            all: if jobs.is_empty() {
                Vec::new()
            } else {
                vec![RetryAll {
                    key: "jenis-seal_document".to_owned(),
                    text: "Coba lagi semua: Menyegel dokumen (1)".to_owned(),
                    href: links::system_jobs_retry("seal_document"),
                }]
            },
            jobs_count: format!("{} dari {}", jobs.len(), jobs.len()),
            messages_count: format!("{} dari {}", messages.len(), messages.len()),
            jobs,
            messages,
        };
        let job = WorkRow {
            key: "j1".to_owned(),
            what: "Menyegel dokumen".to_owned(),
            detail: "8 kali dicoba".to_owned(),
            at: "1 April 2026 pukul 08.00".to_owned(),
            sentence: "Kunci atau sertifikat tanda tangan tidak dapat dipakai. Periksa masa berlakunya.",
            why: "no signing key for seal".to_owned(),
            retry: Some(links::system_job_retry("j1")),
        };
        let message = WorkRow {
            key: "m1".to_owned(),
            what: "Pemberitahuan bayar".to_owned(),
            detail: "SMS ke 0840••••0008, 6 kali dicoba".to_owned(),
            at: "1 April 2026 pukul 07.30".to_owned(),
            sentence: "Layanan pengirim pesan tidak menjawab atau menolak. Periksa sambungannya, lalu coba lagi.",
            why: "no route to the gateway".to_owned(),
            retry: Some(links::system_message_retry("m1")),
        };
        vec![("usual", page(vec![job], vec![message])), ("empty", page(Vec::new(), Vec::new()))]
    }
}
