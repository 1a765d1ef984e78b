//! Quality on the sample articles that carry annotations: figures are printed, and floors hold that only rise.

use std::path::Path;
use std::process::Command;

/// Floors of F1, a little below what was measured when they were set.
const FLOORS: [(&str, f64); 2] = [("mentions_named", 0.95), ("event_type", 0.75)];

#[test]
fn quality_on_the_sample_articles_does_not_fall() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let khabar = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
        command.current_dir(folder.path());
        command
    };
    let run = khabar().arg("run").arg(root.join("corpus")).arg("--out").arg(&out).output().unwrap();
    assert!(matches!(run.status.code(), Some(0 | 3)), "{}", String::from_utf8_lossy(&run.stderr));
    let score =
        khabar().arg("score").arg(&out).arg(root.join("tests/golden")).args(["--format", "json"]).output().unwrap();
    assert!(score.status.success(), "{}", String::from_utf8_lossy(&score.stderr));
    let figures: serde_json::Value = serde_json::from_slice(&score.stdout).unwrap();
    for (name, floor) in FLOORS {
        let f1 = figures["strict"][name]["f1"].as_f64().unwrap_or_else(|| panic!("no {name} in {figures}"));
        println!("{name}: F1 {f1:.3}");
        assert!(f1 >= floor, "{name}: F1 {f1:.3} fell below {floor}");
    }
}
