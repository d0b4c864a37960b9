//! The rule book and the list of diagnostics, as pages made from their tables. It must not know any rule or code itself.

use crate::assessment::RuleText;
use crate::date::Date;
use crate::input::Code;
use crate::render::page::{Block, Inline, Page};

/// The rules in order of precedence, as a page.
#[must_use]
pub fn rule_book(rules: &[RuleText], as_of: Date) -> Page {
    let mut page = Page::new(
        "The rule book",
        "in order of precedence: the first rule that decides gives the status",
        "kept",
        "Every rule of the assessment, with its full text",
        as_of,
    );
    for (at, rule) in rules.iter().enumerate() {
        let words = format!("{}. {}", at + 1, rule.code);
        page.blocks.push(Block::Heading { level: 2, anchor: rule.code.code().into(), words: words.into() });
        page.blocks.push(Block::Lead(vec![Inline::text(rule.summary)]));
        page.blocks.push(Block::Paragraph(vec![Inline::text(rule.documentation)]));
    }
    page
}

/// Every fault that the register's files can have, as a page.
#[must_use]
pub fn diagnostic_codes(codes: &[Code], as_of: Date) -> Page {
    let mut page = Page::new(
        "Diagnostics",
        "what can be wrong with a register's files, and how to mend it",
        "kept",
        "Every code that a diagnostic can carry",
        as_of,
    );
    for code in codes {
        page.blocks.push(Block::Heading { level: 2, anchor: code.code.into(), words: code.code.into() });
        let summary = vec![Inline::strong(code.level.word()), Inline::text(&format!(": {}", code.summary))];
        page.blocks.push(Block::Lead(summary));
        page.blocks.push(Block::Paragraph(vec![Inline::text(code.explanation)]));
        page.blocks.push(Block::Command(code.example.into()));
    }
    page
}
