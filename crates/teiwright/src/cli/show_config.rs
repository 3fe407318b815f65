//! `check --show-config`: what holds for each document, and what says so.

use teiwright_check::Prolog;

use super::check_config::CheckConfig;
use super::inputs::Input;
use super::schemas::Schemas;
use super::{CheckArgs, Failure, output, print_failure};

/// Prints the settings of each document, and gives the exit status.
pub(crate) fn run(
    args: &CheckArgs,
    documents: impl Iterator<Item = Result<Input, Failure>>,
    schemas: &Schemas,
) -> u8 {
    let mut status = 0;
    for document in documents {
        let shown = document.map_err(Some).and_then(|input| {
            let text = of(args, &input, schemas)?;
            output::print(text.as_bytes()).map_err(Some)
        });
        if let Err(failure) = shown {
            failure.iter().for_each(|failure| print_failure(failure, args.report.format.format()));
            status = 2;
        }
    }
    status
}

/// The settings of one document.
fn of(args: &CheckArgs, input: &Input, schemas: &Schemas) -> Result<String, Option<Failure>> {
    let config = schemas.config_of(&input.path)?;
    let opened = teiwright::open_xml(&input.name(), input.read()?);
    let opened = opened.map_err(|error| Failure::about(input.name(), error.diagnostic()))?;
    let found = schemas.of(&input.path, &Prolog::of(&opened.source))?;
    let mut out = format!("{}\n", input.name());
    let mut line = |key: &str, value: &str| out.push_str(&format!("  {key}: {value}\n"));
    match (&args.config, &config) {
        (Some(path), _) => line("settings", &format!("{} (--config)", path.display())),
        (None, Some(config)) => line("settings", &config.path.display().to_string()),
        (None, None) => line("settings", "none (there is no teiwright.toml in its folder or above)"),
    }
    for association in &found.schemas {
        line("schema", &format!("{} ({})", association.schema, association.why));
    }
    if found.schemas.is_empty() {
        line("schema", "none: well-formedness only");
    }
    found.unchecked.iter().for_each(|what| line("not checked", what));
    line("tei-version", &version(args, config.as_deref()));
    let from = config.as_deref().map_or_else(String::new, |config| config.path.display().to_string());
    let paths = |of: &CheckConfig| of.catalogs.clone();
    for path in &args.catalog {
        line("catalog", &format!("{} (--catalog)", path.display()));
    }
    for path in config.as_deref().map(paths).unwrap_or_default() {
        line("catalog", &format!("{} ({from})", path.display()));
    }
    match (&args.cache, config.as_deref().and_then(|config| config.cache.as_ref())) {
        (Some(path), _) => line("cache", &format!("{} (--cache)", path.display())),
        (None, Some(path)) => line("cache", &format!("{} ({from})", path.display())),
        (None, None) => {}
    }
    if let Some(config) = config.as_deref() {
        config.include.iter().for_each(|glob| line("include", &format!("{glob} ({from})")));
        config.exclude.iter().for_each(|glob| line("exclude", &format!("{glob} ({from})")));
        if let Some(baseline) = &config.baseline {
            line("baseline", &format!("{} ({from})", baseline.display()));
        }
    }
    for (rule, level) in config.as_deref().map(|config| config.levels.each()).unwrap_or_default() {
        if !args.rule.iter().any(|(asked, _)| asked == rule) {
            line("rule", &format!("{rule} = {} ({from})", level.word()));
        }
    }
    for (rule, level) in &args.rule {
        line("rule", &format!("{rule} = {} (--rule)", level.word()));
    }
    Ok(out)
}

fn version(args: &CheckArgs, config: Option<&CheckConfig>) -> String {
    if let Some(version) = args.tei_version {
        return format!("{version} (--tei-version)");
    }
    match config.and_then(|config| Some((config.tei_version.as_ref()?, &config.path))) {
        Some((named, path)) => {
            format!("{} ({})", teiwright_odd::nearest_version(named).0, path.display())
        }
        None => {
            format!("{} (the newest, unless a customisation names another)", teiwright_p5::Version::default())
        }
    }
}
