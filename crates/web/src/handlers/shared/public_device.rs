//! `/kelola/perangkat-umum`: makes this very device a public one, or an ordinary one again (MJK18-12.6).

use crate::components::{Link, Notice, Tone};
use crate::links;
use crate::pages::account_form::AccountFormPage;
use crate::session::{Cookie, seal_words};
use crate::visitor::{Answer, Visitor, add_cookie};
use app::account::mark_public_device;

/// Says what this device is and offers the other.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let public = visitor.is_public_device();
    let minutes = visitor.region().profile.policy.access.public_minutes;
    let (lead, button) = if public {
        ("Perangkat ini sekarang perangkat umum.".to_owned(), "Kembalikan menjadi perangkat biasa")
    } else {
        let lead = format!(
            "Untuk komputer yang dipakai pemohon di kantor. Sesi berakhir setelah {minutes} menit tanpa dipakai, dan tidak ada yang tersimpan."
        );
        (lead, "Jadikan perangkat ini perangkat umum")
    };
    visitor.page(&AccountFormPage {
        shell: visitor.shell(),
        title: "Perangkat umum".to_owned(),
        lead,
        notice: None,
        fields: Vec::new(),
        action: links::public_device(),
        button: button.to_owned(),
        ways: vec![Link::new(links::manage(), "Kembali ke Kelola")],
    })
}

/// Changes it; recorded.
pub(super) async fn send(visitor: Visitor) -> Answer {
    let public = !visitor.is_public_device();
    visitor.run(move |region, actor| mark_public_device(region, actor, public)).await?;
    let secure = visitor.hosting().secure_cookies;
    let said =
        if public { "Perangkat ini kini perangkat umum." } else { "Perangkat ini kini perangkat biasa." };
    let mut response = visitor.go_with(&links::public_device(), &Notice::new(Tone::Good, said))?;
    let mark = if public {
        let words = ["umum".to_owned()];
        Cookie::Public.set(&seal_words(&visitor.region().keys.index, &words), secure)
    } else {
        Cookie::Public.clear(secure)
    };
    add_cookie(&mut response, &mark);
    // Officers are not offered by name where everybody looks.
    add_cookie(&mut response, &Cookie::Office.clear(secure));
    Ok(response)
}
