//! What a customisation says that comes to nothing.

use std::borrow::Cow;

use rustc_hash::FxHashSet;
use teiwright_p5::spec::Spec;

use crate::assemble::Assembler;
use crate::read::{Item, Schema};
use crate::rules;

/// Classes that specifications say they are in, and that neither the schema nor TEI has.
pub(crate) fn memberships(schema: &Schema, specs: &[Cow<'static, Spec>], assembler: &mut Assembler<'_>) {
    if schema.is_compiled() {
        return;
    }
    let classes =
        specs.iter().filter(|spec| spec.kind.is_class()).map(|spec| &*spec.ident).collect::<FxHashSet<_>>();
    for item in &schema.items {
        let Item::Spec(spec, _) = item else { continue };
        for member in spec.memberships().filter(|member| !member.deleted && !classes.contains(&*member.key)) {
            if assembler.knows_class(&member.key) {
                continue;
            }
            let near = rules::nearest(&member.key, classes.iter().copied());
            assembler
                .report_at(spec.place, |span| rules::unknown_class(&spec.ident, &member.key, near, span));
        }
    }
}
