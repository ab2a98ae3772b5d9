//! Identifiers of records: UUIDv7, typed by what they name.

use std::any::type_name;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::crockford;

/// The identifier of a `T`: 16 bytes, in text 26 characters of Crockford base32.
///
/// Ids are made of arguments, never of chance drawn here. They order by time of creation.
pub struct Id<T: ?Sized> {
    bytes: [u8; 16],
    of: PhantomData<fn() -> Box<T>>,
}

/// The text is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier of 26 Crockford base32 characters")]
pub struct IdError;

impl IdError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        "id_unreadable"
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        "Alamat halaman ini tidak lengkap. Buka kembali dari daftar.".to_owned()
    }
}

impl<T: ?Sized> Id<T> {
    /// Builds a UUIDv7 (RFC 9562, section 5.7) of a time in milliseconds since 1970 and ten random bytes, of
    /// which six bits give way to version and variant.
    pub fn from_parts(unix_millis: u64, random: [u8; 10]) -> Self {
        Self::from_bytes(
            *uuid::Builder::from_unix_timestamp_millis(unix_millis, &random).as_uuid().as_bytes(),
        )
    }

    /// Takes the 16 bytes as they are stored.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self { bytes, of: PhantomData }
    }

    /// The 16 bytes to store.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.bytes
    }

    /// The time of creation in milliseconds since 1970.
    pub fn unix_millis(&self) -> u64 {
        self.bytes.iter().take(6).fold(0, |millis, byte| (millis << 8) | u64::from(*byte))
    }
}

impl<T: ?Sized> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Id<T> {}

impl<T: ?Sized> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<T: ?Sized> Eq for Id<T> {}

impl<T: ?Sized> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: ?Sized> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes.cmp(&other.bytes)
    }
}

impl<T: ?Sized> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

impl<T: ?Sized> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crockford::encode(&self.bytes))
    }
}

impl<T: ?Sized> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = type_name::<T>().rsplit("::").next().unwrap_or_default();
        write!(f, "Id<{name}>({self})")
    }
}

impl<T: ?Sized> FromStr for Id<T> {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        crockford::decode(text).map(Self::from_bytes).ok_or(IdError)
    }
}

impl<T: ?Sized> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, T: ?Sized> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
