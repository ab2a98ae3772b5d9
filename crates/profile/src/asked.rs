//! What the readers ask for: each key with the types in which it is read.
//!
//! Only kept while schemas are made. The same call that marks a key as known notes it here, so nobody writes a second list
//! of keys.

use serde::de::value::Error as ValueError;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use toml::de::{DeTable, DeValue};

/// In which type a key is read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum As {
    /// Only asked whether or where it is.
    Seen,
    /// Text in quotes.
    Text,
    /// Text that says something.
    Said,
    /// Text that is read as a type of this name.
    Parsed(&'static str),
    /// One of these words.
    Words(&'static [&'static str]),
    /// True or false.
    Flag,
    /// Whole number within these limits.
    Whole(Option<i64>, Option<i64>),
    /// Whole number, or decimal in quotes.
    Number,
    /// List of texts.
    Texts,
    /// List of whole numbers.
    Wholes,
    /// List of tables.
    Tables,
    /// Table.
    Table,
}

/// Stands for every key of a table whose keys are the region's own names.
pub(crate) const ANY: &str = "*";

/// Keys whose word decides which other keys the same table has.
pub(crate) const DECIDING: [&str; 2] = ["type", "channel"];

/// One key.
#[derive(Debug, Default)]
pub(crate) struct Key {
    pub read: BTreeSet<As>,
    pub inside: Option<Asked>,
}

/// One table, with what was asked of it.
#[derive(Debug, Default)]
pub(crate) struct AskedTable {
    pub keys: BTreeMap<String, Key>,
    /// Keys are the region's own names.
    pub free: bool,
    /// Tables of this place by the word that decides their keys.
    pub kinds: BTreeMap<(&'static str, String), Asked>,
}

/// A table that grows while it is read; clones are the same table.
#[derive(Debug, Default, Clone)]
pub(crate) struct Asked(pub Rc<RefCell<AskedTable>>);

impl Asked {
    /// The table for one that holds a deciding word, or this one.
    pub fn of_kind(&self, table: &DeTable<'_>) -> Asked {
        for deciding in DECIDING {
            let word = table.iter().find(|(key, _)| key.get_ref().as_ref() == deciding);
            if let Some(DeValue::String(word)) = word.map(|(_, value)| value.get_ref()) {
                return self.0.borrow_mut().kinds.entry((deciding, word.to_string())).or_default().clone();
            }
        }
        self.clone()
    }

    /// A key is read.
    pub fn note(&self, key: &str, read: As) {
        let mut table = self.0.borrow_mut();
        let name = table.name_of(key).to_owned();
        table.keys.entry(name).or_default().read.insert(read);
    }

    /// The table under a key.
    pub fn inside(&self, key: &str) -> Asked {
        let mut table = self.0.borrow_mut();
        let name = table.name_of(key).to_owned();
        table.keys.entry(name).or_default().inside.get_or_insert_default().clone()
    }

    /// The table takes any key; what stands there shows which values.
    pub fn free(&self, given: &DeTable<'_>) {
        let mut table = self.0.borrow_mut();
        table.free = true;
        for (key, value) in given {
            let name = table.name_of(key.get_ref()).to_owned();
            table.keys.entry(name).or_default().read.insert(match value.get_ref() {
                DeValue::String(_) => As::Text,
                DeValue::Integer(_) => As::Whole(None, None),
                DeValue::Boolean(_) => As::Flag,
                DeValue::Array(_) => As::Tables,
                DeValue::Table(_) => As::Table,
                _ => As::Seen,
            });
        }
    }
}

impl AskedTable {
    fn name_of<'k>(&self, key: &'k str) -> &'k str {
        if self.free && !self.keys.contains_key(key) { ANY } else { key }
    }
}

/// Words of a closed enum, as serde reads them.
pub(crate) fn words_of<T: DeserializeOwned>() -> As {
    let mut words = Words(None);
    // Fails always: it only listens to what the type asks for.
    let _ = T::deserialize(&mut words);
    words.0.map_or(As::Said, As::Words)
}

struct Words(Option<&'static [&'static str]>);

impl<'de> Deserializer<'de> for &mut Words {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, ValueError> {
        Err(ValueError::custom("only words are asked for"))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        self.0 = Some(variants);
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// Limits of a type of whole numbers.
pub(crate) fn limits_of<N: TryFrom<i64>>() -> As {
    let fits = |number: i64| N::try_from(number).is_ok();
    let most = [8, 16, 32].into_iter().flat_map(|bits: u32| [(1_i64 << (bits - 1)) - 1, (1_i64 << bits) - 1]);
    As::Whole((!fits(-1)).then_some(0), most.into_iter().find(|most| fits(*most) && !fits(most + 1)))
}
