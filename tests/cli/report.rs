//! The report, its codebook and the table of counts, as commands.

use super::{ARTICLE, Desk};

fn coded() -> Desk {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    desk.run(&["run", "news"]).says(0, &[]);
    desk
}

#[test]
fn a_report_is_one_file_and_its_codebook_lies_beside_it() {
    let desk = coded();
    let ran = desk.run(&["report", "out"]);
    ran.says(0, &["wrote out/report.html", "open it in a browser"]);
    assert_eq!(ran.out, "out/report.html\n");
    assert!(desk.read("out/report.html").contains("<title>out · khabar report</title>"));
    assert!(desk.read("out/CODEBOOK.md").contains("## events.jsonl"));
    assert!(desk.read("out/datapackage.json").contains("\"path\": \"events.jsonl\""));
}

#[test]
fn a_run_writes_it_when_asked_and_the_next_run_takes_it_away() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    let ran = desk.run(&["run", "news", "--report"]);
    ran.says(0, &["wrote out/report.html"]);
    assert_eq!(ran.out, "out\n");
    assert!(desk.path().join("out/CODEBOOK.md").exists());
    desk.run(&["run", "news"]).says(0, &[]);
    assert!(!desk.path().join("out/report.html").exists(), "it would tell of other rows");
}

#[test]
fn the_same_dataset_gives_the_same_report() {
    let desk = coded();
    desk.run(&["report", "out"]);
    let first = desk.read("out/report.html");
    desk.run(&["report", "out"]);
    assert!(first == desk.read("out/report.html"));
}

#[test]
fn what_is_no_dataset_is_said_and_left_alone() {
    let desk = Desk::with(&[("news/a.txt", ARTICLE)]);
    desk.run(&["report", "news"])
        .says(2, &["`news` is no dataset of khabar's", "name the folder that `khabar run` wrote"]);
    desk.run(&["export", "gone", "--to", "counts"]).says(2, &["`gone` is no dataset of khabar's"]);
    assert!(!desk.path().join("news/report.html").exists());
}

#[test]
fn a_faulty_row_is_named() {
    let desk = coded();
    desk.write("out/events.jsonl", b"{\"id\": 1}\n");
    desk.run(&["report", "out"]).says(2, &["events.jsonl:1: ", "write the dataset anew"]);
}

#[test]
fn articles_that_may_not_be_passed_on_stay_out() {
    let desk = coded();
    desk.run(&["report", "out"]);
    let with = desk.read("out/report.html").len();
    desk.run(&["report", "out", "--article-text", "none"]).says(0, &[]);
    assert!(desk.read("out/report.html").len() < with);
}

#[test]
fn a_page_that_would_be_too_large_has_its_articles_beside_it_and_says_so() {
    let desk = coded();
    desk.run(&["report", "out"]);
    let whole = desk.read("out/report.html");
    let ran = desk.run(&["report", "out", "--max-size", "0"]);
    ran.says(0, &["more than --max-size 0", "out/report_text", "--article-text embed"]);
    let policy = |page: &str| page.split("script-src").nth(1).unwrap().split(';').next().unwrap().contains("'self'");
    assert!(policy(&desk.read("out/report.html")) && !policy(&whole), "only then scripts beside the page may run");
    assert!(desk.read("out/report_text/000.js").starts_with("texts(0, \""));
    desk.run(&["report", "out", "--max-size", "0", "--article-text", "embed"]).says(0, &[]);
    assert!(whole == desk.read("out/report.html"));
    assert!(!desk.path().join("out/report_text").exists(), "articles of another page");
    desk.run(&["report", "out", "--article-text", "chunks"]).says(0, &["its articles in out/report_text"]);
    desk.run(&["run", "news"]).says(0, &[]);
    assert!(!desk.path().join("out/report_text").exists(), "they would tell of other rows");
}

#[test]
fn the_page_goes_where_it_is_wanted() {
    let desk = coded();
    let ran = desk.run(&["report", "out", "-o", "page.html", "--article-text", "chunks"]);
    ran.says(0, &["wrote page.html"]);
    assert_eq!(ran.out, "page.html\n");
    assert!(desk.path().join("page_text/000.js").exists() && !desk.path().join("out/report.html").exists());
    desk.run(&["run", "news", "--report=other.html"]).says(0, &["wrote other.html"]);
    assert!(desk.path().join("other.html").exists() && !desk.path().join("out/report.html").exists());
    desk.run(&["run", "news", "-o", "new", "--report=gone/page.html"])
        .says(2, &["no folder for the report `gone/page.html`"]);
    assert!(!desk.path().join("new").exists(), "it is said before the run");
    desk.run(&["report", "out", "-o", "gone/page.html"]).says(2, &["cannot write `gone/page.html`", "no such path"]);
}

#[test]
fn a_brief_has_no_word_of_the_articles() {
    let desk = coded();
    desk.run(&["report", "out"]);
    let ran = desk.run(&["report", "out", "--brief"]);
    assert_eq!(ran.out, "out/brief.html\n");
    assert!(desk.read("out/brief.html").len() < desk.read("out/report.html").len());
    desk.run(&["report", "out", "--brief", "--article-text", "embed"]).says(2, &["cannot be used with"]);
}

#[test]
fn articles_that_are_gone_are_no_failure_and_may_be_named_anew() {
    let desk = coded();
    desk.run(&["report", "out"]).says(0, &[]);
    let whole = desk.read("out/report.html");
    std::fs::rename(desk.path().join("news"), desk.path().join("archive")).unwrap();
    desk.run(&["report", "out"]).says(0, &[]);
    assert!(desk.read("out/report.html").contains("1 article gone or moved since the run"));
    desk.run(&["report", "out", "--texts", "archive"]).says(0, &[]);
    assert!(whole == desk.read("out/report.html"));
}

#[test]
fn counts_are_csv_on_stdout_and_what_is_left_out_is_said() {
    let desk = coded();
    let ran = desk.run(&["export", "out", "--to", "counts", "--unit", "actor", "--period", "day", "--by", "quad"]);
    ran.says(0, &[]);
    let lines: Vec<_> = ran.out.lines().collect();
    assert_eq!(lines[0], "period,actor,quad_1,quad_2,quad_3,quad_4,total");
    assert!(lines.contains(&"2025-11-21,TTP,0,0,0,1,1"), "{lines:?}");
    let ran = desk.run(&["export", "out", "--to", "counts", "--status", "denied"]);
    ran.says(0, &["not counted:", "of another status"]);
    assert_eq!(ran.out.lines().count(), 1);
    desk.run(&["export", "out", "--to", "counts", "--status", "maybe"]).says(2, &["possible values", "asserted"]);
}

#[test]
fn counts_can_be_rolled_up_to_what_actors_are_part_of() {
    let wing = "[[actor]]\nid = \"RED\"\nname = \"Red Army of Wana\"\nkind = \"group\"\n\
                [[actor]]\nid = \"RED-WING\"\nname = \"Red Wing\"\nkind = \"group\"\nparent = [{ id = \"RED\", from = 2025-01-01 }]\n";
    let desk = Desk::with(&[
        ("news/a.txt", "Date: 21 November 2025\n\nRed Wing attacked a police post near Wana on Friday.\n"),
        (
            "news/b.txt",
            "Date: 20 November 2024\n\nRed Wing fighters bombed a convoy in Herat and killed two soldiers.\n",
        ),
        ("own/actors/own.toml", wing),
    ]);
    desk.run(&["run", "news", "-d", "own"]).says(0, &[]);
    let units = |more: &[&str]| -> Vec<String> {
        let ran =
            desk.run(&[&["export", "out", "--to", "counts", "--unit", "actor", "--period", "month"], more].concat());
        ran.says(0, &[]);
        let rows = ran.out.lines().skip(1).filter(|row| !row.ends_with(",0"));
        rows.map(|row| row.split(',').take(2).collect::<Vec<_>>().join(" ")).collect()
    };
    assert_eq!(units(&[]), ["2024-11-01 RED-WING", "2025-11-01 RED-WING"]);
    assert_eq!(units(&["--roll-up"]), ["2024-11-01 RED-WING", "2025-11-01 RED"]);
}

#[test]
fn audits_and_scores_that_cannot_be_read_are_told_and_left_out() {
    let desk = coded();
    desk.run(&["report", "out"]).says(0, &[]);
    let without = desk.read("out/report.html");
    desk.write("out/audit.json", b"{\"n\": 1");
    desk.run(&["report", "out"]).says(0, &["out/audit.json is left out of the report"]);
    assert!(without == desk.read("out/report.html"));
    desk.write(
        "out/audit.json",
        br#"{"drawn":100,"coded":100,"fields":{"type":{"right":91,"of":100,"precision":0.91,"low":0.84,"high":0.95}}}"#,
    );
    desk.run(&["report", "out"]).says(0, &[]);
    assert!(without != desk.read("out/report.html"));
}

#[test]
fn articles_are_found_from_wherever_the_command_is_started() {
    let desk = coded();
    desk.write("elsewhere/news/a.txt", b"Another article, in a folder that only has the same name.\n");
    let out = desk.path().join("out");
    let khabar = |args: &[&str]| {
        let mut command = desk.khabar(args);
        command.arg(&out).current_dir(desk.path().join("elsewhere")).output().unwrap()
    };
    let ran = khabar(&["dict", "impact", "-d", "../own"]);
    assert!(!ran.status.success(), "there is no such folder of dictionaries");
    desk.write("own/actors/own.toml", b"[[actor]]\nid = \"GREY\"\nname = \"Grey Column\"\nkind = \"group\"\n");
    let ran = khabar(&["dict", "impact", "-d", "../own"]);
    assert_eq!(ran.status.code(), Some(0), "{ran:#?}");
    assert!(khabar(&["report", "--article-text", "embed"]).status.success());
    let far = desk.read("out/report.html");
    desk.run(&["report", "out", "--article-text", "embed"]).says(0, &[]);
    let near = desk.read("out/report.html");
    assert!(far.len().abs_diff(near.len()) < 2_000, "{} and {} bytes", far.len(), near.len());
}
