//! `/kelola/orang/{id}` and `/kelola/orang/tambah`: one person.

use crate::components::{
    Breadcrumb, Choice, ErrorSummary, Field, FieldKind, Link, Notice, Tag, TickList, Tone,
};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// What can be done with an account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Id of the account.
    pub id: String,
    /// State in words.
    pub state: Tag,
    /// Posts held, as printed.
    pub posts: Vec<String>,
    /// Registration numbers of files in hand.
    pub held: Vec<String>,
    /// A code waits to be used.
    pub code_waits: bool,
    /// May be blocked and ended now.
    pub can_close: bool,
    /// May be opened again.
    pub can_open: bool,
}

/// One person.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/manage/person.html")]
pub struct PersonPage {
    /// Header and footer.
    pub shell: Shell,

    /// Where this page stands.
    pub breadcrumb: Breadcrumb,
    /// What to put right.
    pub errors: ErrorSummary,
    /// What is worth knowing, or what was refused.
    pub notices: Vec<Notice>,
    /// Name, or "Tambah orang".
    pub title: String,
    /// Where the form goes.
    pub action: String,
    /// Name, NIP, contact, unit.
    pub fields: Vec<Field>,
    /// Roles.
    pub roles: TickList,
    /// What can be done; `None` for a new person.
    pub standing: Option<Standing>,
}

impl PersonPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let roles = TickList {
            id: "peran".to_owned(),
            name: "peran".to_owned(),
            label: "Peran".to_owned(),
            options: vec![
                Choice::new("service_officer", "Verifikator administrasi"),
                Choice::new("admin_validator", "Validator administrasi"),
            ],
            ticked: vec!["service_officer".to_owned()],
            ..TickList::default()
        };
        let fields = vec![
            Field::new("nama", "Nama dengan gelar", FieldKind::Text { max: 100 }).value("Sukinem"),
            Field::new("nip", "NIP", FieldKind::Text { max: 24 }).optional(),
            Field::new("ponsel", "Nomor ponsel", FieldKind::Phone).value("0840-0000-0006"),
        ];
        let page = PersonPage {
            shell: Shell::sample_officer(links::staff_one("a1"), "Gilang Ramadipa", "Pengelola sistem"),
            breadcrumb: Breadcrumb::new(
                vec![Link::new(links::manage(), "Kelola"), Link::new(links::staff(), "Orang")],
                "Sukinem",
            ),
            errors: ErrorSummary::default(),
            notices: Vec::new(),
            title: "Sukinem".to_owned(),
            action: links::staff_one("a1"),
            fields,
            roles,
            standing: Some(Standing {
                id: "a1".to_owned(),
                state: Tag::new(Tone::Good, "Aktif"),
                posts: Vec::new(),
                held: vec!["26-000147-4".to_owned()],
                code_waits: true,
                can_close: true,
                can_open: false,
            }),
        };
        let mut new = page.clone();
        new.title = "Tambah orang".to_owned();
        new.action = links::staff_add();
        new.standing = None;
        new.fields[1].error = Some("NIP harus 18 angka.".to_owned());
        new.errors = ErrorSummary::of(&new.fields);
        let mut blocked = page.clone();
        blocked.standing = Some(Standing {
            id: "a1".to_owned(),
            state: Tag::new(Tone::Bad, "Diblokir"),
            can_close: true,
            can_open: true,
            posts: vec!["Sekretaris".to_owned()],
            ..Standing::default()
        });
        vec![("usual", page), ("new", new), ("blocked", blocked)]
    }
}
