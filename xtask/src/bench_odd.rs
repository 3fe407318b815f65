//! `cargo xtask bench odd PAGE ODD…`: how long a customisation takes to compile, and a one-page document to check, cold.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use teiwright_odd::{Options, whole};
use teiwright_p5::Version;

/// How often each is done; the middle one counts, and the first as well where a program is cold.
const TIMES: usize = 21;

/// Prints the table.
pub(crate) fn run(page: &Path, customisations: &[PathBuf]) -> Result<bool, String> {
    let row = |name: &str, time: Duration| println!("{name:60} {:8.1} ms", time.as_secs_f64() * 1e3);
    println!("the middle one of {TIMES} times");
    let program = program()?;
    let bytes = std::fs::metadata(page).map_err(|error| format!("{}: {error}", page.display()))?.len();
    let check = |arguments: &[&str]| {
        let run = || {
            let mut command = Command::new(&program);
            command.arg("check").args(arguments).arg(page).stdout(Stdio::null()).stderr(Stdio::null());
            command.status().is_ok_and(|status| status.code() == Some(0) || status.code() == Some(1))
        };
        middle(run)
    };
    row(&format!("check {} ({bytes} bytes), whole process", page.display()), check(&["--schema", "all"])?);
    row("the same against `lite`", check(&["--schema", "lite"])?);
    row("TEI P5, compiled whole", middle(|| whole(Version::default()).schema.is_some())?);
    for path in customisations {
        let compile = || teiwright::compile_odd(path, &Options::default()).is_ok_and(|c| c.pattern.is_some());
        row(&path.display().to_string(), middle(compile)?);
    }
    Ok(true)
}

/// The released program.
fn program() -> Result<PathBuf, String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--release", "--package", "teiwright"]);
    let built = cargo.status().map_err(|error| format!("cargo: {error}"))?;
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let program = own.with_file_name(format!("teiwright{}", std::env::consts::EXE_SUFFIX));
    if built.success() && program.is_file() {
        Ok(program)
    } else {
        Err("the program cannot be built".to_owned())
    }
}

fn middle(mut work: impl FnMut() -> bool) -> Result<Duration, String> {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        if !work() {
            return Err("what is measured does not work".to_owned());
        }
        times.push(begun.elapsed());
    }
    times.sort();
    Ok(times[TIMES / 2])
}
