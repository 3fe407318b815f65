//! `backends list`: what a text can be exported to, with the options of each and where it comes from; `backends check`: whether
//! one does what every backend must.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;
use teiwright::plugins::{Origin, Place, Plugin, all_on_path};
use teiwright::registry;
use teiwright_export::{Backend, Form, Registry};
use teiwright_plugin::testkit;
use teiwright_source::{Diagnostic, Severity, Source};

use super::{
    Answer, BackendsCheckArgs, BackendsListArgs, Failure, formats, output, plugin_config, print_failure,
    terminal,
};

/// A plugin with what it says of itself, as far as it was asked.
struct Asked {
    plugin: Plugin,
    answer: Option<Result<Box<dyn Backend>, Box<Diagnostic>>>,
}

/// Prints the backends.
pub(crate) fn list(args: &BackendsListArgs) -> u8 {
    match listed(args).and_then(|text| output::print(text.as_bytes())) {
        Ok(()) => 0,
        Err(failure) => {
            print_failure(&failure, teiwright_report::Format::Human);
            2
        }
    }
}

fn listed(args: &BackendsListArgs) -> Result<String, Failure> {
    if let Some(name) = &args.name {
        let (registry, name, plugin) = named(name, args.config.as_deref())?;
        let backends = registry.get(&name).map(|backend| entry(backend, plugin.as_ref()));
        return Ok(shown(backends.into_iter().collect(), args.format));
    }
    let registry = registry();
    let plugins = plugins(args.config.as_deref())?;
    let mut all = registry.iter().map(|backend| entry(backend, None)).collect::<Vec<_>>();
    for Asked { plugin, answer } in &plugins {
        all.push(match answer {
            Some(Ok(backend)) => entry(backend.as_ref(), Some(plugin)),
            Some(Err(fault)) => unknown(plugin, Some(fault)),
            None => unknown(plugin, None),
        });
    }
    Ok(shown(all, args.format))
}

/// The plugins that are configured, and the programs on the `PATH`. Templates and modules are read, since they can do
/// nothing but write; programs are not run.
fn plugins(config: Option<&Path>) -> Result<Vec<Asked>, Failure> {
    let configured = plugin_config::configured(config, Path::new("-"))?;
    let known = |name: &str| configured.iter().any(|plugin| plugin.name.as_deref() == Some(name));
    let on_path = all_on_path().into_iter().filter(|(name, _)| !known(name)).map(|(name, program)| Plugin {
        name: Some(name),
        place: Place::Program(program, Vec::new(), None),
        limits: teiwright_plugin::Limits::default(),
        origin: Origin::OnPath,
    });
    let on_path = on_path.collect::<Vec<_>>();
    let ask = |plugin: Plugin| {
        let answer = (!matches!(plugin.place, Place::Program(..))).then(|| plugin.load());
        Asked { plugin, answer }
    };
    Ok(configured.into_iter().chain(on_path).map(ask).collect())
}

/// The backend of that name, built in or a plugin.
fn named(name: &str, config: Option<&Path>) -> Result<(Registry, String, Option<Plugin>), Failure> {
    let (registry, known) = formats::registry_for(Some(name), config, None)?;
    let configured = plugin_config::configured(config, Path::new("-"))?;
    let builtin = teiwright::registry().get(name).is_some();
    let plugin = if builtin { None } else { Plugin::find(name, &configured).ok() };
    Ok((registry, known.unwrap_or_else(|| name.to_owned()), plugin))
}

/// A backend as it is listed.
#[derive(Serialize)]
struct Entry {
    name: String,
    summary: String,
    media_types: Vec<String>,
    extension: String,
    folder: bool,
    options: Vec<ListedOption>,
    /// Where it comes from: `built in`, or which plugin it is.
    from: String,
    /// Why nothing is known of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<String>,
    /// Whether it was asked at all.
    asked: bool,
}

/// An option of it.
#[derive(Serialize)]
struct ListedOption {
    name: String,
    values: String,
    default: String,
    help: String,
}

fn entry(backend: &dyn Backend, plugin: Option<&Plugin>) -> Entry {
    let options = backend.options().iter().map(|option| ListedOption {
        name: option.name.to_string(),
        values: option.values(),
        default: option.default.to_string(),
        help: option.help.to_string(),
    });
    Entry {
        name: backend.name().to_owned(),
        summary: backend.summary().to_owned(),
        media_types: backend.media_types().into_iter().map(str::to_owned).collect(),
        extension: backend.extension().to_owned(),
        folder: backend.form() == Form::Folder,
        options: options.collect(),
        from: plugin.map_or_else(|| "built in".to_owned(), ToString::to_string),
        fault: None,
        asked: true,
    }
}

fn unknown(plugin: &Plugin, fault: Option<&Diagnostic>) -> Entry {
    Entry {
        name: plugin.name.clone().unwrap_or_default(),
        summary: String::new(),
        media_types: Vec::new(),
        extension: String::new(),
        folder: false,
        options: Vec::new(),
        from: plugin.to_string(),
        fault: fault.map(|fault| format!("{}[{}] {}", fault.severity.as_str(), fault.code(), fault.message)),
        asked: fault.is_some(),
    }
}

fn shown(entries: Vec<Entry>, format: Answer) -> String {
    match format {
        Answer::Human => entries.iter().map(human).collect(),
        Answer::Json => serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n",
    }
}

fn human(entry: &Entry) -> String {
    let Entry { name, summary, extension, from, .. } = entry;
    if let Some(fault) = &entry.fault {
        return format!("{name}: {fault}\n  {from}\n");
    }
    if !entry.asked {
        return format!("{name}: not run; `teiwright backends list {name}` asks it\n  {from}\n");
    }
    let ending = if entry.folder { "a folder".to_owned() } else { format!(".{extension}") };
    let mut out = format!("{name} ({ending}): {summary}\n");
    if from != "built in" {
        let _ = writeln!(out, "  {from}");
    }
    for option in &entry.options {
        let default = if option.default.is_empty() { "none" } else { &option.default };
        let name = format!("{name}.{}", option.name);
        let _ = writeln!(out, "  {name:26} {} [{}; {default}]", option.help, option.values);
    }
    out
}

/// Holds a backend to the kit: 1 when there are faults.
pub(crate) fn check(args: &BackendsCheckArgs) -> u8 {
    let format = args.format.format();
    let (registry, name, _) = match named(&args.name, args.config.as_deref()) {
        Ok(found) => found,
        Err(failure) => {
            print_failure(&failure, format);
            return 2;
        }
    };
    let Some(backend) = registry.get(&name) else { return 2 };
    let cases = testkit::cases();
    let (mut faults, mut failing) = (0, 0);
    let options = terminal::options(&std::io::stdout());
    let source = Source::from_text(name.as_str(), "");
    for case in &cases {
        let found = testkit::check(backend, case);
        let found = found.iter().map(Diagnostic::from).collect::<Vec<_>>();
        faults += found.len();
        failing += usize::from(!found.is_empty());
        let text = teiwright_report::render(format, &source, &found, &options);
        if let Err(failure) = output::print(text.as_bytes()) {
            print_failure(&failure, format);
            return 2;
        }
    }
    let summary = if faults == 0 {
        format!("{name}: all {} documents of the kit are as they must be\n", cases.len())
    } else {
        format!(
            "{name}: {faults} {} on {failing} of {} documents\n",
            if faults == 1 { "fault" } else { "faults" },
            cases.len()
        )
    };
    output::error(&summary);
    debug_assert_eq!(teiwright_plugin::rules::plg112::RULE.severity, Severity::Error);
    u8::from(faults > 0)
}
