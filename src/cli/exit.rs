//! The exit codes, and the error that means wrong usage. A pledge that lapsed and a file that is wrong are never the
//! same code. Nothing is printed here.

use std::process::ExitCode;

/// What the program exits with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// 0: it did what was asked.
    Fine,
    /// 1: `check` found something that is denied.
    Denied,
    /// 2: the arguments make no sense.
    Usage,
    /// 3: the register or an input cannot be relied on, or an output could not be written.
    Unreliable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

impl Exit {
    /// The number that the shell sees.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Denied => 1,
            Self::Usage => 2,
            Self::Unreliable => 3,
        }
    }

    /// What a command that failed exits with: wrong usage is told from input that cannot be relied on.
    pub(crate) fn of(error: &anyhow::Error) -> Self {
        if error.is::<Usage>() { Self::Usage } else { Self::Unreliable }
    }
}

/// What went wrong was told where it was found; the program only exits with [`Exit::Unreliable`].
#[derive(Debug, thiserror::Error)]
#[error("the register cannot be relied on")]
pub(crate) struct Told;

/// Arguments that clap accepts and that still make no sense, such as the id of a pledge that is not there.
/// Returned as an error by a command, it makes the program exit with [`Exit::Usage`].
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Usage(pub(crate) String);
