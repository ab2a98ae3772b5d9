//! `[identity]` of `profile.toml`: who the office is.

use crate::problem::ProblemKind;
use crate::profile_type::Identity;
use crate::reader::Table;

pub(crate) fn read(table: Table<'_>) -> Option<Identity> {
    let address = table.values("address");
    let legal_basis = table.values("legal_basis");
    for (key, list) in [("address", &address), ("legal_basis", &legal_basis)] {
        if list.is_empty() {
            table.missing(key);
        }
    }
    let region_code = table.text("region_code");
    if let Some(code) = &region_code
        && code.value.split('.').map(str::len).collect::<Vec<_>>() != [2, 2]
    {
        let mend = "write the dotted code, for example \"33.99\"";
        table.report(
            ProblemKind::WrongValue,
            &code.spot,
            format!("`{}` is no code of a region", code.value),
            mend,
        );
    }
    let path = table.maybe_text("verification_path");
    if let Some(path) = &path
        && (!path.value.starts_with('/') || path.value.ends_with('/'))
    {
        let what = format!("`{}` is no path", path.value);
        table.report(
            ProblemKind::WrongValue,
            &path.spot,
            what,
            "begin with / and end without, as in \"/verifikasi\"",
        );
    }
    let sample = table.flag("sample", false);
    let sample_notice = table.value_or("sample_notice", "");
    if sample && sample_notice.trim().is_empty() {
        table.missing("sample_notice");
    }
    // All are read before any is missed, so that every missing one is reported.
    let texts = [
        "region_name",
        "government",
        "city",
        "office_long",
        "office_short",
        "system_name",
        "contact",
        "portal",
    ]
    .map(|key| table.value(key));
    let time_zone = table.value("time_zone");
    let in_force_since = table.parsed("in_force_since", "write a date such as \"2026-03-30\"");
    let [region_name, government, city, office_long, office_short, system_name, contact, portal] = texts;
    table.close();
    Some(Identity {
        region_name: region_name?,
        government: government?,
        city: city?,
        office_long: office_long?,
        office_short: office_short?,
        system_name: system_name?,
        address,
        contact: contact?,
        portal: portal?,
        region_code: region_code?.value,
        time_zone: time_zone?,
        legal_basis,
        in_force_since: in_force_since?,
        sample,
        sample_notice,
        verification_path: path.map_or_else(|| "/verifikasi".to_owned(), |p| p.value),
    })
}
