//! Runs a plugin's program within limits of time and size, in a process group of its own, which is ended with it.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use process_wrap::std::{ChildWrapper, CommandWrap};
use teiwright_plugin::{End, Limits, Run, Runner};

/// How much of what a program says to its author is kept.
const ERRORS: usize = 8 << 10;

/// How long what was written may take to arrive after the program has ended.
const GRACE: Duration = Duration::from_secs(2);

/// A program with the arguments before its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Process {
    pub(super) program: PathBuf,
    pub(super) arguments: Vec<String>,
    /// Where it runs; where the user is, if there is none.
    pub(super) folder: Option<PathBuf>,
}

/// What the threads that read tell.
enum Told {
    /// All of the standard output.
    Output(Vec<u8>),
    /// There is more than may be.
    TooMuch,
}

impl Runner for Process {
    fn run(&self, argument: &str, input: Vec<u8>, limits: &Limits) -> Run {
        let deadline = Instant::now() + limits.time();
        let mut child = match self.spawn(argument) {
            Ok(child) => child,
            Err(error) => {
                return Run {
                    output: Vec::new(),
                    errors: Vec::new(),
                    end: End::NotStarted(error.to_string()),
                };
            }
        };
        // The threads end with the pipes; none is waited for, since a program may have handed its pipes on to one that got
        // away.
        if let Some(mut stdin) = child.stdin().take() {
            // A program that does not read to the end says what it has to say in its answer.
            thread::spawn(move || drop(stdin.write_all(&input)));
        }
        let (tell, told) = channel();
        let (tell_errors, errors) = channel();
        if let Some(stdout) = child.stdout().take() {
            let most = limits.bytes();
            thread::spawn(move || output(stdout, most, &tell));
        }
        if let Some(stderr) = child.stderr().take() {
            thread::spawn(move || drop(tell_errors.send(last(stderr))));
        }
        let (output, end) = watched(child.as_mut(), &told, deadline);
        // What it started ends with it.
        let _ = child.start_kill();
        let _ = child.try_wait();
        let errors = errors.recv_timeout(GRACE).unwrap_or_default();
        Run { output, errors, end }
    }

    fn shown(&self) -> String {
        self.program.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }
}

impl Process {
    fn spawn(&self, argument: &str) -> io::Result<Box<dyn ChildWrapper>> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).arg(argument);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        if let Some(folder) = self.folder.as_deref().filter(|folder| *folder != Path::new("")) {
            command.current_dir(folder);
        }
        let mut command = CommandWrap::from(command);
        #[cfg(unix)]
        command.wrap(process_wrap::std::ProcessGroup::leader());
        #[cfg(windows)]
        command.wrap(process_wrap::std::JobObject);
        command.spawn()
    }
}

/// Waits for the program, and for what it writes.
fn watched(child: &mut dyn ChildWrapper, told: &Receiver<Told>, deadline: Instant) -> (Vec<u8>, End) {
    let mut output = None;
    loop {
        if output.is_none() {
            match told.recv_timeout(Duration::from_millis(10)) {
                Ok(Told::Output(all)) => output = Some(all),
                Ok(Told::TooMuch) => return (Vec::new(), End::TooMuch),
                Err(_) => {}
            }
        } else {
            thread::sleep(Duration::from_millis(1));
        }
        match child.try_wait() {
            Ok(Some(status)) => {
                // What it left behind may still hold the pipe.
                let _ = child.start_kill();
                return match output.map_or_else(|| told.recv_timeout(GRACE), |all| Ok(Told::Output(all))) {
                    Ok(Told::Output(all)) => (all, end(status)),
                    Ok(Told::TooMuch) => (Vec::new(), End::TooMuch),
                    Err(_) => (Vec::new(), End::OutOfTime),
                };
            }
            Ok(None) => {}
            Err(error) => return (Vec::new(), End::Killed(error.to_string())),
        }
        if Instant::now() >= deadline {
            return (Vec::new(), End::OutOfTime);
        }
    }
}

fn end(status: ExitStatus) -> End {
    match status.code() {
        Some(code) => End::Exited(code),
        None => End::Killed(how(status)),
    }
}

#[cfg(unix)]
fn how(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    status
        .signal()
        .map_or_else(|| "it was ended".to_owned(), |signal| format!("it was ended by signal {signal}"))
}

#[cfg(not(unix))]
fn how(_status: ExitStatus) -> String {
    "it was ended".to_owned()
}

/// Reads all, or up to `most`.
fn output(mut from: impl Read, most: usize, tell: &Sender<Told>) {
    let mut all = Vec::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        match from.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) if all.len() + read > most => {
                let _ = tell.send(Told::TooMuch);
                return;
            }
            Ok(read) => all.extend_from_slice(&buffer[..read]),
        }
    }
    let _ = tell.send(Told::Output(all));
}

/// Reads to the end, and keeps the last of it.
fn last(mut from: impl Read) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut buffer = vec![0; 8 << 10];
    while let Ok(read) = from.read(&mut buffer) {
        if read == 0 {
            break;
        }
        kept.extend_from_slice(&buffer[..read]);
        let over = kept.len().saturating_sub(ERRORS);
        kept.drain(..over);
    }
    kept
}
