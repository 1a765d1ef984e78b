//! Flag over variable over file over default.

use super::Desk;

#[test]
fn each_setting_knows_where_it_comes_from() {
    let desk = Desk::with(&[
        (
            "khabar.toml",
            "# mine\nout = \"results\"\nthreads = 2\nkeep-text = true\nfail-on = [\"skipped\", \"undated\"]\n",
        ),
        ("deep/down/a.txt", ""),
    ]);
    let output = desk
        .khabar(&["config", "--show-origin", "--dedupe", "off"])
        .current_dir(desk.path().join("deep/down"))
        .env("KHABAR_THREADS", "3")
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let line = |name: &str| out.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
    assert!(line("out = ").contains("results\"") && line("out = ").ends_with("khabar.toml:2"), "{out}");
    assert!(line("threads").starts_with("threads = 3 ") && line("threads").ends_with("KHABAR_THREADS"), "{out}");
    assert!(line("dedupe").starts_with("dedupe = \"off\"") && line("dedupe").ends_with("command line"), "{out}");
    assert!(line("keep-text").starts_with("keep-text = true"), "{out}");
    assert!(line("fail-on").starts_with("fail-on = [\"skipped\",\"undated\"]"), "{out}");
    assert!(line("no-defaults").ends_with("default"), "{out}");
}

#[test]
fn what_config_prints_can_be_a_configuration() {
    let desk = Desk::new();
    let first = desk.run(&["config", "--since", "2024-05-01", "-j", "2"]).out;
    desk.write("khabar.toml", first.as_bytes());
    // Paths in a file are seen from its folder.
    let folder = format!("{}/", desk.path().canonicalize().unwrap().display());
    assert_eq!(desk.run(&["config"]).out.replace(&folder, ""), first);
}

#[test]
fn faults_in_the_file_name_its_line() {
    let desk = Desk::with(&[("khabar.toml", "out = \"x\"\nthreds = 2\n")]);
    desk.run(&["config"]).says(2, &["khabar.toml:2", "threds", "threads"]);
    desk.write("khabar.toml", b"since = \"soon\"\n");
    desk.run(&["config"]).says(2, &["khabar.toml", "soon"]);
    desk.write("khabar.toml", b"since = \n");
    desk.run(&["config"]).says(2, &["khabar.toml"]);
    desk.run(&["config", "--config", "nowhere.toml"]).says(2, &["nowhere.toml"]);
}
