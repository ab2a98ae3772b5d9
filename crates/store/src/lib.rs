//! SQLite and PostgreSQL behind one thin façade; one module of plain functions per aggregate.
