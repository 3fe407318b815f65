//! `cargo xtask bench export`: how fast a text is exported, beside pandoc; what a template and a WebAssembly module cost.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use teiwright_export::{Backend, Files, Options, Registry};
use teiwright_model::Document;
use teiwright_plugin::{Limits, Template, Wasm, testkit};
use teiwright_tei::LowerOptions;

/// How many passes are measured, after a first.
const PASSES: usize = 5;

/// Prints the table. `files` are TEI documents for the speed of reading and writing; without any, the novel of the kit stands
/// for them.
pub(crate) fn run(files: &[PathBuf]) -> Result<bool, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let registry = Registry::with_builtins();
    let html = registry.get("html").ok_or("there is no html")?;
    println!("one thread; the best of {PASSES} passes after a first");
    reading(html, files)?;
    page(&root)?;
    let novel = testkit::novel(1_000_000);
    let epub = registry.get("epub").ok_or("there is no epub")?;
    row("epub of a novel of 1 MB of text", best(|| written(epub, &novel)));
    let novel = testkit::novel(2_000_000);
    let built_in = best(|| written(html, &novel));
    row("a novel of 2 MB of text: html, built in", built_in);
    let times = |name: &str, backend: &dyn Backend| {
        let time = best(|| written(backend, &novel));
        println!(
            "{name:52} {:8.1} ms, {:.1} times as long",
            millis(time),
            time.as_secs_f64() / built_in.as_secs_f64()
        );
    };
    times(
        "  html by templates (examples/template-backend)",
        &template(&root.join("examples/template-backend"))?,
    );
    let module = std::fs::read(root.join("examples/wasm-backend/plain-html.wasm"))
        .map_err(|error| error.to_string())?;
    let load = best(|| drop(black_box(Wasm::new(None, &module, Limits::default()))));
    let wasm = Wasm::new(None, &module, Limits::default()).map_err(|fault| fault.message)?;
    times("  html by a WebAssembly module (examples/wasm-backend)", &wasm);
    row("  loading that module", load);
    let json = registry.get("json").ok_or("there is no json")?;
    row("  the Document as JSON, which modules and programs read", best(|| written(json, &novel)));
    pandoc(&registry, &novel);
    Ok(true)
}

/// TEI to html: read, lift, write.
fn reading(html: &dyn Backend, files: &[PathBuf]) -> Result<(), String> {
    let mut texts = Vec::new();
    for file in files {
        texts.push(std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?);
    }
    if texts.is_empty() {
        let tree = teiwright_tei::lower(&testkit::novel(2_000_000), &LowerOptions::default());
        texts.push(teiwright_xml::write(&tree, &teiwright_tei::holds_elements_only).into_bytes());
    }
    let bytes = texts.iter().map(Vec::len).sum::<usize>();
    let mut fault = None;
    let time = best(|| {
        for text in &texts {
            match teiwright::read_tei("bench.xml", text.clone()) {
                Ok((_, document, _)) => written(html, &document),
                Err(error) => fault = Some(error.to_string()),
            }
        }
    });
    if let Some(fault) = fault {
        return Err(fault);
    }
    let (mega, seconds) = (bytes as f64 / 1e6, time.as_secs_f64());
    println!(
        "{:52} {:8.1} ms, {:.1} MB/s",
        format!("TEI to html, {mega:.1} MB in {} files", texts.len()),
        seconds * 1e3,
        mega / seconds
    );
    Ok(())
}

/// One small page, by the command, cold.
fn page(root: &Path) -> Result<(), String> {
    let command = root.join("target/release/teiwright");
    if !command.is_file() {
        println!("one small page, cold: build the command first (cargo build --release)");
        return Ok(());
    }
    let page = root.join("tests/suite/export/edition.xml");
    let run = || {
        let status = Command::new(&command)
            .arg("convert")
            .arg(&page)
            .args(["--to", "html"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        status.is_ok_and(|status| status.success())
    };
    if !run() {
        return Err("the command could not convert the page".to_owned());
    }
    row(
        "one small page by the command, cold",
        best(|| {
            black_box(run());
        }),
    );
    Ok(())
}

fn template(folder: &Path) -> Result<Template, String> {
    let mut files = BTreeMap::new();
    let read = |path: PathBuf| std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()));
    files.insert("backend.toml".to_owned(), read(folder.join("backend.toml"))?);
    for entry in std::fs::read_dir(folder.join("templates")).map_err(|error| error.to_string())?.flatten() {
        files.insert(format!("templates/{}", entry.file_name().to_string_lossy()), read(entry.path())?);
    }
    Template::new(None, &files, Limits::default()).map_err(|fault| fault.message)
}

/// pandoc from its own form of the Document to HTML.
fn pandoc(registry: &Registry, novel: &Document) {
    let Some(backend) = registry.get("pandoc") else { return };
    let mut files = Files::default();
    backend.write(novel, &Options::defaults(backend.options()), &mut files);
    let Some((_, json)) = files.into_files().pop() else { return };
    let path = std::env::temp_dir().join(format!("teiwright-bench-{}.json", std::process::id()));
    if std::fs::write(&path, json).is_err() {
        return;
    }
    let run = || {
        let mut pandoc = Command::new("pandoc");
        pandoc.args(["--from", "json", "--to", "html", "--standalone", "--metadata", "title=x"]).arg(&path);
        pandoc.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    if run() {
        row(
            "  html by pandoc, of its own JSON, a process",
            best(|| {
                black_box(run());
            }),
        );
    } else {
        println!("pandoc is not there (apt-get install pandoc)");
    }
    let _ = std::fs::remove_file(path);
}

fn written(backend: &dyn Backend, document: &Document) {
    let mut files = Files::default();
    let report = backend.write(document, &Options::defaults(backend.options()), &mut files);
    for said in &report.diagnostics {
        eprintln!("{}: {}", backend.name(), said.message);
    }
    black_box(files);
}

fn best(mut run: impl FnMut()) -> Duration {
    run();
    let time = |_| {
        let begun = Instant::now();
        run();
        begun.elapsed()
    };
    (0..PASSES).map(time).min().unwrap_or_default()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn row(name: &str, time: Duration) {
    println!("{name:52} {:8.1} ms", millis(time));
}
