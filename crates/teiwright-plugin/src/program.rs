//! A backend that is a program in any language.

use teiwright_export::{Backend, OptionSpec, Options, Report, Sink};
use teiwright_model::Document;
use teiwright_source::Diagnostic;

use crate::described::described;
use crate::{Description, Limits, rules, wire};

/// Runs a plugin's program. Whoever hosts plugins has one, because this crate starts no programs.
pub trait Runner: Send + Sync {
    /// Runs the program with one argument, `describe` or `render`, hands it `input`, and ends it, and all that it started,
    /// at the limits.
    fn run(&self, argument: &str, input: Vec<u8>, limits: &Limits) -> Run;

    /// The command, as a user would know it again.
    fn shown(&self) -> String;
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What it wrote to its standard output, up to the limit.
    pub output: Vec<u8>,
    /// The end of what it wrote to its standard error.
    pub errors: Vec<u8>,
    /// How it ended.
    pub end: End,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum End {
    /// By itself, with this status.
    Exited(i32),
    /// By a signal, or in another way that has no status.
    Killed(String),
    /// It took too long, and was ended.
    OutOfTime,
    /// It wrote too much, and was ended.
    TooMuch,
    /// It could not be started.
    NotStarted(String),
}

/// A backend that is a program.
pub struct Program {
    name: String,
    description: Description,
    specs: Vec<OptionSpec>,
    runner: Box<dyn Runner>,
    limits: Limits,
}

/// How long `describe` may take, in seconds, and how much it may write, in megabytes: it has no Document to read.
const DESCRIBE: Limits = Limits { seconds: 10, megabytes: 1 };

impl Program {
    /// Asks the program what it is. `name` is what the user calls it; without one it has the name that it gives itself.
    ///
    /// # Errors
    /// When it cannot be run, does not answer within the limits, or its answer cannot be used.
    pub fn new(name: Option<&str>, runner: Box<dyn Runner>, limits: Limits) -> Result<Self, Box<Diagnostic>> {
        let shown = name.map_or_else(|| runner.shown(), str::to_owned);
        let shortest = Limits {
            seconds: limits.seconds.min(DESCRIBE.seconds),
            megabytes: limits.megabytes.min(DESCRIBE.megabytes),
        };
        let answer = finished(&shown, runner.run("describe", Vec::new(), &shortest), &shortest)?;
        let description =
            Description::from_json(&answer).map_err(|error| rules::bad_description(&shown, &error))?;
        let name = name.unwrap_or(&description.name).to_owned();
        let specs = description.specs();
        Ok(Self { name, description, specs, runner, limits })
    }
}

/// What a run that went well wrote.
fn finished(name: &str, run: Run, limits: &Limits) -> Result<Vec<u8>, Box<Diagnostic>> {
    Err(Box::new(match run.end {
        End::Exited(0) => return Ok(run.output),
        End::Exited(status) => rules::crashed(name, &format!("it ended with status {status}"), &run.errors),
        End::Killed(how) => rules::crashed(name, &how, &run.errors),
        End::OutOfTime => rules::out_of_time(name, limits),
        End::TooMuch => rules::too_much(name, limits),
        End::NotStarted(why) => rules::not_started(name, &why),
    }))
}

impl Backend for Program {
    described!();

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        wire::exchange(&self.name, document, options, sink, |request| {
            finished(&self.name, self.runner.run("render", request, &self.limits), &self.limits)
        })
    }
}
