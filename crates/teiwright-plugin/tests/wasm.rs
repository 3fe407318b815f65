//! Modules as backends: the examples, held to the kit, and modules that are not what they should be.
#![cfg(feature = "wasm")]

use teiwright_export::{Backend as _, Files, Options};
use teiwright_plugin::testkit::{case, cases, check};
use teiwright_plugin::{Limits, Wasm};

const LIMITS: Limits = Limits { seconds: 1, megabytes: 64 };

fn conforms(backend: &Wasm) {
    let faults = cases().iter().flat_map(|case| check(backend, case)).collect::<Vec<_>>();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_module_in_c_conforms() {
    let module = include_bytes!("../../../examples/wasm-backend/plain-html.wasm");
    conforms(&Wasm::new(None, module, Limits::default()).unwrap());
}

#[test]
fn the_module_written_by_hand_conforms() {
    let module = wat::parse_str(include_str!("../../../examples/wasm-backend/words.wat")).unwrap();
    let backend = Wasm::new(Some("all-words"), &module, Limits::default()).unwrap();
    assert_eq!(backend.name(), "all-words");
    conforms(&backend);
}

/// A module that says what it is, with `render` and whatever else is wanted.
fn module(render: &str, more: &str) -> Vec<u8> {
    let json = r#"{\"api\":{\"min\":\"1.0\",\"max\":\"1\"},\"name\":\"bad\",\"media_types\":[\"text/plain\"],\"extension\":\"txt\"}"#;
    let len = json.replace('\\', "").len();
    let marker = if more.contains("teiwright_api") {
        ""
    } else {
        r#"(global (export "teiwright_api_1_0_to_1") i32 (i32.const 1))"#
    };
    let memory = if more.contains("(memory") { "" } else { r#"(memory (export "memory") 2)"# };
    let text = format!(
        r#"(module {more} {marker} {memory}
        (data (i32.const 16) "{json}")
        (func (export "teiwright_describe") (result i64) (i64.or (i64.shl (i64.const 16) (i64.const 32)) (i64.const {len})))
        (func (export "teiwright_alloc") (param i32) (result i32) (i32.const 4096))
        (func $render (export "teiwright_render") (param i32 i32) (result i64) {render}))"#
    );
    wat::parse_str(text).unwrap()
}

fn said(module: &[u8]) -> String {
    let backend = match Wasm::new(None, module, LIMITS) {
        Ok(backend) => backend,
        Err(fault) => return format!("{} {}", fault.code(), fault.message),
    };
    let mut files = Files::default();
    let report = backend.write(&case("paragraph").unwrap().document, &Options::default(), &mut files);
    let said = report
        .diagnostics
        .iter()
        .map(|found| format!("{} {}", found.code(), found.message))
        .collect::<Vec<_>>();
    assert_eq!(said.len(), 1, "{said:?}");
    said.concat()
}

#[test]
fn what_a_module_does_wrong_is_one_diagnostic() {
    for (module, expected) in [
        (module("(loop $l (br $l)) (i64.const 0)", ""), "PLG105 `bad` did not end within 1 s"),
        (module("unreachable", ""), "PLG107 `bad` crashed: wasm `unreachable`"),
        (module("(call $render (local.get 0) (local.get 1))", ""), "PLG107 `bad` crashed: call stack exhausted"),
        (module("(i64.const -1)", ""), "PLG107 `bad` crashed: it points outside of its memory"),
        (module("(i64.const 0)", ""), "PLG104 the answer of `bad` cannot be read: the answer ends without `done`"),
        (module("(i64.const 0x100000000f)", ""), "PLG104"),
        (module("(drop (memory.grow (i32.const 2000))) (i64.const 0)", ""), "PLG106 `bad` needs more than 64 MB"),
        (module("(i64.const 0)", r#"(memory (export "memory") 2000)"#), "PLG106"),
        (module("(i64.const 0)", r#"(import "wasi_snapshot_preview1" "fd_write" (func (param i32)))"#), "PLG109 `the module` cannot be a backend: it imports `wasi_snapshot_preview1.fd_write`"),
        (module("(i64.const 0)", r#"(global (export "teiwright_api_2_0_to_2") i32 (i32.const 1))"#), "PLG102 the plugin `the module` does not fit: it is for versions 2.0 to 2"),
        (module("(i64.const 0)", r#"(global (export "teiwright_api_1_0_to_1_3") i32 (i32.const 1))"#), "PLG103"),
        (module("(i64.const 0)", r#"(global (export "teiwright_apis") i32 (i32.const 1))"#), "PLG109 `the module` cannot be a backend: no export is named"),
        (wat::parse_str("(module)").unwrap(), "PLG109"),
        (wat::parse_str(r#"(module (global (export "teiwright_api_1_0_to_1") i32 (i32.const 1)) (memory (export "memory") 1))"#).unwrap(), "PLG109 `the module` cannot be a backend: it exports no function `teiwright_alloc`"),
        (b"\0asm, they said".to_vec(), "PLG109"),
        (b"<html>".to_vec(), "PLG109"),
    ] {
        let found = said(&module);
        assert!(found.starts_with(expected), "{found}\nexpected: {expected}");
    }
}
