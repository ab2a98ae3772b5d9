//! PDF objects (ISO 32000-1, 7.3) and how they are written.

/// The number of an indirect object. Generation numbers other than 0 are refused.
pub(crate) type ObjectId = u32;

/// One PDF object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Object {
    Null,
    Bool(bool),
    Int(i64),
    /// Kept as written, so that rewriting a page does not round its numbers.
    Real(String),
    /// The bytes of a string, without its notation.
    Text(Vec<u8>),
    /// Without slash, `#xx` decoded.
    Name(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    Stream(Dict, Vec<u8>),
    Ref(ObjectId),
}

/// A dictionary that keeps the order in which it was written. A key stands once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Dict(pub(crate) Vec<(Vec<u8>, Object)>);

impl Dict {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Object> {
        self.0.iter().find(|(k, _)| k == key.as_bytes()).map(|(_, v)| v)
    }

    pub(crate) fn set(&mut self, key: &str, value: Object) {
        match self.0.iter_mut().find(|(k, _)| k == key.as_bytes()) {
            Some(slot) => slot.1 = value,
            None => self.0.push((key.as_bytes().to_vec(), value)),
        }
    }

    /// The same dictionary, built in one expression.
    pub(crate) fn with(mut self, key: &str, value: Object) -> Self {
        self.set(key, value);
        self
    }

    /// A copy without the keys named.
    pub(crate) fn without(&self, keys: &[&str]) -> Self {
        Self(self.0.iter().filter(|(k, _)| !keys.iter().any(|n| n.as_bytes() == k)).cloned().collect())
    }

    pub(crate) fn is_name(&self, key: &str, name: &str) -> bool {
        matches!(self.get(key), Some(Object::Name(n)) if n == name.as_bytes())
    }

    /// Equal as dictionaries: the order of keys does not matter.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().all(|(k, v)| other.0.iter().any(|(k2, v2)| k == k2 && v == v2))
    }
}

impl Object {
    pub(crate) fn name(name: &str) -> Self {
        Self::Name(name.as_bytes().to_vec())
    }

    /// A text string (7.9.2.2): ASCII as it is, everything else as UTF-16 with byte order mark.
    pub(crate) fn text(text: &str) -> Self {
        if text.is_ascii() {
            return Self::Text(text.as_bytes().to_vec());
        }
        let mut bytes = vec![0xFE, 0xFF];
        bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        Self::Text(bytes)
    }

    pub(crate) fn as_dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) | Self::Stream(dict, _) => Some(dict),
            _ => None,
        }
    }

    pub(crate) fn as_array(&self) -> Option<&[Object]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn as_ref(&self) -> Option<ObjectId> {
        match self {
            Self::Ref(id) => Some(*id),
            _ => None,
        }
    }

    pub(crate) fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(value) => Some(*value),
            _ => None,
        }
    }

    /// A number in hundredths of a point, cut after the second decimal.
    pub(crate) fn as_hundredths(&self) -> Option<i64> {
        match self {
            Self::Int(value) => value.checked_mul(100),
            Self::Real(text) => {
                let (negative, digits) =
                    text.strip_prefix('-').map_or((false, text.as_str()), |rest| (true, rest));
                let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
                let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
                let cut: String = fraction.chars().chain("00".chars()).take(2).collect();
                let value = whole.checked_mul(100)?.checked_add(cut.parse().ok()?)?;
                Some(if negative { -value } else { value })
            }
            _ => None,
        }
    }

    /// A text string as people read it. Bytes that are no text become the replacement character.
    pub(crate) fn as_text(&self) -> Option<String> {
        let Self::Text(bytes) = self else { return None };
        Some(match bytes.strip_prefix(&[0xFE, 0xFF]) {
            Some(wide) => {
                let units: Vec<u16> = wide
                    .chunks(2)
                    .map(|pair| pair.iter().fold(0, |unit, byte| (unit << 8) | u16::from(*byte)))
                    .collect();
                String::from_utf16_lossy(&units)
            }
            None => String::from_utf8_lossy(bytes).into_owned(),
        })
    }

    /// All objects this one names, one step deep.
    pub(crate) fn references(&self, found: &mut Vec<ObjectId>) {
        match self {
            Self::Ref(id) => found.push(*id),
            Self::Array(items) => items.iter().for_each(|item| item.references(found)),
            Self::Dict(dict) | Self::Stream(dict, _) => dict.0.iter().for_each(|(_, v)| v.references(found)),
            _ => {}
        }
    }

    /// Writes the object in the notation of 7.3.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.extend(b"null"),
            Self::Bool(true) => out.extend(b"true"),
            Self::Bool(false) => out.extend(b"false"),
            Self::Int(value) => out.extend(value.to_string().bytes()),
            Self::Real(text) => out.extend(text.bytes()),
            Self::Text(bytes) => write_text(bytes, out),
            Self::Name(name) => write_name(name, out),
            Self::Array(items) => {
                out.push(b'[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(b' ');
                    }
                    item.write(out);
                }
                out.push(b']');
            }
            Self::Dict(dict) => write_dict(dict, out),
            Self::Stream(dict, data) => {
                write_dict(dict, out);
                out.extend(b"\nstream\n");
                out.extend(data);
                out.extend(b"\nendstream");
            }
            Self::Ref(id) => out.extend(format!("{id} 0 R").bytes()),
        }
    }
}

/// A stream object with its `/Length`.
pub(crate) fn stream(dict: Dict, data: Vec<u8>) -> Object {
    let length = i64::try_from(data.len()).unwrap_or(i64::MAX);
    Object::Stream(dict.with("Length", Object::Int(length)), data)
}

/// A length given in hundredths of a point, written exactly.
pub(crate) fn hundredths(value: i64) -> Object {
    if value % 100 == 0 {
        return Object::Int(value / 100);
    }
    let sign = if value < 0 { "-" } else { "" };
    let text = format!("{sign}{}.{:02}", value.abs() / 100, value.abs() % 100);
    Object::Real(text.trim_end_matches('0').to_owned())
}

fn write_dict(dict: &Dict, out: &mut Vec<u8>) {
    out.extend(b"<<");
    for (key, value) in &dict.0 {
        out.push(b' ');
        write_name(key, out);
        out.push(b' ');
        value.write(out);
    }
    out.extend(b" >>");
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"#()<>[]{}/%".contains(&byte) {
            out.push(byte);
        } else {
            out.extend(format!("#{byte:02X}").bytes());
        }
    }
}

fn write_text(bytes: &[u8], out: &mut Vec<u8>) {
    if bytes.iter().all(|byte| (0x20..0x7F).contains(byte)) {
        out.push(b'(');
        for &byte in bytes {
            if b"()\\".contains(&byte) {
                out.push(b'\\');
            }
            out.push(byte);
        }
        out.push(b')');
    } else {
        out.push(b'<');
        out.extend(hex::encode_upper(bytes).bytes());
        out.push(b'>');
    }
}
