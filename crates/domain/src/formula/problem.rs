//! What is wrong with a formula of a profile, told to its author.

use std::fmt;

use serde::Serialize;

/// The kinds of problem a check finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// Not an expression.
    Syntax,
    /// Too long or too deeply nested to be read by a person.
    TooLong,
    /// A name that the service does not have.
    UnknownName,
    /// A function that does not exist.
    UnknownFunction,
    /// A tariff table that the profile does not have.
    UnknownTable,
    /// A function with too few or too many arguments.
    WrongArity,
    /// A value of another type than the place needs.
    WrongType,
    /// The whole expression has another type than its place needs.
    WrongResult,
    /// A part of CEL outside the listed subset.
    NotAllowed,
    /// A number that cannot be kept exactly.
    BadNumber,
    /// A place that takes a literal only.
    NeedsLiteral,
    /// A text that the choice does not offer.
    NotAChoice,
    /// A table lookup that may find nothing.
    TableMayMiss,
    /// The result may be too large, or too finely divided, to be exact.
    MayOverflow,
    /// A divisor may be zero.
    MayDivideByZero,
    /// An optional value is used without asking whether it is there.
    MayBeMissing,
    /// A fee may fall below zero.
    MayBeNegative,
    /// A fee with fewer than three worked examples.
    TooFewExamples,
    /// A worked example that gives another amount.
    ExampleDiffers,
    /// A worked example that cannot be computed.
    ExampleFails,
    /// A rounding step below one rupiah.
    BadRounding,
}

impl ProblemKind {
    /// The Indonesian sentence for the office's own profile author.
    pub fn message_id(self) -> &'static str {
        match self {
            Self::Syntax => "Rumus tidak dapat dibaca.",
            Self::TooLong => "Rumus terlalu panjang atau terlalu bertingkat.",
            Self::UnknownName => "Isian ini tidak dikenal.",
            Self::UnknownFunction => "Fungsi ini tidak dikenal.",
            Self::UnknownTable => "Tabel tarif ini tidak ada.",
            Self::WrongArity => "Jumlah isian fungsi tidak sesuai.",
            Self::WrongType => "Jenis nilai tidak sesuai.",
            Self::WrongResult => "Hasil rumus tidak sesuai dengan tempatnya.",
            Self::NotAllowed => "Bentuk ini tidak boleh dipakai dalam rumus.",
            Self::BadNumber => "Angka ini tidak dapat disimpan dengan tepat.",
            Self::NeedsLiteral => "Bagian ini harus ditulis langsung, bukan dihitung.",
            Self::NotAChoice => "Pilihan ini tidak ada pada isian.",
            Self::TableMayMiss => "Tabel tarif belum memuat semua pilihan.",
            Self::MayOverflow => "Hasil dapat melebihi batas angka.",
            Self::MayDivideByZero => "Pembagi dapat bernilai nol.",
            Self::MayBeMissing => "Isian ini dapat kosong.",
            Self::MayBeNegative => "Tarif dapat bernilai di bawah nol.",
            Self::TooFewExamples => "Rumus tarif perlu paling sedikit tiga contoh hitungan.",
            Self::ExampleDiffers => "Contoh hitungan tidak sama dengan hasil rumus.",
            Self::ExampleFails => "Contoh hitungan tidak dapat dihitung.",
            Self::BadRounding => "Kelipatan pembulatan paling sedikit satu rupiah.",
        }
    }
}

/// One problem of a formula.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormulaProblem {
    /// What kind of problem.
    pub kind: ProblemKind,
    /// Byte offset in the text of the formula; 0 for a problem of the fee as a whole.
    pub offset: usize,
    /// What is wrong, in English for developers.
    pub message: String,
    /// How to mend it, in English.
    pub mend: String,
}

impl FormulaProblem {
    /// A problem at a byte offset.
    pub(super) fn new(
        kind: ProblemKind,
        offset: usize,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        FormulaProblem { kind, offset, message: message.into(), mend: mend.into() }
    }

    /// The Indonesian sentence.
    pub fn message_id(&self) -> &'static str {
        self.kind.message_id()
    }
}

impl fmt::Display for FormulaProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at {}: {}; {} ({})", self.offset, self.message, self.mend, self.message_id())
    }
}

/// The name most like `wrong`, if one is near enough to be a slip of the pen.
pub(super) fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    names
        .map(|name| (distance(wrong, name), name))
        .filter(|(distance, name)| *distance <= 1 + name.len() / 4)
        .min()
        .map(|(_, name)| name)
}

/// Edits from one word to another (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (b, cell) in to.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            left = (diagonal + usize::from(a != *b)).min(above + 1).min(left + 1);
            diagonal = above;
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}
