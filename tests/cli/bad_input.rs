//! Bad input: a clear message, the right exit code, the rest of the batch unharmed, nothing half-written.

use super::{ARTICLE, Desk};
use std::fs;

#[test]
fn no_such_path() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    desk.run(&["run", "news", "nowhere"]).says(2, &["nowhere", "no such"]);
    assert!(!desk.path().join("out").exists());
}

#[test]
fn an_empty_folder() {
    let desk = Desk::new();
    fs::create_dir(desk.path().join("news")).unwrap();
    desk.run(&["run", "news"]).says(2, &["nothing to read", "news"]);
    assert!(!desk.path().join("out").exists());
}

#[test]
fn a_binary_file_named_txt_is_skipped_and_the_rest_is_coded() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    desk.write("news/picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x01\xf4\x08\x06\0\0\0\xff\xfe\0\0");
    desk.run(&["run", "news"]).says(3, &["1 coded", "1 skipped", "skipped.jsonl"]);
    assert_eq!(desk.skipped().len(), 1);
    assert_eq!(desk.skipped()[0].0, "picture.txt");
}

#[test]
fn bytes_that_are_no_utf8_are_read_as_a_legacy_encoding() {
    let desk = Desk::new();
    desk.write(
        "news/a.txt",
        b"The caf\xe9 in Wana\n\nThe army attacked a caf\xe9 \x96 nobody knows why \x96 on Friday.\n",
    );
    desk.run(&["run", "news", "--keep-text"]).says(0, &["1 coded"]);
    assert!(desk.rows("out/articles.jsonl")[0]["text"].as_str().unwrap().contains("café – nobody"));
}

#[test]
fn an_empty_article_is_no_failure() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE), ("news/empty.txt", ""), ("news/blank.txt", " \r\n\u{feff}\n")]);
    desk.run(&["run", "news"]).says(0, &["1 coded", "2 no text", "0 skipped"]);
    assert!(desk.skipped().iter().all(|(_, reason)| reason == "no-text"));
}

#[test]
fn a_file_above_the_limit_is_skipped() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE), ("news/long.txt", &"a word ".repeat(1000))]);
    desk.run(&["run", "news", "--max-bytes", "2000"]).says(3, &["1 coded", "1 skipped"]);
    assert_eq!(desk.skipped()[0].0, "long.txt");
}

#[test]
fn a_long_line_is_an_article_like_any() {
    let line = "The army attacked a village near Wana, police said. ".repeat(4000);
    let desk = Desk::with(&[("news/a.txt", &line)]);
    desk.run(&["run", "news"]).says(0, &["1 coded"]);
}

#[test]
fn a_sentence_without_end_is_coded() {
    let sentence = format!("The army attacked {}in Wana.", "and the soldiers of the town ".repeat(13_000));
    let desk = Desk::with(&[("news/a.txt", &sentence)]);
    desk.run(&["run", "news"]).says(0, &["1 coded"]);
}

#[cfg(unix)]
#[test]
fn special_files_and_loops_of_links_are_passed_over() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    std::os::unix::fs::symlink(desk.path().join("news"), desk.path().join("news/loop")).unwrap();
    std::os::unix::fs::symlink("/nowhere/at/all.txt", desk.path().join("news/broken.txt")).unwrap();
    let socket = std::os::unix::net::UnixListener::bind(desk.path().join("news/socket.txt")).unwrap();
    let ran = desk.run(&["run", "news"]);
    drop(socket);
    assert!([0, 3].contains(&ran.code), "{ran:#?}");
    assert_eq!(desk.rows("out/articles.jsonl").len(), 1);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_is_told_of() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with(&[("news/a.txt", ARTICLE), ("news/closed/b.txt", ARTICLE)]);
    let closed = desk.path().join("news/closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    // The administrator may read all the same.
    let may_read = fs::read_dir(&closed).is_ok();
    let ran = desk.run(&["run", "news"]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    if may_read {
        ran.says(0, &["2 coded"]);
    } else {
        ran.says(3, &["1 coded", "1 skipped"]);
        assert_eq!(desk.skipped()[0].0, "closed");
    }
}

#[test]
fn an_output_folder_that_holds_something_else_is_left_alone() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE), ("out/thesis.doc", "years of work")]);
    desk.run(&["run", "news"]).says(2, &["out", "holds something else", "thesis.doc"]);
    assert_eq!(fs::read_dir(desk.path().join("out")).unwrap().count(), 1);
}

#[test]
fn an_output_folder_that_is_a_file() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE), ("out", "a file")]);
    desk.run(&["run", "news"]).says(2, &["is a file"]);
    assert_eq!(desk.read("out"), "a file");
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_folder_that_cannot_be_made() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    desk.run(&["run", "news", "--out", "/proc/khabar"]).says(2, &["cannot write", "/proc/khabar"]);
}

/// A limit on the size of files stands in for a full disk: writing fails midway in the same way.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_what_was_there_before() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    desk.run(&["run", "news"]).says(0, &[]);
    let before = desk.read("out/events.jsonl");
    for i in 0..200 {
        desk.write(&format!("news/b{i}.txt"), format!("{ARTICLE}\nNo. {i}").as_bytes());
    }
    let program = assert_cmd::cargo::cargo_bin("khabar");
    let script = format!("trap '' XFSZ; ulimit -f 40; exec {} run news", program.display());
    let ran = std::process::Command::new("sh").args(["-c", &script]).current_dir(desk.path()).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot write to `out`"), "{said}");
    assert_eq!(desk.read("out/events.jsonl"), before);
    assert!(!desk.path().join("out/.khabar/part").exists());
}

#[test]
fn a_faulty_dictionary_stops_the_run_before_it_begins() {
    let desk = Desk::with(&[
        ("news/a.txt", ARTICLE),
        ("mine/actors/a.toml", "schema = 1\n\n[[actor]]\nid = \"RED\"\nname = \"Red\"\nkind = \"gruop\"\n"),
        ("mine/actors/b.toml", "schema = 1\n[[actor]\n"),
    ]);
    let ran = desk.run(&["run", "news", "-d", "mine"]);
    ran.says(2, &["a.toml:6", "gruop", "b.toml:2"]);
    assert!(!desk.path().join("out").exists());
}

#[test]
fn a_dictionary_folder_that_is_not_there() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    desk.run(&["run", "news", "-d", "mine"]).says(2, &["mine"]);
}

#[test]
fn days_that_exclude_each_other() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    desk.run(&["run", "news", "--since", "2025-02-01", "--until", "2025-01-01"]).says(2, &["no day"]);
    desk.run(&["run", "news", "--since", "soon"]).says(2, &["soon"]);
}

#[test]
fn a_file_removed_while_running_is_skipped() {
    use khabar::corpus::{Dedupe, ReadOptions, walk};
    use khabar::dataset::{Folder, Writer};
    let desk = Desk::with(&[("news/a.txt", ARTICLE), ("news/b.txt", ARTICLE)]);
    let inputs = walk(&[desk.path().join("news")]).unwrap();
    fs::remove_file(desk.path().join("news/b.txt")).unwrap();
    let lexicon =
        khabar::lexicon::load(&[khabar::lexicon::Layer::Default]).unwrap_or_else(|faults| panic!("{faults:?}"));
    let batch = khabar::run::Batch {
        decided: &khabar::run::Decided::default(),
        inputs: &inputs,
        reading: &ReadOptions {
            today: || "2026-01-01".parse().unwrap(),
            published: None,
            day_order: None,
            max_bytes: 1 << 20,
        },
        lexicon: &lexicon,
        model: Some(khabar::syntax::Model::shipped()),
        since: None,
        until: None,
        dedupe: Dedupe::Near,
        keep_text: false,
        keep: false,
        cache: None,
        threads: 2,
        stop: &std::sync::atomic::AtomicBool::new(false),
    };
    let mut writer = Writer::create(Folder::open(&desk.path().join("out")).unwrap(), None).unwrap();
    khabar::run::run(&batch, &mut writer, |_, _, _| {}).unwrap();
    assert_eq!((writer.counts().coded, writer.counts().skipped), (1, 1));
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing_behind() {
    use std::io::{BufRead, BufReader, Read};
    use std::process::{Command, Stdio};
    let desk = Desk::new();
    for i in 0..2000 {
        desk.write(&format!("news/{i}.txt"), ARTICLE.as_bytes());
    }
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("khabar"))
        .args(["run", "news", "-j", "1", "-vv"])
        .current_dir(desk.path())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    said.read_line(&mut String::new()).unwrap();
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{rest}");
    assert!(rest.contains("interrupted"), "{rest}");
    assert!(!desk.path().join("out").exists());
}
