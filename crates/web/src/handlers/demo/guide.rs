//! `/demo`: where to look first.

use crate::components::Link;
use crate::links;
use crate::pages::demo::guide::{DemoGuidePage, DemoStop};
use crate::visitor::{Answer, Visitor};
use app::query::demo::finished_codes;
use domain::value::date_text;

/// Shows the guide.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let codes = visitor.look(finished_codes).await?;
    let zone = visitor.region().office().calendar.time_zone().clone();
    let stop = |title: &str, text: &str, href: String, label: &str| DemoStop {
        title: title.to_owned(),
        text: text.to_owned(),
        link: Link::new(href, label),
    };
    let mut stops = Vec::new();
    if let Some((code, holder)) = codes.first() {
        let text = format!("Dokumen milik {holder} sudah terbit. Lihat apakah masih berlaku.");
        stops.push(stop(
            "Periksa sebuah izin",
            &text,
            links::verification_result(code),
            "Periksa dokumen ini",
        ));
    }
    stops.push(stop(
        "Ajukan permohonan",
        "Masuk sebagai pemohon dan pilih layanan.",
        links::services(),
        "Lihat layanan",
    ));
    stops.push(stop(
        "Jadilah petugas",
        "Masuk dengan akun contoh dan kerjakan antrean.",
        links::sign_in(),
        "Masuk",
    ));
    stops.push(stop(
        "Majukan waktu",
        "Lihat pengingat dan batas waktu bekerja.",
        links::demo_clock(),
        "Buka jam",
    ));
    stops.push(stop(
        "Baca pesan",
        "SMS dan surel yang seharusnya terkirim, termasuk PIN.",
        links::demo_outbox(),
        "Buka pesan",
    ));
    stops.push(stop(
        "Lihat gayanya",
        "Warna, komponen, dan semua halaman dalam semua keadaan.",
        links::style(),
        "Buka gaya",
    ));
    visitor.page(&DemoGuidePage {
        shell: visitor.shell(),
        now: date_text::moment_at(visitor.now(), &zone),
        stops,
    })
}
