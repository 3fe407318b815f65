//! The releases of TEI P5 that are built in.

use std::sync::OnceLock;

use crate::spec::Spec;
use crate::table;

/// A release of TEI P5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Version {
    /// 4.10.0a.
    V4_10_0a,
}

impl Version {
    /// The newest one.
    pub const NEWEST: Self = Self::V4_10_0a;

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::V4_10_0a => "4.10.0a",
        }
    }

    /// The release of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        (name == "4.10.0a" || name == "4.10.0").then_some(Self::V4_10_0a)
    }

    /// The release that is nearest to a name.
    #[must_use]
    pub const fn near(_name: &str) -> Self {
        Self::NEWEST
    }

    /// Its specifications.
    #[must_use]
    pub fn specs(self) -> &'static [Spec] {
        static SPECS: OnceLock<Vec<Spec>> = OnceLock::new();
        SPECS.get_or_init(|| {
            table::read(include_str!("../../../schemas/p5/p5-4.10.0a.tsv")).map(|table| table.specs).unwrap_or_default()
        })
    }
}
