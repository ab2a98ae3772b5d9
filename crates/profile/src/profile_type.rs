//! What a profile is, once it has been read and checked.

use crate::inactive_file::InactiveService;
use crate::locale::Catalogue;
use crate::message::{Channel, MessageTemplate};
use crate::message_event::MessageEvent;
use crate::problem::Problem;
use crate::said::Said;
use domain::calendar::Calendar;
use domain::capability::{Capabilities, RoleId};
use domain::definition::{AgencyId, HashedDefinition, PaperKind, ServiceId};
use domain::numbering::NumberTemplate;
use domain::official::Position;
use domain::process::{Refusal, RegionPolicy};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Who the office is.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// Region as people say it, for example "Kabupaten Contoh".
    pub region_name: String,
    /// Line above the office's name in a letterhead.
    pub government: String,
    /// Place of signature in letters.
    pub city: String,
    /// Full name of the office.
    pub office_long: String,
    /// Short name of the office, as in SMS.
    pub office_short: String,
    /// Name of the application in this region.
    pub system_name: String,
    /// Lines of the address.
    pub address: Vec<String>,
    /// Telephone, e-mail and hours in one line.
    pub contact: String,
    /// Address of the public site, without scheme, for texts.
    pub portal: String,
    /// Dotted code of the region, for example `33.99`.
    pub region_code: String,
    /// IANA name of the zone in which days begin and end; the same as in the calendar.
    pub time_zone: String,
    /// Regulations on which the whole service rests, the first one leading.
    pub legal_basis: Vec<String>,
    /// First day of force of the leading regulation.
    pub in_force_since: Date,
    /// Everything this region issues is a sample and is marked so.
    pub sample: bool,
    /// Sentence on every service page of a sample region; empty otherwise.
    pub sample_notice: String,
    /// Path under which documents are verified, for example `/verifikasi`.
    pub verification_path: String,
}

/// One role of the region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleDef {
    /// What people see.
    pub label: String,
    /// What it may do; everything else is forbidden.
    pub capabilities: Capabilities,
    /// May take an applicant's original file away; everybody else sees pictures with the viewer's name across them.
    pub originals: bool,
}

/// One division (*bidang*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// Name in the profile.
    pub id: String,
    /// What people see.
    pub name: String,
}

/// One technical agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Name in the profile.
    pub id: AgencyId,
    /// What people see.
    pub name: String,
}

/// One kind of special paper (MJK18-16.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Name in the profile.
    pub id: PaperKind,
    /// What people see.
    pub label: String,
}

/// A service that others give: a page with a link and no button (MJK18-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InformationPage {
    /// Name in addresses.
    pub id: String,
    /// What people read.
    pub name: String,
    /// What it is for.
    pub summary: String,
    /// Who gives it.
    pub operator: String,
    /// Where.
    pub link: String,
    /// Everyday words that people search by.
    pub words: Vec<String>,
}

/// What the page of a service shows besides its definition; always current, never kept by a running file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServicePage {
    /// Where time, papers and fee come from, for example "contoh; sumber: …, tahun …".
    pub source: String,
    /// Sentences people must read, such as what has replaced the permit.
    pub notes: Vec<String>,
    /// Everyday words that people search by, such as "praktik dokter".
    pub words: Vec<String>,
    /// Division in charge, when the region names one.
    pub division: Option<String>,
}

/// Colours and emblem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Colour tokens by name (`primary`, `accent` …) as `#rrggbb`.
    pub tokens: BTreeMap<String, String>,
    /// The emblem as SVG.
    pub emblem_svg: String,
}

/// A checked regional profile.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Name of the profile.
    pub id: String,
    /// Who the office is.
    pub identity: Identity,
    /// Rules of the region for all its services.
    pub policy: RegionPolicy,
    /// Roles.
    pub roles: BTreeMap<RoleId, RoleDef>,
    /// Divisions.
    pub divisions: Vec<Division>,
    /// Posts, in order of rank.
    pub positions: Vec<Position>,
    /// Technical agencies.
    pub agencies: Vec<Agency>,
    /// Paper kinds.
    pub papers: Vec<Paper>,
    /// Services with the hash of their definition.
    pub services: BTreeMap<ServiceId, HashedDefinition>,
    /// How certified copies are made, for every service that offers them (practice, section 2 "After issue").
    pub copies: BTreeMap<ServiceId, HashedDefinition>,
    /// What service pages show besides.
    pub service_pages: BTreeMap<ServiceId, ServicePage>,
    /// Services of the office's list that are not open.
    pub inactive: Vec<InactiveService>,
    /// Services of others.
    pub information_pages: Vec<InformationPage>,
    /// Working calendar of all years.
    pub calendar: Calendar,
    /// Number templates by name.
    pub numbers: BTreeMap<String, NumberTemplate>,
    /// Typst sources by file name inside `letters/`.
    pub letters: BTreeMap<String, String>,
    /// Colours and emblem.
    pub theme: Theme,
    /// Messages, named `<event>.<channel>`, for example `payment_notice.sms`.
    pub messages: BTreeMap<String, MessageTemplate>,
    /// Ready sentences for writing to an applicant, in the order of the file: id and text.
    pub sentences: Vec<(String, String)>,
    /// Pages as Markdown, by file name without ending.
    pub content: BTreeMap<String, String>,
    /// Words of the region in English, from `locales/en.po`.
    pub english: Catalogue,
    /// Setting to legal basis, for example `payment.pay_within` to "Pasal 14 ayat (3)".
    pub law: BTreeMap<String, String>,
    /// Everything that `profile.toml` says, with its line, in the order of the file.
    pub said: Vec<Said>,
    /// Problems that do not stop the profile.
    pub warnings: Vec<Problem>,
}

impl Profile {
    /// The service of a name.
    pub fn service(&self, id: &ServiceId) -> Option<&HashedDefinition> {
        self.services.get(id)
    }

    /// The message of an event on a channel; `None` when the region sends none there.
    pub fn message(&self, event: MessageEvent, channel: Channel) -> Option<&MessageTemplate> {
        self.messages.get(&format!("{}.{}", event.name(), channel.name()))
    }

    /// The number template that a service's permits are numbered by.
    pub fn permit_number_template(&self, id: &ServiceId) -> Option<&NumberTemplate> {
        self.numbers.get(&self.services.get(id)?.definition.number_template)
    }

    /// What people see for an agency; the bare name when the region has dropped it since.
    pub fn agency_name<'p>(&'p self, id: &'p AgencyId) -> &'p str {
        self.agencies.iter().find(|a| &a.id == id).map_or(id.0.as_str(), |a| a.name.as_str())
    }

    /// What people see for a paper kind.
    pub fn paper_label<'p>(&'p self, id: &'p PaperKind) -> &'p str {
        self.papers.iter().find(|p| &p.id == id).map_or(id.0.as_str(), |p| p.label.as_str())
    }

    /// What people see for a role.
    pub fn role_label<'p>(&'p self, id: &'p RoleId) -> &'p str {
        self.roles.get(id).map_or(id.0.as_str(), |r| r.label.as_str())
    }

    /// Basis of a setting, shown as "Dasar: …"; "ketentuan kantor" when no article stands behind it.
    pub fn basis(&self, setting: &str) -> &str {
        self.law.get(setting).map_or("ketentuan kantor", String::as_str)
    }

    /// What people read when an act is refused: why, and the region's article where it names one under `[refusal]`.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let sentence = refusal.sentence();
        match self.law.get(&format!("refusal.{}", refusal.code())) {
            Some(basis) => format!("{sentence} Dasar: {basis}."),
            None => sentence,
        }
    }
}
