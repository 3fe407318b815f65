//! Versions of the contract, and the range of them that a plugin understands.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A version of the contract: that of the Document's wire form, which the protocol shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Version {
    /// Goes up when something that plugins rely on changes.
    pub major: u16,
    /// Goes up when something is added.
    pub minor: u16,
}

impl Version {
    /// The version that this crate speaks.
    pub const CURRENT: Self = Self { major: 1, minor: 0 };
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no version such as `1.0`");
        let (major, minor) = text.split_once('.').ok_or_else(wrong)?;
        Ok(Self { major: number(major).ok_or_else(wrong)?, minor: number(minor).ok_or_else(wrong)? })
    }
}

fn number(text: &str) -> Option<u16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

impl TryFrom<String> for Version {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Version> for String {
    fn from(version: Version) -> Self {
        version.to_string()
    }
}

/// The versions of the contract that a plugin understands: from a least one to a most one.
///
/// The most is a major version (`1`: whatever is added to it), or one minor version (`1.4`: no later one).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiRange {
    /// The least version.
    pub min: Version,
    /// The most.
    pub max: Most,
}

/// The upper end of an [`ApiRange`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Most {
    major: u16,
    minor: Option<u16>,
}

impl FromStr for Most {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(major) = number(text) {
            return Ok(Self { major, minor: None });
        }
        let version =
            text.parse::<Version>().map_err(|_| format!("`{text}` is no version such as `1` or `1.4`"))?;
        Ok(Self { major: version.major, minor: Some(version.minor) })
    }
}

impl fmt::Display for Most {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.minor {
            Some(minor) => write!(f, "{}.{minor}", self.major),
            None => write!(f, "{}", self.major),
        }
    }
}

impl TryFrom<String> for Most {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Most> for String {
    fn from(most: Most) -> Self {
        most.to_string()
    }
}

/// How a version stands to a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It is in the range.
    Inside,
    /// It is older than the least.
    TooOld,
    /// It is newer than the most.
    TooNew,
}

impl ApiRange {
    /// From the current version to whatever is added to its major version: what a new plugin declares.
    pub const CURRENT: Self =
        Self { min: Version::CURRENT, max: Most { major: Version::CURRENT.major, minor: None } };

    /// Whether a host that speaks `version` suits a plugin of this range.
    pub(crate) fn fit(self, version: Version) -> Fit {
        if version < self.min {
            return Fit::TooOld;
        }
        let most = (self.max.major, self.max.minor.unwrap_or(u16::MAX));
        if (version.major, version.minor) > most { Fit::TooNew } else { Fit::Inside }
    }

    /// The range that the name of a module's export carries: `teiwright_api_1_0_to_1`.
    #[must_use]
    pub fn of_marker(name: &str) -> Option<Self> {
        let (min, max) = name.strip_prefix("teiwright_api_")?.split_once("_to_")?;
        Some(Self { min: min.replace('_', ".").parse().ok()?, max: max.replace('_', ".").parse().ok()? })
    }
}

impl fmt::Display for ApiRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.min, self.max)
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiRange, Fit, Version};

    fn range(min: &str, max: &str) -> ApiRange {
        ApiRange { min: min.parse().unwrap(), max: max.parse().unwrap() }
    }

    #[test]
    fn a_range_has_two_ends() {
        let fit = |min, max, version: &str| range(min, max).fit(version.parse().unwrap());
        assert_eq!(fit("1.0", "1", "1.0"), Fit::Inside);
        assert_eq!(fit("1.0", "1", "1.17"), Fit::Inside);
        assert_eq!(fit("1.0", "1", "2.0"), Fit::TooNew);
        assert_eq!(fit("1.0", "1.2", "1.3"), Fit::TooNew);
        assert_eq!(fit("1.1", "1", "1.0"), Fit::TooOld);
        assert_eq!(fit("0.9", "0.9", "1.0"), Fit::TooNew);
    }

    #[test]
    fn markers_carry_ranges() {
        assert_eq!(ApiRange::of_marker("teiwright_api_1_0_to_1"), Some(range("1.0", "1")));
        assert_eq!(ApiRange::of_marker("teiwright_api_1_0_to_1_12"), Some(range("1.0", "1.12")));
        for no in [
            "teiwright_api_1_0",
            "teiwright_api_1_to_1",
            "teiwright_api_x_to_y",
            "memory",
            "teiwright_api_+1_0_to_1",
        ] {
            assert_eq!(ApiRange::of_marker(no), None, "{no}");
        }
    }

    #[test]
    fn the_contract_has_the_version_of_the_document() {
        assert_eq!(Version::CURRENT.to_string(), teiwright_model::SchemaVersion::VERSION);
    }
}
