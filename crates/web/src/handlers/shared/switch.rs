//! `/ganti-petugas`: a colleague signs in on the same PC in two seconds; the session before is locked at once and ends when
//! the colleague is in (practice: one login for the whole counter).

use crate::components::{Choice, Field, FieldKind, Notice};
use crate::links;
use crate::pages::shared::switch::SwitchPage;
use crate::visitor::{Answer, Visitor};
use app::account::{lock, officers_named};

/// The value of "somebody else" in the list of officers.
pub(crate) const OTHER: &str = "lain";

/// The form; `typed` is what was typed or chosen before.
pub(crate) async fn page(
    visitor: &Visitor,
    typed: [&str; 2],
    notice: Option<Notice>,
) -> Result<SwitchPage, app::AppError> {
    let known = visitor.officers().to_vec();
    let names = visitor.look(move |region| officers_named(region, &known)).await?;
    let before = visitor.locked().map(|actor| actor.name.clone());
    let mut options: Vec<Choice> = names
        .into_iter()
        .filter(|(_, name)| Some(name) != before.as_ref())
        .map(|(login, name)| Choice::new(login, name))
        .collect();
    let mut fields = Vec::new();
    let account = Field::new("akun", "Nama akun", FieldKind::Text { max: 64 }).value(typed[1]);
    if options.is_empty() {
        fields.push(account);
    } else {
        options.push(Choice::new(OTHER, "Petugas lain"));
        fields.push(
            Field::new("petugas", "Siapa di loket ini?", FieldKind::Choice { options }).value(typed[0]),
        );
        fields.push(account.optional().hint("Hanya bila memilih Petugas lain."));
    }
    fields.push(Field::new("sandi", "Kata sandi", FieldKind::Password { new: false }));
    Ok(SwitchPage { shell: visitor.shell(), before, fields, notice })
}

/// Shows who was here, and asks who is here now.
pub(super) async fn show(visitor: Visitor) -> Answer {
    if visitor.actor().is_some() && !visitor.is_staff() {
        return visitor.go(&links::account());
    }
    let page = page(&visitor, ["", ""], None).await?;
    visitor.page(&page)
}

/// Locks the session of who leaves.
pub(super) async fn send(visitor: Visitor) -> Answer {
    if visitor.is_staff() && !visitor.on_public_device() {
        let cookie = *visitor.bound_cookie();
        visitor.run(move |region, actor| lock(region, actor, &cookie)).await?;
    }
    visitor.go(&links::switch())
}
