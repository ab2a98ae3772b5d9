//! Which regions this process serves, and under which host names (design, section 5).

use crate::pages::sign_in::DemoAccount;
use app::Region;
use std::collections::BTreeMap;

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
    /// Sign-ins listed on the sign-in page of a demo.
    pub demo_accounts: Vec<DemoAccount>,
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

    /// The region of a Host header.
    pub fn region(&self, host: &str) -> Option<&Region> {
        let name = host_name(host);
        if self.closed.contains_key(&name) {
            return None;
        }
        self.regions.get(&name).or_else(|| self.regions.get(ANY_HOST))
    }
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
    use super::host_name;

    #[test]
    fn the_port_is_not_part_of_the_name() {
        assert_eq!(host_name("Contoh.localhost:8080"), "contoh.localhost");
        assert_eq!(host_name("127.0.0.1"), "127.0.0.1");
        assert_eq!(host_name("[::1]:8080"), "[::1]");
    }
}
