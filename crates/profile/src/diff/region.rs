//! What the regions set for all services: signing, PIN, payment, survey, hand-over, access, deadlines, roles.

use super::{Pair, words};
use crate::profile_type::{Profile, RoleDef};
use domain::definition::SigningMode;
use domain::process::RegionPolicy;

/// A setting: topic, value in words, settings of `law.toml` that say what it rests on.
type Row = (&'static str, fn(&Profile) -> String, &'static [&'static str]);

/// Rows in order of importance.
const ROWS: &[Row] = &[
    ("Signature", signature, &["act.sign"]),
    ("PIN", pin, &["pin.valid_minutes"]),
    ("Payment", payment, &["payment.pay_within"]),
    ("Services that may carry a fee", liable, &["payment.services"]),
    ("Payment reported late", grace, &["payment.settlement_grace"]),
    ("Payment clock without delivery report", delivery_wait, &["payment.delivery_wait_hours"]),
    ("Recorded payments", second, &["payment.second_confirmation"]),
    ("Survey", survey, &["survey.suspend_after_days"]),
    ("Courier", |p| words::courier(p.policy.courier).to_owned(), &["handover.courier"]),
    (
        "New contact may sign in",
        |p| format!("after {} hours", p.policy.access.wait_hours),
        &["access.wait_hours"],
    ),
    ("Officer's session locks", |p| minutes(p.policy.access.lock_minutes), &["access.lock_minutes"]),
    (
        "Session on a public device ends",
        |p| minutes(p.policy.access.public_minutes),
        &["access.public_minutes"],
    ),
    ("Limits an hour (codes, requests, checks)", limits, &[]),
    (
        "Correction",
        |p| format!("within {}", words::budget(p.policy.correction)),
        &["correction.answer_within"],
    ),
    (
        "Renewal opens",
        |p| format!("{} days before the end", p.policy.renewal_opens_days),
        &["after_issue.renewal_opens_days"],
    ),
    (
        "Reminder of an uncollected document",
        |p| days(p.policy.pickup_remind_days),
        &["after_issue.pickup_remind_days"],
    ),
    ("Notice before a paper ends", |p| days(p.policy.paper_notice_days), &["after_issue.paper_notice_days"]),
    ("Readable audit trail", audit, &["audit.keep_years"]),
    ("Neighbour that people are sent to", |p| said(p.policy.neighbour.as_deref()), &[]),
];

pub(super) fn sentences(pair: &Pair<'_>) -> Vec<String> {
    let row = |(topic, value, settings): &Row| pair.unlike(topic, pair.both().map(value), settings);
    ROWS.iter().filter_map(row).collect()
}

fn days(days: u16) -> String {
    format!("after {days} days")
}

fn minutes(minutes: u32) -> String {
    format!("after {minutes} minutes")
}

fn said(text: Option<&str>) -> String {
    text.unwrap_or("none").to_owned()
}

/// Ways of signing, with how many services sign so.
fn signature(profile: &Profile) -> String {
    let modes = [SigningMode::Electronic, SigningMode::Wet, SigningMode::None];
    let used: Vec<&str> = modes
        .into_iter()
        .filter(|mode| profile.services.values().any(|s| s.definition.product.signing == *mode))
        .map(words::signing)
        .collect();
    used.join(", ")
}

fn pin(profile: &Profile) -> String {
    let pin = profile.policy.pin.as_ref();
    pin.map_or("none".to_owned(), |p| format!("{} minutes, {} attempts", p.valid_minutes, p.attempts))
}

/// Something of the payment rules, or that there are none.
fn of_payment(policy: &RegionPolicy, say: impl Fn(&domain::process::PaymentPolicy) -> String) -> String {
    policy.payment.as_ref().map_or("no payment".to_owned(), say)
}

fn payment(profile: &Profile) -> String {
    of_payment(&profile.policy, |p| format!("within {}", words::budget(p.pay_within)))
}

fn liable(profile: &Profile) -> String {
    of_payment(&profile.policy, |p| match &p.services {
        None => "any".to_owned(),
        Some(closed) => {
            let name = |id: &domain::definition::ServiceId| {
                profile.service(id).map_or_else(|| id.0.clone(), |s| s.definition.short_name.clone())
            };
            format!("only {}", words::list(&closed.iter().map(name).collect::<Vec<_>>()))
        }
    })
}

fn grace(profile: &Profile) -> String {
    of_payment(&profile.policy, |p| format!("up to {}", words::budget(p.settlement_grace)))
}

fn delivery_wait(profile: &Profile) -> String {
    of_payment(&profile.policy, |p| format!("starts after {} hours", p.delivery_wait_hours))
}

fn second(profile: &Profile) -> String {
    let second = profile.policy.second_payment_confirmation;
    let who = if second { "confirmed by a second person" } else { "confirmed by nobody else" };
    of_payment(&profile.policy, |_| who.to_owned())
}

fn survey(profile: &Profile) -> String {
    let survey = profile.policy.survey.as_ref();
    survey.map_or("none".to_owned(), |s| {
        let (every, count, suspend) = (s.reminder_every_days, s.reminder_count, s.suspend_after_days);
        format!("reminded every {every} days, {count} times, suspended after {suspend} days")
    })
}

fn audit(profile: &Profile) -> String {
    profile.policy.audit_keep_years.map_or("kept for ever".to_owned(), |years| format!("kept {years} years"))
}

fn limits(profile: &Profile) -> String {
    let access = &profile.policy.access;
    format!("{}, {}, {}", access.codes_an_hour, access.requests_an_hour, access.checks_an_hour)
}

/// Roles that one region has alone, and what a common role may do in one only.
pub(super) fn roles(pair: &Pair<'_>) -> Vec<String> {
    let [name_a, name_b] = pair.names();
    let mut sentences = Vec::new();
    for (id, role_a) in &pair.a.roles {
        let Some(role_b) = pair.b.roles.get(id) else { continue };
        let more = |one: &RoleDef, other: &RoleDef| -> Vec<String> {
            let mut more: Vec<String> =
                one.capabilities.difference(&other.capabilities).map(|c| words::capability(*c)).collect();
            if one.originals && !other.originals {
                more.push("take originals away".to_owned());
            }
            more
        };
        let mut parts = Vec::new();
        for (name, more) in [(name_a, more(role_a, role_b)), (name_b, more(role_b, role_a))] {
            if !more.is_empty() {
                parts.push(format!("only in {name} it may {}", words::list(&more)));
            }
        }
        if !parts.is_empty() {
            sentences.push(format!("Role {}: {}.", id.0.replace('_', " "), parts.join("; ")));
        }
    }
    let only = |one: &Profile, other: &Profile| -> Vec<String> {
        one.roles
            .keys()
            .filter(|id| !other.roles.contains_key(*id))
            .map(|id| id.0.replace('_', " "))
            .collect()
    };
    for (name, own) in [(name_a, only(pair.a, pair.b)), (name_b, only(pair.b, pair.a))] {
        if !own.is_empty() {
            sentences.push(format!("Roles that only {name} has: {}.", words::list(&own)));
        }
    }
    sentences
}
