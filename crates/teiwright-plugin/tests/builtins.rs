//! The built-in backends, held to the conformance kit: what is asked of others is asked of them.

use teiwright_export::Registry;
use teiwright_plugin::testkit::{Fault, cases, check};

#[test]
fn the_built_in_backends_conform() {
    let registry = Registry::with_builtins();
    let cases = cases();
    let mut faults = Vec::new();
    for backend in registry.iter() {
        for case in &cases {
            let found = check(backend, case);
            faults.extend(
                found.into_iter().map(|Fault { case, what }| format!("{}: {case}: {what}", backend.name())),
            );
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
