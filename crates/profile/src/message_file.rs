//! `messages/<channel>.toml`: texts of one channel, and the checks that need the whole region.

use crate::gsm::{PartCount, sms_parts};
use crate::message::{Channel, MessageTemplate};
use crate::message_event::MessageEvent;
use crate::problem::{ProblemKind, Problems};
use crate::reader::{Table, Text};
use crate::source::Spot;
use std::collections::BTreeMap;

/// A message with the places of its parts.
pub(crate) struct MessageDraft {
    pub template: MessageTemplate,
    pub subject: Option<Spot>,
    pub text: Spot,
}

/// What one file of messages holds.
pub(crate) struct MessageFile {
    pub drafts: Vec<MessageDraft>,
    /// Ready sentences for writing to an applicant: id and text.
    pub sentences: Vec<(String, String)>,
}

/// Longest ready sentence: with the frame of `office_message` and a short addition it stays within two parts.
const LONGEST_SENTENCE: usize = 90;

fn sentences(root: &Table<'_>) -> Vec<(String, String)> {
    let mut sentences: Vec<(String, String)> = Vec::new();
    for table in root.tables("sentence") {
        if let (Some(id), Some(text)) = (table.text("id"), table.text("text")) {
            let plain = matches!(sms_parts(&text.value), PartCount::Parts(_));
            if !plain || text.value.chars().count() > LONGEST_SENTENCE {
                let what = "a ready sentence has plain letters and at most 90 characters";
                table.report(ProblemKind::MessageTooLong, &text.spot, what, "say it in fewer words");
            }
            if sentences.iter().any(|(known, _)| *known == id.value) {
                let what = format!("there are two sentences `{}`", id.value);
                table.report(ProblemKind::DuplicateId, &id.spot, what, "give one another id");
            }
            sentences.push((id.value, text.value));
        }
        table.close();
    }
    sentences
}

pub(crate) fn read(root: Table<'_>) -> MessageFile {
    let channel: Option<Channel> = root.choice("channel");
    let mut drafts = Vec::new();
    for table in root.tables("message") {
        let event = event(&table);
        let text = table.text("text");
        let subject = match channel {
            Some(Channel::Email) => table.text("subject"),
            _ => None,
        };
        let max_parts = match channel {
            Some(Channel::Sms) => table.maybe_whole("max_parts").unwrap_or(2_usize),
            _ => usize::MAX,
        };
        if let (Some(channel), Some(event), Some(text)) = (channel, event, text) {
            drafts.push(MessageDraft {
                template: MessageTemplate {
                    event,
                    channel,
                    subject: subject.as_ref().map(|s| s.value.clone()).unwrap_or_default(),
                    text: text.value.trim_end().to_owned(),
                    secret: event.is_secret(),
                    max_parts,
                },
                subject: subject.map(|s| s.spot),
                text: text.spot,
            });
        }
        table.close();
    }
    let sentences = sentences(&root);
    root.close();
    MessageFile { drafts, sentences }
}

fn event(table: &Table<'_>) -> Option<MessageEvent> {
    let text: Text = table.text("event")?;
    let event = MessageEvent::named(&text.value);
    if event.is_none() {
        let names: Vec<&str> = MessageEvent::ALL.iter().map(|e| e.name()).collect();
        let what = format!("there is no event `{}`", text.value);
        table.report(ProblemKind::WrongValue, &text.spot, what, format!("use one of: {}", names.join(", ")));
    }
    event
}

/// What the messages of this region are about.
pub(crate) struct Needs {
    /// Every file of messages could be read; else their events are not missed, they are unread.
    pub all_read: bool,
    /// Values of the office and its bank, by name.
    pub region: BTreeMap<&'static str, String>,
    pub payment: bool,
    pub survey: bool,
    pub pin: bool,
    pub handover: bool,
    /// A site visit is a stage of some service: whoever applies is invited to it.
    pub site_visit: bool,
}

/// Checks all texts together.
pub(crate) fn check(
    drafts: Vec<MessageDraft>,
    needs: &Needs,
    folder: &Spot,
    problems: &Problems,
) -> BTreeMap<String, MessageTemplate> {
    let mut messages = BTreeMap::new();
    for draft in drafts {
        check_one(&draft, needs, problems);
        let name = format!("{}.{}", draft.template.event.name(), draft.template.channel.name());
        if messages.insert(name.clone(), draft.template).is_some() {
            let what = format!("there are two messages `{name}`");
            problems.add(ProblemKind::DuplicateId, &draft.text, what, "remove one");
        }
    }
    for event in MessageEvent::ALL.iter().copied() {
        let wanted = match event {
            e if e.is_optional() => false,
            e if e.is_about_payment() => needs.payment,
            e if e.is_about_survey() => needs.survey,
            MessageEvent::Pin | MessageEvent::PinBatch => needs.pin,
            MessageEvent::ReadyForPickup | MessageEvent::HandedOver => needs.handover,
            MessageEvent::SiteVisitPlanned => needs.site_visit,
            _ => true,
        };
        let has = |channel: Channel| messages.contains_key(&format!("{}.{}", event.name(), channel.name()));
        if !wanted || !needs.all_read || has(Channel::Sms) {
            continue;
        }
        if event.needs_sms() || !has(Channel::Email) {
            let channel = if event.needs_sms() { "SMS" } else { "message" };
            let what = format!("there is no {channel} for the event `{event}`");
            let mend = format!("add a `[[message]]` with `event = \"{event}\"` to messages/sms.toml");
            problems.add(ProblemKind::MessageMissing, folder, what, mend);
        }
    }
    messages
}

fn check_one(draft: &MessageDraft, needs: &Needs, problems: &Problems) {
    let template = &draft.template;
    let event = template.event;
    let mut readable = true;
    let sources = [(Some(&draft.text), &template.text), (draft.subject.as_ref(), &template.subject)];
    for (spot, source) in sources {
        let Some(spot) = spot else { continue };
        match MessageTemplate::names(source) {
            Err(error) => {
                readable = false;
                let mend = "write names as {{ name }}";
                problems.add(ProblemKind::MessageSyntax, &spot.inside(error.at), error.to_string(), mend);
            }
            Ok(names) => {
                for name in names.iter().filter(|name| !event.variables().any(|known| known == *name)) {
                    readable = false;
                    let known: Vec<&str> = event.variables().collect();
                    let what = format!("the event `{event}` does not know `{name}`");
                    let mend = format!("use one of: {}", known.join(", "));
                    let at = source.find(name.as_str()).unwrap_or(0);
                    problems.add(ProblemKind::MessageUnknownVariable, &spot.inside(at), what, mend);
                }
            }
        }
    }
    if !readable {
        return;
    }
    let mut values = serde_json::Map::new();
    for (name, sample) in event.own_variables() {
        values.insert((*name).to_owned(), serde_json::Value::from(*sample));
    }
    for (name, value) in &needs.region {
        if event.variables().any(|known| known == *name) {
            values.insert((*name).to_owned(), serde_json::Value::from(value.as_str()));
        }
    }
    let filled = match template.render(&serde_json::Value::Object(values.clone())) {
        Ok(filled) => filled,
        Err(error) => {
            let spot = if error.in_subject { draft.subject.as_ref() } else { None }.unwrap_or(&draft.text);
            let mend = "use plain names of the event only";
            problems.add(ProblemKind::MessageSyntax, &spot.inside(error.at), error.to_string(), mend);
            return;
        }
    };
    for must in event.must_show() {
        let shown = values.get(*must).and_then(|v| v.as_str()).is_some_and(|v| filled.text.contains(v));
        if !shown {
            let what = format!("the message `{event}` does not show `{must}`");
            let mend = format!("add {{{{ {must} }}}} to the text");
            problems.add(ProblemKind::MessageDataMissing, &draft.text, what, mend);
        }
    }
    if template.channel == Channel::Sms {
        match sms_parts(&filled.text) {
            PartCount::NotGsm(character) => {
                let at = template.text.find(character).unwrap_or(0);
                let what = format!("`{character}` is not in the alphabet of an SMS");
                problems.add(
                    ProblemKind::MessageNotGsm,
                    &draft.text.inside(at),
                    what,
                    "use plain letters and signs",
                );
            }
            PartCount::Parts(parts) if parts > template.max_parts => {
                let what = format!(
                    "with long values this SMS takes {parts} parts, {} are allowed",
                    template.max_parts
                );
                problems.add(ProblemKind::MessageTooLong, &draft.text, what, "say it in fewer words");
            }
            PartCount::Parts(_) => {}
        }
    }
}
