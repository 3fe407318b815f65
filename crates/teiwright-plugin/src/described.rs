//! What every plugin is asked alike, answered from its description.

/// The methods of a [`Backend`](teiwright_export::Backend) that say what it is, for a type with `name`, `description` and `specs`.
macro_rules! described {
    () => {
        fn name(&self) -> &str {
            &self.name
        }

        fn summary(&self) -> &str {
            &self.description.summary
        }

        fn media_types(&self) -> Vec<&str> {
            self.description.media_types.iter().map(String::as_str).collect()
        }

        fn extension(&self) -> &str {
            &self.description.extension
        }

        fn form(&self) -> teiwright_export::Form {
            self.description.form()
        }

        fn is_extract(&self) -> bool {
            self.description.extract
        }

        fn options(&self) -> &[OptionSpec] {
            &self.specs
        }
    };
}

pub(crate) use described;
