//! Backends by name.

use crate::{Backend, csv, epub, html, json, latex, markdown, paged, pandoc, text, tokens, typst};

/// The backends that there are, in the order that they were registered in.
#[derive(Default)]
pub struct Registry {
    backends: Vec<Box<dyn Backend>>,
}

impl Registry {
    /// A registry without backends.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The built-in backends.
    #[must_use]
    pub fn with_builtins() -> Self {
        Self::new()
            .register(Box::new(html::Html))
            .register(Box::new(html::HtmlFragment))
            .register(Box::new(paged::Site))
            .register(Box::new(epub::Epub))
            .register(Box::new(markdown::Markdown))
            .register(Box::new(text::Text))
            .register(Box::new(latex::Latex))
            .register(Box::new(typst::Typst))
            .register(Box::new(json::Json))
            .register(Box::new(pandoc::Pandoc))
            .register(Box::new(csv::Csv))
            .register(Box::new(tokens::Tokens))
    }

    /// Adds a backend; one of the same name is replaced.
    #[must_use]
    pub fn register(mut self, backend: Box<dyn Backend>) -> Self {
        match self.backends.iter_mut().find(|known| known.name() == backend.name()) {
            Some(known) => *known = backend,
            None => self.backends.push(backend),
        }
        self
    }

    /// The backend of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&dyn Backend> {
        self.iter().find(|backend| backend.name() == name)
    }

    /// The first backend that writes one file with this ending.
    #[must_use]
    pub fn by_extension(&self, extension: &str) -> Option<&dyn Backend> {
        let one = |backend: &&dyn Backend| backend.form() == crate::Form::File;
        self.iter().filter(one).find(|backend| backend.extension().eq_ignore_ascii_case(extension))
    }

    /// All backends.
    pub fn iter(&self) -> impl Iterator<Item = &dyn Backend> {
        self.backends.iter().map(AsRef::as_ref)
    }

    /// The name that `name` may have been meant to be.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<&str> {
        crate::options::nearest(name, self.iter().map(Backend::name))
    }
}

impl std::fmt::Debug for Registry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter().map(Backend::name)).finish()
    }
}
