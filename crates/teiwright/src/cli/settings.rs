//! Settings: `--set` over `teiwright.toml` over what the text says.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use teiwright::{ConvertOptions, rules};
use teiwright_export::Registry;
use teiwright_source::{Applicability, Diagnostic, Fix, Source, Span};
use toml::de::{DeTable, DeValue};

use super::settings_file::SettingsFile;
use super::{Failure, From, Notes, formats};

/// Every key.
const KEYS: [&str; 11] = [
    "title",
    "author",
    "language",
    "from",
    "notes",
    "publication.publisher",
    "publication.place",
    "publication.date",
    "publication.licence",
    "publication.licence-url",
    "publication.idno",
];

/// Every table.
const TABLES: [&str; 5] = ["convert", "publication", "check", "rules", "backends"];

/// The nearest `teiwright.toml` at or above the folder of `input`.
pub(crate) fn nearest(input: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(input).ok()?;
    let mut above = absolute.ancestors().skip(1).map(|folder| folder.join("teiwright.toml"));
    let found = above.find(|path| path.is_file())?;
    // Messages name it as a user would.
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| found.strip_prefix(here).ok().map(Path::to_path_buf));
    Some(below.unwrap_or(found))
}

/// Reads a configuration file into the options. All that is wrong with it is told at once.
pub(crate) fn read(path: &Path, registry: &Registry, options: &mut ConvertOptions) -> Result<(), Failure> {
    let file = SettingsFile::read(path)?;
    let mut reader = File { text: &file.text, registry, options, plugins: Vec::new(), found: Vec::new() };
    match DeTable::parse(&file.text) {
        Ok(table) => {
            reader.plugins = plugin_names(table.get_ref());
            reader.table(table.get_ref(), "");
        }
        Err(error) => {
            let message = format!("this is not sound TOML: {}", error.message().replace('\n', "; "));
            let fault = Diagnostic::new(&rules::cfg004::RULE, message);
            reader.found.push(match error.span() {
                Some(span) => fault.with_span(Span::from_range(span)),
                None => fault,
            });
        }
    }
    let mut found = reader.found;
    if found.is_empty() {
        return Ok(());
    }
    found.sort_by_key(|diagnostic| diagnostic.span);
    Err(file.failure(found))
}

/// The names of the plugins that a configuration names (`[backends.NAME]`).
fn plugin_names(table: &DeTable) -> Vec<String> {
    let plugins = table.iter().find(|(name, _)| name.get_ref() == "backends");
    let plugins = plugins.and_then(|(_, value)| value.get_ref().as_table());
    let names = plugins.into_iter().flat_map(|table| table.keys());
    names.map(|name| name.get_ref().to_string()).collect()
}

/// What stands at the top of a configuration file and is none of its tables and keys, whatever command asks.
pub(crate) fn strangers(text: &str) -> Vec<Diagnostic> {
    // What is no TOML is told by whoever reads the rest.
    let Ok(table) = DeTable::parse(text) else { return Vec::new() };
    let registry = teiwright::registry();
    let plugins = plugin_names(table.get_ref());
    let known = |name: &str| {
        TABLES.contains(&name)
            || KEYS.contains(&name)
            || registry.get(name).is_some()
            || plugins.iter().any(|plugin| plugin == name)
    };
    let strange = table.get_ref().iter().filter(|(name, _)| !known(name.get_ref()));
    let mut found = strange
        .map(|(name, value)| match value.get_ref() {
            DeValue::Table(_) => unknown_table(name.get_ref(), Span::from_range(name.span())),
            _ => unknown_key(name.get_ref(), Span::from_range(name.span())),
        })
        .collect::<Vec<_>>();
    found.sort_by_key(|diagnostic| diagnostic.span);
    found
}

/// A configuration file that is being read.
struct File<'a> {
    text: &'a str,
    registry: &'a Registry,
    options: &'a mut ConvertOptions,
    /// The names of plugins, of which only the one that is used is loaded.
    plugins: Vec<String>,
    found: Vec<Diagnostic>,
}

impl File<'_> {
    fn table(&mut self, table: &DeTable, prefix: &str) {
        for (name, value) in table {
            let key = format!("{prefix}{}", name.get_ref());
            let place = Span::from_range(name.span());
            match value.get_ref() {
                // What it says of checking is read where documents are checked.
                DeValue::Table(_) if matches!(&*key, "check" | "rules" | "backends") => {}
                // `[convert]` holds the keys of converting without a prefix.
                DeValue::Table(inner) if key == "convert" => self.table(inner, ""),
                DeValue::Table(inner) if key == "publication" => self.table(inner, "publication."),
                DeValue::Table(inner) if self.registry.get(&key).is_some() => self.backend(&key, inner),
                DeValue::Table(_) if self.plugins.contains(&key) => {}
                DeValue::Table(_) if !KEYS.contains(&key.as_str()) => {
                    self.found.push(unknown_table(&key, place));
                }
                _ if TABLES.contains(&key.as_str()) => self.found.push(
                    finding(format!("`{key}` must be a table, not {}", kind(value.get_ref())))
                        .with_span(place)
                        .with_help(format!("write `[{key}]` on a line of its own, and its keys below")),
                ),
                value_of => {
                    self.entry(&key, place, value_of, Span::from_range(value.span()));
                }
            }
        }
    }

    /// The options of a backend: `[html]`, and `toc = false` below it.
    fn backend(&mut self, backend: &str, table: &DeTable) {
        for (name, value) in table {
            let raw = self.text.get(value.span()).unwrap_or_default();
            let text = value.get_ref().as_str().unwrap_or(raw);
            let set = teiwright::set_export(self.registry, self.options, backend, name.get_ref(), text);
            if let Err(fault) = set {
                self.found.push(fault.with_span(Span::from_range(name.span().start..value.span().end)));
            }
        }
    }

    fn entry(&mut self, key: &str, place: Span, value: &DeValue, span: Span) {
        if !KEYS.contains(&key) {
            self.found.push(unknown_key(key, place));
            return;
        }
        let text = match value {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(date) if key == "publication.date" => date.to_string(),
            other => {
                let raw = self.text.get(span.range()).unwrap_or_default();
                let fault = finding(format!("`{key}` must be a string, not {}", kind(other)));
                let fault = fault.with_span(span).with_label("not a string");
                self.found.push(match other {
                    DeValue::Array(_) | DeValue::Table(_) => fault.with_help("write one string, in quotes"),
                    _ => match set(key, raw, self.options) {
                        Ok(()) => quoted(fault, span, raw),
                        Err(wrong) => fault.with_help(wrong.help()),
                    },
                });
                return;
            }
        };
        if let Err(wrong) = set(key, &text, self.options) {
            let mut fault = wrong.diagnostic(key, &text).with_span(span).with_label("no such value");
            if let Some(near) = wrong.near(&text) {
                // The list goes below the place, so that the help is the mend.
                fault.label = fault.help.take();
                fault = quoted(fault, span, near);
            }
            self.found.push(fault);
        }
    }
}

/// The fault with its mend: the value in quotes.
fn quoted(fault: Diagnostic, span: Span, value: &str) -> Diagnostic {
    let value = format!("\"{value}\"");
    let fault = if fault.help.is_none() { fault.with_help(format!("write `{value}`")) } else { fault };
    fault.with_fix(Fix::write(span, value, Applicability::Unsafe))
}

fn finding(message: String) -> Diagnostic {
    Diagnostic::new(&rules::cfg004::RULE, message)
}

/// What a value is, with its article.
fn kind(value: &DeValue) -> String {
    let kind = value.type_str();
    format!("{} {kind}", if kind.starts_with(['a', 'i']) { "an" } else { "a" })
}

/// A table that is none, with the nearest one.
fn unknown_table(name: &str, place: Span) -> Diagnostic {
    let near = near(name, &TABLES);
    let message = match near {
        Some(near) => format!("there is no table `[{name}]`; `[{near}]` is near"),
        None => format!("there is no table `[{name}]`"),
    };
    let fault = finding(message).with_span(place).with_label("not known");
    match near {
        Some(near) => fault.with_help(format!("write `{near}`")).with_fix(Fix::write(
            place,
            near,
            Applicability::Unsafe,
        )),
        None => fault.with_help(
            "the tables are `[convert]`, `[publication]`, `[check]`, `[rules]` and `[backends.NAME]`",
        ),
    }
}

/// A key at `place` that is none, with the nearest one.
fn unknown_key(key: &str, place: Span) -> Diagnostic {
    let fault = finding(unknown(key)).with_span(place).with_label("not known");
    let Some(near) = nearest_key(key) else {
        return fault.with_help(format!("the keys are {}", listed(&KEYS)));
    };
    let (table, last) = near.rsplit_once('.').unwrap_or(("", near));
    let here = key.rsplit_once('.').map_or("", |(table, _)| table);
    if table == here {
        let fix = Fix::write(place, last, Applicability::Unsafe);
        fault.with_help(format!("write `{last}`")).with_fix(fix)
    } else if here.is_empty() {
        let fix = Fix::write(place, near, Applicability::Unsafe);
        fault.with_help(format!("write `{near}`, or `{last}` below `[{table}]`")).with_fix(fix)
    } else {
        fault.with_help(format!("write `{last}` above `[{here}]`, which has no such key"))
    }
}

fn unknown(key: &str) -> String {
    match nearest_key(key) {
        Some(near) => format!("there is no key `{key}`; `{near}` is near"),
        None => format!("there is no key `{key}`"),
    }
}

/// The key that was probably meant: the same in another table, or one that differs little.
fn nearest_key(key: &str) -> Option<&'static str> {
    let last = |key: &str| key.rsplit_once('.').map_or(key, |(_, last)| last).to_owned();
    let (table, name) = key.rsplit_once('.').unwrap_or(("", key));
    let moved = KEYS.into_iter().find(|known| last(known) == name);
    let of_a_table = |known: &&str| known.rsplit_once('.').map_or("", |(table, _)| table) == table;
    let beside = KEYS.into_iter().filter(of_a_table).collect::<Vec<_>>();
    moved.or_else(|| near(key, &beside)).or_else(|| near(key, &KEYS))
}

/// The word that differs least, if it may be a slip.
fn near<'a>(word: &str, words: &[&'a str]) -> Option<&'a str> {
    let best = words.iter().min_by_key(|known| strsim::osa_distance(word, known))?;
    (strsim::osa_distance(word, best) <= (word.chars().count() / 3).max(1)).then_some(*best)
}

/// `a`, `b` or `c`.
fn listed(words: &[&str]) -> String {
    let words = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// Sets what `KEY=VALUE` says.
pub(crate) fn assign(pair: &str, registry: &Registry, options: &mut ConvertOptions) -> Result<(), Failure> {
    let fail = |message: String, help: &str| Failure::new(&rules::cfg004::RULE, "--set", message, help);
    let Some((key, value)) = pair.split_once('=') else {
        return Err(fail(format!("there is no = in `{pair}`"), "write --set KEY=VALUE"));
    };
    let key = key.trim();
    if let Some((backend, name)) = formats::of_backend(registry, key) {
        return teiwright::set_export(registry, options, backend, name, value)
            .map_err(|fault| Failure::about("--set", *fault));
    }
    if !KEYS.contains(&key) {
        let help = match nearest_key(key) {
            Some(near) => format!("write --set {near}=…"),
            None => format!("the keys are {}", listed(&KEYS)),
        };
        return Err(fail(unknown(key), &help));
    }
    set_flag("--set", key, value, options)
}

/// Sets a value that `flag` gave.
pub(crate) fn set_flag(
    flag: &str,
    key: &str,
    value: &str,
    options: &mut ConvertOptions,
) -> Result<(), Failure> {
    set(key, value, options)
        .map_err(|wrong| Failure::within(Source::from_text(flag, ""), vec![wrong.diagnostic(key, value)]))
}

/// Why a value is none.
enum Wrong {
    /// It is not one of these.
    List(Vec<String>),
    /// It has not this form.
    Form(&'static str),
}

impl Wrong {
    fn diagnostic(&self, key: &str, value: &str) -> Diagnostic {
        finding(format!("`{value}` is no value for `{key}`")).with_help(self.help())
    }

    fn help(&self) -> String {
        match self {
            Self::List(words) => {
                format!("write {}", listed(&words.iter().map(String::as_str).collect::<Vec<_>>()))
            }
            Self::Form(form) => (*form).to_owned(),
        }
    }

    fn near(&self, value: &str) -> Option<&str> {
        match self {
            Self::List(words) => near(value, &words.iter().map(String::as_str).collect::<Vec<_>>()),
            Self::Form(_) => None,
        }
    }
}

/// The member of a closed list that `value` names.
fn choice<T: ValueEnum>(value: &str) -> Result<T, Wrong> {
    T::from_str(value, false).map_err(|_| {
        let names = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        Wrong::List(names.map(|value| value.get_name().to_owned()).collect())
    })
}

/// Sets one of [`KEYS`].
fn set(key: &str, value: &str, options: &mut ConvertOptions) -> Result<(), Wrong> {
    let form = |fits: bool, form: &'static str| {
        if fits { Ok(Some(value.to_owned())) } else { Err(Wrong::Form(form)) }
    };
    let publication = &mut options.lower.publication;
    let text = Some(value.to_owned());
    match key {
        "title" => options.lower.title = text,
        "author" => options.lower.author = text,
        "language" => {
            options.read.language =
                form(is_language(value), "write a language tag (BCP 47), such as `en` or `sr-Latn`")?;
        }
        // What is TEI is said of each input, not of all that a configuration is for.
        "from" => match choice::<From>(value) {
            Ok(from) if from != From::Tei => options.read.dialect = from.dialect(),
            Err(Wrong::List(words)) => {
                return Err(Wrong::List(words.into_iter().filter(|word| word != "tei").collect()));
            }
            _ => return Err(Wrong::Form("give `--from tei` with the input")),
        },
        "notes" => options.lower.notes = choice::<Notes>(value)?.placement(),
        "publication.publisher" => publication.publisher = text,
        "publication.place" => publication.place = text,
        "publication.date" => {
            publication.date =
                form(is_date(value), "write a date such as `2026`, `2026-05` or `2026-05-01`")?;
        }
        "publication.licence" => publication.licence = text,
        "publication.licence-url" => {
            let fits = !value.is_empty() && !value.contains(char::is_whitespace);
            publication.licence_url = form(fits, "write an address without spaces")?;
        }
        _ => publication.idno = text,
    }
    Ok(())
}

/// Whether it has the form of a language tag, as `xml:lang` asks (XML Schema, part 2, section 3.3.3).
fn is_language(value: &str) -> bool {
    let mut parts = value.split('-');
    let fits = |part: &str| (1..=8).contains(&part.len());
    let first = parts.next().is_some_and(|part| fits(part) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    first && parts.all(|part| fits(part) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether `@when` can have it: a year, a month or a day, a day perhaps with a time after `T`.
fn is_date(value: &str) -> bool {
    let (date, time) = value.split_once('T').map_or((value, None), |(date, time)| (date, Some(time)));
    let parts = date.strip_prefix('-').unwrap_or(date).split('-').collect::<Vec<_>>();
    let number = |part: &str, digits: usize| {
        let fits = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| part.parse::<u32>().unwrap_or_default())
    };
    let in_range = |part: &str, most: u32| number(part, 2).is_some_and(|n| (1..=most).contains(&n));
    let leap = |year: u32| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = |year: &str, month: &str| match month {
        "02" => 28 + u32::from(year.parse().is_ok_and(leap)),
        "04" | "06" | "09" | "11" => 30,
        _ => 31,
    };
    match parts.as_slice() {
        [year] => number(year, 4).is_some() && time.is_none(),
        [year, month] => number(year, 4).is_some() && in_range(month, 12) && time.is_none(),
        [year, month, day] => {
            number(year, 4).is_some()
                && in_range(month, 12)
                && in_range(day, days(year, month))
                && time.is_none_or(|time| {
                    time.len() >= 8 && time.bytes().all(|b| b"0123456789:.+-Z".contains(&b))
                })
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_key_is_the_slip_or_the_same_in_another_table() {
        let near = ["titel", "publisher", "publication.title", "publication.licenceurl", "notse", "colour"];
        assert_eq!(
            near.map(nearest_key),
            [
                Some("title"),
                Some("publication.publisher"),
                Some("title"),
                Some("publication.licence-url"),
                Some("notes"),
                None
            ]
        );
    }

    #[test]
    fn dates_and_languages_have_their_forms() {
        assert!(
            ["2026", "2028-02-29", "-0044-03-15", "2026-05-01T10:00:00Z"].iter().all(|date| is_date(date))
        );
        assert!(
            !["26", "2026-13", "2026-02-29", "1900-02-29", "2026-02-30", "May 2026", "2026T10", ""]
                .iter()
                .any(|date| is_date(date))
        );
        assert!(["en", "sr-Latn", "x-klingon"].iter().all(|tag| is_language(tag)));
        assert!(!["English language", "en_GB", "e1", ""].iter().any(|tag| is_language(tag)));
    }
}
