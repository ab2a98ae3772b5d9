//! Why a job or a message failed, in a sentence that says what to do; the technical cause stands folded beneath it.

/// Words of technical causes, the telling ones first, and the sentence for them.
const CAUSES: [(&[&str], &str); 8] = [
    (
        &["no official may sign"],
        "Hari ini tidak ada pejabat yang dapat menandatangani. Periksa daftar Pejabat.",
    ),
    (&["not left the office", "delivery"], "Menunggu kabar bahwa pesan atau dokumen sudah terkirim."),
    (&["its time was over"], "Waktunya sudah lewat sebelum sempat dikirim."),
    (
        &[
            "gateway",
            "connection refused",
            "timed out",
            "timeout",
            "unreachable",
            "try again later",
            "sms",
            "smtp",
            "kannel",
            "modem",
        ],
        "Layanan pengirim pesan tidak menjawab atau menolak. Periksa sambungannya, lalu coba lagi.",
    ),
    (
        &["storage", "no space", "other content stands", "digest"],
        "Penyimpanan berkas tidak dapat dipakai. Periksa cakram, lalu coba lagi.",
    ),
    (
        &["certificate", "key", "signer"],
        "Kunci atau sertifikat tanda tangan tidak dapat dipakai. Periksa masa berlakunya.",
    ),
    (
        &["pdf", "font", "typeset", "document has", "picture"],
        "Surat atau gambar tidak dapat disusun. Teruskan sebab teknisnya kepada operator.",
    ),
    (
        &["database", "transaction", "statement", "commit"],
        "Basis data sedang tidak dapat dipakai. Biasanya pulih sendiri; coba lagi nanti.",
    ),
];

/// The sentence for a technical cause; empty for none.
pub(super) fn cause(technical: &str) -> &'static str {
    if technical.is_empty() {
        return "";
    }
    let text = technical.to_lowercase();
    let found = CAUSES.iter().find(|(words, _)| words.iter().any(|word| text.contains(word)));
    found
        .map_or("Sebabnya belum dikenal. Teruskan sebab teknisnya kepada operator.", |(_, sentence)| sentence)
}

#[cfg(test)]
mod tests {
    use super::cause;

    #[test]
    fn a_cause_says_what_to_do() {
        assert!(cause("the gateway cannot be reached: os error 111").contains("pengirim pesan"));
        assert!(cause("no official may sign today").contains("Pejabat"));
        assert!(cause("the database is busy: 5").contains("Basis data"));
        assert!(cause("something else").contains("operator"));
        assert_eq!(cause(""), "");
    }
}
