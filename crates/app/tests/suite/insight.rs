//! What officers, the head and the auditor see: searches, figures with their lists, the audit trail and its exports.

use crate::support::*;
use app::act::assign_many;
use app::play::Plan;
use app::query::applicant::own_by_number;
use app::query::audit_export::{ExportForm, audit_export};
use app::query::auditor::{AuditFilter, Inclusion, audit_list, story};
use app::query::desk::{QueueFilter, queue};
use app::query::find::{Narrow, find_files};
use app::query::office_list::{OfficeList, office_list};
use app::query::overview::{Overview, overview};
use app::query::restricted;
use app::query::survey_index::{Quarter, latest_survey_index, public_index, survey_index};
use domain::definition::StageKind;
use domain::party::{Actor, ApplicationRecord};
use domain::process::{By, Command, RecommendationOutcome, Refusal, pace};
use domain::survey::Grade;
use domain::value::Id;
use jiff::SignedDuration;
use ledger::{Hash, InclusionProof, leaf_hash};
use proves::proves;
use serde_json::Value;
use std::collections::BTreeSet;
use store::params;
use testkit::house::House;

fn narrow(words: &str) -> Narrow {
    Narrow { words: words.to_owned(), ..Narrow::default() }
}

fn head(house: &House) -> Actor {
    officer(house, "head_of_office", 0)
}

fn figures(house: &House) -> Overview {
    overview(&house.stand.region, &head(house)).unwrap()
}

fn listed(house: &House, list: OfficeList<'_>) -> usize {
    office_list(&house.stand.region, &head(house), list, &Narrow::default(), 1).unwrap().total
}

fn health_agency(house: &House) -> Actor {
    let mut officers = (0..).map(|n| officer(house, "technical_agency", n));
    officers.find(|a| a.agency.as_ref().is_some_and(|a| a.0 == "dinkes")).unwrap()
}

fn recommend(house: &House, id: Id<ApplicationRecord>) {
    let agency = health_agency(house);
    let command = Command::Recommend {
        agency: agency.agency.clone().unwrap(),
        outcome: RecommendationOutcome::Recommended,
        values: [("tempat_sesuai".to_owned(), "ya".to_owned())].into(),
        note: String::new(),
    };
    act(house, &agency, id, command);
}

#[test]
fn a_queue_is_narrowed_by_words_service_desk_and_division() {
    on_both(|house| {
        let cards = reach_many(house, CARD, StageKind::AdminVerification, 3);
        let sip = reach(house, SIP, StageKind::AdminVerification);
        let clerk = officer(house, "service_officer", 0);
        let shown = |by: &Narrow| {
            let found = queue(&house.stand.region, &clerk, QueueFilter::All, by, 1).unwrap();
            assert_eq!(found.counts.all, found.total, "counted after narrowing");
            found.items.iter().map(|i| i.id).collect::<BTreeSet<_>>()
        };
        let number = state(house, cards[1]).registration.unwrap().to_string();
        assert_eq!(shown(&narrow(&number)), [cards[1]].into());
        let holder = state(house, sip).holder_name;
        let beginning: String = holder.to_uppercase().chars().take(3).collect();
        assert!(shown(&narrow(&beginning)).contains(&sip), "{holder}");
        assert_eq!(shown(&narrow("dokter sip")), [sip].into());
        assert_eq!(shown(&narrow("tidakadaorangnya")), [].into());
        assert_eq!(shown(&Narrow { service: CARD.into(), ..Narrow::default() }), cards.into_iter().collect());
        assert_eq!(shown(&Narrow { desk: "decision".into(), ..Narrow::default() }), [].into());
        let division = Narrow { division: "perizinan_non_usaha".into(), ..Narrow::default() };
        assert_eq!(shown(&division), [sip].into());
    });
}

#[proves("MJK18-3.d")]
#[test]
fn one_search_finds_all_kinds_of_permits_of_a_holder() {
    on_both(|house| {
        let sip = reach(house, SIP, StageKind::TechnicalRecommendation);
        let building = reach(house, IMB, StageKind::Handover);
        let region = &house.stand.region;
        let found = |actor: &Actor, words: &str| {
            find_files(region, actor, words).unwrap().iter().map(|f| f.id).collect::<BTreeSet<_>>()
        };
        let name = state(house, sip).holder_name;
        assert_eq!(state(house, building).holder_name, name);
        assert_eq!(found(&head(house), &name), [sip, building].into());
        assert_eq!(found(&head(house), &format!("imb {name}")), [building].into());
        // An agency finds only what it was asked about.
        let agency = health_agency(house);
        assert_eq!(found(&agency, &name), [sip].into());
        let refusal = refused_as(house, &owner(house, sip), "search_files", || {
            find_files(region, &owner(house, sip), &name)
        });
        assert_eq!(refusal, Refusal::NotAllowed { capability: None });
    });
}

#[proves("MJK18-23.2", "MJK18-4.3.c")]
#[test]
fn a_number_is_tracked_only_by_its_owner() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::AdminVerification);
        let number = state(house, id).registration.unwrap().to_string();
        let region = &house.stand.region;
        assert_eq!(own_by_number(region, &owner(house, id), &number).unwrap(), Some(id.to_string()));
        let other = stranger(house, id);
        for wanted in [number.as_str(), "26-999999-9"] {
            assert_eq!(own_by_number(region, &other, wanted).unwrap(), None, "{wanted}");
            recorded(region, &other, "track_number", &Refusal::NotYours);
        }
    });
}

#[test]
fn files_are_given_with_a_reason_and_every_change_of_hands_is_told() {
    on_both(|house| {
        let files = reach_many(house, CARD, StageKind::AdminVerification, 3);
        let region = house.stand.region.clone();
        let (first, second) = (officer(house, "service_officer", 0), officer(house, "service_officer", 1));
        let chief = head(house);
        let give = |actor: &Actor, to: &Actor, reason: &str| {
            assign_many(&region, actor, &files, to.account, reason, None)
        };
        let empty = refused_as(house, &chief, "assign", || give(&chief, &first, "  "));
        assert!(matches!(empty, Refusal::Invalid { field, .. } if field == "catatan"));
        let clerk = refused_as(house, &first, "assign", || give(&first, &second, "tolong"));
        assert!(matches!(clerk, Refusal::NotAllowed { .. }));
        let printer = officer(house, "print_operator", 0);
        let wrong = give(&chief, &printer, "tolong").unwrap();
        assert_eq!((wrong.done.len(), wrong.refused.len()), (0, 3), "nobody gets a file of another desk");

        let given = give(&chief, &first, "pembagian pagi").unwrap();
        assert_eq!((given.done.len(), given.refused.len()), (3, 0));
        assert_eq!((figures(house).reassigned, figures(house).overtaken), (0, 0));
        give(&chief, &second, "cuti").unwrap();
        let list = office_list(&region, &chief, OfficeList::Reassigned, &Narrow::default(), 1).unwrap();
        assert_eq!((figures(house).reassigned, list.total), (3, 3));
        let told = list.lines[0].remark.clone().unwrap();
        assert_eq!(told.who, chief.name);
        assert_eq!(told.note, format!("{} ke {}: cuti", first.name, second.name));
    });
}

#[test]
fn every_figure_of_the_head_is_its_list() {
    on_both(|house| {
        reach_many(house, CARD, StageKind::AdminVerification, 2);
        reach(house, SIP, StageKind::Decision);
        assert_eq!(figures(house).late, 0);
        wait(house, SignedDuration::from_hours(24 * 12));
        let seen = figures(house);
        assert_eq!(seen.late, 3, "{:?}", seen.desks);
        let by_desk: Vec<(&str, i64)> = seen.desks.iter().map(|d| (d.kind.as_str(), d.late)).collect();
        assert_eq!(by_desk, [("admin_verification", 2), ("decision", 1)]);
        for (figure, list) in [
            (seen.late, OfficeList::Late),
            (seen.today, OfficeList::Today),
            (seen.unpaid, OfficeList::Unpaid),
            (seen.survey, OfficeList::Survey),
            (seen.uncollected, OfficeList::Uncollected),
            (seen.returned, OfficeList::Returned),
            (seen.burst, OfficeList::Burst),
            (seen.reassigned, OfficeList::Reassigned),
            (seen.overtaken, OfficeList::Overtaken),
            (seen.desks.iter().map(|d| d.open).sum(), OfficeList::Open),
        ] {
            assert_eq!(figure, i64::try_from(listed(house, list)).unwrap(), "{list:?}");
        }
        let clerk = officer(house, "service_officer", 0);
        refused_as(house, &clerk, "open_overview", || overview(&house.stand.region, &clerk));
    });
}

#[test]
fn what_stands_still_or_waits_at_the_counter_is_counted() {
    on_both(|house| {
        reach(house, SIP, StageKind::Handover);
        let plan = Plan { survey: app::play::SurveyAnswer::Never, ..draft_plan(house, SIP, 1) };
        play(house, SIP, vec![plan]);
        wait(house, SignedDuration::from_hours(24 * 7));
        wait(house, SignedDuration::from_hours(24 * 8));
        let seen = figures(house);
        assert_eq!((seen.survey, seen.uncollected), (1, 1));
        assert_eq!(listed(house, OfficeList::Survey), 1);
        assert_eq!(listed(house, OfficeList::Uncollected), 1);
    });
}

#[test]
fn a_file_returned_more_than_twice_and_one_typed_in_at_once_are_told() {
    on_both(|house| {
        let slow = Plan {
            corrections: 3,
            stop_at: Some(StageKind::Decision),
            pace: Some(30),
            ..draft_plan(house, SIP, 7)
        };
        play(house, SIP, vec![slow]);
        assert_eq!((figures(house).returned, figures(house).burst), (1, 0));
        assert_eq!(listed(house, OfficeList::Returned), 1);
        // As if the earlier desks had been left a moment ago, all by officers.
        let id = reach(house, SIP, StageKind::TechnicalRecommendation);
        let mut typed_in = state(house, id);
        let (clerk, now) = (officer(house, "service_officer", 0), house.stand.region.now());
        for passage in typed_in.passages.iter_mut().filter(|p| p.left_at.is_some()) {
            passage.left_at = now.checked_sub(SignedDuration::from_mins(2)).ok();
            passage.by = Some(By { account: clerk.account, name: clerk.name.clone() });
        }
        assert_eq!(pace::burst(&typed_in), None, "three desks");
        let text = store::application::state_text(&typed_in).unwrap();
        let sql = "UPDATE application SET state = ?2 WHERE id = ?1";
        house
            .stand
            .region
            .store
            .write(move |tx| tx.execute(sql, params![*id.as_bytes(), text.as_str()]))
            .unwrap();
        recommend(house, id);
        assert_eq!((figures(house).returned, figures(house).burst), (1, 1));
        assert_eq!(listed(house, OfficeList::Burst), 1);
    });
}

#[proves("MJK18-20.b")]
#[test]
fn an_agency_that_answers_after_the_agreed_time_is_flagged() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::TechnicalRecommendation);
        let breaches = |house: &House| {
            let seen = figures(house);
            assert_eq!(seen.agencies.len(), 1, "{:?}", seen.agencies);
            assert_eq!(seen.agencies[0].agreed, "3 hari kerja atau 4 hari kerja", "as its services say");
            (seen.agencies[0].breaches, listed(house, OfficeList::Agency("dinkes", true)))
        };
        assert_eq!(breaches(house), (0, 0));
        wait(house, SignedDuration::from_hours(24 * 2));
        assert_eq!(breaches(house), (0, 0), "within three working days");
        wait(house, SignedDuration::from_hours(24 * 8));
        assert_eq!(breaches(house), (1, 1), "not answered in time");
        recommend(house, id);
        let seen = figures(house);
        assert_eq!((seen.agencies[0].answered, seen.agencies[0].breaches), (1, 1), "late for good");
        assert!(seen.agencies[0].average.unwrap() > 300, "more than three days: {:?}", seen.agencies);
    });
}

#[proves("MJK18-1.14")]
#[test]
fn permits_and_non_permits_are_counted_apart() {
    on_both_of("contoh", |house| {
        let (permit, other) = ("izin-warung", "persetujuan-penelitian");
        for service in [permit, other] {
            let plan = draft_plan(house, service, 0);
            play(house, service, vec![plan]);
        }
        let region = house.stand.region.clone();
        let official = officer(house, "deciding_official", 0);
        let seen = overview(&region, &official).unwrap();
        let (permits, others) = seen.months.iter().fold((0, 0), |n, m| (n.0 + m.permits, n.1 + m.others));
        assert_eq!((permits, others), (1, 1));
        let total = |list| office_list(&region, &official, list, &Narrow::default(), 1).unwrap().total;
        for month in &seen.months {
            let listed =
                (total(OfficeList::Issued(month.month, true)), total(OfficeList::Issued(month.month, false)));
            assert_eq!(
                listed,
                (usize::try_from(month.permits).unwrap(), usize::try_from(month.others).unwrap())
            );
        }
        let line = seen.services.iter().find(|s| s.service == permit).unwrap();
        assert_eq!((line.files, line.late), (1, 0));
        assert!(line.average > 0 && line.average <= line.promised, "{line:?}");
        assert_eq!(total(OfficeList::Finished(permit, false)), 1);
        assert_eq!(total(OfficeList::Finished(permit, true)), 0);
    });
}

#[proves("MJK18-17.1")]
#[test]
fn the_index_counts_neither_the_offices_own_devices_nor_the_fastest() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let today = region.office().calendar.local_date(region.now());
        let last = Quarter::of(today).before();
        let month = format!("{}-{:02}", last.year, last.number * 3);
        let answers = [
            ("333333333", 95, false),
            ("444444444", 20, false),
            ("334433344", 60, false),
            ("444444444", 19, false),
            ("444444444", 95, true),
            ("444444444", 5, true),
        ];
        region
            .store
            .write(move |tx| {
                for (n, (answer, seconds, staff)) in (1_u8..).zip(answers) {
                    store::desk::add_survey_answer(tx, [n; 16], SIP, &month, answer, seconds, staff)?;
                }
                store::desk::add_survey_answer(tx, [9; 16], CARD, &month, "111111111", 90, false)
            })
            .unwrap();
        let found = survey_index(&region, &head(house), last).unwrap();
        // (27 + 36 + 31 + 9) × 25 ÷ (4 × 9) = 71.5277…
        let index = found.index.clone().unwrap();
        assert_eq!(
            (index.respondents, index.converted.to_string(), index.grade),
            (4, "71.53".into(), Grade::C)
        );
        assert_eq!((found.on_staff_devices, found.too_fast), (2, 1));
        assert_eq!(found.apart.clone().unwrap().converted.to_string(), "100");
        let services: Vec<_> = found.services.iter().map(|s| (s.respondents, s.index.is_some())).collect();
        assert_eq!(services, [(1, false), (3, true)], "one respondent could be recognised");
        assert_eq!(public_index(&region).unwrap(), found);
        assert_eq!(survey_index(&region, &head(house), Quarter::of(today)).unwrap().index, None);
        // Nobody is led to an empty quarter while an earlier one has answers.
        assert_eq!(latest_survey_index(&region, &head(house), 8).unwrap(), found);
        assert_eq!(latest_survey_index(&region, &head(house), 1).unwrap().quarter, Quarter::of(today));
        let clerk = officer(house, "service_officer", 0);
        refused_as(house, &clerk, "open_survey_index", || survey_index(&region, &clerk, last));
    });
}

#[proves("MJK18-22.1", "MJK18-4.3.d")]
#[test]
fn the_trail_is_filtered_and_an_export_proves_itself_and_is_recorded() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::Decision);
        let region = house.stand.region.clone();
        let auditor = officer(house, "ptsp_organiser", 0);
        let clerk = officer(house, "service_officer", 0);
        refused_as(house, &clerk, "export_audit_trail", || {
            audit_export(&region, &clerk, &AuditFilter::default(), ExportForm::Csv)
        });
        region.store.sequence().unwrap();
        let of = |filter: AuditFilter| audit_list(&region, &auditor, &filter).unwrap().lines;
        let refused = of(AuditFilter { outcome: "refused".into(), ..AuditFilter::default() });
        assert_eq!(refused.iter().map(|l| l.act.as_str()).collect::<Vec<_>>(), ["export_audit_trail"]);
        let number = state(house, id).registration.unwrap().to_string();
        let by = AuditFilter { registration: number, act: "validate".into(), ..AuditFilter::default() };
        let validated = of(by.clone());
        assert_eq!(validated.len(), 1);
        assert_eq!(validated[0].application, Some(id));
        let name: String = validated[0].actor_name.to_uppercase();
        assert_eq!(of(AuditFilter { actor: name, ..by.clone() }).len(), 1);
        assert_eq!(of(AuditFilter { actor: "%".into(), ..by.clone() }).len(), 0, "no pattern");
        assert_eq!(of(AuditFilter { object: "account".into(), ..by.clone() }).len(), 0);
        let day = region.office().calendar.local_date(validated[0].at);
        assert_eq!(of(AuditFilter { since: Some(day), until: Some(day), ..by.clone() }).len(), 1);
        assert_eq!(of(AuditFilter { since: day.tomorrow().ok(), ..by.clone() }).len(), 0);

        let csv = String::from_utf8(audit_export(&region, &auditor, &by, ExportForm::Csv).unwrap()).unwrap();
        assert_eq!(csv.lines().count(), 2, "{csv}");
        // Of two exports in one moment nobody can say which came later.
        wait(house, SignedDuration::from_secs(1));
        let bundle = audit_export(&region, &auditor, &by, ExportForm::Bundle).unwrap();
        let bundle: Value = serde_json::from_slice(&bundle).unwrap();
        let note: Vec<&str> = bundle["checkpoint"].as_str().unwrap().lines().collect();
        let root = base64_root(note[2]);
        let leaf = &bundle["leaves"][0];
        let body = leaf["leaf"].as_str().unwrap();
        assert!(body.contains("\"act\":\"validate\""), "{body}");
        let path = leaf["proof"].as_array().unwrap().iter().map(|h| hash(h.as_str().unwrap())).collect();
        let proof =
            InclusionProof { index: leaf["index"].as_u64().unwrap(), size: note[1].parse().unwrap(), path };
        proof.verify(&leaf_hash(body.as_bytes()), &root).unwrap();
        proof.verify(&leaf_hash(b"{}"), &root).unwrap_err();
        let exports = of(AuditFilter {
            act: "export_audit_trail".into(),
            outcome: "done".into(),
            ..AuditFilter::default()
        });
        assert_eq!(exports.len(), 2);
        assert_eq!(exports[0].fields, ["act", "registration", "bundle"], "names, never what was typed");
    });
}

fn hash(hex_text: &str) -> Hash {
    let bytes: [u8; 32] = hex::decode(hex_text).unwrap().try_into().unwrap();
    Hash(bytes)
}

fn base64_root(text: &str) -> Hash {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD.decode(text).unwrap();
    Hash(bytes.try_into().unwrap())
}

#[proves("MJK18-22.4.a")]
#[test]
fn a_file_is_rebuilt_from_its_events_and_a_changed_one_is_noticed() {
    on_both(|house| {
        let id = reach(house, IMB, StageKind::Decision);
        let region = house.stand.region.clone();
        let auditor = officer(house, "ptsp_organiser", 0);
        let told = story(&region, &auditor, id).unwrap();
        let order: Vec<_> = told
            .lines
            .iter()
            .filter_map(|line| match &line.inclusion {
                Inclusion::Proven { sequence, .. } => Some((line.at, *sequence)),
                _ => None,
            })
            .collect();
        assert!(order.len() > 3 && order.is_sorted(), "acts of one moment stand as in the log: {order:?}");
        let rebuilt = told.rebuilt;
        assert!(rebuilt.agrees(), "{rebuilt:?}");
        assert_eq!(rebuilt.events.len(), usize::try_from(state(house, id).version).unwrap());
        let versions: Vec<i64> = rebuilt.events.iter().map(|e| e.version).collect();
        assert!(versions.is_sorted());
        for sql in [
            "UPDATE application SET state = REPLACE(state, 'Contoh', 'Conton') WHERE id = ?1",
            "UPDATE application_event SET body = REPLACE(body, 'Contoh', 'Conton') WHERE application = ?1",
        ] {
            region.store.write(move |tx| tx.execute(sql, params![*id.as_bytes()])).unwrap();
            assert!(!story(&region, &auditor, id).unwrap().rebuilt.agrees(), "{sql}");
        }
    });
}

#[proves("MJK18-10.2.b", "MJK18-10.3")]
#[test]
fn restricted_information_is_for_the_organiser_alone_and_each_view_is_recorded() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::Handover);
        let region = house.stand.region.clone();
        let organiser = officer(house, "ptsp_organiser", 0);
        let (documents, _) = restricted::documents(&region, &organiser, None).unwrap();
        assert!(
            documents.iter().any(|d| d.file.category == "permit" && d.application.is_some()),
            "{documents:?}"
        );
        // Of two reads in one moment nobody can say which came later.
        wait(house, SignedDuration::from_secs(1));
        let (activity, more) = restricted::activity(&region, &organiser, 1).unwrap();
        assert_eq!((activity.len(), activity[0].files, activity[0].active, more), (1, 1, 1, false));
        let read = AuditFilter { act: "read_restricted".into(), ..AuditFilter::default() };
        let views: Vec<_> = audit_list(&region, &organiser, &read).unwrap().lines;
        let fields: Vec<_> = views.iter().map(|l| (l.actor_name.clone(), l.fields.clone())).collect();
        let name = organiser.name.clone();
        assert_eq!(
            fields,
            [(name.clone(), vec!["activity".to_owned()]), (name, vec!["documents".to_owned()])]
        );
        let agency = officer(house, "technical_agency", 0);
        let clerk = officer(house, "service_officer", 0);
        for actor in [owner(house, id), agency, clerk, head(house)] {
            refused_as(house, &actor, "read_restricted", || restricted::documents(&region, &actor, None));
            refused_as(house, &actor, "read_restricted", || restricted::activity(&region, &actor, 1));
            refused_as(house, &actor, "read_audit_trail", || {
                audit_list(&region, &actor, &AuditFilter::default())
            });
        }
    });
}
