//! Chores of the workspace: `cargo xtask tidy`.

mod tidy;

use std::path::Path;
use std::process::ExitCode;

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a chore talks to the terminal")]
fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    match std::env::args().nth(1).as_deref() {
        Some("tidy") => {
            let faults = tidy::check(&root);
            for fault in &faults {
                eprintln!("tidy: {fault}");
            }
            if faults.is_empty() {
                println!("tidy: all is in its place");
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        _ => {
            eprintln!("usage: cargo xtask tidy");
            ExitCode::from(2)
        }
    }
}
