//! Options of a backend: what there is, and checked values.

use std::borrow::Cow;
use std::collections::BTreeMap;

use teiwright_source::Diagnostic;

use crate::rules;

/// An option that a backend takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionSpec {
    /// Its name, in kebab case: `toc`.
    pub name: Cow<'static, str>,
    /// What values it takes.
    pub kind: OptionKind,
    /// The value where none is given, as it would be written.
    pub default: Cow<'static, str>,
    /// What it does, in a few words.
    pub help: Cow<'static, str>,
}

/// What values an option takes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OptionKind {
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Integer {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// Any text.
    Text,
    /// One of some words.
    Choice(Cow<'static, [Cow<'static, str>]>),
}

impl OptionSpec {
    /// An option that is on or off.
    #[must_use]
    pub const fn flag(name: &'static str, default: bool, help: &'static str) -> Self {
        Self::new(name, OptionKind::Flag, if default { "true" } else { "false" }, help)
    }

    /// An option of any kind.
    #[must_use]
    pub const fn new(
        name: &'static str,
        kind: OptionKind,
        default: &'static str,
        help: &'static str,
    ) -> Self {
        let (name, default, help) = (Cow::Borrowed(name), Cow::Borrowed(default), Cow::Borrowed(help));
        Self { name, kind, default, help }
    }

    /// What values it takes, in words.
    #[must_use]
    pub fn values(&self) -> String {
        match &self.kind {
            OptionKind::Flag => "true or false".to_owned(),
            OptionKind::Integer { least, most: i64::MAX } => format!("a whole number from {least}"),
            OptionKind::Integer { least, most } => format!("a whole number from {least} to {most}"),
            OptionKind::Text => "any text".to_owned(),
            OptionKind::Choice(words) => words.join(" or "),
        }
    }

    /// The value that `text` stands for.
    fn read(&self, text: &str) -> Option<OptionValue> {
        match &self.kind {
            OptionKind::Flag => text.parse().ok().map(OptionValue::Flag),
            OptionKind::Integer { least, most } => {
                let value = text.parse().ok().filter(|value| (*least..=*most).contains(value));
                value.map(OptionValue::Integer)
            }
            OptionKind::Text => Some(OptionValue::Text(text.to_owned())),
            OptionKind::Choice(words) => {
                words.iter().any(|word| word == text).then(|| OptionValue::Text(text.to_owned()))
            }
        }
    }
}

/// The value of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OptionValue {
    /// On or off.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// Text, or one of the words.
    Text(String),
}

/// A value for each option of a backend.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    values: BTreeMap<String, OptionValue>,
}

impl Options {
    /// The values that hold where none is given.
    #[must_use]
    pub fn defaults(specs: &[OptionSpec]) -> Self {
        let value = |spec: &OptionSpec| Some((spec.name.to_string(), spec.read(&spec.default)?));
        Self { values: specs.iter().filter_map(value).collect() }
    }

    /// Gives the option `name` of the backend `backend` the value that `text` stands for.
    ///
    /// # Errors
    /// `PLG002`, when there is no such option, with the nearest name, or it takes no such value.
    pub fn set(
        &mut self,
        backend: &str,
        specs: &[OptionSpec],
        name: &str,
        text: &str,
    ) -> Result<(), Box<Diagnostic>> {
        let Some(spec) = specs.iter().find(|spec| spec.name == name) else {
            return Err(Box::new(rules::unknown_option(backend, specs, name)));
        };
        let value = spec.read(text).ok_or_else(|| Box::new(rules::wrong_value(backend, spec, text)))?;
        self.values.insert(name.to_owned(), value);
        Ok(())
    }

    /// Whether the option is on; `false` for one that is no flag.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.values.get(name), Some(OptionValue::Flag(true)))
    }

    /// The number; 0 for one that is no number.
    #[must_use]
    pub fn integer(&self, name: &str) -> i64 {
        match self.values.get(name) {
            Some(OptionValue::Integer(value)) => *value,
            _ => 0,
        }
    }

    /// The text; empty for one that is no text.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        match self.values.get(name) {
            Some(OptionValue::Text(value)) => value,
            _ => "",
        }
    }

    /// Every option with its value, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &OptionValue)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value))
    }
}

/// The word that differs least from `word`, if it may be a slip.
pub(crate) fn nearest<'a>(word: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let best = words.min_by_key(|known| strsim::osa_distance(word, known))?;
    (strsim::osa_distance(word, best) <= (word.chars().count() / 3).max(1)).then_some(best)
}

/// The option that most formats have: which readings of alternates stand in the text.
pub(crate) const READINGS: OptionSpec = OptionSpec::new(
    "readings",
    OptionKind::Choice(Cow::Borrowed(&[Cow::Borrowed("edited"), Cow::Borrowed("diplomatic")])),
    "edited",
    "readings to show: corrected, regularised and expanded, or as in the source",
);

#[cfg(test)]
mod tests {
    use super::{OptionKind, OptionSpec, Options};

    #[test]
    fn options_are_checked() {
        let width = OptionSpec::new("width", OptionKind::Integer { least: 0, most: 200 }, "72", "");
        let specs = [OptionSpec::flag("toc", true, ""), width, super::READINGS];
        let mut options = Options::defaults(&specs);
        assert!(options.flag("toc"));
        assert_eq!(options.integer("width"), 72);
        assert!(options.set("x", &specs, "toc", "false").is_ok());
        assert!(options.set("x", &specs, "width", "0").is_ok());
        assert!(!options.flag("toc"));
        let wrong = |name: &str, text: &str| {
            let mut options = options.clone();
            let found = options.set("x", &specs, name, text).unwrap_err();
            format!("{}; {}", found.message, found.help.unwrap_or_default())
        };
        assert_eq!(wrong("tok", "true"), "`x` has no option `tok`; `toc` is near; write `x.toc`");
        assert_eq!(
            wrong("zzzz", "1"),
            "`x` has no option `zzzz`; its options are `toc`, `width` and `readings`"
        );
        assert_eq!(wrong("width", "201"), "`x.width` cannot be `201`; give a whole number from 0 to 200");
        assert_eq!(wrong("readings", "both"), "`x.readings` cannot be `both`; give edited or diplomatic");
    }
}
