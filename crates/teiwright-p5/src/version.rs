//! The releases of P5 that are built in.

use std::str::FromStr;
use std::sync::OnceLock;

use crate::facts::Facts;
use crate::table::{self, Table, TableError};

/// A release of P5 whose facts are built in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Version {
    /// 4.10.0a, of June 2025.
    V4_10_0a,
    /// 4.12.0, of July 2026.
    #[default]
    V4_12_0,
}

impl Version {
    /// All of them, oldest first.
    pub const ALL: [Self; 2] = [Self::V4_10_0a, Self::V4_12_0];

    /// Its number, as TEI writes it.
    #[must_use]
    pub const fn number(self) -> &'static str {
        match self {
            Self::V4_10_0a => "4.10.0a",
            Self::V4_12_0 => "4.12.0",
        }
    }

    /// Its table: of the first release whole, of a later one what differs from the one before.
    const fn table(self) -> &'static str {
        match self {
            Self::V4_10_0a => include_str!("../../../schemas/p5/p5-4.10.0a.tsv"),
            Self::V4_12_0 => include_str!("../../../schemas/p5/p5-4.12.0.tsv"),
        }
    }

    /// Reads its table, on those of the releases before.
    ///
    /// # Errors
    /// Never for the tables that are committed, as a test holds.
    pub fn read(self) -> Result<Table, TableError> {
        let mut whole = Table::default();
        for version in Self::ALL.into_iter().filter(|version| *version <= self) {
            let changes = table::read(version.table())?;
            if whole.specs.is_empty() {
                whole = changes;
            } else {
                whole.change(changes);
            }
        }
        Ok(whole)
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.number())
    }
}

/// A release whose facts are not built in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownVersion(Box<str>);

impl std::fmt::Display for UnknownVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let known = Version::ALL.map(Version::number).join(", ");
        write!(f, "TEI P5 {} is not built in; these are: {known}", self.0)
    }
}

impl std::error::Error for UnknownVersion {}

impl FromStr for Version {
    type Err = UnknownVersion;

    fn from_str(text: &str) -> Result<Self, UnknownVersion> {
        // 4.10.0 is the release that was mended as 4.10.0a.
        let named = |version: &Self| {
            let number = version.number();
            text == number || text == number.trim_end_matches(char::is_alphabetic)
        };
        Self::ALL.into_iter().find(named).ok_or_else(|| UnknownVersion(text.into()))
    }
}

/// The facts of a release: read when they are first asked for, and once.
#[must_use]
pub fn facts(version: Version) -> &'static Facts {
    static FACTS: [OnceLock<Facts>; Version::ALL.len()] = [const { OnceLock::new() }; Version::ALL.len()];
    // A table that cannot be read does not get past the tests; without one there are no facts.
    FACTS[version as usize].get_or_init(|| Facts::new(version.read().unwrap_or_default()))
}
