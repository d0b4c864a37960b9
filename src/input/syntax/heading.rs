//! Headings that cannot be read, or stand where another was meant.
//!
//! It must not look at keys and values.

use super::super::words::shown;
use super::statement::{heading_name, resolve};
use super::told::{Broken, Told};

pub(super) fn told(broken: &Broken<'_>) -> Told {
    let line = broken.line();
    let name = heading_name(line);
    let as_written = shown(line.split('#').next().unwrap_or_default().trim());
    let meant =
        resolve(&name).map(|(_, several)| if several { format!("[[{name}]]") } else { format!("[{name}]") });
    let is_whole = as_written == format!("[{name}]") || as_written == format!("[[{name}]]");
    if is_whole && broken.stop.is_duplicate() {
        return twice(&as_written, meant);
    }
    let told = Told::new(
        format!("the heading `{as_written}` cannot be read"),
        "write its name between brackets, alone on its line",
    );
    match meant {
        Some(meant) => told.line(meant),
        None => Told {
            help: "a heading is a name between brackets, such as `[[pledge]]` or `[pledge.target]`"
                .to_owned(),
            ..told
        },
    }
}

/// A heading that opens what is open already.
fn twice(as_written: &str, meant: Option<String>) -> Told {
    let several = meant.filter(|meant| meant.starts_with("[[") && !as_written.starts_with("[["));
    match several {
        Some(meant) => Told::new(
            format!("`{as_written}` stands for a single entry, and there are several"),
            "write it with two brackets each time",
        )
        .line(meant),
        None => Told::new(
            format!("`{as_written}` stands twice in one entry"),
            "delete one of the two; another pledge begins with its own `[[pledge]]`",
        ),
    }
}
