//! One document through all its checks: which schema it is checked against ([`associate`]), and which line of a customisation
//! made the rule that it breaks ([`name_origins`]).

mod address;
mod associate;
mod bcp47;
mod builtin;
mod catalogue;
mod ignore;
mod levels;
mod mend;
mod origins;
mod prolog;
pub mod rules;
mod tei;

pub use associate::{Associated, Association, SchemaId, Surroundings, associate};
pub use builtin::{Builtin, compile_builtin, compile_builtin_for};
pub use catalogue::Catalogue;
pub use levels::{Level, Levels};
pub use mend::{Badness, Examined, Improved, Mended, improve, mend, offered};
pub use origins::name_origins;
pub use prolog::{Model, ModelKind, Prolog, Root};
pub use tei::{Files, Ids, NoFiles, Rules, TeiFacts};

/// The namespace of TEI.
pub const TEI: &str = "http://www.tei-c.org/ns/1.0";
