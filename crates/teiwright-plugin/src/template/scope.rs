//! What a template sees: names with values, none of them by accident.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Object;
use teiwright_model::{DateValue, Head, PartialDate};

/// The names of one rendering.
#[derive(Debug)]
pub(crate) struct Scope(Vec<(&'static str, Value)>);

impl Scope {
    /// A scope that has the common names: what is in the node, written already, and its head.
    pub(crate) fn new(head: &Head, content: String) -> Self {
        let mut names = Vec::with_capacity(16);
        let text = |value: Option<&str>| value.map_or_else(none, Value::from);
        names.push(("content", Value::from_safe_string(content)));
        names.push(("id", text(head.id())));
        names.push(("lang", text(head.lang())));
        names.push(("n", text(head.n())));
        names.push(("rend", text(head.rend())));
        let look = head.rend().map(teiwright_export::look).unwrap_or_default();
        names.push(("look", Value::from(look)));
        names.push(("element", text(head.tei().map(|tei| tei.element.as_str()))));
        let attributes = head.tei().map(|tei| tei.attributes.as_slice()).unwrap_or_default();
        names.push((
            "attributes",
            Value::from_pairs(attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))),
        ));
        Self(names)
    }

    /// Adds a name, over one that is there.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value.into(),
            None => self.0.push((name, value.into())),
        }
        self
    }

    /// Adds text that may not be there.
    pub(crate) fn with_text(self, name: &'static str, text: Option<&str>) -> Self {
        self.with(name, text.map_or_else(none, Value::from))
    }

    /// Adds what is written already, and may not be there.
    pub(crate) fn with_written(self, name: &'static str, text: Option<String>) -> Self {
        self.with(name, text.map_or_else(none, Value::from_safe_string))
    }

    /// Adds what date it is.
    pub(crate) fn with_date(self, date: &DateValue) -> Self {
        let text = |date: Option<PartialDate>| date.map_or_else(none, |date| Value::from(date.to_string()));
        self.with("when", text(date.when))
            .with("not_before", text(date.not_before))
            .with("not_after", text(date.not_after))
            .with("from", text(date.from))
            .with("to", text(date.to))
    }

    /// What is in the node, written already.
    pub(crate) fn content(&self) -> String {
        let content = self.0.iter().find(|(name, _)| *name == "content");
        content.and_then(|(_, content)| content.as_str()).unwrap_or_default().to_owned()
    }

    /// The value that templates get.
    pub(crate) fn value(self) -> Value {
        Value::from_object(self)
    }
}

/// What stands for something that could be there and is not. It is no name that is not there: it prints as nothing, and is
/// false.
pub(crate) fn none() -> Value {
    Value::from(())
}

impl Object for Scope {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }
}
