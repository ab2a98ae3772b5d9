//! *Survei kepuasan masyarakat*: nine elements and the index (PermenPAN-RB 14/2017; MJK18-17.1).

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// The nine elements, in the order of the form.
pub const ELEMENTS: [&str; 9] = [
    "Persyaratan",
    "Sistem, mekanisme, dan prosedur",
    "Waktu penyelesaian",
    "Biaya atau tarif",
    "Produk layanan",
    "Kompetensi petugas",
    "Perilaku petugas",
    "Penanganan pengaduan",
    "Sarana dan prasarana",
];

/// Official band of the converted index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grade {
    /// Sangat baik.
    A,
    /// Baik.
    B,
    /// Kurang baik.
    C,
    /// Tidak baik.
    D,
}

impl Grade {
    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Grade::A => "Sangat baik",
            Grade::B => "Baik",
            Grade::C => "Kurang baik",
            Grade::D => "Tidak baik",
        }
    }
}

/// *Indeks kepuasan masyarakat* (`Ikm`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ikm {
    /// Respondents.
    pub respondents: usize,
    /// Average of each element, 1 to 4, two decimals.
    pub elements: Vec<Decimal>,
    /// Weighted average with weight 1/9, 1 to 4.
    pub raw: Decimal,
    /// Times 25, rounded to two decimals; the bands are compared with this.
    pub converted: Decimal,
    /// Band.
    pub grade: Grade,
}

/// An answer in less time was hardly read: it is counted apart (practice, section 3).
pub const FAST_SECONDS: u32 = 20;

/// Whether an answer counts: given on another device than the office's, and not faster than one can read. Answers that do not
/// count are told beside the index, never thrown away.
pub fn counts(seconds: u32, staff_device: bool) -> bool {
    !staff_device && seconds >= FAST_SECONDS
}

/// An average of 1 to 4 on the scale of the bands, 25 to 100.
pub fn converted(average: Decimal) -> Decimal {
    average * Decimal::from(25)
}

/// Computes the index from answers of 1 to 4; `None` without respondents.
pub fn index(answers: &[[u8; 9]]) -> Option<Ikm> {
    let mut sums = [0_u64; 9];
    for answer in answers {
        for (sum, value) in sums.iter_mut().zip(answer) {
            *sum += u64::from(*value);
        }
    }
    index_of_sums(answers.len(), &sums)
}

/// The same from the sum of the answers to each element.
pub fn index_of_sums(respondents: usize, sums: &[u64; 9]) -> Option<Ikm> {
    if respondents == 0 {
        return None;
    }
    let count = Decimal::from(respondents);
    let sums: Vec<Decimal> = sums.iter().map(|sum| Decimal::from(*sum)).collect();
    // Half a hundredth goes up, as people round by hand; divided once, so that nothing is lost before the rounding.
    let round =
        |value: Decimal, places| value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let elements = sums.iter().map(|s| round(s / count, 2)).collect();
    let total = sums.iter().copied().sum::<Decimal>();
    let raw = total / (count * Decimal::from(9));
    let converted = round(total * Decimal::from(25) / (count * Decimal::from(9)), 2);
    let grade = if converted >= Decimal::new(8831, 2) {
        Grade::A
    } else if converted >= Decimal::new(7661, 2) {
        Grade::B
    } else if converted >= Decimal::new(6500, 2) {
        Grade::C
    } else {
        Grade::D
    };
    Some(Ikm { respondents, elements, raw: round(raw, 4), converted, grade })
}
