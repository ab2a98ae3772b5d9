//! Which regions this process serves, and under which host names (design, section 5).

use crate::pages::sign_in::DemoAccount;
use crate::visitor::host_of;
use app::Region;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, RETRY_AFTER};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use std::collections::{BTreeMap, BTreeSet};

/// The host name that stands for every other one.
pub const ANY_HOST: &str = "*";

/// Regions by host name. Nothing is shared between them.
#[derive(Clone, Default)]
pub struct Hosting {
    /// Regions by host name in lower case, without port; [`ANY_HOST`] answers for every host not named here.
    pub regions: BTreeMap<String, Region>,
    /// Regions that could not be opened, by host name, each with a sentence for `/readyz`; the others serve.
    pub closed: BTreeMap<String, String>,
    /// `__Host-` names and `Secure`. Off only in the demo, which speaks plain http on this machine.
    pub secure_cookies: bool,
    /// Sign-ins listed on the sign-in page of a demo, by the id of the profile.
    pub demo_accounts: BTreeMap<String, Vec<DemoAccount>>,
    /// A demo of several regions: those to choose from, in this order, where people come by the machine's own address.
    pub choice: Vec<Region>,
}

/// What a host name leads to.
pub(crate) enum Leads<'h> {
    /// To this region.
    Region(&'h Region),
    /// To a region that could not be opened.
    Closed,
    /// To the page of a demo that offers its regions.
    Choice,
    /// Nowhere: nobody hears which names there are.
    Nowhere,
}

impl Hosting {
    /// One region under every host name.
    pub fn single(region: Region, secure_cookies: bool) -> Self {
        Hosting {
            regions: BTreeMap::from([(ANY_HOST.to_owned(), region)]),
            secure_cookies,
            ..Hosting::default()
        }
    }

    /// Gives a region its host names.
    pub fn serve(&mut self, hosts: &[String], region: &Region) {
        for host in hosts {
            self.regions.insert(host.to_ascii_lowercase(), region.clone());
        }
    }

    /// Keeps the host names of a region that could not be opened; `why` is what anybody may read.
    pub fn close(&mut self, hosts: &[String], why: &str) {
        for host in hosts {
            self.closed.insert(host.to_ascii_lowercase(), why.to_owned());
        }
    }

    /// The region of a Host header.
    pub fn region(&self, host: &str) -> Option<&Region> {
        match self.leads(host) {
            Leads::Region(region) => Some(region),
            _ => None,
        }
    }

    /// What a Host header leads to.
    pub(crate) fn leads(&self, host: &str) -> Leads<'_> {
        let name = host_name(host);
        if self.closed.contains_key(&name) {
            return Leads::Closed;
        }
        match self.regions.get(&name).or_else(|| self.regions.get(ANY_HOST)) {
            Some(region) => Leads::Region(region),
            None if !self.choice.is_empty() && is_machine(&name) => Leads::Choice,
            None => Leads::Nowhere,
        }
    }

    /// Whose state a probe hears: of one region under its own name, of all under the machine's own address, of none under a
    /// name that nobody knows.
    pub(crate) fn probed(&self, host: &str) -> Option<Hosting> {
        let name = host_name(host);
        if self.regions.contains_key(ANY_HOST) || is_machine(&name) {
            return Some(self.clone());
        }
        let one = Hosting {
            regions: self.regions.get(&name).map(|r| (name.clone(), r.clone())).into_iter().collect(),
            closed: self.closed.get(&name).map(|why| (name.clone(), why.clone())).into_iter().collect(),
            ..Hosting::default()
        };
        (!one.regions.is_empty() || !one.closed.is_empty()).then_some(one)
    }

    /// Every open region once, however many names it has.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Region> {
        let mut seen = BTreeSet::new();
        self.regions.values().filter(move |region| seen.insert(region.profile.id.as_str()))
    }

    /// Sign-ins listed for a region of a demo; none in an office.
    pub(crate) fn accounts(&self, region: &Region) -> Vec<DemoAccount> {
        let listed = self.demo_accounts.get(&region.profile.id).filter(|_| region.demo.is_some());
        listed.cloned().unwrap_or_default()
    }
}

/// No region answers for this host name: the demo's choice, a region that could not be opened, or nothing.
pub(crate) fn elsewhere(hosting: &Hosting, parts: &Parts) -> Response {
    match hosting.leads(host_of(parts)) {
        Leads::Choice => crate::handlers::demo::choose(hosting, parts),
        Leads::Closed => {
            let later = [(RETRY_AFTER, "300"), (CACHE_CONTROL, "no-store")];
            let text = "Layanan ini sedang tidak dapat dibuka. Silakan coba lagi nanti.";
            (StatusCode::SERVICE_UNAVAILABLE, later, text).into_response()
        }
        Leads::Region(_) | Leads::Nowhere => {
            (StatusCode::MISDIRECTED_REQUEST, "Alamat ini tidak dilayani di sini.").into_response()
        }
    }
}

/// Whether a name is the machine itself and no region: an IP address, `localhost`, or none at all.
fn is_machine(name: &str) -> bool {
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    name.is_empty() || name == "localhost" || bare.parse::<std::net::IpAddr>().is_ok()
}

/// The name in a Host header: lower case, without port. An IPv6 address keeps its brackets.
fn host_name(host: &str) -> String {
    let host = host.trim().to_ascii_lowercase();
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) && !name.is_empty() => name.to_owned(),
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::{host_name, is_machine};

    #[test]
    fn the_port_is_not_part_of_the_name() {
        assert_eq!(host_name("Contoh.localhost:8080"), "contoh.localhost");
        assert_eq!(host_name("127.0.0.1"), "127.0.0.1");
        assert_eq!(host_name("[::1]:8080"), "[::1]");
    }

    #[test]
    fn the_machine_is_no_region() {
        for name in ["127.0.0.1", "localhost", "[::1]", "192.0.2.7", ""] {
            assert!(is_machine(name), "{name}");
        }
        for name in ["satu.localhost", "perizinan.example", "127.0.0.1.example"] {
            assert!(!is_machine(name), "{name}");
        }
    }
}
