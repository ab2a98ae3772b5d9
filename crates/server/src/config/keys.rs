//! The list of all keys.

/// One key of the configuration.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Dotted name in the file.
    pub name: &'static str,
    /// Value without an entry; `None`: must be set, or the part stays unconnected.
    pub default: Option<&'static str>,
    /// Whose value it is.
    pub scope: Scope,
}

/// Where a key may stand once the file names several regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Of the whole process: at the top only.
    Process,
    /// Of one region: below its `[[region]]` only.
    Region,
    /// Below a `[[region]]`, or at the top for every region that has none of that section.
    Either,
}

/// Key of a `[[region]]` that is nowhere else: the host names it answers to.
pub const HOST: &str = "host";

impl Key {
    /// Name of the environment variable that overrides it.
    pub fn variable(&self) -> String {
        format!("SATUPINTU_{}", self.name.replace('.', "_").to_uppercase())
    }
}

/// Whether a `[[region]]` may hold a key of this name.
pub fn of_region(name: &str) -> bool {
    name == HOST || KEYS.iter().any(|key| key.name == name && key.scope != Scope::Process)
}

const fn process(name: &'static str, default: Option<&'static str>) -> Key {
    Key { name, default, scope: Scope::Process }
}

const fn region(name: &'static str, default: Option<&'static str>) -> Key {
    Key { name, default, scope: Scope::Region }
}

const fn either(name: &'static str, default: Option<&'static str>) -> Key {
    Key { name, default, scope: Scope::Either }
}

/// Every key there is.
pub const KEYS: &[Key] = &[
    process("listen", Some("127.0.0.1:8080")),
    region("base_url", None),
    process("trusted_proxies", Some("")),
    region("profile", None),
    region("data", None),
    region("database", Some("sqlite:DATA/satupintu.db")),
    region("database_password_file", None),
    region("files", Some("DATA/files")),
    region("keys", Some("DATA/keys")),
    process("workers", Some("2")),
    process("typeset.worker", None),
    either("smtp.host", None),
    either("smtp.port", Some("465")),
    either("smtp.security", Some("tls")),
    either("smtp.username", None),
    either("smtp.password_file", None),
    either("smtp.ca_file", None),
    either("smtp.from", None),
    either("smtp.reply_to", None),
    either("smtp.hello_name", Some("localhost")),
    either("smtp.timeout_seconds", Some("30")),
    either("kannel.url", None),
    either("kannel.username", None),
    either("kannel.password_file", None),
    either("kannel.sender", None),
    either("kannel.smsc", None),
    either("kannel.max_parts", Some("2")),
    either("kannel.report_url", None),
    either("kannel.timeout_seconds", Some("20")),
];
