//! There and back: what was not edited stays byte for byte, what was edited changes in its place and nowhere else.

use super::*;
#[cfg(feature = "xlsx")]
use crate::lexicon::default_files;
use crate::lexicon::import::{self, Findings, Folder, Tally, Unsaid, apply};
use crate::lexicon::sheet::id_of;
use crate::lexicon::{Layer, load};
use proptest::prelude::*;

const FILE: &str = r#"# Scope: hills.

schema = 1

# The reds.
[[actor]]
id = "RED"          # never reused
name = "Red Hills Movement"
kind = "group"
parent = ["BLU", { id = "GRN", from = 2014-08-01 }]
sector = ["REB",  # in arms
  "OPP"]
aliases = [
  "Red Hills",      # as the press has it
  # older
  { text = "Hill; Men", unless_left = ["the", "old"] }, "Men of the \"Hills\"",
  # end
]
acronyms = ["RHM"]
roles = [{ code = "PAK", sector = ["REB"], from = 2010-01-01 }]  # since the split
examples = [{ text = "=1+1 said the Red Hills.", expect = "Red Hills" }]

[[ambiguous]]
text = "RHM"
rules = [
  { id = "rhm-1", pick = "RED", when_full_name = true },
]

[[actor]]
id = "BLU"
name = "Blue Force"
kind = "group"
# the end

[[ignore]]
text = "Red Hill Street"
why = """
a street
of two lines"""

[[agent]]
id = "hillman"
nouns = ["hillman", { text = "hill folk", plural = false }]
sector = ["CVL"]
"#;

type Sheets = Vec<(String, Vec<Vec<String>>)>;

fn folder(text: &str) -> Folder {
    vec![("actors/hills.toml".into(), text.into())]
}

/// The sheets as CSV, cells by line and column.
fn sheets(text: &str) -> Sheets {
    let read = |bytes: &[u8]| -> Vec<Vec<String>> {
        let mut table = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        table.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    csv(&rows(0, &folder(text))).unwrap().into_iter().map(|(name, bytes)| (name, read(&bytes))).collect()
}

/// Imports sheets into the text.
fn back(text: &str, sheets: &Sheets) -> (String, Tally, Vec<String>) {
    let written = |rows: &Vec<Vec<String>>| {
        let mut table = ::csv::Writer::from_writer(Vec::new());
        rows.iter().for_each(|row| table.write_record(row).unwrap());
        String::from_utf8(table.into_inner().unwrap()).unwrap()
    };
    let read = |(_, rows): &(String, Vec<Vec<String>>)| import::csv(&written(rows), &Unsaid::default()).unwrap();
    let mut findings: Vec<Findings> = sheets.iter().map(read).collect();
    let (changed, tally) = apply(&[folder(text)], &mut findings, "imported/new.toml").unwrap();
    let told = findings.iter().flat_map(|found| found.account.refused().map(|(_, reason)| reason)).collect();
    let mut changed = changed.into_iter();
    let after = changed.next().map_or_else(|| text.to_owned(), |(_, _, after)| after);
    (after, tally, told)
}

/// Gives the cell of a row, found by a text in it, another value; and imports.
fn edited(sheet: &str, row: &str, column: &str, cell: &str) -> (String, Tally, Vec<String>) {
    let mut all = sheets(FILE);
    let (_, rows) = all.iter_mut().find(|(name, _)| name == &format!("{sheet}.csv")).unwrap();
    let at = rows[0].iter().position(|name| name == column).unwrap();
    let row = rows.iter_mut().find(|cells| cells.iter().any(|known| known == row)).unwrap();
    row[at] = cell.to_owned();
    back(FILE, &all)
}

/// Lines that are gone and lines that are new.
fn changed(after: &str) -> (Vec<&str>, Vec<&str>) {
    let gone = FILE.lines().filter(|line| !after.lines().any(|other| other == *line)).collect();
    let new = after.lines().filter(|line| !FILE.lines().any(|other| other == *line)).collect();
    (gone, new)
}

#[test]
fn an_edited_cell_changes_its_value_and_nothing_else() {
    for (sheet, row, column, cell, gone, new) in [
        ("actors", "RED", "name", "Red Hills Front", "name = \"Red Hills Movement\"", "name = \"Red Hills Front\""),
        ("actors", "RED", "sector", "REB", "sector = [\"REB\",  # in arms\n  \"OPP\"]", "sector = [\"REB\"  # in arms"),
        ("actors", "BLU", "country", "PAK", "", "country = \"PAK\""),
        (
            "aliases",
            "Red Hills",
            "text",
            "Red Hill",
            "  \"Red Hills\",      # as the press has it",
            "  \"Red Hill\",      # as the press has it",
        ),
        (
            "aliases",
            "RHM",
            "until",
            "2020-01-01",
            "acronyms = [\"RHM\"]",
            "acronyms = [{ text = \"RHM\", until = 2020-01-01 }]",
        ),
        (
            "roles",
            "2010-01-01",
            "office",
            "Head",
            "roles = [{ code = \"PAK\", sector = [\"REB\"], from = 2010-01-01 }]  # since the split",
            "roles = [{ code = \"PAK\", sector = [\"REB\"], from = 2010-01-01, office = \"Head\" }]  # since the split",
        ),
        (
            "roles",
            "2010-01-01",
            "from",
            "",
            "roles = [{ code = \"PAK\", sector = [\"REB\"], from = 2010-01-01 }]  # since the split",
            "roles = [{ code = \"PAK\", sector = [\"REB\"] }]  # since the split",
        ),
    ] {
        let (after, tally, told) = edited(sheet, row, column, cell);
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(tally.changed, 1, "{column}");
        let (lost, got) = changed(&after);
        assert_eq!((lost.join("\n").as_str(), got.join("\n").as_str()), (gone, new), "{after}");
    }
}

#[test]
fn cells_that_cannot_be_are_told_and_change_nothing() {
    for (sheet, row, column, cell, reason) in [
        ("actors", "RED", "kind", "grup", "`grup` is none of"),
        ("actors", "RED", "id", "", "write yes under `remove`"),
        ("aliases", "RHM", "from", "1.1.2020", "YYYY-MM-DD"),
        ("aliases", "RHM", "of", "BLU", "remove the row and add a new one"),
        ("aliases", "RHM", "row", "x", "no id of a row"),
    ] {
        let (after, _, told) = edited(sheet, row, column, cell);
        assert_eq!(after, FILE);
        assert!(told.len() == 1 && told[0].contains(reason), "{told:?}");
    }
}

#[test]
fn removed_rows_take_their_item_or_entry_out() {
    let (after, _, _) = edited("aliases", "Hill; Men", "remove", "yes");
    assert!(!after.contains("Hill; Men") && after.contains("# older") && after.contains("# end"), "{after}");
    let (after, _, _) = edited("actors", "BLU", "remove", "yes");
    assert!(!after.contains("Blue Force") && after.contains("[[ignore]]"), "{after}");
}

#[test]
fn new_rows_are_added_to_their_entries() {
    let mut all = sheets(FILE);
    let add = |all: &mut Sheets, sheet: &str, cells: &[(&str, &str)]| {
        let (_, rows) = all.iter_mut().find(|(name, _)| name == sheet).unwrap();
        let cell =
            |name: &String| cells.iter().find(|(column, _)| column == name).map_or("", |(_, cell)| cell).to_owned();
        let row = rows[0].iter().map(cell).collect();
        rows.push(row);
    };
    add(&mut all, "nouns.csv", &[("of", "hillman"), ("text", "reed folk"), ("plural", "-")]);
    add(&mut all, "examples.csv", &[("in", "agent"), ("of", "hillman"), ("text", "A hillman left."), ("none", "yes")]);
    let (after, tally, told) = back(FILE, &all);
    assert_eq!((tally.new, told.len()), (2, 0), "{told:?}");
    assert!(after.contains("{ text = \"reed folk\", plural = false }]"), "{after}");
    assert!(after.contains("examples = [{ text = \"A hillman left.\", none = true }]"), "{after}");
    add(&mut all, "examples.csv", &[("in", "actor"), ("of", "GREY"), ("text", "Grey men left.")]);
    let (_, _, told) = back(FILE, &all);
    assert!(told[0].contains("no [[actor]] `GREY`"), "{told:?}");
}

#[test]
fn what_changed_on_both_sides_is_a_conflict_and_what_moved_is_found() {
    let mut all = sheets(FILE);
    let (_, aliases) = all.iter_mut().find(|(name, _)| name == "aliases.csv").unwrap();
    let text = aliases[0].iter().position(|name| name == "text").unwrap();
    aliases[1][text] = "Red Hillmen".into();
    let since = FILE.replace("\"Red Hills\",  ", "\"Redder Hills\",");
    let (after, tally, told) = back(&since, &all);
    assert_eq!((after, tally.conflicting), (since, 1));
    assert!(told[0].contains("changed here and in actors/hills.toml since the export"), "{told:?}");
    // An entry that came to stand before it moves the place.
    let since =
        FILE.replacen("# The reds.", "[[actor]]\nid = \"GRN\"\nname = \"Green\"\nkind = \"group\"\n\n# The reds.", 1);
    let (after, tally, told) = back(&since, &all);
    assert!(told.is_empty() && tally.changed == 1, "{told:?}");
    assert_eq!(after, since.replace("\"Red Hills\",", "\"Red Hillmen\","));
    // What the sheet says may be there already.
    let since = FILE.replace("\"Red Hills\",", "\"Red Hillmen\",");
    let (after, tally, _) = back(&since, &all);
    assert_eq!((after, tally.changed, tally.conflicting), (since, 0, 0));
}

#[test]
fn what_the_sheets_have_no_place_for_is_told() {
    let text = "[[actor]]\nid = \"A\"\n[[actor.roles]]\ncode = \"PAK\"\n[[hobby]]\nid = \"x\"\n";
    let left_out = rows(0, &folder(text)).left_out;
    assert!(left_out.iter().any(|what| what.contains("`roles` of A")), "{left_out:?}");
    assert!(left_out.iter().any(|what| what.contains("`hobby`")), "{left_out:?}");
}

#[test]
fn spacy_gets_the_names_that_stand_for_themselves() {
    let lexicon = load(&[Layer::Texts(folder(&FILE.replace(", { id = \"GRN\", from = 2014-08-01 }", "")))]);
    let (text, left_out) = spacy(&lexicon.ok().unwrap());
    assert!(text.contains(r#"{"id":"RED","label":"ORG","pattern":"Red Hills"}"#), "{text}");
    // RHM is ambiguous, the street is nobody.
    assert_eq!(left_out, 2);
}

#[cfg(feature = "xlsx")]
#[test]
fn the_default_dictionaries_come_back_as_they_were() {
    let text = |(name, bytes): (&str, &[u8])| Some((name.to_owned(), std::str::from_utf8(bytes).ok()?.to_owned()));
    let files: Folder =
        default_files().into_iter().filter(|(name, _)| name.ends_with(".toml")).filter_map(text).collect();
    let all = rows(0, &files);
    assert!(all.left_out.is_empty() && all.rows.len() > 10_000, "{:?}", all.left_out);
    let (changed, tally, told) = through_a_workbook(&files);
    assert_eq!((changed, told), (vec![], vec![]));
    assert_eq!(tally, Tally { same: all.rows.len() as u32, ..Tally::default() });
}

#[cfg(feature = "xlsx")]
fn through_a_workbook(files: &Folder) -> (Vec<(usize, String, String)>, Tally, Vec<String>) {
    let bytes = xlsx(&rows(0, files)).unwrap();
    let read = import::xlsx(&bytes, &Unsaid::default()).unwrap();
    let mut findings: Vec<Findings> = read.into_iter().map(|(_, findings)| findings).collect();
    let (changed, tally) = apply(std::slice::from_ref(files), &mut findings, "imported/new.toml").unwrap();
    let told = findings.iter().flat_map(|found| found.account.refused().map(|(_, reason)| reason)).collect();
    (changed, tally, told)
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ;,=+@'\"\\[\\]{}#_-]{1,20}",
        "[ \\t\\n]?\\PC{1,12}[ \\t\\n]?",
        Just("_x0041_".to_owned()),
        Just("1e5".to_owned()),
        Just("2020-01-01".to_owned()),
        Just("TRUE".to_owned()),
    ]
}

/// An actor with these names, laid out by the hand of the edits.
fn actor(id: usize, names: &[String]) -> String {
    let mut table = toml_edit::Table::new();
    table.insert("id", toml_edit::value(format!("A{id}")));
    let mut list = toml_edit::Array::new();
    for (at, name) in names.iter().enumerate() {
        match at % 2 {
            0 => list.push(name.as_str()),
            _ => list.push(toml_edit::InlineTable::from_iter([("text", name.as_str()), ("note", name.as_str())])),
        }
    }
    table.insert("name", toml_edit::value(names.first().map_or("A", String::as_str)));
    table.insert("without", toml_edit::value(toml_edit::Array::from_iter(names.iter().map(String::as_str))));
    table.insert("aliases", toml_edit::value(list));
    format!("# {id}\n[[actor]]\n{table}# end {id}\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[cfg(feature = "xlsx")]
    #[test]
    fn any_names_come_back_as_they_were(names in prop::collection::vec(prop::collection::vec(any_text(), 1..5), 1..4)) {
        let text: String = names.iter().enumerate().map(|(id, names)| actor(id, names)).collect();
        let (changed, _, told) = through_a_workbook(&folder(&text));
        prop_assert_eq!((changed, told), (vec![], vec![]));
        let (after, _, told) = back(&text, &sheets(&text));
        prop_assert_eq!((after, told), (text, vec![]));
    }

    #[test]
    fn any_edit_changes_one_row(names in prop::collection::vec(prop::collection::vec(any_text(), 1..5), 1..4), pick in any::<prop::sample::Index>(), new in "[a-z]{3,9}") {
        let text: String = names.iter().enumerate().map(|(id, names)| actor(id, names)).collect();
        let before = rows(0, &folder(&text)).rows;
        let mut all = sheets(&text);
        let (_, aliases) = all.iter_mut().find(|(name, _)| name == "aliases.csv").unwrap();
        let column = aliases[0].iter().position(|name| name == "text").unwrap();
        let line = 1 + pick.index(aliases.len() - 1);
        let id = aliases[line][0].clone();
        aliases[line][column] = new.clone();
        let (after, _, told) = back(&text, &all);
        // Two rows that say the same are told apart by their place.
        prop_assert_eq!(told, Vec::<String>::new());
        let now = rows(0, &folder(&after)).rows;
        for (was, is) in before.iter().zip(&now) {
            if id_of(&was.1) == id {
                let shown = is.1.cells.get(column - 1).unwrap();
                prop_assert_eq!(shown, &new);
            } else {
                prop_assert_eq!(was, is);
            }
        }
        let comments = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
        prop_assert_eq!(comments(&text), comments(&after));
    }
}
