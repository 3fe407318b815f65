//! Writing the compact form.

use std::fmt::Write;

use super::{EXPANSIONS, Table, letter_of};
use crate::spec::{
    Attribute, AttributeDef, ClassUse, Closure, Content, DataName, DataUse, Expand, Kind, Mode, Occurs,
    Organisation, Particle, Spec, Usage, ValueList,
};

/// Writes a table in its compact form.
///
/// # Errors
/// Names what the form has no words for.
pub fn write(table: &Table) -> Result<String, String> {
    let mut out = String::new();
    for module in &table.modules {
        out.push_str(&format!("M\t{}\t{}\n", module.ident, module.gloss));
    }
    for spec in &table.specs {
        line(&mut out, spec).map_err(|why| format!("{} {}: {why}", spec.kind.noun(), spec.ident))?;
    }
    for (kind, ident) in &table.removed {
        out.push_str(&format!("-{kind}\t{ident}\n"));
    }
    Ok(out)
}

type Written = Result<(), String>;

fn line(out: &mut String, spec: &Spec) -> Written {
    if spec.mode.is_some() || spec.renamed.is_some() {
        return Err("it is a change, or renamed".to_owned());
    }
    out.push(letter_of(spec.kind));
    out.push('\t');
    out.push_str(&spec.ident);
    if let Some(namespace) = &spec.namespace {
        let _ = write!(out, "{{{namespace}}}");
    }
    out.push('\t');
    out.push_str(spec.module.as_deref().unwrap_or_default());
    if spec.kind == Kind::Element || spec.kind.is_class() {
        out.push('\t');
        for (number, member) in spec.memberships().enumerate() {
            if number > 0 {
                out.push(' ');
            }
            reference(out, &member.key)?;
            occurs(out, member.occurs);
        }
    }
    if !spec.kind.is_class() {
        out.push('\t');
        if let Some(content) = &spec.content {
            particle(out, content)?;
        }
    }
    if spec.kind == Kind::Element || spec.kind.is_class() {
        out.push('\t');
        attributes(out, &spec.attributes)?;
    }
    out.push('\t');
    out.push_str(spec.gloss.as_deref().unwrap_or_default());
    out.push('\n');
    Ok(())
}

/// The name of a class, macro or datatype with the sign of its kind.
fn reference(out: &mut String, key: &str) -> Written {
    for (start, sign) in [("model.", '%'), ("att.", '.'), ("macro.", '&'), ("teidata.", '$')] {
        if let Some(rest) = key.strip_prefix(start) {
            out.push(sign);
            out.push_str(rest);
            return Ok(());
        }
    }
    Err(format!("the name {key} has no sign"))
}

fn occurs(out: &mut String, occurs: Occurs) {
    match (occurs.min, occurs.max) {
        (1, Some(1)) => {}
        (0, Some(1)) => out.push('?'),
        (0, None) => out.push('*'),
        (1, None) => out.push('+'),
        (min, None) => out.push_str(&format!("{{{min},}}")),
        (min, Some(max)) => out.push_str(&format!("{{{min},{max}}}")),
    }
}

fn particle(out: &mut String, part: &Particle) -> Written {
    content(out, &part.content)?;
    occurs(out, part.occurs);
    Ok(())
}

fn content(out: &mut String, content: &Content) -> Written {
    match content {
        Content::Empty => out.push_str("()"),
        Content::Text => out.push('#'),
        Content::Element(name) => out.push_str(name),
        Content::Class(class) => class_use(out, class)?,
        Content::Macro(key) => reference(out, key)?,
        Content::Data(data) => data_use(out, data)?,
        Content::Values(list) => values(out, list),
        Content::Any { require, except } => {
            out.push_str("<*");
            if !require.is_empty() {
                out.push_str(&format!("={}", require.join(" ")));
            }
            if let Some(except) = except {
                out.push_str(&format!("|{}", except.join(" ")));
            }
            out.push('>');
        }
        Content::Sequence(parts) => several(out, parts, ',')?,
        Content::Alternate(parts) => several(out, parts, '|')?,
        Content::Interleave(parts) => several(out, parts, '&')?,
        Content::Foreign(_) => return Err("a pattern in RELAX NG has no compact form".to_owned()),
    }
    Ok(())
}

fn several(out: &mut String, parts: &[Particle], sign: char) -> Written {
    out.push('(');
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            out.push(sign);
        }
        particle(out, part)?;
    }
    if parts.len() < 2 {
        out.push(sign);
    }
    out.push(')');
    Ok(())
}

fn class_use(out: &mut String, class: &ClassUse) -> Written {
    if class.include.is_some() || !class.except.is_empty() {
        return Err("members of a class that are named have no compact form".to_owned());
    }
    reference(out, &class.key)?;
    if class.expand != Expand::Unsaid {
        let ending = EXPANSIONS.iter().find(|e| e.1 == class.expand).map_or("a", |e| e.0);
        out.push('@');
        out.push_str(ending);
    }
    Ok(())
}

fn data_use(out: &mut String, data: &DataUse) -> Written {
    match &data.which {
        DataName::Key(key) => reference(out, key)?,
        DataName::Xsd(name) => out.push_str(&format!("xs:{name}")),
    }
    if let Some(restriction) = &data.restriction {
        out.push_str(&format!("/{}/", restriction.replace('/', "\\/")));
    }
    for (name, value) in &data.facets {
        out.push_str(&format!("[{name}={}]", value.replace(']', "\\]")));
    }
    Ok(())
}

fn values(out: &mut String, list: &ValueList) {
    out.push(match list.closure {
        Some(Closure::Closed) => '=',
        Some(Closure::Semi) => '~',
        Some(Closure::Open) | None => '?',
    });
    out.push('{');
    let items = list.items.iter().map(|item| quoted(&item.ident)).collect::<Vec<_>>();
    out.push_str(&items.join(" "));
    out.push('}');
}

/// A value, in quotation marks where it could be taken for something else.
fn quoted(value: &str) -> String {
    if value.is_empty() || value.contains([' ', '{', '}', '"', '\t', '\n', '\\']) {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        value.to_owned()
    }
}

fn attributes(out: &mut String, list: &[Attribute]) -> Written {
    for (number, attribute) in list.iter().enumerate() {
        if number > 0 {
            out.push(' ');
        }
        match attribute {
            Attribute::Def(def) => definition(out, def)?,
            Attribute::List(organisation, inner) => {
                out.push_str(if *organisation == Organisation::Choice { "<|" } else { "<&" });
                attributes(out, inner)?;
                out.push('>');
            }
            Attribute::Class(class, name) => {
                out.push('@');
                reference(out, class)?;
                if let Some(name) = name {
                    out.push_str(&format!("/{name}"));
                }
            }
        }
    }
    Ok(())
}

fn definition(out: &mut String, def: &AttributeDef) -> Written {
    if def.namespace.is_some() || def.renamed.is_some() {
        return Err(format!("the attribute {} has a namespace or another name", def.ident));
    }
    out.push_str(&def.ident);
    match def.usage {
        Some(Usage::Required) => out.push('!'),
        Some(Usage::Recommended) => out.push('^'),
        Some(Usage::Optional) => out.push('°'),
        None => {}
    }
    mode(out, def.mode);
    if let Some(datatype) = &def.datatype {
        out.push(':');
        content(out, &datatype.value)?;
        occurs(out, datatype.occurs);
    }
    if let Some(list) = &def.values {
        out.push(';');
        mode(out, list.mode);
        values(out, list);
    }
    if let Some(default) = &def.default {
        out.push_str("==");
        out.push_str(&quoted(default));
    }
    Ok(())
}

fn mode(out: &mut String, mode: Option<Mode>) {
    match mode {
        None => {}
        Some(Mode::Add) => out.push('+'),
        Some(Mode::Change) => out.push('~'),
        Some(Mode::Replace) => out.push('='),
        Some(Mode::Delete) => out.push('×'),
    }
}
