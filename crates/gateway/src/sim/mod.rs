//! Simulators: what tests, the demo and rehearsals use in place of the outside world.
//!
//! [`RecordingGateway`] stands in for a gateway inside the process, without sockets, threads or clock.
//! [`KannelServer`], [`SmtpServer`] and [`ReportCatcher`] speak the real protocols on a free port of this machine, so
//! that the real clients can be tested against outcomes a real server would not produce on demand.

mod kannel_server;
mod listener;
mod recording;
mod report_catcher;
mod smtp_server;

pub use kannel_server::{KannelReply, KannelScript, KannelServer, SendsmsRequest};
pub use recording::{Outcome, RecordedMessage, RecordingGateway};
pub use report_catcher::ReportCatcher;
pub use smtp_server::{SmtpScript, SmtpServer, SunkMail};
