//! Form fields and documents of a service.

use crate::formula::{Condition, Value};
use crate::value::{Nik, Npwp, PhoneNumber, date_text};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One of several answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceOption {
    /// Stored value.
    pub value: String,
    /// What people read.
    pub label: String,
}

/// What may be typed into a field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FieldType {
    /// One line.
    Text {
        /// Longest allowed, in characters.
        max: usize,
    },
    /// Several lines.
    LongText {
        /// Longest allowed, in characters.
        max: usize,
    },
    /// An exact decimal number inside bounds; the bounds make overflow of formulas checkable.
    Number {
        /// Smallest allowed.
        min: Decimal,
        /// Largest allowed.
        max: Decimal,
        /// Decimal places.
        scale: u32,
        /// Unit, for example `m²`.
        unit: String,
    },
    /// One of a list.
    Choice {
        /// The list.
        options: Vec<ChoiceOption>,
    },
    /// Yes or no.
    Bool,
    /// A calendar date.
    Date,
    /// A NIK.
    Nik,
    /// An NPWP.
    Npwp,
    /// A mobile number.
    Phone,
    /// A kelurahan or desa chosen from the region's list; its dotted code.
    Village,
}

/// Why a typed value cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// Field id, or `item.<n>.<field>`.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// Plain Indonesian, says what to do.
    pub message: String,
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldDef {
    /// Name in formulas (`form.<id>`).
    pub id: String,
    /// What people read.
    pub label: String,
    /// One line of help.
    pub hint: String,
    /// What may be typed.
    #[serde(flatten)]
    pub kind: FieldType,
    /// Must be filled.
    pub required: bool,
    /// Shown only when this holds.
    pub when: Option<Condition>,
    /// Fields with the same group stand on one page of the journey.
    pub group: String,
}

impl FieldDef {
    /// What is kept of a typed text: a date as `2026-03-30`, so that all who read it later agree; everything else as typed,
    /// up to 5,000 characters, because nobody types more into one field.
    pub fn kept(&self, typed: &str) -> String {
        match (&self.kind, date_text::read(typed)) {
            (FieldType::Date, Some(date)) => date.to_string(),
            _ => typed.chars().take(5_000).collect(),
        }
    }

    /// What is said of an answer that must be given and was not. A question is answered, everything else filled in.
    pub fn missing(&self) -> String {
        if self.is_question() {
            format!("Jawab pertanyaan ini: {}", self.label)
        } else {
            format!("Isi {}.", self.label)
        }
    }

    /// Labels are names ("Nomor STR") or questions ("Mengapa perlu diganti?"); a sentence cannot go on after a question.
    fn is_question(&self) -> bool {
        self.label.trim_end().ends_with('?')
    }

    /// Reads what was typed.
    ///
    /// An empty text is `Value::Null` (whether that is allowed depends on `required`, which the caller checks).
    pub fn parse(&self, typed: &str) -> Result<Value, FieldProblem> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(Value::Null);
        }
        let problem = |code: &str, message: String| FieldProblem {
            field: self.id.clone(),
            code: code.to_owned(),
            message,
        };
        match &self.kind {
            FieldType::Text { max } | FieldType::LongText { max } => {
                if typed.chars().count() > *max {
                    return Err(problem(
                        "too_long",
                        if self.is_question() {
                            format!("Jawaban paling panjang {max} huruf.")
                        } else {
                            format!("{} paling panjang {max} huruf.", self.label)
                        },
                    ));
                }
                Ok(Value::Text(typed.to_owned()))
            }
            FieldType::Number { min, max, scale, unit } => {
                let number = crate::formula::parse_decimal(typed).ok_or_else(|| {
                    problem("not_a_number", format!("{} harus angka, contoh 96 atau 96,5.", self.label))
                })?;
                if number.scale() > *scale {
                    return Err(problem(
                        "too_precise",
                        format!("{} paling banyak {scale} angka di belakang koma.", self.label),
                    ));
                }
                if number < *min || number > *max {
                    return Err(problem(
                        "out_of_range",
                        format!("{} harus antara {min} dan {max} {unit}.", self.label).replace(" .", "."),
                    ));
                }
                Ok(Value::Decimal(number))
            }
            FieldType::Choice { options } => {
                if options.iter().any(|o| o.value == typed) {
                    Ok(Value::Text(typed.to_owned()))
                } else {
                    Err(problem(
                        "not_in_list",
                        if self.is_question() {
                            format!("Pilih jawaban dari daftar: {}", self.label)
                        } else {
                            format!("Pilih {} dari daftar.", self.label)
                        },
                    ))
                }
            }
            FieldType::Bool => match typed {
                "ya" | "true" | "on" => Ok(Value::Bool(true)),
                "tidak" | "false" => Ok(Value::Bool(false)),
                _ => Err(problem("not_yes_no", format!("Jawab dengan ya atau tidak: {}", self.label))),
            },
            FieldType::Date => date_text::read(typed).map(Value::Date).ok_or_else(|| {
                problem("not_a_date", format!("{} harus tanggal yang benar, contoh 30-03-2026.", self.label))
            }),
            FieldType::Nik => typed
                .parse::<Nik>()
                .map(|nik| Value::Text(nik.to_string()))
                .map_err(|e| problem(e.code(), e.message_id())),
            FieldType::Npwp => typed
                .parse::<Npwp>()
                .map(|npwp| Value::Text(npwp.to_string()))
                .map_err(|e| problem(e.code(), e.message_id())),
            FieldType::Phone => typed
                .parse::<PhoneNumber>()
                .map(|phone| Value::Text(phone.to_string()))
                .map_err(|e| problem(e.code(), e.message_id())),
            FieldType::Village => {
                let shape = typed.split('.').map(str::len).collect::<Vec<_>>();
                if shape == [2, 2, 2, 4] && typed.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
                    Ok(Value::Text(typed.to_owned()))
                } else {
                    Err(problem("not_in_list", "Pilih kecamatan dan kelurahan dari daftar.".to_owned()))
                }
            }
        }
    }
}

/// Several items in one application, each with its own fields (`item.<id>` in formulas).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemsDef {
    /// What one item is called, for example `Kendaraan`.
    pub label: String,
    /// Fewest.
    pub min: usize,
    /// Most.
    pub max: usize,
    /// Fields of each.
    pub fields: Vec<FieldDef>,
}

/// A document asked for (*persyaratan*).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentDef {
    /// Name inside the service; the same paper has the same id in all services (MJK18-3.e).
    pub id: String,
    /// What people read.
    pub label: String,
    /// "Untuk apa", for the applicant.
    pub purpose: String,
    /// What the officer compares in it, where the usual sentence does not say enough.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub compare: String,
    /// Asked only when this holds.
    pub when: Option<Condition>,
    /// May be left out.
    pub optional: bool,
    /// Original is shown at hand-over.
    pub original_at_handover: bool,
    /// The paper ends on a day: the day is asked for, and an expired one is refused when sending (MJK18-12.2).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub expires: bool,
}

#[cfg(test)]
mod tests {
    use super::{ChoiceOption, FieldDef, FieldType};

    fn field(label: &str, kind: FieldType) -> FieldDef {
        FieldDef {
            id: "f".into(),
            label: label.into(),
            hint: String::new(),
            kind,
            required: true,
            when: None,
            group: String::new(),
        }
    }

    #[test]
    fn a_question_is_answered_and_a_name_is_filled_in() {
        let text = || FieldType::Text { max: 3 };
        assert_eq!(field("Nomor STR", text()).missing(), "Isi Nomor STR.");
        assert_eq!(field("Apa yang berubah?", text()).missing(), "Jawab pertanyaan ini: Apa yang berubah?");
        // Nothing follows a question mark in the same sentence.
        let options = vec![ChoiceOption { value: "hilang".into(), label: "Hilang".into() }];
        for kind in [text(), FieldType::Bool, FieldType::Choice { options }] {
            let problem = field("Mengapa perlu diganti?", kind).parse("entah").unwrap_err();
            assert!(!problem.message.contains("? "), "{}", problem.message);
        }
    }
}
