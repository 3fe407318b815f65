//! `explain`: the page of a code.

use teiwright::{all_rules, rules};

use super::{Failure, output, print_failure};

/// Prints the page of `code`, or the list of all codes.
pub(crate) fn run(code: Option<&str>) -> u8 {
    let all = all_rules();
    let text = match code {
        None => all
            .iter()
            .map(|rule| format!("{}  {:8} {}\n", rule.code, rule.severity.as_str(), rule.summary()))
            .collect::<String>(),
        Some(code) => {
            let Some(rule) =
                all.iter().find(|rule| rule.code.eq_ignore_ascii_case(code) || rule.name == code)
            else {
                let family = code.get(..3).unwrap_or(code).to_uppercase();
                let family = all.iter().filter(|rule| rule.code.starts_with(&family)).map(|rule| rule.code);
                let family = family.collect::<Vec<_>>();
                let help = match (nearest(&all, code), family.first(), family.last()) {
                    (Some(near), ..) => format!("`teiwright explain {near}` is near; `--list` has all codes"),
                    (None, Some(first), Some(last)) => {
                        format!("the codes of this family are {first} to {last}")
                    }
                    _ => "`teiwright explain --list` has all codes".to_owned(),
                };
                let message = format!("there is no code {code}");
                print_failure(
                    &Failure::new(&rules::cfg005::RULE, "explain", message, &help),
                    teiwright_report::Format::Human,
                );
                return 2;
            };
            format!("{} ({}, {})\n\n{}", rule.code, rule.name, rule.severity.as_str(), rule.page())
        }
    };
    u8::from(output::print(text.as_bytes()).is_err()) * 2
}

/// The code or name that differs least, if it is a slip.
fn nearest(all: &[&teiwright_source::Rule], word: &str) -> Option<&'static str> {
    let distance = |rule: &teiwright_source::Rule| {
        strsim::osa_distance(&word.to_uppercase(), rule.code).min(strsim::osa_distance(word, rule.name))
    };
    let best = all.iter().min_by_key(|rule| distance(rule))?;
    (distance(best) <= 2).then_some(best.code)
}
