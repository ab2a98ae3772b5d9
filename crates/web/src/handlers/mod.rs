//! Handlers: one action, one file, its get and post together. A handler reads what was sent, calls one query or one
//! use case on a thread that may block, and fills a page.

pub mod access;
pub mod applicant;
pub mod audit;
pub mod counter;
pub mod demo;
pub mod machine;
pub mod manage;
pub mod office;
pub mod power_of_attorney;
pub mod public;
pub mod shared;

use crate::components::Link;
use crate::links;
use crate::visitor::Visitor;
use app::query::case::has_desk;
use app::query::signing_list::with_pin;
use domain::capability::Capability;
use domain::party::Actor;

/// Where a person starts after signing in.
pub(crate) fn start_page(actor: &Actor, staff: bool) -> String {
    match staff {
        false => links::account(),
        true if has_desk(actor) => links::work(),
        true if actor.may(Capability::ConfigureSystem) => links::manage(),
        true if actor.may_assist() => links::counter(),
        true if actor.may(Capability::ReadAuditTrail) => links::audit_list(),
        true => links::home(),
    }
}

/// How many pages of a person stand in the header; the others are folded.
pub(crate) const EVERY_DAY: usize = 3;

/// Pages of a person, the most needed first: only those that would answer.
pub(crate) fn menu(visitor: &Visitor, actor: &Actor) -> Vec<Link> {
    if !visitor.is_staff() {
        return vec![
            Link::new(links::account(), "Permohonan"),
            Link::new(links::folder(), "Folder"),
            Link::new(links::services(), "Layanan"),
        ];
    }
    let may = |any: &[Capability]| any.iter().any(|c| actor.may(*c));
    let steers =
        [Capability::Assign, Capability::Decide, Capability::ApproveStandard, Capability::ReadAuditTrail];
    let pages = [
        (has_desk(actor), links::work(), "Antrean"),
        (may(&[Capability::Assign, Capability::Decide]), links::overview(), "Ringkasan"),
        (
            may(&[Capability::Sign, Capability::Initial, Capability::Decide]),
            links::signing_list(),
            // Without a PIN nobody promises a signature: officials decide (PWK63-6.2.c).
            if with_pin(visitor.region()) { "Tanda tangan" } else { "Keputusan" },
        ),
        (
            may(&[Capability::AssistRegistration, Capability::HandOver, Capability::AssistOutside]),
            links::counter(),
            "Loket",
        ),
        (may(&[Capability::RecommendTechnically]), links::visits(), "Tinjauan"),
        (may(&[Capability::DecideAccessRequest]), links::access_desk(), "Hak akses"),
        (may(&[Capability::AssignNumber]), links::register(), "Register"),
        (may(&[Capability::Print]), links::paper_stock(), "Kertas"),
        (may(&[Capability::ConfigureSystem]), links::manage(), "Kelola"),
        (may(&[Capability::ReadAuditTrail]), links::audit_list(), "Jejak audit"),
        (has_desk(actor), links::find(), "Cari berkas"),
        (may(&[Capability::ConfirmPayment]), links::refunds(), "Pengembalian dana"),
        (
            may(&[Capability::VerifyAdministration, Capability::IssueSkrd]),
            links::failed_messages(),
            "Hubungi pemohon",
        ),
        (
            may(&steers) && visitor.region().profile.policy.survey.is_some(),
            links::survey_index(),
            "Survei kepuasan",
        ),
        (may(&[Capability::ApproveStandard]), links::standards(), "Standar pelayanan"),
        (may(&[Capability::ConfigureSystem]), links::signing_blocks(), "Blokir tanda tangan"),
    ];
    pages.into_iter().filter(|(open, ..)| *open).map(|(_, href, text)| Link::new(href, text)).collect()
}

/// Pages of everybody who is signed in; they stand last.
pub(crate) fn menu_of_everybody(visitor: &Visitor) -> Vec<Link> {
    let mut pages = vec![Link::new(links::security(), "Keamanan akun")];
    if !visitor.is_staff() {
        pages.insert(0, Link::new(links::powers(), "Surat kuasa"));
    }
    if visitor.region().demo.is_some() {
        pages.push(Link::new(links::demo(), "Panduan contoh"));
    }
    pages
}
