//! The door: asks a child, or in tests this process.

use crate::child::{ChildConfig, Children};
use crate::question::{Answer, Drawn, Looked, Picture, Question, Refused};
use crate::worker;
use std::panic::catch_unwind;
use std::sync::Arc;

/// Looks at files of strangers. A cheap handle.
#[derive(Debug, Clone)]
pub struct Inspector(Option<Arc<Children>>);

impl Inspector {
    /// With one limited child process for each file.
    #[must_use]
    pub fn child(config: ChildConfig) -> Self {
        Inspector(Some(Arc::new(Children::new(config))))
    }

    /// In this process, without limits: for tests and invented papers.
    #[must_use]
    pub fn here() -> Self {
        Inspector(None)
    }

    /// What a file is. Pictures are made at most `longest` pixels long.
    ///
    /// # Errors
    /// [`Refused`]; whatever happens to the child is one too.
    pub fn look(&self, bytes: &[u8], longest: u32) -> Result<Looked, Refused> {
        let (answer, mut parts) = self.ask(&Question::Look { longest }, bytes)?;
        match answer {
            Answer::Paper { pages, doubts } => Ok(Looked::Paper { pages, doubts }),
            Answer::Picture { width, height, png, doubts } if (2..=3).contains(&parts.len()) => {
                let original = (parts.len() == 3).then(|| parts.pop()).flatten();
                let thumbnail = parts.pop().unwrap_or_default();
                let page = parts.pop().unwrap_or_default();
                let media_type = if png && original.is_some() { "image/png" } else { "image/jpeg" };
                let kept = original.unwrap_or_else(|| page.clone());
                Ok(Looked::Picture(Picture { kept, media_type, page, width, height, thumbnail, doubts }))
            }
            Answer::Refused(refused) => Err(refused),
            _ => Err(Refused::TooHeavy),
        }
    }

    /// A page (from 0) as a picture at most `longest` pixels long, with words across it.
    ///
    /// # Errors
    /// As [`Self::look`].
    pub fn draw(&self, bytes: &[u8], page: u32, longest: u32, across: &str) -> Result<Drawn, Refused> {
        let question = Question::Draw { page, longest, across: across.to_owned() };
        match self.ask(&question, bytes)? {
            (Answer::Drawn { pages }, mut parts) if parts.len() == 1 => {
                Ok(Drawn { jpeg: parts.pop().unwrap_or_default(), pages })
            }
            (Answer::Refused(refused), _) => Err(refused),
            _ => Err(Refused::TooHeavy),
        }
    }

    fn ask(&self, question: &Question, bytes: &[u8]) -> Result<(Answer, Vec<Vec<u8>>), Refused> {
        match &self.0 {
            Some(children) => children.ask(question, bytes),
            None => {
                let bytes = bytes.to_vec();
                catch_unwind(|| worker::answer(question, bytes)).map_err(|_| Refused::TooHeavy)
            }
        }
    }
}
