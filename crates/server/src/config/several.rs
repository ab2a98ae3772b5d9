//! Regions of one file beside each other: nothing may belong to two of them.

use super::RegionConfig;
use super::problem::ConfigProblem;
use std::path::{Component, Path, PathBuf};

/// The id of a profile, by which `--region` names a region. A profile that cannot be read goes by its folder's name; opening
/// it says what is wrong.
pub(super) fn id_of(profile: &Path) -> String {
    let named = || {
        let text = std::fs::read_to_string(profile.join("profile.toml")).ok()?;
        let table: toml::Table = text.parse().ok()?;
        Some(table.get("id")?.as_str()?.to_owned())
    };
    named().unwrap_or_else(|| {
        let folder = std::path::absolute(profile).unwrap_or_else(|_| profile.to_owned());
        folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    })
}

/// The same folder by another spelling is the same folder.
fn place_of(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// Names whatever two regions have in common and may not.
pub(super) fn compare(regions: &[(String, Option<RegionConfig>)], problems: &mut Vec<ConfigProblem>) {
    let read: Vec<(&String, &RegionConfig)> =
        regions.iter().filter_map(|(place, region)| Some((place, region.as_ref()?))).collect();
    for (n, (place, region)) in read.iter().enumerate() {
        let mut own = region.hosts.clone();
        own.sort();
        own.dedup();
        if own.len() < region.hosts.len() {
            let what = format!("the region {} names a host twice", region.id);
            let mend = "write each name once".to_owned();
            problems.push(ConfigProblem { place: (*place).clone(), what, mend });
        }
        for (other_place, other) in read.iter().take(n) {
            let mut same = |what: String, mend: &str| {
                let what = format!("{what} already belongs to the region {} ({other_place})", other.id);
                problems.push(ConfigProblem { place: (*place).clone(), what, mend: mend.to_owned() });
            };
            for host in region.hosts.iter().filter(|host| other.hosts.contains(host)) {
                same(format!("the host {host}"), "give each region a host name of its own");
            }
            if region.id == other.id {
                same(
                    format!("the profile {}", region.id),
                    "name each profile once; a second office of one profile is served by a process of its own",
                );
            }
            let folders = [
                ("the data folder", &region.data, &other.data),
                ("the key folder", &region.keys, &other.keys),
                ("the files folder", &region.files, &other.files),
            ];
            let shared = folders.into_iter().find(|(_, one, two)| place_of(one) == place_of(two));
            if let Some((what, folder, _)) = shared {
                same(
                    format!("{what} {}", folder.display()),
                    "nothing is shared between regions; name another folder",
                );
            }
            let one_file = match (&region.database_file, &other.database_file) {
                (Some(one), Some(two)) => place_of(one) == place_of(two),
                _ => region.database == other.database,
            };
            // Said already when the folder is the same.
            if one_file && place_of(&region.data) != place_of(&other.data) {
                same("the database".to_owned(), "name another file, or another schema on the same server");
            }
        }
    }
}
