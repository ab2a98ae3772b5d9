//! Invented names and papers. Nobody here exists.

/// Names of officers, in the order in which roles are filled.
pub(super) const OFFICERS: [&str; 24] = [
    "Sukinem",
    "Yohanes Wibisana, S.Kom.",
    "Nurlaila",
    "Darsono",
    "Ayu Kinasih",
    "Ristanti",
    "Bagas Tirtonegoro, S.STP.",
    "Wahyu Prabandaru",
    "Endah Puspaningtyas",
    "Samsuri Atmajaya",
    "Larasati Widuri",
    "Gilang Ramadipa",
    "Murtiningsih",
    "Hasan Baihakiman",
    "Tri Ambarsari",
    "Joko Pranowoso",
    "Retno Wulandaru",
    "Imam Syafrudinata",
    "Dewi Kartikasana",
    "Bambang Sutrisnama",
    "Siti Maemunahsari",
    "Agung Laksanawan",
    "Fitri Handayaningsih",
    "Eko Purwantara",
];

/// Names of applicants.
pub(super) const APPLICANTS: [&str; 16] = [
    "Candrawati Rahmaningrum",
    "Moch. Sugeng",
    "Ponirah",
    "Yulia",
    "Sarwono Prasetya Adi",
    "Kirana Purbasari",
    "Wagiman Kertarajasa",
    "Sri Utaminingrum",
    "Bayu Anggarakasih",
    "Mardiyah Kusumaningsih",
    "Slamet Riyadinata",
    "Nunuk Hartiningsih",
    "Teguh Wicaksanama",
    "Rukmini Sasmitaningtyas",
    "Arif Nugrahadi",
    "Lestari Widyaningrum",
];

/// Firms.
pub(super) const FIRMS: [(&str, &str); 4] = [
    ("PT Roda Majatama Contoh", "02.000.022.0-999.000"),
    ("CV Sumber Warna Contoh", "02.000.033.7-999.000"),
    ("Apotek Waras Contoh", "31.000.044.3-999.000"),
    ("Klinik Bhakti Contoh", "01.000.011.5-999.000"),
];
