//! The happy acts of each stage.

use super::cast::{Cast, by, digest, id};
use super::file::{File, attached, issued, visit};
use domain::definition::{SigningMode, StageKind};
use domain::party::Actor;
use domain::process::*;

impl File {
    /// The happy acts of the present stage.
    pub fn step(&mut self) {
        let system = Actor::system();
        match self.kind().expect("the file is at a stage") {
            StageKind::Registration => {}
            StageKind::AdminVerification => {
                self.check_all(&Cast::verifier());
                self.ok(&Cast::verifier(), Command::PassVerification);
            }
            StageKind::AdminValidation => {
                self.ok(&Cast::validator(), Command::Validate);
            }
            StageKind::SiteVisit => {
                let team = vec![by(&Cast::team_a()), by(&Cast::team_b())];
                let (at, place, assignment) = (self.now, "Wates".to_owned(), "ST-1".to_owned());
                self.ok(&Cast::team_a(), Command::PlanSiteVisit { at, place, assignment, team });
                let documents = vec!["ktp".to_owned()];
                self.ok(&Cast::team_a(), Command::RecordSiteVisit { visit: visit(self.now), documents });
                self.ok(&Cast::team_a(), Command::SignOffSiteVisit);
                self.ok(&Cast::team_b(), Command::SignOffSiteVisit);
            }
            StageKind::TechnicalRecommendation => {
                for agency in self.state.agencies.clone() {
                    let who = match agency.0.as_str() {
                        "dinkes" => Cast::dinkes(),
                        "dinas_pu" => Cast::pu(),
                        _ => Cast::team_a(),
                    };
                    if agency.0 == "dinas_pu" {
                        let visit = visit(self.now);
                        self.ok(&who, Command::RecordVisit { agency: agency.clone(), visit });
                    }
                    self.ok(&who, File::recommend(&agency.0, "Diukur di lapangan."));
                }
            }
            StageKind::Decision => {
                self.compose(10);
                for position in self.world.definition.paraf.clone() {
                    let who = if position == "kabid" { Cast::kabid() } else { Cast::secretary() };
                    self.ok(&who, Command::Initial { digest: digest(10) });
                }
                self.ok(&self.signer(), Command::Decide { digest: digest(10) });
            }
            StageKind::Payment => {
                self.issue_skrd();
                self.ok(&system, Command::ConfirmNoticeReceived { at: self.now });
                let pay = self.pay("BANK-1", self.now);
                self.ok(&Cast::retribution(), pay);
                self.ok(&Cast::cashier(), Command::SettlePayment { confirm: true, note: String::new() });
            }
            StageKind::Printing => {
                if self.state.signature.is_none() {
                    self.freeze(20).unwrap();
                }
                let print = self.print(1);
                self.ok(&Cast::printer(), print);
            }
            StageKind::Signing => self.step_signing(),
            StageKind::Numbering => self.step_numbering(),
            StageKind::Survey => {
                self.ok(&Cast::owner(), Command::AnswerSurvey { answers: vec![4; 9] });
            }
            StageKind::Notice => {
                self.ok(&system, Command::ConfirmNoticeSent { channel: "sms".to_owned(), at: self.now });
            }
            StageKind::ProcessingIssue => {
                self.ok(&Cast::division(), Command::ReleaseIssue { number: "5/IP/2026".to_owned() });
                self.ok(&system, Command::FileSealed { document: issued(40, self.now) });
            }
            StageKind::Delivery => {
                let (channel, address) = ("email".to_owned(), "sugeng@warga.example".to_owned());
                self.ok(&system, Command::ConfirmDelivered { channel, address, at: self.now });
            }
            StageKind::Handover => {
                self.ok(&Cast::handover(), File::holder());
            }
            StageKind::Archive => {
                self.ok(&Cast::division(), Command::Archive { location: "Rak 3".to_owned() });
            }
        }
    }

    fn step_signing(&mut self) {
        let system = Actor::system();
        if self.state.frozen.is_none() {
            self.freeze(20).unwrap();
        }
        let of = self.state.frozen.as_ref().unwrap().digest;
        let signer = self.signer();
        if self.world.definition.product.signing == SigningMode::Wet {
            self.ok(&signer, Command::SignInInk { digest: of });
            return;
        }
        self.ok(&signer, Command::Sign { digest: of });
        if self.world.definition.numbered_before_signing() {
            self.ok(&system, Command::FileSealed { document: issued(40, self.now) });
        } else {
            self.ok(
                &system,
                Command::FileSigned { signed: FiledDocument { digest: digest(30), file: id(30) } },
            );
        }
    }

    fn step_numbering(&mut self) {
        let system = Actor::system();
        if self.state.number.is_none() {
            self.ok(&Cast::printer(), Command::AssignNumber { number: "500/0147/2026".to_owned() });
        }
        if self.world.definition.numbered_before_signing() {
            return;
        }
        if self.world.definition.product.signing == SigningMode::Wet {
            self.ok(&Cast::printer(), Command::Scan { file: attached(50) });
            self.ok(&Cast::comparer(), Command::SettleScan { matches: true, note: String::new() });
        }
        self.ok(&system, Command::FileSealed { document: issued(40, self.now) });
    }
}
