//! `/daftar`, `/daftar/baru/{kind}`: the public form (MJK18-8.1 to 8.4).

use crate::components::{Breadcrumb, Choice, Field, FieldKind, Link, Notice, Tone};
use crate::forms::Sent;
use crate::handlers::applicant::field_view::villages;
use crate::links;
use crate::pages::access::form::{AccessFormPage, FieldGroup};
use crate::pages::access::start::AccessStartPage;
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::account::access::{begin_with, own, save_with as save_draft};
use axum::extract::Path;
use domain::access::{AccessKind, TypedClaims};
use domain::party::Actor;
use domain::process::Refusal;

/// Who may ask.
pub(super) async fn start(visitor: Visitor) -> Answer {
    let notice = visitor.actor().map(|actor| {
        let mut notice = Notice::new(Tone::Info, format!("Anda sudah masuk sebagai {}.", actor.name))
            .text("Satu orang satu akun. Daftarkan orang lain hanya di depan orangnya.");
        notice.link = Some(Link::new(links::account(), "Ke permohonan saya"));
        notice
    });
    let region_name = visitor.region().profile.identity.region_name.clone();
    visitor.page(&AccessStartPage { shell: visitor.shell(), region_name, notice })
}

/// The officer who helps somebody at the counter (MJK18-12.6).
fn helper(visitor: &Visitor) -> Option<Actor> {
    visitor.actor().filter(|actor| actor.may_assist() && visitor.is_staff()).cloned()
}

fn kind_of(text: &str) -> Result<AccessKind, Problem> {
    match text {
        "perorangan" => Ok(AccessKind::Person),
        "badan-usaha" => Ok(AccessKind::Business),
        _ => Err(Problem::not_found()),
    }
}

fn typed(sent: &Sent) -> TypedClaims {
    let text = |name: &str| sent.text(name).trim().to_owned();
    TypedClaims {
        name: text("nama"),
        nik: text("nik"),
        card: text("berlaku"),
        card_until: text("berlaku_sampai"),
        npwp: text("npwp"),
        responsible: text("penanggung_jawab"),
        head: text("pimpinan"),
        representative: text("wakil"),
        power_until: text("kuasa_sampai"),
        phone: text("ponsel"),
        email: text("surel"),
        link: text("kaitan"),
        street: text("jalan"),
        village: text("kelurahan"),
        home_elsewhere: text("alamat_luar"),
        login: text("nama_akun"),
        borrowed: text("nomor_orang_lain"),
    }
}

/// The empty form.
pub(super) async fn show(visitor: Visitor, Path(kind): Path<String>) -> Answer {
    let page = page(&visitor, kind_of(&kind)?, &TypedClaims::default(), None, links::access_new(&kind));
    visitor.page(&page)
}

/// Begins a draft.
pub(super) async fn send(visitor: Visitor, Path(kind): Path<String>, sent: Sent) -> Answer {
    let (asked, typed) = (kind_of(&kind)?, typed(&sent));
    let (cookie, address, key) =
        (*visitor.bound_cookie(), visitor.address().to_owned(), sent.key().map(str::to_owned));
    let kept = typed.clone();
    let helper = helper(&visitor);
    let begun = visitor.look(move |region| {
        begin_with(region, helper.as_ref(), &cookie, &address, asked, &kept, key.as_deref())
    });
    let begun = begun.await;
    match begun {
        Ok(id) => visitor.go(&links::access_request(&id.to_string())),
        Err(AppError::Refused(refusal)) => again(&visitor, asked, &typed, &refusal, links::access_new(&kind)),
        Err(other) => Err(other.into()),
    }
}

/// The form of a draft, filled.
pub(super) async fn change(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let (request, cookie) = (super::draft::request_id(&id)?, *visitor.bound_cookie());
    let draft = visitor.look(move |region| own(region, &cookie, request)).await?;
    if draft.row.state != "draft" {
        return visitor.go(&links::access_request(&id));
    }
    let stated = draft.stated;
    let page = page(&visitor, stated.claims.kind, &stated.typed, None, links::access_data(&id));
    visitor.page(&page)
}

/// Saves the form of a draft.
pub(super) async fn save(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let (request, cookie, typed) = (super::draft::request_id(&id)?, *visitor.bound_cookie(), typed(&sent));
    let (kept, helper) = (typed.clone(), helper(&visitor));
    let saved = visitor
        .look(move |region| {
            let kind = own(region, &cookie, request)?.stated.claims.kind;
            Ok((kind, save_draft(region, helper.as_ref(), &cookie, request, &kept)))
        })
        .await?;
    match saved {
        (_, Ok(())) => {
            let notice = Notice::new(Tone::Good, "Isian tersimpan.");
            visitor.go_with(&links::access_request(&id), &notice)
        }
        (kind, Err(AppError::Refused(refusal))) => {
            again(&visitor, kind, &typed, &refusal, links::access_data(&id))
        }
        (_, Err(other)) => Err(other.into()),
    }
}

fn again(
    visitor: &Visitor,
    kind: AccessKind,
    typed: &TypedClaims,
    refusal: &Refusal,
    action: String,
) -> Answer {
    let status = crate::problem_response::status_of(&AppError::Refused(refusal.clone()));
    visitor.page_with(status, &page(visitor, kind, typed, Some(refusal), action))
}

fn choices(pairs: &[(&str, String)]) -> FieldKind {
    FieldKind::Choice { options: pairs.iter().map(|(v, l)| Choice::new(*v, l.clone())).collect() }
}

fn page(
    visitor: &Visitor,
    kind: AccessKind,
    typed: &TypedClaims,
    refusal: Option<&Refusal>,
    action: String,
) -> AccessFormPage {
    let profile = &visitor.region().profile;
    let region = &profile.identity.region_name;
    let text =
        |id: &str, label: &str, max, value: &str| Field::new(id, label, FieldKind::Text { max }).value(value);
    let mut groups = match kind {
        AccessKind::Person => vec![FieldGroup {
            title: "Diri Anda".to_owned(),
            fields: vec![
                text("nama", "Nama sesuai KTP", 100, &typed.name),
                Field::new("nik", "NIK", FieldKind::Nik).hint("16 angka pada KTP.").value(&typed.nik),
                Field::new(
                    "berlaku",
                    "Masa berlaku KTP",
                    choices(&[
                        ("seumur_hidup", "Seumur hidup".to_owned()),
                        ("tanggal", "Sampai tanggal tertentu".to_owned()),
                    ]),
                )
                .value(&typed.card),
                Field::new("berlaku_sampai", "Berlaku sampai", FieldKind::Date)
                    .hint("Hanya bila KTP Anda bertanggal. Contoh: 31-12-2027.")
                    .optional()
                    .value(&typed.card_until),
            ],
        }],
        AccessKind::Business => vec![
            FieldGroup {
                title: "Badan usaha".to_owned(),
                fields: vec![
                    text("nama", "Nama badan usaha", 100, &typed.name).hint("Seperti pada kartu NPWP."),
                    Field::new("npwp", "NPWP perusahaan", FieldKind::Npwp)
                        .hint("15 atau 16 angka.")
                        .value(&typed.npwp),
                    text("penanggung_jawab", "Nama penanggung jawab", 100, &typed.responsible),
                ],
            },
            FieldGroup {
                title: "Yang mendaftar".to_owned(),
                fields: vec![
                    Field::new("pimpinan", "Apakah Anda pimpinan badan usaha ini?", FieldKind::Bool)
                        .hint("Bila tidak, siapkan surat kuasa dan isi dua pertanyaan berikut.")
                        .value(&typed.head),
                    text("wakil", "Nama penerima kuasa", 100, &typed.representative).optional(),
                    Field::new("kuasa_sampai", "Surat kuasa berlaku sampai", FieldKind::Date)
                        .hint("Contoh: 31-12-2027.")
                        .optional()
                        .value(&typed.power_until),
                ],
            },
        ],
    };
    let (live, work) = match kind {
        AccessKind::Person => ("Saya tinggal di", "Saya tinggal di luar, tetapi kegiatan saya di"),
        AccessKind::Business => {
            ("Badan usaha berkedudukan di", "Berkedudukan di luar, tetapi kegiatannya di")
        }
    };
    groups.push(FieldGroup {
        title: "Alamat".to_owned(),
        fields: vec![
            Field::new(
                "kaitan",
                format!("Apa kaitan Anda dengan {region}?"),
                choices(&[
                    ("domisili", format!("{live} {region}")),
                    ("kegiatan", format!("{work} {region}")),
                    ("luar", format!("Tempat tinggal dan kegiatan di luar {region}")),
                ]),
            )
            .value(&typed.link),
            text("jalan", &format!("Jalan dan nomor di {region}"), 200, &typed.street),
            Field::new("kelurahan", "Kelurahan", villages(&profile.policy.region_code)).value(&typed.village),
            text("alamat_luar", "Alamat sesuai KTP atau akta", 200, &typed.home_elsewhere)
                .hint(format!("Hanya bila alamat itu di luar {region}."))
                .optional(),
        ],
    });
    let mut reach = vec![
        Field::new("ponsel", "Nomor ponsel penanggung jawab", FieldKind::Phone)
            .hint("Kode dan pemberitahuan dikirim ke nomor ini.")
            .value(&typed.phone),
        Field::new("surel", "Surel penanggung jawab", FieldKind::Email).value(&typed.email),
        text("nama_akun", "Nama akun", 30, &typed.login)
            .hint("Untuk masuk. Tanpa nama akun, masuklah dengan NIK atau NPWP, nomor ponsel, atau surel.")
            .optional(),
    ];
    if helper(visitor).is_some() {
        let field = Field::new("nomor_orang_lain", "Ini nomor orang lain yang setuju.", FieldKind::Tick);
        let hint = "Hanya bila pemohon tidak punya ponsel. Pemilik nomor membacakan kode. Kode masuk dikirim ke surel.";
        reach.insert(1, field.hint(hint).optional().value(&typed.borrowed));
    }
    groups.push(FieldGroup { title: "Cara menghubungi".to_owned(), fields: reach });
    let mut notice = None;
    match refusal {
        Some(Refusal::Fields { problems }) => {
            for field in groups.iter_mut().flat_map(|g| &mut g.fields) {
                if let Some(problem) = problems.iter().find(|p| p.field == field.id) {
                    field.error = Some(problem.message.clone());
                }
            }
        }
        Some(Refusal::NotRegistrable) => {
            let mut double = Notice::new(Tone::Bad, Refusal::NotRegistrable.sentence());
            double.link = Some(Link::new(links::sign_in(), "Masuk"));
            notice = Some(double);
        }
        Some(other) => notice = Some(Notice::new(Tone::Bad, other.sentence())),
        None => {}
    }
    let (title, here) = match kind {
        AccessKind::Person => ("Daftar akun perorangan", "Perorangan"),
        AccessKind::Business => ("Daftar akun badan usaha", "Badan usaha"),
    };
    let above = vec![Link::new(links::home(), "Beranda"), Link::new(links::access(), "Daftar akun")];
    AccessFormPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(above, here),
        title: title.to_owned(),
        action,
        notice,
        groups,
    }
}
