//! Transcripts of the command line, run as they stand; `TRYCMD=overwrite cargo test transcripts` writes them anew.

/// Everything that a user's environment could change is fixed, so that transcripts read the same everywhere.
fn run(columns: &str, transcripts: &str) {
    trycmd::TestCases::new()
        .env("COLUMNS", columns)
        .env("TZ", "Pacific/Kiritimati")
        .env("LC_ALL", "de_DE.UTF-8")
        .env("GITHUB_STEP_SUMMARY", "")
        .case(transcripts);
}

#[test]
fn transcripts() {
    run("100", "tests/transcripts/*.md");
}

#[test]
fn transcripts_on_narrow_and_wide_screens() {
    run("80", "tests/transcripts/80/*.md");
    run("160", "tests/transcripts/160/*.md");
}

#[test]
fn what_the_readme_shows_is_what_the_program_prints() {
    run("100", "README.md");
}
