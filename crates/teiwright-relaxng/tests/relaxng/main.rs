//! The tests of this crate that read fixtures, as one program.

#[cfg(test)]
mod cases;
#[cfg(test)]
mod conformance;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod possible;
#[cfg(test)]
mod support;
#[cfg(test)]
mod verdicts;
#[cfg(test)]
mod writing;
