//! Written answers, one JSON object a line, as the tools of maintainers read them. It must not judge a sentence.

use std::io::BufRead;

use kept::date::Date;
use kept::language::canonical::{CanonicalText, from_plain};
use kept::language::speech::{self, Reading};

/// One answer, of which nothing was read yet.
pub(crate) struct Answer(serde_json::Value);

/// The answers in a file, one after the other.
pub(crate) fn in_file(path: &str) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Answer>>> {
    let lines = std::io::BufReader::new(std::fs::File::open(path)?).lines();
    Ok(lines.map(|line| Ok(Answer(serde_json::from_str(&line?)?))))
}

impl Answer {
    pub(crate) fn id(&self) -> String {
        self.0["id"].to_string()
    }

    /// Its text, its day, and what was recognised. Where only the month is known, it is read as of the 15th.
    pub(crate) fn read(&self) -> (CanonicalText, Option<Date>, Reading) {
        let text = from_plain(self.0["answer"].as_str().unwrap_or_default());
        let date = self.0["dateAnswered"].as_str().or(self.0["month"].as_str()).unwrap_or_default();
        let date = date.get(..10).map_or_else(|| format!("{date}-15"), str::to_owned);
        let date = date.parse().ok();
        let reading = speech::read(&text.text, &text.blocks, date);
        (text, date, reading)
    }
}

/// Where a piece of a text begins and ends, in Unicode scalars; given in bytes.
pub(crate) fn scalars(text: &CanonicalText, start: usize, end: usize) -> (usize, usize) {
    let count = |byte: usize| text.text.get(..byte).unwrap_or_default().chars().count();
    (count(start), count(end))
}
