//! The schemas that are built in: customisations of TEI in TEI's own language, ODD.

/// A schema that is built in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltinSchema {
    /// What the command line calls it.
    pub name: &'static str,
    /// What it is for, in one line.
    pub about: &'static str,
    /// The customisation, as a TEI document.
    pub odd: &'static str,
}

/// Every schema that is built in.
pub const SCHEMAS: &[BuiltinSchema] = &[
    BuiltinSchema {
        name: "all",
        about: "TEI P5 with every module and without a change",
        odd: include_str!("../../../schemas/teiwright-all.odd"),
    },
    BuiltinSchema {
        name: "lite",
        about: "what a reading edition needs, one way to say each thing",
        odd: include_str!("../../../schemas/teiwright-lite.odd"),
    },
    BuiltinSchema {
        name: "minimal",
        about: "the least that makes a text TEI: a place to begin",
        odd: include_str!("../../../schemas/teiwright-minimal.odd"),
    },
    BuiltinSchema {
        name: "teiwright",
        about: "what `teiwright convert` writes, and nothing else",
        odd: include_str!("../../../schemas/teiwright.odd"),
    },
];

impl BuiltinSchema {
    /// The schema of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        SCHEMAS.iter().copied().find(|schema| schema.name == name)
    }
}
