//! The grammars that are built in.

use rustc_hash::FxHashSet;
use teiwright_odd::{Compiled, Options, compile, whole, whole_for};
use teiwright_p5::Version;
use teiwright_relaxng::NoFiles;
use teiwright_source::Source;

/// A grammar that is built in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Builtin {
    /// The whole of TEI.
    All,
    /// What a reading edition needs.
    Lite,
    /// The least that is a TEI document.
    Minimal,
    /// What Teiwright's conversions write.
    Teiwright,
}

impl Builtin {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::All, Self::Lite, Self::Minimal, Self::Teiwright];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Lite => "lite",
            Self::Minimal => "minimal",
            Self::Teiwright => "teiwright",
        }
    }

    /// What it is for, in a few words.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::All => "TEI P5 with every module and without a change",
            Self::Lite => "what a reading edition needs, one way to say each thing",
            Self::Minimal => "the least that makes a text TEI: a place to begin",
            Self::Teiwright => "what `teiwright convert` writes, and nothing else",
        }
    }

    /// The one of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|builtin| builtin.name() == name)
    }

    /// The one that somebody may have meant who wrote a name that none has: `tei_all`, `ALL`, `tei-lite`.
    #[must_use]
    pub fn meant(name: &str) -> Option<Self> {
        let lower = name.to_lowercase();
        let stem = lower.split_once('.').map_or(lower.as_str(), |parts| parts.0);
        let bare = ["teiwright", "tei", "_", "-"]
            .iter()
            .fold(stem, |bare, part| bare.strip_prefix(part).unwrap_or(bare));
        Self::ALL.into_iter().find(|builtin| [stem, bare].contains(&builtin.name()))
    }

    /// Its customisation, as it stands in the repository.
    #[must_use]
    pub const fn odd(self) -> &'static str {
        match self {
            Self::All => include_str!("../../../schemas/teiwright-all.odd"),
            Self::Lite => include_str!("../../../schemas/teiwright-lite.odd"),
            Self::Minimal => include_str!("../../../schemas/teiwright-minimal.odd"),
            Self::Teiwright => include_str!("../../../schemas/teiwright.odd"),
        }
    }
}

/// Compiles a grammar that is built in.
#[must_use]
pub fn compile_builtin(builtin: Builtin, version: Version) -> Compiled {
    if builtin == Builtin::All {
        return whole(version);
    }
    customisation(builtin, version, None)
}

/// The same for a document that has no other elements of TEI than those of these names: what it does not use is not compiled, which is
/// much faster. A document with a finding against it is to be checked again against the whole grammar.
#[must_use]
pub fn compile_builtin_for(builtin: Builtin, version: Version, elements: FxHashSet<Box<str>>) -> Compiled {
    if builtin == Builtin::All {
        return whole_for(version, &elements);
    }
    customisation(builtin, version, Some(elements))
}

fn customisation(builtin: Builtin, version: Version, only: Option<FxHashSet<Box<str>>>) -> Compiled {
    let source = Source::from_text(format!("{}.odd", builtin.name()), builtin.odd());
    compile(source, &Options { version: Some(version), only, ident: None }, &mut NoFiles)
}
