//! Names that conditions and formulas of a definition may use, and the check of all of them against those names.

use super::{FieldDef, FieldType, ServiceDefinition, Validity};
use crate::formula::{Entry, FormulaProblem, ListType, NumberLimits, Type, TypeEnv};
use std::collections::BTreeMap;

/// A problem with the place it was found at, for example `stages[3].when`.
#[derive(Debug, Clone, PartialEq)]
pub struct BindingProblem {
    /// Where, as a path inside the service file.
    pub place: String,
    /// What.
    pub problem: FormulaProblem,
}

fn entry(field: &FieldDef) -> Entry {
    let ty = match &field.kind {
        FieldType::Number { min, max, scale, .. } => {
            Type::Decimal(NumberLimits { min: *min, max: *max, scale: *scale })
        }
        FieldType::Choice { options } => Type::Choice(options.iter().map(|o| o.value.clone()).collect()),
        FieldType::Bool => Type::Bool,
        FieldType::Date => Type::Date,
        FieldType::Text { .. }
        | FieldType::LongText { .. }
        | FieldType::Nik
        | FieldType::Npwp
        | FieldType::Phone
        | FieldType::Village => Type::Text,
    };
    let unit = match &field.kind {
        FieldType::Number { unit, .. } => unit.clone(),
        _ => String::new(),
    };
    let entry = Entry::new(ty, field.label.clone()).unit(unit);
    if field.required && field.when.is_none() { entry } else { entry.optional() }
}

impl ServiceDefinition {
    /// Every name a condition or formula of this service may use: `form.*`, `rec.*` (values fixed by agencies), `items`,
    /// `application.kind`, `holder.kind` and `register.*`.
    pub fn type_env(&self) -> TypeEnv {
        let mut env = TypeEnv::new();
        for field in &self.fields {
            env.insert(format!("form.{}", field.id), entry(field));
        }
        for agency in self.stages.iter().flat_map(|s| &s.agencies) {
            for field in &agency.fields {
                env.insert(format!("rec.{}", field.id), entry(field));
            }
        }
        if let Some(items) = &self.items {
            let item: BTreeMap<String, Entry> =
                items.fields.iter().map(|f| (f.id.clone(), entry(f))).collect();
            let list = ListType {
                item,
                min_items: u32::try_from(items.min).unwrap_or(u32::MAX),
                max_items: u32::try_from(items.max).unwrap_or(u32::MAX),
            };
            env.insert("items", Entry::new(Type::List(list), items.label.clone()));
        }
        let kinds = self.kinds.iter().map(|kind| kind.name().to_owned()).collect();
        env.insert("application.kind", Entry::new(Type::Choice(kinds), "Jenis permohonan"));
        env.insert("holder.kind", Entry::new(Type::choice(["person", "business"]), "Jenis pemohon"));
        let count = || Type::Decimal(NumberLimits::count());
        env.insert("register.active_permits", Entry::new(count(), "Izin sejenis yang masih berlaku"));
        env.insert("register.same_object", Entry::new(count(), "Izin berlaku untuk objek yang sama"));
        env
    }

    /// Checks every condition and formula against [`Self::type_env`]; a definition that was read back from its text must
    /// be bound before use.
    ///
    /// # Errors
    /// Every problem with its place.
    pub fn bind(&mut self) -> Result<(), Vec<BindingProblem>> {
        let env = self.type_env();
        let tables = self.tables.clone();
        let mut found = Vec::new();
        let mut note = |place: String, result: Result<(), Vec<FormulaProblem>>| {
            for problem in result.err().into_iter().flatten() {
                found.push(BindingProblem { place: place.clone(), problem });
            }
        };
        for (i, field) in self.fields.iter_mut().enumerate() {
            if let Some(when) = &mut field.when {
                note(format!("fields[{i}].when"), when.bind(&env, &tables));
            }
        }
        for (i, field) in self.items.iter_mut().flat_map(|d| d.fields.iter_mut()).enumerate() {
            if let Some(when) = &mut field.when {
                note(format!("items.fields[{i}].when"), when.bind(&env, &tables));
            }
        }
        for (i, document) in self.documents.iter_mut().enumerate() {
            if let Some(when) = &mut document.when {
                note(format!("documents[{i}].when"), when.bind(&env, &tables));
            }
        }
        for (i, stage) in self.stages.iter_mut().enumerate() {
            if let Some(when) = &mut stage.when {
                note(format!("stages[{i}].when"), when.bind(&env, &tables));
            }
            for (j, agency) in stage.agencies.iter_mut().enumerate() {
                if let Some(when) = &mut agency.when {
                    note(format!("stages[{i}].agencies[{j}].when"), when.bind(&env, &tables));
                }
                for (k, field) in agency.fields.iter_mut().enumerate() {
                    if let Some(when) = &mut field.when {
                        note(format!("stages[{i}].agencies[{j}].fields[{k}].when"), when.bind(&env, &tables));
                    }
                }
            }
        }
        for (i, admission) in self.admission.iter_mut().enumerate() {
            note(format!("admission[{i}].condition"), admission.condition.bind(&env, &tables));
        }
        if let Some(fee) = &mut self.fee {
            note("fee".to_owned(), fee.bind(&env, &tables));
        }
        if let Some(ordinal) = &mut self.product.ordinal {
            let expected = Type::Decimal(NumberLimits::whole(1, 1_000_001));
            note("product.ordinal".to_owned(), ordinal.bind(&env, &tables, &expected));
        }
        if found.is_empty() { Ok(()) } else { Err(found) }
    }

    /// Whether a validity rule names a date field that exists.
    pub fn validity_field_exists(&self) -> bool {
        match &self.product.validity {
            Validity::UntilField { field, .. } => {
                self.fields.iter().any(|f| &f.id == field && f.kind == FieldType::Date)
            }
            Validity::Unlimited | Validity::Years(_) => true,
        }
    }
}
