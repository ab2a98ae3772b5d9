//! Why a formula gives no result, for developers and for people.

use rust_decimal::Decimal;

use super::number_text::format_number;

/// Why a formula gives no result for these values. A person sees it: nothing is guessed and nothing is left at zero.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EvalError {
    /// A number grew past 28 digits. A checked formula cannot do that within the limits of its fields.
    #[error("overflow")]
    Overflow,
    /// A divisor is zero. A checked formula cannot have that within the limits of its fields.
    #[error("division by zero")]
    DivisionByZero,
    /// A needed value is not there.
    #[error("`{name}` is missing")]
    Missing {
        /// Dotted name.
        name: String,
        /// Label the person knows it by.
        label: String,
    },
    /// A value is of another kind than its field.
    #[error("`{name}` is not a {wanted}")]
    WrongKind {
        /// Dotted name.
        name: String,
        /// Label the person knows it by.
        label: String,
        /// The type the field has.
        wanted: &'static str,
    },
    /// A number outside the limits of its field, or with more places than it allows.
    #[error("`{name}` is outside its limits")]
    OutOfLimits {
        /// Dotted name.
        name: String,
        /// Label the person knows it by.
        label: String,
        /// Smallest value allowed.
        min: Decimal,
        /// Largest value allowed.
        max: Decimal,
        /// Most places allowed.
        scale: u32,
    },
    /// A text that the choice does not offer.
    #[error("`{name}` is none of its choices")]
    NotAChoice {
        /// Dotted name.
        name: String,
        /// Label the person knows it by.
        label: String,
    },
    /// Fewer or more records than the list allows.
    #[error("`{name}` has too few or too many records")]
    WrongCount {
        /// Dotted name.
        name: String,
        /// Label the person knows it by.
        label: String,
        /// Fewest records.
        min: u32,
        /// Most records.
        max: u32,
    },
    /// The tariff table has no entry for the key.
    #[error("table `{table}` has no entry `{key}`")]
    TableEntryMissing {
        /// Name of the table.
        table: String,
        /// The key looked for.
        key: String,
    },
    /// A fee below zero.
    #[error("the fee is below zero")]
    Negative,
    /// The formula was read from its text and not checked yet; a defect of the caller, told instead of guessed.
    #[error("the formula was read but not checked: call `bind` first")]
    NotChecked,
    /// The tree does not fit its values; cannot happen in a checked formula.
    #[error("the formula does not fit its values")]
    Unsound,
}

impl EvalError {
    /// The sentences a person sees.
    pub fn message_id(&self) -> String {
        match self {
            Self::Overflow => {
                "Hasil hitungan terlalu besar. Periksa kembali angka yang Anda isi, atau hubungi petugas."
                    .into()
            }
            Self::DivisionByZero => {
                "Hitungan membagi dengan nol. Periksa kembali angka yang Anda isi, atau hubungi petugas."
                    .into()
            }
            Self::Missing { label, .. } => {
                format!("{label} belum diisi. Lengkapi dahulu agar hitungan dapat dilakukan.")
            }
            Self::WrongKind { label, wanted, .. } => match *wanted {
                "number" => format!("{label} harus berupa angka. Contoh: 112 atau 112,5."),
                "date" => format!("{label} harus berupa tanggal."),
                _ => format!("Isian {label} tidak sesuai. Periksa kembali isian Anda."),
            },
            Self::OutOfLimits { label, min, max, scale, .. } => {
                let (min, max) = (format_number(min.normalize()), format_number(max.normalize()));
                let places = match scale {
                    0 => "Gunakan bilangan bulat.".to_owned(),
                    scale => format!("Gunakan paling banyak {scale} angka di belakang koma."),
                };
                format!("{label} harus antara {min} dan {max}. {places}")
            }
            Self::NotAChoice { label, .. } => {
                format!("Pilih salah satu pilihan yang tersedia untuk {label}.")
            }
            Self::WrongCount { label, min, max, .. } => {
                format!("Jumlah {label} harus antara {min} dan {max}.")
            }
            Self::TableEntryMissing { key, .. } => {
                format!("Tarif untuk \"{key}\" belum ada di tabel tarif. Hubungi petugas.")
            }
            Self::Negative => "Hasil hitungan tarif di bawah nol. Hubungi petugas.".into(),
            Self::NotChecked | Self::Unsound => "Rumus tidak sesuai dengan isian. Hubungi petugas.".into(),
        }
    }
}
