//! How long `kept status --format json` takes on a large generated register, and how much memory, against parsing the
//! same files as plain TOML tables on one thread; how long it takes where many pledges share long series; and what processor
//! time a check takes on a smaller one, in every format.
//! `cargo bench --bench scale` prints the figures.

#[path = "scale/generated.rs"]
mod generated;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The size that is held to limits, and a fifth of it to see that time grows with size.
const PLEDGES: [usize; 2] = [2_000, 10_000];

/// How many figures each of a few series has that as many pledges share.
const FIGURES: usize = 200;

/// Each time is the best of so many.
const ROUNDS: usize = 5;

/// The size at which every format of a check is held to a limit of processor time. The kernel counts in hundredths of a second,
/// so several are measured together.
const CHECKED: usize = 500;
const CHECKS_TOGETHER: u32 = 5;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for pledges in PLEDGES {
        let files = generated::register(pledges);
        let folder = std::env::temp_dir().join(format!("kept-scale-{}-{pledges}", std::process::id()));
        write(&folder, &files)?;
        let figures = measure(&folder, &files);
        fs::remove_dir_all(&folder)?;
        report(&mut out, pledges, &figures?)?;
    }
    let folder = std::env::temp_dir().join(format!("kept-shared-{}", std::process::id()));
    write(&folder, &generated::sharing(PLEDGES[1], FIGURES))?;
    let shared = (0..ROUNDS).map(|_| run_status(&folder)).collect::<std::io::Result<Vec<_>>>();
    fs::remove_dir_all(&folder)?;
    let time = shared?.into_iter().map(|(time, _)| time).min().unwrap_or_default();
    let size = format!("{} pledges on shared series of {FIGURES} figures", PLEDGES[1]);
    writeln!(out, "{size}\n  kept status --format json    {:>6} ms", time.as_millis())?;
    let folder = std::env::temp_dir().join(format!("kept-check-{}", std::process::id()));
    write(&folder, &generated::register(CHECKED))?;
    let checked = check(&mut out, &folder);
    fs::remove_dir_all(&folder)?;
    checked
}

/// The processor time of `kept check` in each format.
fn check(out: &mut impl Write, folder: &Path) -> std::io::Result<()> {
    writeln!(out, "{CHECKED} pledges, {} records: kept check", CHECKED * 5)?;
    for format in kept::render::check::FORMATS {
        let mut best = Duration::MAX;
        for _ in 0..ROUNDS {
            let before = time_of_children();
            for _ in 0..CHECKS_TOGETHER {
                Command::new(env!("CARGO_BIN_EXE_kept"))
                    .args([
                        "check", "--as-of", "2026-01-31", "--deny", "lapsed,due-soon=30d", "--warn",
                        "stale=6m",
                    ])
                    .args(["--format", format.name, "--register"])
                    .arg(folder)
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .status()?;
            }
            best = best.min(time_of_children().saturating_sub(before) / CHECKS_TOGETHER);
        }
        writeln!(out, "  {:<28} {:>6} ms of processor time (limit 50)", format.name, best.as_millis())?;
    }
    Ok(())
}

/// The processor time of all processes that were started and waited for, where the system tells; else 0.
fn time_of_children() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    // The 16th and 17th fields; the name is the second.
    let hundredths: u64 =
        after_name.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(hundredths * 10)
}

/// What was measured on one register.
struct Figures {
    bytes: usize,
    toml: Duration,
    load: Duration,
    status: Duration,
    peak: usize,
}

fn write(folder: &Path, files: &[(String, String)]) -> std::io::Result<()> {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}

fn measure(folder: &Path, files: &[(String, String)]) -> std::io::Result<Figures> {
    let tables: Vec<&str> =
        files.iter().filter(|(path, _)| path.ends_with(".toml")).map(|(_, text)| text.as_str()).collect();
    let toml = best(|| {
        for text in &tables {
            let table: toml::Table = toml::from_str(text).unwrap_or_default();
            std::hint::black_box(table);
        }
    });
    let load = best(|| {
        std::hint::black_box(kept::input::load(folder));
    });
    let mut peak = 0;
    let mut status = Duration::MAX;
    for _ in 0..ROUNDS {
        let (time, memory) = run_status(folder)?;
        status = status.min(time);
        peak = peak.max(memory);
    }
    Ok(Figures { bytes: files.iter().map(|(_, text)| text.len()).sum(), toml, load, status, peak })
}

fn best(mut work: impl FnMut()) -> Duration {
    (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

/// Wall time and peak memory in bytes of the program itself.
fn run_status(folder: &Path) -> std::io::Result<(Duration, usize)> {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_kept"))
        .args(["status", "--format", "json", "--as-of", "2026-01-31", "--register"])
        .arg(folder)
        .stdout(Stdio::null())
        .spawn()?;
    let mut peak = 0;
    loop {
        peak = peak.max(peak_memory(child.id()));
        if let Some(exit) = child.try_wait()? {
            if !exit.success() {
                return Err(std::io::Error::other(format!("kept status ended with {exit}")));
            }
            return Ok((start.elapsed(), peak));
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// The most memory that a process has had so far, where the system tells; else 0.
fn peak_memory(id: u32) -> usize {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse::<usize>().ok()).unwrap_or(0) * 1024
}

fn report(out: &mut impl Write, pledges: usize, figures: &Figures) -> std::io::Result<()> {
    let ms = |time: Duration| time.as_micros() / 1_000;
    let hundredths = |one: u128, other: u128| {
        let ratio = one * 100 / other.max(1);
        format!("{}.{:02}", ratio / 100, ratio % 100)
    };
    let toml = figures.toml.as_micros();
    writeln!(out, "{pledges} pledges, {} records, {} kB", pledges * 5, figures.bytes / 1_000)?;
    writeln!(out, "  toml::from_str, one thread   {:>6} ms", ms(figures.toml))?;
    writeln!(
        out,
        "  input::load                  {:>6} ms   {} times",
        ms(figures.load),
        hundredths(figures.load.as_micros(), toml)
    )?;
    writeln!(
        out,
        "  kept status --format json    {:>6} ms   {} times (limit 2.50)",
        ms(figures.status),
        hundredths(figures.status.as_micros(), toml)
    )?;
    writeln!(
        out,
        "  peak memory                  {:>6} MB   {} times the files (limit 6.00)",
        figures.peak / 1_000_000,
        hundredths(figures.peak as u128, figures.bytes as u128)
    )
}
