//! `profile.toml`: the office, its people's roles, its rules.

use crate::matrix;
use crate::problem::ProblemKind;
use crate::profile_type::{Agency, Division, Identity, InformationPage, Paper, RoleDef};
use crate::reader::{Table, Text, word};
use crate::source::Spot;
use domain::access::AccessPolicy;
use domain::calendar::Budget;
use domain::capability::{Capabilities, Capability, RoleId};
use domain::definition::{AgencyId, PaperKind, ServiceId};
use domain::official::Position;
use domain::process::{CourierRule, PaymentPolicy, PinPolicy, RegionPolicy, SurveyPolicy};
use std::collections::{BTreeMap, BTreeSet};

/// What `profile.toml` says, as far as it could be read.
pub(crate) struct RegionFile {
    pub id: Option<String>,
    pub identity: Option<Identity>,
    pub time_zone_spot: Spot,
    pub policy: Option<RegionPolicy>,
    pub roles: BTreeMap<RoleId, RoleDef>,
    pub divisions: Vec<Division>,
    pub positions: Vec<Position>,
    pub agencies: Vec<Agency>,
    pub papers: Vec<Paper>,
    pub information_pages: Vec<InformationPage>,
    pub theme_tokens: BTreeMap<String, String>,
    pub calendar_years: Vec<(i64, Spot)>,
    /// Which of the optional rules the file gives, readable or not.
    pub gives: Rules,
    /// Everything that the file says, with its place.
    pub said: Vec<crate::said::Said>,
    /// Settings that the file sets, for the check against `law.toml`.
    pub settings: Vec<(&'static str, Spot)>,
}

/// Optional rules of a region.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    pub payment: bool,
    pub survey: bool,
    pub pin: bool,
}

const BUDGET: &str = "write an amount such as \"10 hari kerja\", \"3 jam kerja\" or \"6 hari\"";

pub(crate) fn read(root: Table<'_>) -> RegionFile {
    let mut settings = Vec::new();
    let id = root.value("id");
    let identity_table = root.table("identity");
    let time_zone_spot =
        identity_table.as_ref().map_or_else(|| root.spot.clone(), |t| t.spot_of("time_zone"));
    let mut neighbour = None;
    let identity = identity_table.and_then(|table| {
        neighbour = table.maybe_text("neighbour").map(|t| t.value);
        crate::identity_file::read(table)
    });
    let region_code = identity.as_ref().map(|i| i.region_code.clone());
    let correction = correction(&root, &mut settings);
    let second = root.maybe_table("payment").map(|t| t.flag("second_confirmation", true));
    let payment = root.maybe_table("payment").and_then(|t| payment(t, &mut settings));
    let survey = root.maybe_table("survey").and_then(|t| survey(t, &mut settings));
    let pin = root.maybe_table("pin").and_then(|t| pin(t, &mut settings));
    let audit_keep_years = root.maybe_table("audit").and_then(|t| audit(t, &mut settings));
    let after_issue = after_issue(&root, &mut settings);
    let courier =
        root.maybe_table("handover").map_or_else(CourierRule::default, |t| courier(t, &mut settings));
    let access = root.maybe_table("access").map_or_else(AccessPolicy::default, |t| access(t, &mut settings));
    let policy = region_code.zip(correction).map(|(region_code, correction)| RegionPolicy {
        region_code,
        neighbour,
        payment,
        survey,
        pin,
        correction,
        renewal_opens_days: after_issue.renewal_opens_days,
        pickup_remind_days: after_issue.pickup_remind_days,
        paper_notice_days: after_issue.paper_notice_days,
        audit_keep_years,
        courier,
        second_payment_confirmation: second.unwrap_or(true),
        access,
    });
    let file = RegionFile {
        id,
        identity,
        time_zone_spot,
        policy,
        roles: roles(&root),
        divisions: pairs(&root, "division", "name")
            .into_iter()
            .map(|(id, name)| Division { id, name })
            .collect(),
        positions: pairs(&root, "position", "title")
            .into_iter()
            .map(|(id, title)| Position { id, title })
            .collect(),
        agencies: pairs(&root, "agency", "name")
            .into_iter()
            .map(|(id, name)| Agency { id: AgencyId(id), name })
            .collect(),
        papers: pairs(&root, "paper", "label")
            .into_iter()
            .map(|(id, label)| Paper { id: PaperKind(id), label })
            .collect(),
        information_pages: information(&root),
        theme_tokens: theme(&root),
        calendar_years: years(&root),
        said: root.said(),
        gives: Rules { payment: root.has("payment"), survey: root.has("survey"), pin: root.has("pin") },
        settings,
    };
    root.close();
    file
}

type Settings = Vec<(&'static str, Spot)>;

fn correction(root: &Table<'_>, settings: &mut Settings) -> Option<Budget> {
    let Some(table) = root.maybe_table("correction") else {
        root.report(
            ProblemKind::CorrectionMissing,
            &root.spot,
            "nobody says how long an applicant may correct",
            "add `[correction]` with `answer_within = \"10 hari kerja\"`",
        );
        return None;
    };
    settings.push(("correction.answer_within", table.spot_of("answer_within")));
    let Some(text) = table.maybe_text("answer_within") else {
        let what = "`answer_within` is missing";
        table.report(
            ProblemKind::CorrectionMissing,
            &table.spot,
            what,
            "add `answer_within = \"10 hari kerja\"`",
        );
        return None;
    };
    let budget = table.parse_text("answer_within", &text, BUDGET);
    table.close();
    budget
}

fn payment(table: Table<'_>, settings: &mut Settings) -> Option<PaymentPolicy> {
    for (key, name) in [
        ("pay_within", "payment.pay_within"),
        ("settlement_grace", "payment.settlement_grace"),
        ("delivery_wait_hours", "payment.delivery_wait_hours"),
    ] {
        settings.push((name, table.spot_of(key)));
    }
    let pay_within = table.parsed("pay_within", BUDGET);
    let settlement_grace = table.parsed("settlement_grace", BUDGET);
    let [bank, account, revenue_account] = ["bank", "account", "revenue_account"].map(|key| table.value(key));
    let prefix = table.text("code_prefix");
    if let Some(prefix) = &prefix
        && (prefix.value.len() != 4 || !prefix.value.bytes().all(|b| b.is_ascii_digit()))
    {
        let what = format!("`{}` is no prefix of a payment code", prefix.value);
        table.report(ProblemKind::WrongValue, &prefix.spot, what, "write four digits in quotes");
    }
    let delivery_wait_hours = table.whole("delivery_wait_hours");
    table.flag("second_confirmation", true);
    let services = table.has("services").then(|| {
        settings.push(("payment.services", table.spot_of("services")));
        table.values("services").into_iter().map(ServiceId).collect()
    });
    table.close();
    Some(PaymentPolicy {
        pay_within: pay_within?,
        settlement_grace: settlement_grace?,
        bank: bank?,
        account: account?,
        code_prefix: prefix?.value,
        delivery_wait_hours: delivery_wait_hours?,
        revenue_account: revenue_account?,
        services,
    })
}

/// Whether finished documents go by courier (MJK18-18.1, KDR11-18.1).
fn courier(table: Table<'_>, settings: &mut Settings) -> CourierRule {
    settings.push(("handover.courier", table.spot_of("courier")));
    let rule = table.choice("courier").unwrap_or_default();
    table.close();
    rule
}

/// Days that count after a permit was issued, with what practice takes where the profile is silent.
struct AfterIssue {
    renewal_opens_days: u16,
    pickup_remind_days: u16,
    paper_notice_days: u16,
}

/// When a renewal opens, when an uncollected document and a paper that ends are reminded of.
fn after_issue(root: &Table<'_>, settings: &mut Settings) -> AfterIssue {
    let mut days = AfterIssue { renewal_opens_days: 60, pickup_remind_days: 14, paper_notice_days: 30 };
    let Some(table) = root.maybe_table("after_issue") else { return days };
    for (key, name, kept) in [
        ("renewal_opens_days", "after_issue.renewal_opens_days", &mut days.renewal_opens_days),
        ("pickup_remind_days", "after_issue.pickup_remind_days", &mut days.pickup_remind_days),
        ("paper_notice_days", "after_issue.paper_notice_days", &mut days.paper_notice_days),
    ] {
        if let Some(said) = table.maybe_whole(key) {
            settings.push((name, table.spot_of(key)));
            *kept = said;
        }
    }
    table.close();
    days
}

/// Sessions, waiting times and limits of accounts; what is not said keeps its default.
fn access(table: Table<'_>, settings: &mut Settings) -> AccessPolicy {
    let mut policy = AccessPolicy::default();
    for (key, name, value) in [
        ("wait_hours", Some("access.wait_hours"), &mut policy.wait_hours),
        ("lock_minutes", Some("access.lock_minutes"), &mut policy.lock_minutes),
        ("public_minutes", Some("access.public_minutes"), &mut policy.public_minutes),
        ("codes_an_hour", None, &mut policy.codes_an_hour),
        ("requests_an_hour", None, &mut policy.requests_an_hour),
        ("checks_an_hour", None, &mut policy.checks_an_hour),
    ] {
        if !table.has(key) {
            continue;
        }
        settings.extend(name.map(|name| (name, table.spot_of(key))));
        match table.maybe_whole(key) {
            Some(0) => {
                let what = format!("`{key}` is 0, so nobody could use an account");
                table.report(ProblemKind::WrongValue, &table.spot_of(key), what, "write 1 or more");
            }
            Some(said) => *value = said,
            None => {}
        }
    }
    table.close();
    policy
}

/// How long readable audit records are kept at least; without the table for ever.
fn audit(table: Table<'_>, settings: &mut Settings) -> Option<u16> {
    settings.push(("audit.keep_years", table.spot_of("keep_years")));
    let years = table.whole("keep_years");
    table.close();
    years
}

fn survey(table: Table<'_>, settings: &mut Settings) -> Option<SurveyPolicy> {
    settings.push(("survey.reminder_every_days", table.spot_of("reminder_every_days")));
    settings.push(("survey.suspend_after_days", table.spot_of("suspend_after_days")));
    let every = table.whole("reminder_every_days");
    let count = table.whole("reminder_count");
    let suspend = table.whole("suspend_after_days");
    table.close();
    Some(SurveyPolicy { reminder_every_days: every?, reminder_count: count?, suspend_after_days: suspend? })
}

fn pin(table: Table<'_>, settings: &mut Settings) -> Option<PinPolicy> {
    settings.push(("pin.valid_minutes", table.spot_of("valid_minutes")));
    let valid_minutes: Option<u32> = table.whole("valid_minutes");
    let attempts: Option<u8> = table.whole("attempts");
    for (key, zero) in [("valid_minutes", valid_minutes == Some(0)), ("attempts", attempts == Some(0))] {
        if zero {
            let what = format!("`{key}` is 0, so no PIN could ever be used");
            table.report(ProblemKind::WrongValue, &table.spot_of(key), what, "write 1 or more");
        }
    }
    table.close();
    Some(PinPolicy { valid_minutes: valid_minutes?, attempts: attempts? })
}

/// Lists of `id` and a label; a name given twice is reported.
fn pairs(root: &Table<'_>, key: &str, label: &str) -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    let mut pairs = Vec::new();
    for table in root.tables(key) {
        let id = table.text("id");
        let name = table.value(label);
        if let Some(id) = id {
            unique(&table, &mut seen, &id, key);
            if let Some(name) = name {
                pairs.push((id.value, name));
            }
        }
        table.close();
    }
    pairs
}

fn unique(table: &Table<'_>, seen: &mut BTreeSet<String>, id: &Text, what: &str) {
    if !seen.insert(id.value.clone()) {
        let what = format!("there are two entries `{what}` with the id `{}`", id.value);
        table.report(ProblemKind::DuplicateId, &id.spot, what, "give one of them another id, or remove it");
    }
}

fn roles(root: &Table<'_>) -> BTreeMap<RoleId, RoleDef> {
    let mut roles = BTreeMap::new();
    let mut seen = BTreeSet::new();
    if !root.has("role") {
        root.missing("role");
    }
    for table in root.tables("role") {
        let id = table.text("id");
        let label = table.value("label");
        let mut capabilities = Capabilities::new();
        for text in table.texts("capabilities") {
            let Ok(capability) = word::<Capability>(&text.value) else {
                let names: Vec<String> = Capability::ALL.iter().map(|c| name(*c)).collect();
                let what = format!("there is no capability `{}`", text.value);
                table.report(
                    ProblemKind::UnknownCapability,
                    &text.spot,
                    what,
                    format!("use one of: {}", names.join(", ")),
                );
                continue;
            };
            let role = id.as_ref().map_or("", |id| id.value.as_str());
            if matrix::KNOWN_ROLES.contains(&role) && !matrix::allowed(capability).contains(&role) {
                let may = matrix::allowed(capability).join(", ");
                let what = format!("the role `{role}` must not hold `{}`", text.value);
                let mend = format!("remove it; this capability is for {may} (requirements, section 8.2)");
                table.report(ProblemKind::CapabilityForbidden, &text.spot, what, mend);
            }
            capabilities.insert(capability);
        }
        let originals = table.flag("originals", false);
        if let Some(id) = id {
            unique(&table, &mut seen, &id, "role");
            if !matrix::KNOWN_ROLES.contains(&id.value.as_str()) {
                let what = format!("the matrix of capabilities does not know the role `{}`", id.value);
                let mend = "use a role of the requirements, section 8.1, or check by hand what it may do";
                table.report(ProblemKind::RoleOutsideMatrix, &id.spot, what, mend);
            }
            let def = RoleDef { label: label.unwrap_or_else(|| id.value.clone()), capabilities, originals };
            roles.insert(RoleId(id.value), def);
        }
        table.close();
    }
    roles
}

/// A capability as the profile writes it.
fn name(capability: Capability) -> String {
    serde_json::to_value(capability).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn information(root: &Table<'_>) -> Vec<InformationPage> {
    let mut pages = Vec::new();
    let mut seen = BTreeSet::new();
    for table in root.tables("information") {
        let id = table.text("id");
        let [name, summary, operator] = ["name", "summary", "operator"].map(|key| table.value(key));
        let link = table.maybe_text("link");
        let words = table.values("words");
        let usable = link.as_ref().is_some_and(|l| l.value.starts_with("https://") && l.value.len() > 12);
        if !usable {
            let spot = link.as_ref().map_or(&table.spot, |l| &l.spot);
            let what = "people are told of a service of others but not where it is";
            table.report(ProblemKind::LinkMissing, spot, what, "add `link = \"https://…\"`");
        }
        if let Some(id) = &id {
            unique(&table, &mut seen, id, "information");
        }
        if let (Some(id), Some(name), Some(summary), Some(operator), Some(link)) =
            (id, name, summary, operator, link)
        {
            pages.push(InformationPage { id: id.value, name, summary, operator, link: link.value, words });
        }
        table.close();
    }
    pages
}

fn theme(root: &Table<'_>) -> BTreeMap<String, String> {
    let mut tokens = BTreeMap::new();
    let Some(table) = root.table("theme") else { return tokens };
    for required in ["primary", "accent"] {
        if !table.has(required) {
            table.missing(required);
        }
    }
    for entry in table.entries() {
        let Some(colour) = entry.value.as_str() else {
            let mend = "write a colour in quotes, such as \"#0b5cad\"";
            table.report(ProblemKind::WrongType, &entry.spot, format!("`{}` is no text", entry.key), mend);
            continue;
        };
        match contrast_with_white(colour) {
            None => {
                let what = format!("`{colour}` is no colour");
                table.report(ProblemKind::ThemeColour, &entry.spot, what, "write it as \"#rrggbb\"");
            }
            // WCAG 2.2, 1.4.3: text in the leading colour stands on white.
            Some(contrast) if entry.key == "primary" && contrast < 450 => {
                let what = format!("`{colour}` has a contrast below 4.5 : 1 on white");
                table.report(ProblemKind::ThemeColour, &entry.spot, what, "choose a darker colour");
            }
            Some(_) => {
                tokens.insert(entry.key, colour.to_owned());
            }
        }
    }
    table.close();
    tokens
}

/// Contrast of a colour with white in hundredths (WCAG 2.2); not a rule of the domain, so binary fractions will do.
fn contrast_with_white(colour: &str) -> Option<u32> {
    let hex = colour.strip_prefix('#').filter(|h| h.len() == 6)?;
    let mut light = 0.05;
    for (at, weight) in [(0, 0.2126), (2, 0.7152), (4, 0.0722)] {
        let part = f64::from(u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?) / 255.0;
        light += weight * if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    }
    // Between 100 and 2100, so the cast keeps every digit that matters.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let hundredths = (105.0 / light) as u32;
    Some(hundredths)
}

fn years(root: &Table<'_>) -> Vec<(i64, Spot)> {
    let Some(table) = root.table("calendar") else { return Vec::new() };
    if !table.has("years") {
        table.missing("years");
    }
    let years = table.wholes("years");
    table.close();
    years
}
