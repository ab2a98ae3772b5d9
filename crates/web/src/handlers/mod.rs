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
pub mod public;
pub mod shared;

use crate::components::Link;
use crate::links;
use crate::visitor::Visitor;
use app::query::case::has_desk;
use domain::capability::Capability;
use domain::party::Actor;

/// Where a person starts after signing in.
pub(crate) fn start_page(actor: &Actor, staff: bool) -> String {
    match staff {
        false => links::account(),
        true if has_desk(actor) => links::work(),
        true if actor.may(Capability::ConfigureSystem) => links::manage(),
        true if actor.may(Capability::AssistRegistration) => links::counter(),
        true if actor.may(Capability::ReadAuditTrail) => links::audit_list(),
        true => links::home(),
    }
}

/// Pages of a person in the header: only those that would answer.
pub(crate) fn menu(visitor: &Visitor, actor: &Actor) -> Vec<Link> {
    let mut menu = Vec::new();
    if visitor.is_staff() {
        if has_desk(actor) {
            menu.push(Link::new(links::work(), "Antrean"));
        }
        if actor.may(Capability::Assign) || actor.may(Capability::Decide) {
            menu.push(Link::new(links::overview(), "Ringkasan"));
        }
        let steers =
            [Capability::Assign, Capability::Decide, Capability::ApproveStandard, Capability::ReadAuditTrail];
        if steers.iter().any(|c| actor.may(*c)) {
            menu.push(Link::new(links::survey_index(), "Survei"));
        }
        if has_desk(actor) {
            menu.push(Link::new(links::find(), "Cari"));
        }
        if [Capability::AssistRegistration, Capability::HandOver].iter().any(|c| actor.may(*c)) {
            menu.push(Link::new(links::counter(), "Loket"));
        }
        if [Capability::Sign, Capability::Initial, Capability::Decide].iter().any(|c| actor.may(*c)) {
            menu.push(Link::new(links::signing_list(), "Tanda tangan"));
        }
        if actor.may(Capability::DecideAccessRequest) {
            menu.push(Link::new(links::access_desk(), "Hak akses"));
        }
        if actor.may(Capability::AssignNumber) {
            menu.push(Link::new(links::register(), "Register"));
        }
        if actor.may(Capability::Print) {
            menu.push(Link::new(links::paper_stock(), "Kertas"));
        }
        if actor.may(Capability::ConfirmPayment) {
            menu.push(Link::new(links::refunds(), "Pengembalian dana"));
        }
        if actor.may(Capability::VerifyAdministration) || actor.may(Capability::IssueSkrd) {
            menu.push(Link::new(links::failed_messages(), "Hubungi pemohon"));
        }
        if actor.may(Capability::ConfigureSystem) {
            menu.push(Link::new(links::manage(), "Kelola"));
            menu.push(Link::new(links::signing_blocks(), "Blokir tanda tangan"));
        }
        if actor.may(Capability::ReadAuditTrail) {
            menu.push(Link::new(links::audit_list(), "Jejak audit"));
        }
    } else {
        menu.push(Link::new(links::account(), "Permohonan saya"));
        menu.push(Link::new(links::folder(), "Folder saya"));
        menu.push(Link::new(links::services(), "Layanan"));
    }
    menu.push(Link::new(links::security(), "Keamanan"));
    if visitor.region().demo.is_some() {
        menu.push(Link::new(links::demo(), "Contoh"));
    }
    menu
}
