//! `schema`: which schemas and releases of TEI are built in, and what TEI says of an element.

use std::path::Path;

use clap::{Args, Subcommand, ValueHint};
use serde::Serialize;
use teiwright::rules;
use teiwright_check::{Builtin, compile_builtin};
use teiwright_p5::spec::{Kind, Name};
use teiwright_p5::table::{Module, Table};
use teiwright_p5::{Facts, Version, facts};
use teiwright_report::Format;

use super::facts_page::{Page, Shown};
use super::schemas::name_a_schema;
use super::{Answer, Failure, facts_text, output, print_failure, terminal};

#[derive(Debug, Subcommand)]
pub(crate) enum SchemaCommand {
    /// List the schemas, the releases of TEI and its modules that are built in
    List(ListArgs),
    /// Show what TEI says of an element: where it may stand, what it holds, its attributes
    Show(ShowArgs),
    /// Compile a customisation of TEI to a grammar in RELAX NG
    Compile(super::compile::CompileArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// The release of TEI whose modules are listed, such as 4.10.0a; by default the newest
    #[arg(long, value_name = "VERSION", value_parser = version)]
    tei_version: Option<Version>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = Answer::Human)]
    format: Answer,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// An element such as persName; or a class, a macro, a datatype or a module of TEI
    name: String,
    /// A customisation (.odd), or a schema that is built in, as which it is shown; the whole of TEI without it
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath)]
    schema: Option<String>,
    /// The release of TEI, such as 4.10.0a; by default the newest
    #[arg(long, value_name = "VERSION", value_parser = version)]
    tei_version: Option<Version>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = Answer::Human)]
    format: Answer,
}

pub(super) fn version(text: &str) -> Result<Version, String> {
    text.parse::<Version>().map_err(|error| error.to_string())
}

/// Runs a command about schemas.
pub(crate) fn run(command: &SchemaCommand) -> u8 {
    let done = match command {
        SchemaCommand::List(args) => list(args),
        SchemaCommand::Show(args) => show(args),
        SchemaCommand::Compile(args) => return super::compile::run(args),
    };
    match done {
        Ok(()) => 0,
        Err(failure) => {
            print_failure(&failure, Format::Human);
            2
        }
    }
}

/// The answer of `list` for programs, version first.
#[derive(Serialize)]
struct Listing<'a> {
    v: u32,
    schemas: Vec<Named<'a>>,
    versions: Vec<Release>,
    version: &'a str,
    modules: Vec<ModuleLine<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    about: &'a str,
}

#[derive(Serialize)]
struct Release {
    version: &'static str,
    elements: usize,
    default: bool,
}

#[derive(Serialize)]
struct ModuleLine<'a> {
    name: &'a str,
    about: &'a str,
    elements: usize,
}

fn list(args: &ListArgs) -> Result<(), Failure> {
    let version = args.tei_version.unwrap_or_default();
    let facts_of = facts(version);
    let count =
        |module: &str| facts_of.elements().filter(|spec| spec.module.as_deref() == Some(module)).count();
    let modules = facts_of.modules().iter().map(|module| ModuleLine {
        name: &module.ident,
        about: &module.gloss,
        elements: count(&module.ident),
    });
    let releases = Version::ALL.into_iter().map(|version| Release {
        version: version.number(),
        elements: facts(version).elements().count(),
        default: version == Version::default(),
    });
    let schemas = Builtin::ALL.map(|schema| Named { name: schema.name(), about: schema.about() });
    let listing = Listing {
        v: 1,
        schemas: schemas.into(),
        versions: releases.collect(),
        version: version.number(),
        modules: modules.collect(),
    };
    let text = match args.format {
        Answer::Json => serde_json::to_string_pretty(&listing).unwrap_or_default() + "\n",
        Answer::Human => human(&listing),
    };
    output::print(text.as_bytes())
}

fn human(listing: &Listing) -> String {
    let mut out = String::from("Schemas\n");
    for schema in &listing.schemas {
        out.push_str(&format!("  {:<10} {}\n", schema.name, schema.about));
    }
    out.push_str("\nReleases of TEI P5\n");
    for release in listing.versions.iter().rev() {
        let default = if release.default { ", which is meant where none is named" } else { "" };
        out.push_str(&format!("  {:<10} {} elements{default}\n", release.version, release.elements));
    }
    out.push_str(&format!("\nModules of {}\n", listing.version));
    let width = listing.modules.iter().map(|module| module.name.len()).max().unwrap_or_default();
    for module in &listing.modules {
        let elements = match module.elements {
            0 => "    –".to_owned(),
            count => format!("{count:>5}"),
        };
        out.push_str(&format!("  {:<width$} {elements}  {}\n", module.name, module.about));
    }
    out.push_str(
        "\n`teiwright schema show NAME` shows an element, a module, a class, a macro or a datatype.\n",
    );
    out
}

fn show(args: &ShowArgs) -> Result<(), Failure> {
    let version = args.tei_version.unwrap_or_default();
    let name = args.name.trim_matches(['<', '>', '/']);
    let custom = args.schema.as_deref().map(|schema| customised(schema, args.tei_version)).transpose()?;
    let facts_of = custom.as_ref().unwrap_or_else(|| facts(version));
    let shown = Shown { facts: facts_of, version, customisation: args.schema.as_deref() };
    let Some(page) = Page::of(shown, name) else {
        return Err(match &args.schema {
            Some(schema) if facts(version).spec(name).is_some() => left_out(schema, name),
            _ => unknown(shown, name),
        });
    };
    let text = match args.format {
        Answer::Json => serde_json::to_string_pretty(&page).unwrap_or_default() + "\n",
        Answer::Human => {
            let width = terminal::options(&std::io::stdout()).width.unwrap_or(100);
            facts_text::human(&page, width.clamp(40, 110))
        }
    };
    output::print(text.as_bytes())
}

/// What TEI comes to in a customisation.
fn customised(schema: &str, version: Option<Version>) -> Result<Facts, Failure> {
    let compiled = match Builtin::named(schema) {
        Some(builtin) => compile_builtin(builtin, version.unwrap_or_default()),
        None => {
            let path = Path::new(schema);
            let ending = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
            if ending.eq_ignore_ascii_case("rng") || ending.eq_ignore_ascii_case("rnc") {
                let message = "is a grammar, which does not say what its elements are for";
                let help = "name the customisation (.odd) that it was made from";
                return Err(Failure::new(&rules::cfg001::RULE, schema, message, help));
            }
            let options = teiwright_odd::Options { version, ..teiwright_odd::Options::default() };
            teiwright::compile_odd(path, &options).map_err(|why| {
                let help = name_a_schema("a .odd file", schema);
                Failure::new(&rules::cfg001::RULE, schema, why, &help)
            })?
        }
    };
    if compiled.schema.is_none() {
        let message = "the customisation is not correct";
        let help = format!("`teiwright schema compile {schema}` says what is wrong with it");
        return Err(Failure::new(&rules::cfg001::RULE, schema, message, &help));
    }
    let specs = compiled.specs.into_iter().map(std::borrow::Cow::into_owned).collect::<Vec<_>>();
    let has = |module: &Module| specs.iter().any(|spec| spec.module.as_deref() == Some(&*module.ident));
    let of_tei = facts(version.unwrap_or_default()).modules();
    let mut modules = of_tei.iter().filter(|module| has(module)).cloned().collect::<Vec<_>>();
    for ident in specs.iter().filter_map(|spec| spec.module.as_ref()) {
        if modules.iter().all(|known| known.ident != *ident) {
            modules.push(Module { ident: ident.clone(), gloss: Name::default() });
        }
    }
    Ok(Facts::new(Table { modules, specs, ..Table::default() }))
}

/// TEI has the name, and the customisation has not.
fn left_out(schema: &str, name: &str) -> Failure {
    let message = format!("`{schema}` leaves `{name}` out");
    let help = format!("`teiwright schema show {name}` shows it as TEI has it");
    Failure::new(&rules::cfg007::RULE, "schema show", message, &help)
}

/// A name that TEI does not have, with those that could be meant, or the release that has it.
fn unknown(shown: Shown<'_>, name: &str) -> Failure {
    let Shown { facts: facts_of, version, customisation } = shown;
    let elsewhere = Version::ALL.into_iter().filter(|other| *other != version);
    let other = elsewhere.rev().find(|other| facts(*other).spec(name).is_some());
    let mut near = [Kind::Element, Kind::ModelClass, Kind::AttributeClass, Kind::Macro, Kind::Datatype]
        .into_iter()
        .flat_map(|kind| facts_of.nearest(kind, name))
        .collect::<Vec<_>>();
    near.extend(facts_of.nearest_modules(name));
    near.dedup();
    let attribute = facts_of.nearest_attributes(name).first().is_some_and(|near| *near == name);
    let help = if let Some(other) = other {
        format!("TEI P5 {other} has it: add --tei-version {other}")
    } else if attribute {
        format!(
            "@{name} is an attribute; ask for an element that has it, and its page says what it means there"
        )
    } else if near.is_empty() {
        "`teiwright schema list` has the modules, and `teiwright schema show MODULE` their elements"
            .to_owned()
    } else {
        let near = near.iter().take(4).map(|near| format!("`{near}`")).collect::<Vec<_>>();
        format!("near to it: {}", near.join(", "))
    };
    let whose = customisation.map_or_else(|| format!("TEI P5 {version}"), |schema| format!("`{schema}`"));
    let message = format!("{whose} has no element, class, macro, datatype or module `{name}`");
    Failure::new(&rules::cfg007::RULE, "schema show", message, &help)
}
