//! `/kelola/profil`: the running profile, to read.

use super::{above, setting_words, words};
use crate::components::{Breadcrumb, Cell, Table, Tag, Tone};
use crate::handlers::audit::act_words;
use crate::pages::manage::profile::ProfilePage;
use crate::visitor::{Answer, Visitor};
use app::manage::running_profile;
use domain::value::date_text;

/// Shows it.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let profile = visitor.run(running_profile).await?;
    let zone = visitor.region().office().calendar.time_zone().clone();
    let versions = profile.versions.iter().map(|v| {
        let state =
            if v.active { Tag::new(Tone::Good, "Berlaku") } else { Tag::new(Tone::Neutral, "Diganti") };
        vec![
            Cell::text(v.name.clone()),
            Cell::text(format!("{}…", v.hash.chars().take(16).collect::<String>())),
            Cell::tag(state),
            Cell::text(date_text::date_at(v.since, &zone)),
            Cell::figure(v.open_files.to_string()),
        ]
    });
    let settings = profile.settings.iter().filter_map(|s| {
        let words = setting_words::setting(&s.name)?;
        let basis = if s.basis.is_empty() { "–".to_owned() } else { s.basis.clone() };
        Some(vec![
            Cell::keyed(words, s.name.clone()),
            Cell::text(setting_words::value(&s.name, &s.value)),
            Cell::text(basis),
            Cell::text(s.place.clone()),
        ])
    });
    let inactive = profile.inactive.iter().map(|s| {
        let said: Vec<&str> = s.list.iter().map(|(_, said)| said.as_str()).collect();
        let note = s.note.clone().unwrap_or_else(|| "–".to_owned());
        vec![
            Cell::text(s.name.clone()),
            Cell::text(s.code.clone()),
            Cell::text(said.join("; ")),
            Cell::text(note),
        ]
    });
    let acts = profile
        .acts
        .iter()
        .map(|(act, basis)| vec![Cell::text(act_words(act).to_owned()), Cell::text(basis.clone())]);
    let warnings = profile
        .warnings
        .iter()
        .map(|(kind, place)| vec![Cell::text(words::warning(*kind).to_owned()), Cell::text(place.clone())]);
    visitor.page(&ProfilePage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(above(), "Profil"),
        name: profile.id.clone(),
        versions: Table::new(
            "Layanan dan versinya",
            &["Layanan", "Versi", "Keadaan", "Dikenal sejak", "Berkas berjalan"],
            versions.collect(),
        ),
        inactive: Table::new(
            "Layanan yang tidak dibuka",
            &["Layanan", "Kode", "Kata daftar", "Keputusan"],
            inactive.collect(),
        ),
        settings: Table::new("Ketentuan", &["Nama", "Nilai", "Dasar", "Letak"], settings.collect()),
        warnings: Table::new("Perlu dirapikan", &["Apa", "Letak"], warnings.collect()),
        acts: Table::new("Dasar tindakan", &["Tindakan", "Dasar"], acts.collect()),
    })
}
