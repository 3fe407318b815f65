//! The reference validator: James Clark's derivative algorithm, as plainly as it can be written.
//!
//! It is not fast and not meant to be: tests hold the validator that is fast against it. A pattern says what may still
//! come; each event turns it into its derivative, the pattern of what may come after the event; a document is valid when
//! the last one matches nothing at all. The functions in `derivative` are those of the paper (“An algorithm for RELAX NG
//! validation”), one for one. Three things are added: patterns are hash-consed, so that derivatives by start tag and end
//! tag are remembered; groups and interleaves are balanced trees, and grammars too deep are refused when they are
//! loaded, so that no recursion is deep, whatever the document; and the number of patterns has a limit, past which
//! [`Verdict::GaveUp`] is the answer.

pub(crate) mod derivative;
mod validator;

pub(crate) use validator::Scopes;
pub use validator::{Reference, Verdict};
