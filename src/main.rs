//! The `kept` program. It hands over to [`cli`], which parses arguments, reads the clock, prints and chooses the exit
//! code; no domain logic lives in the binary.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
