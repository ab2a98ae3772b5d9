//! `/kelola`: what needs attention, and every part of the administration.

use crate::components::{Notice, Tag, Task, TaskList, Tone};
use crate::links;
use crate::pages::manage::home::ManagePage;
use crate::visitor::{Answer, Visitor};
use app::manage::{WorkState, overview};

/// Shows it.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let seen = visitor.run(overview).await?;
    let failed = seen.work.jobs_in(WorkState::Failed) + seen.work.messages_in(WorkState::Failed);
    let warnings = seen
        .warnings
        .iter()
        .map(|w| Notice::new(if w.urgent { Tone::Bad } else { Tone::Warn }, w.text.clone()));
    let mut warnings: Vec<Notice> = warnings.collect();
    if failed > 0 {
        let notice = Notice::new(Tone::Warn, format!("{failed} pesan atau pekerjaan sistem gagal."));
        warnings.push(notice);
    }
    let task = |text: &str, hint: &str, href: String, state: Tag| Task {
        text: text.to_owned(),
        hint: hint.to_owned(),
        href: Some(href),
        state,
    };
    let attention = |count: usize| match count {
        0 => Tag::new(Tone::Good, "Baik"),
        n => Tag::new(Tone::Warn, format!("{n} perhatian")),
    };
    let office = visitor.region().office();
    let services = visitor.region().profile.services.keys();
    let waiting = services.filter(|service| office.awaits_approval(service)).count();
    let year = seen.last_year.map_or_else(String::new, |y| format!("Sampai {y}"));
    let tasks = vec![
        task(
            "Orang",
            "Akun petugas, peran, instansi, dan bidang.",
            links::staff(),
            Tag::new(Tone::Neutral, format!("{} aktif", seen.people)),
        ),
        task(
            "Pejabat",
            "Masa jabatan, Plh. dan Plt., pelimpahan, cuti.",
            links::officials(),
            attention(seen.warnings.len()),
        ),
        task("Kalender", "Hari libur dan cuti bersama.", links::calendar(), Tag::new(Tone::Neutral, year)),
        task(
            "Pesan dan pekerjaan",
            "Yang gagal, menunggu, dan selesai hari ini.",
            links::system_work(),
            match failed {
                0 => Tag::new(Tone::Good, "Baik"),
                n => Tag::new(Tone::Bad, format!("{n} gagal")),
            },
        ),
        task(
            "Profil",
            "Semua ketentuan dengan dasarnya, dan versi layanan.",
            links::running_profile(),
            Tag::new(Tone::Neutral, visitor.region().profile.id.clone()),
        ),
        task(
            "Standar pelayanan",
            "Tahap, waktu, syarat, dan biaya yang disahkan kepala dinas.",
            links::standards(),
            match waiting {
                0 => Tag::new(Tone::Good, "Disahkan semua"),
                n => Tag::new(Tone::Warn, format!("{n} menunggu")),
            },
        ),
        task(
            "Perangkat umum",
            "Komputer untuk pemohon di kantor: sesi cepat berakhir, tidak ada yang tersimpan.",
            links::public_device(),
            if visitor.is_public_device() {
                Tag::new(Tone::Info, "Perangkat ini")
            } else {
                Tag::new(Tone::Neutral, "Bukan perangkat ini")
            },
        ),
    ];
    visitor.page(&ManagePage { shell: visitor.shell(), warnings, parts: TaskList { tasks } })
}
