//! Backends that come from outside the project, four ways with one contract.
//!
//! A backend may be a crate ([`teiwright_export::Backend`], with [`serve`] also a program), a folder of templates
//! ([`Template`]), a program in any language ([`Program`]), or a WebAssembly module ([`Wasm`]). The last two read a
//! [`Document`](teiwright_model::Document) in its wire form and answer with framed events; [`wire`] has both.
//! [`testkit`] holds a backend of any of the four to what must be true of all.
//!
//! This crate touches no files and starts no programs: whoever hosts a plugin hands in its bytes, or a [`Runner`].

mod api;
mod describe;
mod described;
mod limits;
mod program;
pub mod rules;
mod serve;
#[cfg(feature = "template")]
mod template;
pub mod testkit;
#[cfg(feature = "wasm")]
mod wasm;
pub mod wire;

pub use api::{ApiRange, Version};
pub use describe::{Description, DescriptionError};
pub use limits::Limits;
pub use program::{End, Program, Run, Runner};
pub use serve::serve;
#[cfg(feature = "template")]
pub use template::{BEHAVIOURS, Behaviour, Template};
#[cfg(feature = "wasm")]
pub use wasm::Wasm;
