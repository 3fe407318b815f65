//! The backend as a program: `teiwright-backend-dokuwiki` on the PATH is `teiwright convert --to dokuwiki`.

use std::process::ExitCode;

use teiwright_backend_dokuwiki::Dokuwiki;

fn main() -> ExitCode {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
    match teiwright_plugin::serve(&Dokuwiki, env!("CARGO_PKG_VERSION"), &arguments, input, output) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
