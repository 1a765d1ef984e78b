//! `khabar parse`.

use super::Desk;

#[test]
fn a_text_comes_back_as_conllu() {
    let desk = Desk::new();
    let out = desk.run(&["parse", "--text", "Troops attacked the village. Two men were killed."]).out;
    assert_eq!(out.matches("# text = ").count(), 2);
    let rows: Vec<Vec<&str>> = out.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 10 || row == &[""]));
    assert_eq!(rows[0][1..8], ["Troops", "_", "NOUN", "NNS", "_", "2", "nsubj"]);
    assert_eq!(rows[3][9], "SpaceAfter=No");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    Desk::new().run(&["parse", "gone.txt"]).says(2, &["gone.txt"]);
}
