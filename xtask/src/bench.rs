//! `cargo xtask bench SCHEMA PATH…`: how fast documents are checked, beside jing, xmllint and a bare loop over quick-xml.
//!
//! All in one run, on one thread. Programs that start anew are measured by what more of the same work costs, so that neither
//! start nor loading of the schema counts, and jing is warm. `cargo xtask bench convert FILE…` does the same for conversion.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use teiwright_check::{NoFiles, Rules, TeiFacts};
use teiwright_p5::Version;
use teiwright_relaxng::Checker;
use teiwright_source::Source;
use teiwright_xml::Tree;
use teiwright_xml::reader::Reader;

use crate::schema;

/// How many passes warm up, and how many are measured.
const PASSES: usize = 5;

/// Prints the table of checking.
pub(crate) fn run(schema_path: &Path, paths: &[PathBuf]) -> Result<bool, String> {
    let files = schema::xml_files(paths);
    let sources = files.iter().map(|file| teiwright::read_xml(file)).collect::<Result<Vec<_>, _>>()?;
    let bytes = sources.iter().map(|source| source.text().len()).sum::<usize>();
    println!(
        "{} files, {:.1} MB; one thread; megabytes a second, the best of {PASSES} passes after a first",
        files.len(),
        mega(bytes)
    );
    let begun = Instant::now();
    let schema = schema::load(schema_path)?;
    println!("{:42} {:8.1} ms", "the schema is loaded in", begun.elapsed().as_secs_f64() * 1e3);
    let row =
        |name: &str, time: Duration| println!("{name:42} {:8.1} MB/s", mega(bytes) / time.as_secs_f64());
    row("quick-xml events, attributes not looked at", best(|| sources.iter().for_each(|s| bare(s.text()))));
    row("reading (well-formedness, namespaces)", best(|| sources.iter().for_each(well_formed)));
    row("a tree (reading and keeping)", best(|| sources.iter().for_each(|s| drop(black_box(Tree::read(s))))));
    let mut checker = Checker::new(&schema);
    row(
        "check (reading and validating)",
        best(|| sources.iter().for_each(|s| drop(teiwright_relaxng::check(s, &mut checker)))),
    );
    let mut rules = Rules::new(TeiFacts::of_release(Version::default()));
    row(
        "check with the rules of TEI",
        best(|| {
            for source in &sources {
                rules.begin(Arc::new(NoFiles), true, true);
                drop(teiwright::check_tei(source, &mut checker, &mut rules));
            }
        }),
    );
    match more_of(&files, PASSES, |files| command("jing", &[schema_path.as_os_str()], files)) {
        Some(time) => row("jing, warm", time),
        None => println!("jing is not there (apt-get install jing)"),
    }
    let options = ["--noout".as_ref(), "--relaxng".as_ref(), schema_path.as_os_str()];
    match more_of(&files, 1, |files| command("xmllint", &options, files)) {
        Some(time) => row("xmllint", time),
        None => println!("xmllint is not there (apt-get install libxml2-utils)"),
    }
    Ok(true)
}

/// Prints the table of conversion: each file whole, then ten times as much.
pub(crate) fn convert(paths: &[PathBuf]) -> Result<bool, String> {
    let mut all = String::new();
    for path in paths {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        all.push_str(&text);
        all.push('\n');
    }
    println!("read, lower, prove, write, read back; one thread; the best of {PASSES} passes after a first");
    println!("memory: the most that a process has that reads one file, converts it and writes the result");
    for size in [1_000_000, 10_000_000, 100_000_000] {
        let mut text = String::with_capacity(size + all.len());
        while text.len() < size {
            text.push_str(&all);
        }
        let end = (0..=size).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
        let passes = if size > 50_000_000 { 1 } else { PASSES };
        let mut time = Duration::MAX;
        for _ in 0..=passes {
            let bytes = text.clone().into_bytes();
            let begun = Instant::now();
            let done = teiwright::convert("bench.txt", bytes, &teiwright::ConvertOptions::new());
            time = time.min(begun.elapsed());
            drop(black_box(done.map_err(|error| error.to_string())?));
        }
        println!(
            "{:6.1} MB  {:8.1} ms  {:6.1} MB/s  {:>6}",
            mega(end),
            time.as_secs_f64() * 1e3,
            mega(end) / time.as_secs_f64(),
            memory(&text)?.map_or_else(|| "-".to_owned(), |bytes| format!("{:.0} MB", mega(bytes)))
        );
    }
    Ok(true)
}

/// The most memory of a process of its own that converts `text`, where the system says it.
fn memory(text: &str) -> Result<Option<usize>, String> {
    let path = std::env::temp_dir().join(format!("teiwright-bench-{}.txt", std::process::id()));
    std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new(program).args(["bench", "once"]).arg(&path).output();
    for path in [&path, &path.with_extension("xml")] {
        drop(std::fs::remove_file(path));
    }
    let output = output.map_err(|error| error.to_string())?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse().ok())
}

/// Converts one file and prints the most bytes of memory that it took.
pub(crate) fn once(paths: &[PathBuf]) -> Result<bool, String> {
    let [path] = paths else { return Err("one file, please".to_owned()) };
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let options = teiwright::ConvertOptions::new();
    let done = teiwright::convert("bench.txt", bytes, &options).map_err(|error| error.to_string())?;
    std::fs::write(path.with_extension("xml"), &done.output).map_err(|error| error.to_string())?;
    // Linux keeps the mark of high water, in KiB.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibi = peak.and_then(|peak| peak.split_whitespace().next()?.parse::<usize>().ok());
    if let Some(kibi) = kibi {
        println!("{}", kibi * 1024);
    }
    Ok(true)
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn best(mut pass: impl FnMut()) -> Duration {
    pass();
    let time = |_| {
        let begun = Instant::now();
        pass();
        begun.elapsed()
    };
    (0..PASSES).map(time).min().unwrap_or_default()
}

fn bare(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    while let Ok(event) = reader.read_event() {
        if matches!(black_box(event), quick_xml::events::Event::Eof) {
            break;
        }
    }
}

fn well_formed(source: &Source) {
    let mut reader = Reader::new(source);
    while let Some(event) = reader.next_event() {
        black_box(event);
    }
}

/// What one more pass over the files costs a program: (2n passes − n passes) / n.
fn more_of(
    files: &[PathBuf],
    passes: usize,
    run: impl Fn(&[PathBuf]) -> Option<Duration>,
) -> Option<Duration> {
    let repeated = |times: usize| std::iter::repeat_n(files, times).flatten().cloned().collect::<Vec<_>>();
    let few = run(&repeated(passes))?;
    let many = run(&repeated(passes * 2))?;
    Some(many.saturating_sub(few) / u32::try_from(passes).ok()?)
}

fn command(program: &str, options: &[&std::ffi::OsStr], files: &[PathBuf]) -> Option<Duration> {
    let begun = Instant::now();
    let mut command = Command::new(program);
    command.args(options).args(files).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().ok()?;
    Some(begun.elapsed())
}
