//! The use cases as a whole, on both databases: a standing clock, gateways that remember, invented people.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod access;
mod account_guard;
mod accounts;
mod administration;
mod after_issue;
mod counter_contact;
mod crash;
mod equal_traces;
mod folder;
mod history;
mod insight;
mod messages;
mod notice;
mod one_record;
mod paper;
mod payment;
mod personal_data;
mod pin;
mod printing;
mod queue;
mod races;
mod refused_at_desks;
mod refused_registration;
mod retention;
mod shared_devices;
mod signer_changes;
mod signing;
mod standards;
mod stored_files;
mod successor;
mod support;
mod survey_times;
mod tampering;
mod tampering_rows;
mod visits;
