//! Why a file cannot be read, as a fault says it. It must not open one.

use super::codes::{self, Code};
use super::files::{MOST_TEXT_BYTES, Unreadable};
use super::words;

/// Why a file cannot be read, as a fault says it.
pub(super) fn why(path: &str, why: &Unreadable) -> (&'static Code, String, Option<String>) {
    let name = words::shown(path);
    match why {
        // A name that is no text is shown with marks in place of what cannot be, and no file is found under that.
        Unreadable::Missing if path.contains(char::REPLACEMENT_CHARACTER) => (
            &codes::UNREADABLE,
            format!("`{name}` cannot be opened: its name is not UTF-8"),
            Some("rename it".to_owned()),
        ),
        Unreadable::Missing => (
            &codes::UNREADABLE,
            format!("`{name}` is not there"),
            Some("it is a link that leads nowhere, or was removed while it was read".to_owned()),
        ),
        Unreadable::Outside => (
            &codes::OUTSIDE_REGISTER,
            format!("`{name}` is a link that leads out of the register"),
            Some("put a copy of the file in its place".to_owned()),
        ),
        Unreadable::Special => (
            &codes::UNREADABLE,
            format!("`{name}` is not a regular file"),
            Some("pipes, devices and folders are not read; move it elsewhere".to_owned()),
        ),
        Unreadable::TooLarge(size) => (
            &codes::TOO_LARGE,
            format!("`{name}` has {size} bytes"),
            Some(format!(
                "text files of more than {} MB are not read; split it",
                MOST_TEXT_BYTES / 1024 / 1024
            )),
        ),
        Unreadable::Failed(reason) => {
            let help = "see that it is there and that you may read it".to_owned();
            (&codes::UNREADABLE, format!("`{name}` cannot be read: {}", words::shown(reason)), Some(help))
        }
    }
}
