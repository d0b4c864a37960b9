//! The rule book and the list of diagnostics in JSON, version 1. It must not know any rule or code itself.

use super::{member, write_list};
use crate::assessment::RuleText;
use crate::input::Code;
use crate::render::GENERATOR;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct RuleV1 {
    code: &'static str,
    summary: &'static str,
    documentation: &'static str,
}

#[derive(Serialize)]
struct CodeV1 {
    code: &'static str,
    level: &'static str,
    summary: &'static str,
    explanation: &'static str,
    example: &'static str,
}

/// Writes `kept/rules/1`: the rules in order of precedence.
///
/// # Errors
/// When writing fails.
pub fn rules(rules: &[RuleText], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{{\"schema\":\"kept/rules/1\",")?;
    member(out, "generator", &GENERATOR)?;
    write!(out, "\"rules\":")?;
    write_list(
        out,
        rules.iter().map(|rule| RuleV1 {
            code: rule.code.code(),
            summary: rule.summary,
            documentation: rule.documentation,
        }),
    )?;
    writeln!(out, "}}")
}

/// Writes `kept/codes/1`: every code that a diagnostic can carry.
///
/// # Errors
/// When writing fails.
pub fn codes(codes: &[Code], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{{\"schema\":\"kept/codes/1\",")?;
    member(out, "generator", &GENERATOR)?;
    write!(out, "\"codes\":")?;
    write_list(
        out,
        codes.iter().map(|code| CodeV1 {
            code: code.code,
            level: code.level.word(),
            summary: code.summary,
            explanation: code.explanation,
            example: code.example,
        }),
    )?;
    writeln!(out, "}}")
}
