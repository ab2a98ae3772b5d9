//! The list of all keys.

/// One key of the configuration.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Dotted name in the file.
    pub name: &'static str,
    /// Value without an entry; `None`: must be set, or the part stays unconnected.
    pub default: Option<&'static str>,
}

impl Key {
    /// Name of the environment variable that overrides it.
    pub fn variable(&self) -> String {
        format!("SATUPINTU_{}", self.name.replace('.', "_").to_uppercase())
    }
}

const fn key(name: &'static str, default: Option<&'static str>) -> Key {
    Key { name, default }
}

/// Every key there is.
pub const KEYS: &[Key] = &[
    key("listen", Some("127.0.0.1:8080")),
    key("base_url", None),
    key("trusted_proxies", Some("")),
    key("profile", None),
    key("data", None),
    key("database", Some("sqlite:DATA/satupintu.db")),
    key("database_password_file", None),
    key("files", Some("DATA/files")),
    key("keys", Some("DATA/keys")),
    key("workers", Some("2")),
    key("typeset.worker", None),
    key("smtp.host", None),
    key("smtp.port", Some("465")),
    key("smtp.security", Some("tls")),
    key("smtp.username", None),
    key("smtp.password_file", None),
    key("smtp.ca_file", None),
    key("smtp.from", None),
    key("smtp.reply_to", None),
    key("smtp.hello_name", Some("localhost")),
    key("smtp.timeout_seconds", Some("30")),
    key("kannel.url", None),
    key("kannel.username", None),
    key("kannel.password_file", None),
    key("kannel.sender", None),
    key("kannel.smsc", None),
    key("kannel.max_parts", Some("2")),
    key("kannel.report_url", None),
    key("kannel.timeout_seconds", Some("20")),
];
