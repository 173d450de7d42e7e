//! What a call costs from Kotlin: `bindings/android/bench`, run with JMH.

use std::fmt::Write;
use std::path::Path;

use crate::android;
use crate::command::{self, command, root, target};
use crate::failure::Failure;
use crate::temp::TempDir;

pub(super) const HEADING: &str = "## The border: Kotlin";

const ABOUT: &str = "
The release library on a JVM, on the machine above; `policies/netease-cloud-music.json`, purpose
`local-music`, everything granted. `check` and the like go through JNI as integers; what is rich and
rare goes through code that UniFFI generates, over JNA: `plan` takes the same handle and decides the
same. Three processes of seven seconds each by JMH, a sample being the mean of 20 calls;
`cargo xtask bench kotlin` measures this table again.
";

/// Each benchmark with what it is, the cheapest first.
const ROWS: [(&str, &str); 5] = [
    ("lookUp", "a `HashMap` from purpose to yes, in Kotlin"),
    ("endedThroughJni", "whether a lease is live, through JNI"),
    ("checkThroughJni", "`check` through JNI"),
    ("planThroughJna", "`plan` through UniFFI and JNA"),
    ("acquireAndReleaseThroughJni", "`acquire` and `release` through JNI, both logged"),
];

/// The section of the page; JMH's progress streams through.
pub(super) fn measure(quick: bool) -> Result<String, Failure> {
    command::run(&mut command("cargo build --release --package menshen-android"))?;
    let class_path = android::class_path("bench")?;
    let dir = TempDir::new("border")?;
    let results = dir.path().join("results.csv");
    jmh(&class_path, &results, quick)?;
    let text = std::fs::read_to_string(&results).map_err(Failure::file(&results))?;
    section(&text)
}

fn jmh(class_path: &str, results: &Path, quick: bool) -> Result<(), Failure> {
    let folder = target().join("release");
    let mut java = command("java");
    for name in ["java.library.path", "jna.library.path"] {
        java.arg(format!("-D{name}={}", folder.display()));
    }
    let policy = root().join("policies/netease-cloud-music.json");
    java.arg(format!("-Dmenshen.policy={}", policy.display()));
    java.args(["-cp", class_path, "org.openjdk.jmh.Main", "-rf", "csv", "-rff"]).arg(results);
    if quick {
        java.args(["-f", "1", "-wi", "1", "-i", "2", "-r", "200ms", "-w", "200ms"]);
    }
    // What it prints is no part of the page.
    let progress = command::output(&mut java)?;
    eprintln!("{progress}");
    Ok(())
}

fn section(csv: &str) -> Result<String, Failure> {
    let mut text = format!("{HEADING}\n{ABOUT}\n| | p50 | p99 |\n|---|---:|---:|\n");
    for (name, what) in ROWS {
        let time = |percentile: &str| {
            let missing = || Failure::new(format!("JMH did not measure {percentile} of `{name}`"));
            csv.lines().find_map(|line| score(line, name, percentile)).ok_or_else(missing)
        };
        let _ =
            writeln!(text, "| {what} | {} | {} |", words(time("p0.50")?), words(time("p0.99")?));
    }
    Ok(text)
}

fn words(nanoseconds: f64) -> String {
    if nanoseconds < 1e3 {
        format!("{nanoseconds:.0} ns")
    } else {
        format!("{:.1} µs", nanoseconds / 1e3)
    }
}

/// `"package.Class.name:p0.50","sample",threads,samples,score,error,"unit"`.
fn score(line: &str, name: &str, percentile: &str) -> Option<f64> {
    let mut words = line.split(',').map(|word| word.trim_matches('"'));
    let of = words.next()?.strip_suffix(percentile)?;
    let named = of.split(['.', ':']).any(|part| part == name);
    if named { words.nth(3)?.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_benchmarks_percentile_is_read() {
        let line =
            "\"dev.menshen.bench.BorderBench.lookUp:p0.50\",\"sample\",1,21,4.25,NaN,\"ns/op\"";
        assert_eq!(score(line, "lookUp", "p0.50"), Some(4.25));
        assert_eq!(score(line, "lookUp", "p0.99"), None);
        assert_eq!(score(line, "planThroughJna", "p0.50"), None);
        assert!(section(line).is_err(), "one that is missing is missed");
    }
}
