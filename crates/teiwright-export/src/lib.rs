//! From a Document to a format.
//!
//! A [`Backend`] writes a [`Document`](teiwright_model::Document) into a [`Sink`] of named files. [`Registry`] has the
//! built-in ones and takes others; [`Render`] is the walk that most of them share, with a default for each behaviour.
//!
//! ```
//! use teiwright_export::{Files, Options, Registry};
//! let registry = Registry::with_builtins();
//! let html = registry.get("html").unwrap();
//! let mut options = Options::defaults(html.options());
//! options.set(html.name(), html.options(), "toc", "false").unwrap();
//! let mut files = Files::default();
//! html.write(&teiwright_model::Document::default(), &options, &mut files);
//! assert_eq!(files.iter().count(), 1);
//! ```

mod archive;
mod backend;
mod csv;
mod docx;
mod epub;
mod facts;
mod html;
mod json;
mod labels;
mod latex;
mod lines;
mod look;
mod markdown;
mod options;
mod paged;
mod pandoc;
mod pandoc_tree;
mod plan;
mod registry;
mod render;
pub mod rules;
mod sink;
mod text;
mod tokens;
mod typst;

pub use backend::{Backend, Form, Report};
pub use html::address;
pub use look::words as look;
pub use options::{OptionKind, OptionSpec, OptionValue, Options};
pub use plan::{Entry as OutlineEntry, NotePlan, Plan};
pub use registry::Registry;
pub use render::{PartName, Render, walk_block, walk_inline};
pub use sink::{Files, Sink, SinkError};
