//! Creates a personal account; NIK, NPWP, phone and e-mail are each used once (MJK18-8.4, 11.2).

use super::personal::{AccountKind, Personal, seal_personal};
use crate::act::{Subject, record_act};
use crate::crypt::hash_password;
use crate::error::AppError;
use crate::{Dice, Region};
use domain::capability::RoleId;
use domain::definition::AgencyId;
use domain::party::{Account, Actor};
use domain::process::Refusal;
use domain::value::{Id, Nip, PersonName};
use store::account::AccountRow;
use store::{StoreError, WriteTx};

/// A new account.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Whose.
    pub kind: AccountKind,
    /// What is typed at sign-in.
    pub login: String,
    /// Name as on the card, or the firm's name.
    pub name: String,
    /// Personal values.
    pub personal: Personal,
    /// First password.
    pub password: String,
    /// Roles of section 8.1.
    pub roles: Vec<RoleId>,
    /// Technical agency of staff.
    pub agency: Option<AgencyId>,
    /// NIP, when the person has one: contract staff have none.
    pub nip: Option<Nip>,
}

/// Writes the account inside the transaction of the act that grants it. An empty hash opens to no password.
///
/// # Errors
/// A refusal for an unknown role or an unreadable name; [`StoreError::Unique`] for a double.
pub(crate) fn write_account(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    actor: &Actor,
    new: &NewAccount,
    password_hash: &str,
) -> Result<Id<Account>, AppError> {
    for role in &new.roles {
        if !region.profile.roles.contains_key(role) {
            let message = format!("Peran {role} tidak ada.");
            return Err(Refusal::Invalid { field: "roles".into(), message }.into());
        }
    }
    let keys = &region.keys;
    let blind = |kind: &str, value: Option<String>| value.map(|v| keys.blind(kind, &v));
    let identity = match new.kind {
        AccountKind::Business => new.personal.npwp.as_ref().map(ToString::to_string),
        AccountKind::Person | AccountKind::Staff => new.personal.nik.as_ref().map(ToString::to_string),
    };
    let id: Id<Account> = dice.id();
    let row = AccountRow {
        id,
        kind: new.kind.as_str().to_owned(),
        login: new.login.trim().to_lowercase(),
        name: new.name.trim().to_owned(),
        sort_name: sort_name(new.kind, &new.name)?,
        personal_enc: seal_personal(keys, dice.nonce(), id, &new.personal)?,
        identity_index: blind("identity", identity),
        phone_index: blind("phone", new.personal.phone.as_ref().map(ToString::to_string)),
        email_index: blind("email", new.personal.email.as_ref().map(|e| e.lookup_key())),
        password_hash: password_hash.to_owned(),
        roles: roles_text(&new.roles)?,
        agency: new.agency.as_ref().map(|a| a.0.clone()),
        nip: new.nip.as_ref().map(ToString::to_string),
        closed_at: None,
    };
    store::account::insert(tx, &row, dice.now())?;
    record_act(tx, dice, region, actor, &Subject::account(id), "create_account", None, &[])?;
    Ok(id)
}

/// Creates the account.
///
/// # Errors
/// A refusal when a value is wrong or used already; it never tells by whom.
pub fn create(region: &Region, actor: &Actor, new: &NewAccount) -> Result<Id<Account>, AppError> {
    sort_name(new.kind, &new.name)?;
    let (seed, now) = region.draw();
    let password_hash = hash_password(&new.password, Dice::new(seed, now).salt(), region.password_cost)?;
    let password_hash = password_hash.as_str();
    let result = written!(region, [region, actor, new, password_hash], |tx| {
        let mut dice = Dice::new(seed, now);
        dice.salt();
        write_account(tx, region, &mut dice, actor, new, password_hash)
    });
    match result {
        // The same sentence for every kind of double: it must not tell whose the value is (practice, sentence 6).
        Err(AppError::Store(StoreError::Unique { .. })) => Err(Refusal::Invalid {
            field: "identity".into(),
            message: "NIK ini tidak dapat didaftarkan di sini. Silakan masuk, atau hubungi loket kami."
                .into(),
        }
        .into()),
        other => other,
    }
}

/// Name to sort and search by.
///
/// # Errors
/// A refusal for a name that no card can have.
pub(crate) fn sort_name(kind: AccountKind, name: &str) -> Result<String, AppError> {
    match (kind, name.parse::<PersonName>()) {
        (AccountKind::Business, _) => Ok(name.trim().to_lowercase()),
        (_, Ok(name)) => Ok(name.sort_key()),
        // Officers' names carry titles ("Dra. …, M.Si."), which the one-field rule for cards does not know.
        (AccountKind::Staff, Err(_)) => Ok(name.trim().to_lowercase()),
        (AccountKind::Person, Err(e)) => {
            Err(Refusal::Invalid { field: "name".into(), message: e.message_id() }.into())
        }
    }
}

/// Roles as they are stored.
///
/// # Errors
/// None in practice: a list of texts is always JSON.
pub(crate) fn roles_text(roles: &[RoleId]) -> Result<String, AppError> {
    let roles: Vec<&str> = roles.iter().map(|r| r.0.as_str()).collect();
    serde_json::to_string(&roles).map_err(|e| AppError::Failed(e.to_string()))
}
