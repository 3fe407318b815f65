//! # This is no WebAssembly module that a backend can be
//!
//! The file is no core module; or it imports something, where a backend gets no files, network or clock and so has nothing
//! to import; or it lacks an export of the interface. The versions that it is for are in the name of an export,
//! `teiwright_api_1_0_to_1`.
//!
//! Example: a module made for WASI, which imports `fd_write`.
//!
//! Mend: build for `wasm32-freestanding` (or `wasm32-unknown-unknown`), without a start-up and without I/O;
//! `crates/teiwright-plugin/README.md` has the interface.

use teiwright_source::{Rule, Severity};

/// PLG109.
pub static RULE: Rule =
    Rule { code: "PLG109", name: "not-a-module", severity: Severity::Error, file: include_str!("plg109.rs") };
