//! Which line of a customisation made the rule that a finding is about.

use teiwright_odd::Compiled;
use teiwright_p5::spec::Kind;
use teiwright_p5::{Version, facts};
use teiwright_source::{Applicability, Diagnostic, Fix, Related, Source};

/// Says of an element that the customisation does not have, but TEI does, that it is renamed or left out: no other name was meant.
fn left_out(document: &Source, compiled: &Compiled, finding: &mut Diagnostic) {
    let Some(span) = finding.span.filter(|_| finding.code() == "RNG101") else { return };
    let name = document.slice(span);
    let local = name.rsplit(':').next().unwrap_or(name);
    let mut elements = compiled.specs.iter().filter(|spec| spec.kind == Kind::Element);
    if let Some(new) = elements.find(|spec| &*spec.ident == local).and_then(|spec| spec.renamed.as_deref()) {
        finding.message =
            format!("there is no element `{name}` in this schema: the customisation calls it `{new}`");
        finding.help = Some(format!("write <{new}> and </{new}>"));
        finding.fixes = vec![Fix::write(span, new, Applicability::Display)];
        return;
    }
    let Some(module) = facts(Version::default()).element(local).and_then(|spec| spec.module.as_deref())
    else {
        return;
    };
    finding.message = format!("there is no element `{name}` in this schema: the customisation leaves it out");
    finding.help = Some(format!(
        "TEI has `{local}` in the module `{module}`; write another element, or bring it into the customisation"
    ));
    finding.fixes.clear();
}

/// Adds to each finding about `document` the place in the customisation that made its rule, where that is not TEI's own.
pub fn name_origins(document: &Source, compiled: &Compiled, findings: &mut [Diagnostic]) {
    for finding in findings {
        left_out(document, compiled, finding);
        let Some((element, attribute)) = subject(document, finding) else { continue };
        let place = attribute
            .and_then(|attribute| compiled.origin(&element, Some(attribute)))
            .or_else(|| compiled.origin(&element, None));
        if let Some((file, span)) = place {
            let message = match attribute {
                Some(attribute) => format!("`{attribute}` of `{element}` is specified here"),
                None => format!("`{element}` is specified here"),
            };
            finding.related.push(Related { file: Some(file.name().to_owned()), span, message });
        }
    }
}

/// The element, and the attribute if any, whose specification made the rule.
fn subject<'d>(document: &'d Source, finding: &Diagnostic) -> Option<(String, Option<&'d str>)> {
    let code = finding.code();
    if !code.starts_with("RNG1") {
        return None;
    }
    let path = finding.path.as_deref()?;
    let mut steps = path.rsplit('/').filter(|step| !step.is_empty()).map(|step| {
        let name = step.split('[').next().unwrap_or(step);
        name.rsplit(':').next().unwrap_or(name)
    });
    let own = steps.next()?;
    match code {
        // It is the parent's content that does not have it.
        "RNG101" | "RNG102" | "RNG103" | "RNG104" => Some((steps.next()?.to_owned(), None)),
        "RNG106" => Some((own.to_owned(), attribute_before(document, finding))),
        "RNG107" | "RNG108" | "RNG109" | "RNG110" | "RNG105" | "RNG111" => Some((own.to_owned(), None)),
        _ => None,
    }
}

/// The name of the attribute whose value begins where the finding is.
fn attribute_before<'d>(document: &'d Source, finding: &Diagnostic) -> Option<&'d str> {
    let start = finding.span?.start as usize;
    let before = document.text().get(..start)?;
    let before = before.trim_end_matches(['"', '\'']).trim_end().strip_suffix('=')?.trim_end();
    let name = before.rfind(|c: char| c.is_whitespace()).map(|at| &before[at + 1..])?;
    (!name.is_empty()).then_some(name)
}
