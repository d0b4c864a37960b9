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
    let otherwise = reading::reference(invocation);
    let named = reading::is_reference_named(invocation);
    let read = |document: &Document| {
        let day = document.meta.known_on().filter(|_| !named).or(otherwise);
        speech::read(&document.text.text, &document.text.blocks, day)
    };
    let sound = if invocation.format() == "json" {
        let json = |document: Document| extracts::annotation_json(&document, &read(&document));
        reading::print_json(invocation, "kept/annotate/1", json)?
    } else {
        text(invocation, |document| {
            let mut text = Vec::new();
            // Writing to memory cannot fail.
            let _ = extracts::annotation_text(&document, &read(&document), &mut text);
            text
        })?
    };
    Ok(if sound { Exit::Fine } else { Exit::Unreliable })
}

fn text(invocation: &Invocation<'_>, work: impl Fn(Document) -> Vec<u8> + Sync) -> anyhow::Result<bool> {
    let mut sound = true;
    invocation.write(|out| {
        let mut first = true;
        let progress = Progress::beside_results(invocation);
        sound = reading::each(invocation, &progress, work, |text| {
            if !first {
                out.write_all(b"\n")?;
            }
            first = false;
            Ok(out.write_all(&text)?)
        })?;
        Ok(())
    })?;
    Ok(sound)
}
