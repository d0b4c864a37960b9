//! `kept annotate FILE…`: a text with every date, quantity and speech act marked. It must not recognise anything itself.

use super::exit::Exit;
use super::invocation::Invocation;
use super::progress::Progress;
use super::{options, reading};
use kept::document::Document;
use kept::language::speech;
use kept::render::extracts;

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    reading::arguments(command)
        .mut_arg("reference", |day| {
            day.help(
                "The day against which relative dates are resolved, those of documents that carry a date too",
            )
        })
        .arg(options::format(["text", "json"]))
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let json = invocation.format() == "json";
    let otherwise = reading::reference(invocation);
    let named = reading::is_reference_named(invocation);
    let work = |document: Document| {
        let day = document.meta.known_on().filter(|_| !named).or(otherwise);
        let found = speech::read(&document.text.text, &document.text.blocks, day);
        if json {
            return extracts::annotation_json(&document, &found).into_bytes();
        }
        let mut text = Vec::new();
        // Writing to memory cannot fail.
        let _ = extracts::annotation_text(&document, &found, &mut text);
        text
    };
    let mut sound = true;
    invocation.write(|out| {
        if json {
            write!(out, "{{\"schema\":\"kept/annotate/1\",\"documents\":[")?;
        }
        let mut first = true;
        let progress = Progress::beside_results(invocation, "documents");
        sound = reading::each(invocation, &progress, work, |text| {
            if json && !first {
                out.write_all(b",")?;
            }
            if json || !first {
                out.write_all(b"\n")?;
            }
            first = false;
            Ok(out.write_all(&text)?)
        })?;
        if json {
            out.write_all(b"\n]}\n")?;
        }
        Ok(())
    })?;
    Ok(if sound { Exit::Fine } else { Exit::Unreliable })
}
