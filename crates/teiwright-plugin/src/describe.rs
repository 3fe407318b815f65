//! What a plugin says of itself before it sees a Document.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};
use teiwright_export::{Form, OptionKind, OptionSpec, Options};

use crate::ApiRange;
use crate::api::{Fit, Version};

/// What a plugin says of itself. As JSON, the answer to `describe`; as TOML, the head of `backend.toml`, where words of
/// a key may also be joined by hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// The versions of the contract that it understands.
    pub api: ApiRange,
    /// What it is called where the user gives it no other name.
    pub name: String,
    /// Its own version.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// What it writes, in a few words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The media types of what it writes, that of the main file first.
    #[serde(alias = "media-types")]
    pub media_types: Vec<String>,
    /// The ending of the file that it writes, without the dot; of a folder, that of its pages.
    pub extension: String,
    /// `file` (the default) or `folder`.
    #[serde(default)]
    pub form: WireForm,
    /// Whether it takes some things out of a Document rather than writing all of its text.
    #[serde(default)]
    pub extract: bool,
    /// The options that it takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<WireOption>,
}

/// Whether a plugin writes one file or a folder of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WireForm {
    /// One file.
    #[default]
    File,
    /// A folder.
    Folder,
}

/// An option as a plugin declares it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireOption {
    /// Its name, in kebab case.
    pub name: String,
    /// What values it takes.
    pub kind: WireKind,
    /// The value where none is given, as it would be written on the command line.
    #[serde(default)]
    pub default: String,
    /// What it does, in a few words.
    #[serde(default)]
    pub help: String,
    /// The least number, of an `integer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<i64>,
    /// The most, of an `integer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<i64>,
    /// The words, of a `choice`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

/// What values an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WireKind {
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Integer,
    /// Any text.
    Text,
    /// One of some words.
    Choice,
}

/// Why a description is of no use.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DescriptionError {
    /// It does not have the form that it must have.
    Form(String),
    /// The plugin needs a newer host.
    HostTooOld(ApiRange),
    /// The plugin is for older hosts.
    HostTooNew(ApiRange),
}

impl fmt::Display for DescriptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let current = Version::CURRENT;
        match self {
            Self::Form(why) => f.write_str(why),
            Self::HostTooOld(range) => {
                write!(
                    f,
                    "it is for versions {range} of the contract, and this program speaks {current} only"
                )
            }
            Self::HostTooNew(range) => {
                write!(
                    f,
                    "it is for versions {range} of the contract, and this program speaks {current} already"
                )
            }
        }
    }
}

impl std::error::Error for DescriptionError {}

/// All that is read of a description before its versions are known to fit.
#[derive(Deserialize)]
struct Probe {
    api: ApiRange,
}

impl Description {
    /// Reads the answer to `describe`: one JSON object. The versions are read first, alone; the rest only where they fit.
    ///
    /// # Errors
    /// When it is no such object, the versions do not fit, or what it says cannot be.
    pub fn from_json(json: &[u8]) -> Result<Self, DescriptionError> {
        let form = |error: serde_json::Error| DescriptionError::Form(error.to_string());
        let probe = serde_json::from_slice::<Probe>(json).map_err(form)?;
        fits(probe.api)?;
        let description = serde_json::from_slice::<Self>(json).map_err(form)?;
        description.sound()?;
        Ok(description)
    }

    /// Reads the head of a `backend.toml` in the same way.
    ///
    /// # Errors
    /// As [`Description::from_json`].
    #[cfg(feature = "template")]
    pub(crate) fn from_toml(text: &str) -> Result<Self, DescriptionError> {
        let form = |error: toml::de::Error| DescriptionError::Form(error.to_string().trim_end().to_owned());
        let probe = toml::from_str::<Probe>(text).map_err(form)?;
        fits(probe.api)?;
        let description = toml::from_str::<Self>(text).map_err(form)?;
        description.sound()?;
        Ok(description)
    }

    /// The description of a backend that is a crate, as a program would give it.
    #[must_use]
    pub fn of(backend: &dyn teiwright_export::Backend, version: &str) -> Self {
        Self {
            api: ApiRange::CURRENT,
            name: backend.name().to_owned(),
            version: version.to_owned(),
            summary: backend.summary().to_owned(),
            media_types: backend.media_types().into_iter().map(str::to_owned).collect(),
            extension: backend.extension().to_owned(),
            form: match backend.form() {
                Form::File => WireForm::File,
                Form::Folder => WireForm::Folder,
            },
            extract: backend.is_extract(),
            options: backend.options().iter().map(WireOption::of).collect(),
        }
    }

    /// Whether what it says can be.
    pub(crate) fn sound(&self) -> Result<(), DescriptionError> {
        let fail = |why: String| Err(DescriptionError::Form(why));
        if !is_name(&self.name) {
            return fail(format!(
                "`{}` is no name: small letters, digits and hyphens",
                self.name.escape_debug()
            ));
        }
        if self.extension.is_empty()
            || self.extension.contains(['/', '\\'])
            || self.extension.starts_with('.')
        {
            return fail(format!("`{}` is no ending of a file", self.extension.escape_debug()));
        }
        if self.media_types.is_empty() || self.media_types.iter().any(|kind| !kind.contains('/')) {
            return fail("`media_types` must name a media type, such as `text/html`".to_owned());
        }
        for option in &self.options {
            option.sound().or_else(fail)?;
        }
        Ok(())
    }

    /// Its options as backends have them.
    pub(crate) fn specs(&self) -> Vec<OptionSpec> {
        self.options.iter().map(WireOption::spec).collect()
    }

    pub(crate) const fn form(&self) -> Form {
        match self.form {
            WireForm::File => Form::File,
            WireForm::Folder => Form::Folder,
        }
    }
}

/// Whether it can be the name of a backend or of an option.
pub(crate) fn is_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    name.bytes().all(fits) && name.starts_with(|first: char| first.is_ascii_lowercase())
}

pub(crate) fn fits(api: ApiRange) -> Result<(), DescriptionError> {
    match api.fit(Version::CURRENT) {
        Fit::Inside => Ok(()),
        Fit::TooOld => Err(DescriptionError::HostTooOld(api)),
        Fit::TooNew => Err(DescriptionError::HostTooNew(api)),
    }
}

impl WireOption {
    fn of(spec: &OptionSpec) -> Self {
        let (kind, least, most, choices) = match &spec.kind {
            OptionKind::Flag => (WireKind::Flag, None, None, Vec::new()),
            OptionKind::Integer { least, most } => (WireKind::Integer, Some(*least), Some(*most), Vec::new()),
            OptionKind::Choice(words) => {
                (WireKind::Choice, None, None, words.iter().map(ToString::to_string).collect())
            }
            _ => (WireKind::Text, None, None, Vec::new()),
        };
        let (name, default, help) = (spec.name.to_string(), spec.default.to_string(), spec.help.to_string());
        Self { name, kind, default, help, least, most, choices }
    }

    fn spec(&self) -> OptionSpec {
        let kind = match self.kind {
            WireKind::Flag => OptionKind::Flag,
            WireKind::Integer => OptionKind::Integer {
                least: self.least.unwrap_or(i64::MIN),
                most: self.most.unwrap_or(i64::MAX),
            },
            WireKind::Text => OptionKind::Text,
            WireKind::Choice => OptionKind::Choice(self.choices.iter().cloned().map(Cow::Owned).collect()),
        };
        OptionSpec {
            name: Cow::Owned(self.name.clone()),
            kind,
            default: Cow::Owned(self.default.clone()),
            help: Cow::Owned(self.help.clone()),
        }
    }

    fn sound(&self) -> Result<(), String> {
        if !is_name(&self.name) {
            return Err(format!(
                "`{}` is no name of an option: small letters, digits and hyphens",
                self.name.escape_debug()
            ));
        }
        let spec = self.spec();
        let values = Options::defaults(std::slice::from_ref(&spec));
        if values.iter().next().is_none() {
            return Err(format!(
                "the default `{}` of `{}` is not {}",
                self.default,
                self.name,
                spec.values()
            ));
        }
        Ok(())
    }
}
