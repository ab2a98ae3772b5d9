//! The command line.

use crate::commands;
use crate::config::Environment;
use crate::logging;
use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Runs a regional one-stop licensing office.
#[derive(Debug, Parser)]
#[command(name = "satupintu", version, about, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Shows the house with invented people on this machine.
    Demo(commands::demo::DemoArgs),
    /// Serves a region.
    Serve(commands::serve::ServeArgs),
    /// Plays every service from registration to its end on a simulated clock.
    Rehearse(commands::rehearse::RehearseArgs),
    /// Checks or applies a regional profile.
    #[command(subcommand)]
    Profile(commands::profile::ProfileCommand),
    /// Verifies or exports the audit ledger.
    #[command(subcommand)]
    Audit(commands::audit::AuditCommand),
    /// Judges a document.
    #[command(subcommand)]
    Pdf(commands::pdf::PdfCommand),
    /// Checks this installation and says what to do.
    Doctor(commands::doctor::DoctorArgs),
    /// Manages officers' accounts.
    #[command(subcommand)]
    User(commands::user::UserCommand),
    /// Saves a region in one file, also while it serves.
    Backup(commands::backup::BackupArgs),
    /// Puts a saved region into an empty folder and verifies it.
    Restore(commands::restore::RestoreArgs),
    /// Installs signing keys with their certificates.
    #[command(subcommand)]
    Certificate(commands::certificate::CertificateCommand),
    /// Checks a configuration file.
    #[command(subcommand)]
    Config(commands::config::ConfigCommand),
    /// The typesetting child process.
    #[command(hide = true, name = crate::typesetter::WORKER_COMMAND)]
    TypesetWorker,
    /// The child process that looks at files of strangers.
    #[command(hide = true, name = crate::commands::intake_worker::COMMAND)]
    IntakeWorker,
}

impl Cli {
    /// Does what was asked.
    ///
    /// # Errors
    /// One sentence for the operator.
    pub fn run(self) -> Result<ExitCode> {
        // The child limits its memory first thing; nothing may run before.
        if matches!(self.command, Command::TypesetWorker) {
            return commands::typeset_worker::run();
        }
        if matches!(self.command, Command::IntakeWorker) {
            return commands::intake_worker::run();
        }
        let environment = Environment::of_process();
        logging::init(environment.log());
        match self.command {
            Command::Demo(args) => commands::demo::run(args),
            Command::Serve(args) => commands::serve::run(args, &environment),
            Command::Rehearse(args) => commands::rehearse::run(args),
            Command::Profile(command) => commands::profile::run(command, &environment),
            Command::Audit(command) => commands::audit::run(command, &environment),
            Command::Pdf(command) => commands::pdf::run(command, &environment),
            Command::Doctor(args) => commands::doctor::run(args, &environment),
            Command::User(command) => commands::user::run(command, &environment),
            Command::Backup(args) => commands::backup::run(&args, &environment),
            Command::Restore(args) => commands::restore::run(&args, &environment),
            Command::Certificate(command) => commands::certificate::run(command, &environment),
            Command::Config(command) => commands::config::run(command, &environment),
            Command::TypesetWorker | Command::IntakeWorker => Ok(ExitCode::SUCCESS),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
