//! Backends by name.

use crate::{
    Backend, Form, csv, docx, epub, html, json, latex, markdown, paged, pandoc, text, tokens, typst,
};

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
            .register(Box::new(docx::Docx))
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

    /// The backend that writes one file of such a name, by its ending; the one with the longest ending, then the first.
    #[must_use]
    pub fn by_file_name(&self, name: &str) -> Option<&dyn Backend> {
        let name = name.to_ascii_lowercase();
        let fits = |backend: &&dyn Backend| {
            backend.form() == Form::File
                && name.strip_suffix(backend.extension()).is_some_and(|stem| stem.ends_with('.'))
        };
        let fitting = self.iter().filter(fits).collect::<Vec<_>>();
        let longest = fitting.iter().map(|backend| backend.extension().len()).max()?;
        fitting.into_iter().find(|backend| backend.extension().len() == longest)
    }

    /// All backends.
    pub fn iter(&self) -> impl Iterator<Item = &dyn Backend> {
        self.backends.iter().map(AsRef::as_ref)
    }

    /// The name that `name` may have been meant to be: the ending of its files, or misspelt.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let ending = self.iter().find(|backend| backend.extension().eq_ignore_ascii_case(name));
        if let Some(backend) = ending {
            return Some(backend.name());
        }
        crate::options::nearest(name, self.iter().map(Backend::name))
    }
}

impl std::fmt::Debug for Registry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter().map(Backend::name)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Registry;

    #[test]
    fn endings_say_the_backend() {
        let registry = Registry::with_builtins();
        let named = |file: &str| registry.by_file_name(file).map(crate::Backend::name);
        assert_eq!(named("a.HTML"), Some("html"));
        assert_eq!(named("a.pandoc.json"), Some("pandoc"));
        assert_eq!(named("pandoc.json"), Some("json"));
        assert_eq!([named("html"), named("a.xyz")], [None, None]);
        assert_eq!(
            ["htlm", "md", "TEX"].map(|name| registry.nearest(name)),
            ["html", "markdown", "latex"].map(Some)
        );
    }

    #[test]
    fn every_option_has_a_sound_default() {
        for backend in Registry::with_builtins().iter() {
            let options = crate::Options::defaults(backend.options());
            assert_eq!(options.iter().count(), backend.options().len(), "{}", backend.name());
        }
    }
}
