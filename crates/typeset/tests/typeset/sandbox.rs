//! What a hostile or broken template can do to the real worker: nothing that lasts.

use std::time::{Duration, Instant};

use crate::support::{bare, letter, patient_pool, pool, worker};
use typeset::{Diagnostic, Pool, PoolConfig, Request, TypesetError};

fn refused(pool: &Pool, request: &Request) -> Vec<Diagnostic> {
    match pool.render(request) {
        Err(TypesetError::Template(diagnostics)) => diagnostics,
        other => panic!("expected diagnostics, got {other:?}"),
    }
}

#[test]
fn files_packages_and_the_clock_are_denied() {
    let Some(worker) = worker() else { return };
    let pool = patient_pool(&worker);
    for template in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../../../etc/passwd\")",
        "#image(\"/proc/self/exe\")",
        "#import \"other.typ\": *",
        "#import \"@preview/tablex:0.0.8\": *",
        "#image(\"https://example.org/a.png\", alt: \"a\")",
        "#plugin(\"evil.wasm\")",
        "#datetime.today()",
    ] {
        let diagnostics = refused(&pool, &bare(template));
        let message = format!("{:?}", diagnostics[0]);
        if !template.contains("today") {
            assert!(message.contains("denied") || message.contains("escape"), "{template}: {message}");
        }
    }
    // The same worker pool still serves honest letters.
    assert!(pool.render(&bare("Halo")).is_ok());
}

#[test]
fn diagnostics_name_file_line_and_column() {
    let Some(worker) = worker() else { return };
    let pool = patient_pool(&worker);
    let mut request = letter("mojokerto", "receipt", "receipt");
    request.template = "#import \"kop.typ\": *\n#show: surat\n\nHalo #tidak-ada\n".to_owned();
    let first = refused(&pool, &request).remove(0);
    assert_eq!((first.file.as_deref(), first.line, first.column), (Some("receipt.typ"), Some(4), Some(7)));
    assert!(first.message.contains("unknown variable"), "{first}");
    request.files[0].1.push_str("\n#let rusak = (");
    assert_eq!(refused(&pool, &request).remove(0).file.as_deref(), Some("kop.typ"));
}

#[test]
fn a_missing_value_is_a_diagnostic_and_not_an_empty_line() {
    let Some(worker) = worker() else { return };
    let mut request = letter("mojokerto", "permit", "permit");
    request.data["holder"].as_object_mut().unwrap().remove("name");
    let first = refused(&patient_pool(&worker), &request).remove(0);
    assert!(first.message.contains("name"), "{first}");
}

#[test]
fn pictures_without_words_are_refused_by_pdf_a() {
    let Some(worker) = worker() else { return };
    let mut request = letter("mojokerto", "receipt", "receipt");
    request.template = "#set text(lang: \"id\")\n#image(\"/qr.svg\")".to_owned();
    let message = format!("{:?}", refused(&patient_pool(&worker), &request));
    assert!(message.contains("alt"), "{message}");
}

#[test]
fn a_template_that_loops_is_stopped_and_the_next_letter_is_served() {
    let Some(worker) = worker() else { return };
    let pool = pool(&worker, Duration::from_millis(1500));
    let looping = "#let n = 0\n#for a in range(60000) { for b in range(60000) { n = n + a } }\n#n";
    let begun = Instant::now();
    let outcome = pool.render(&bare(looping));
    assert!(matches!(outcome, Err(TypesetError::DeadlineExceeded(_))), "{outcome:?}");
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert!(pool.render(&bare("Halo")).is_ok());
}

#[test]
fn a_greedy_template_dies_alone() {
    let Some(worker) = worker() else { return };
    let mut config = PoolConfig::new(vec![worker.into()]);
    config.deadline = Duration::from_secs(60);
    config.memory_limit_bytes = Some(512 << 20);
    let pool = Pool::new(config);
    // 700 MiB: more than the limit, less than the machine.
    let greedy = "#let s = \"satu pintu \"\n#for i in range(26) { s = s + s }\n#s.len()";
    let outcome = pool.render(&bare(greedy));
    assert!(matches!(outcome, Err(TypesetError::WorkerDied(_))), "{outcome:?}");
    assert!(pool.render(&bare("Halo")).is_ok());
}

#[test]
fn another_number_of_pages_is_refused() {
    let Some(worker) = worker() else { return };
    let pool = patient_pool(&worker);
    let mut request = bare("Satu #pagebreak() Dua");
    request.expected_pages = Some(1);
    let outcome = pool.render(&request);
    assert!(matches!(outcome, Err(TypesetError::PageCount { expected: 1, actual: 2 })), "{outcome:?}");
    request.expected_pages = Some(2);
    assert_eq!(pool.render(&request).unwrap().pages, 2);
}

#[test]
fn many_threads_share_a_pool() {
    let Some(worker) = worker() else { return };
    let pool = patient_pool(&worker);
    let expected = pool.render(&letter("mojokerto", "minutes", "minutes")).unwrap().bytes;
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| pool.render(&letter("mojokerto", "minutes", "minutes")).unwrap().bytes))
            .collect();
        for thread in threads {
            assert!(thread.join().unwrap() == expected);
        }
    });
}
