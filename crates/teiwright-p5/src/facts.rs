//! Look-ups in the facts: by name, by class, by module.

use std::sync::OnceLock;

use crate::places::Places;
use crate::spec::{Kind, Spec};
use crate::table::{Module, Table};

/// What is known of a release of P5, and look-ups in it.
#[derive(Debug, Default)]
pub struct Facts {
    table: Table,
    /// The numbers of the specifications by their names.
    names: Box<[u32]>,
    places: OnceLock<Places>,
}

impl Facts {
    /// Makes the facts of a table ready for look-ups.
    #[must_use]
    pub fn new(table: Table) -> Self {
        let mut names = (0..).take(table.specs.len()).collect::<Box<[u32]>>();
        names.sort_by(|a, b| table.specs[*a as usize].ident.cmp(&table.specs[*b as usize].ident));
        Self { table, names, places: OnceLock::new() }
    }

    /// The table.
    #[must_use]
    pub const fn table(&self) -> &Table {
        &self.table
    }

    /// The modules, in the order of the Guidelines' source.
    #[must_use]
    pub fn modules(&self) -> &[Module] {
        &self.table.modules
    }

    /// Every specification, in the order of the Guidelines' source.
    #[must_use]
    pub fn specs(&self) -> &[Spec] {
        &self.table.specs
    }

    /// The elements, in the order of the Guidelines' source.
    pub fn elements(&self) -> impl Iterator<Item = &Spec> {
        self.table.specs.iter().filter(|spec| spec.kind == Kind::Element)
    }

    /// The specification of that name, whatever it specifies: TEI names classes, macros and datatypes so (`model.…`,
    /// `att.…`, `macro.…`, `teidata.…`) that no two are alike.
    #[must_use]
    pub fn spec(&self, ident: &str) -> Option<&Spec> {
        self.number(ident).map(|number| &self.table.specs[number])
    }

    /// The element of that name.
    #[must_use]
    pub fn element(&self, ident: &str) -> Option<&Spec> {
        self.spec(ident).filter(|spec| spec.kind == Kind::Element)
    }

    /// The module of that name.
    #[must_use]
    pub fn module(&self, ident: &str) -> Option<&Module> {
        self.table.modules.iter().find(|module| &*module.ident == ident)
    }

    /// Where in the table the specification of that name stands.
    pub(crate) fn number(&self, ident: &str) -> Option<usize> {
        let name = |number: &u32| &*self.table.specs[*number as usize].ident;
        let found = self.names.binary_search_by(|number| name(number).cmp(ident)).ok()?;
        self.names.get(found).map(|number| *number as usize)
    }

    /// The classes that something is in: those that it names, then the classes of those, and so on; each once.
    #[must_use]
    pub fn classes(&self, spec: &Spec) -> Vec<&Spec> {
        let mut found = self.own_classes(spec).collect::<Vec<_>>();
        let mut next = 0;
        while let Some(class) = found.get(next).copied() {
            for above in self.own_classes(class) {
                if !found.iter().any(|known| std::ptr::eq(*known, above)) {
                    found.push(above);
                }
            }
            next += 1;
        }
        found
    }

    fn own_classes<'f>(&'f self, spec: &Spec) -> impl Iterator<Item = &'f Spec> {
        spec.memberships().filter(|member| !member.deleted).filter_map(|member| self.spec(&member.key))
    }

    /// What is in a class itself, elements and classes, in the order of the table.
    pub fn members<'f>(&'f self, class: &'f str) -> impl Iterator<Item = &'f Spec> {
        let is_in =
            move |spec: &&Spec| spec.memberships().any(|member| &*member.key == class && !member.deleted);
        self.table.specs.iter().filter(is_in)
    }

    /// The elements that may stand in an element, by its content model, in the order of the table. None where any may: see
    /// [`Facts::holds_any`].
    pub fn children(&self, element: &str) -> impl Iterator<Item = &Spec> {
        let number = self.number(element);
        number.into_iter().flat_map(|number| self.places().children(number)).map(|child| self.at(child))
    }

    /// The elements in which an element may stand, by their content models, in the order of the table; not those that hold
    /// any element.
    pub fn parents(&self, element: &str) -> impl Iterator<Item = &Spec> {
        let number = self.number(element);
        number.into_iter().flat_map(|number| self.places().parents(number)).map(|parent| self.at(parent))
    }

    /// Whether characters may stand in an element.
    #[must_use]
    pub fn holds_text(&self, element: &str) -> bool {
        self.number(element).is_some_and(|number| self.places().text(number))
    }

    /// Whether elements of any name may stand in an element, such as those of another vocabulary in `xenoData`.
    #[must_use]
    pub fn holds_any(&self, element: &str) -> bool {
        self.number(element).is_some_and(|number| self.places().any(number))
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::new(self))
    }

    fn at(&self, number: u32) -> &Spec {
        &self.table.specs[number as usize]
    }
}

/// The address of the page of the Guidelines about an element, class, macro or datatype.
#[must_use]
pub fn page(ident: &str) -> String {
    format!("https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-{ident}.html")
}
