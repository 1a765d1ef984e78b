//! `khabar dict import` and `khabar dict export`: there and back, and what other tools have.

use super::Desk;

/// A project of one's own, over a small dictionary.
fn project() -> Desk {
    Desk::with(&[
        ("khabar.toml", "dictionaries = [\"base\", \"own\"]\nno-defaults = true\n"),
        ("base/actors/hills.toml", BASE),
        (
            "own/actors/own.toml",
            "# Ours.\nschema = 1\n\n[[actor]]\nid = \"GRN\"\nname = \"Green Men\"\nkind = \"group\" # so far\n",
        ),
    ])
}

const BASE: &str = r#"# Hills.
schema = 1

[[actor]]
id = "RED"
name = "Red Hills Movement"
kind = "group"
country = "PAK"
sector = ["REB"]
aliases = ["Hill-Men", "Men of the Hills"]  # both seen
"#;

const ACTORS: &str = "\
# Invented.
HILL-MEN_ [PAKREB]
+MEN_OF_THE_RED_HILLS_
REED_COUNCIL_ [PAKGOV 050101-051231]
\t[PAKGOV 051301-061231]
";

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_comes_back_without_a_change() {
    let desk = project();
    let before = (desk.read("base/actors/hills.toml"), desk.read("own/actors/own.toml"));
    desk.run(&["dict", "export", "names.xlsx", "--all"]).says(0, &["4 rows in names.xlsx", "khabar dict import"]);
    desk.run(&["dict", "export", "names.xlsx", "--all"]).says(2, &["is there already", "--force"]);
    let ran = desk.run(&["dict", "import", "names.xlsx"]);
    ran.says(0, &["names.xlsx[aliases]: 3 lines = 2 taken", "0 new, 0 changed, 4 same, 0 conflicting"]);
    desk.run(&["dict", "export", "own.xlsx"]).says(0, &["1 rows in own.xlsx"]);
    assert_eq!(before, (desk.read("base/actors/hills.toml"), desk.read("own/actors/own.toml")));
    assert!(!desk.path().join("own/imported").exists());
}

#[test]
fn an_edited_table_changes_the_file_that_it_came_from() {
    let desk = project();
    desk.run(&["dict", "export", "tables", "--all"]).says(0, &["tables"]);
    let edited = desk.read("tables/aliases.csv").replace(",Hill-Men,", ",Hillfolk,");
    desk.write("tables/aliases.csv", edited.as_bytes());
    let actors = desk.read("tables/actors.csv") + ",GREY,Grey Men,group,PAK,REB,,,,,,,,,\n";
    desk.write("tables/actors.csv", actors.as_bytes());
    let shown = desk.run(&["dict", "import", "tables", "--dry-run"]);
    shown.says(0, &["1 new, 1 changed", "nothing was written"]);
    assert!(shown.out.contains("+aliases = [\"Hillfolk\", \"Men of the Hills\"]  # both seen"), "{}", shown.out);
    assert_eq!(desk.read("base/actors/hills.toml"), BASE);
    desk.run(&["dict", "import", "tables"]).says(0, &["1 new, 1 changed", "khabar dict check"]);
    assert_eq!(desk.read("base/actors/hills.toml"), BASE.replace("Hill-Men", "Hillfolk"));
    assert!(desk.read("own/imported/tables.toml").contains("id = \"GREY\"\nname = \"Grey Men\""));
    desk.run(&["dict", "check"]).says(0, &["0 errors"]);
}

#[test]
fn petrarch_is_taken_over_and_each_line_that_is_not_is_told() {
    let desk = project();
    desk.write("hills.actors.txt", ACTORS.as_bytes());
    let ran = desk.run(&["dict", "import", "hills.actors.txt"]);
    let counts = "5 lines = 3 taken + 0 taken in part + 1 comments and blank + 1 not taken";
    ran.says(3, &["hills.actors.txt:5: `051301` is no date", counts, "1 new, 1 changed"]);
    let text = desk.read("own/imported/hills-actors.toml");
    assert!(text.contains("id = \"RED\"\nextends = true\naliases = [\"Men of the Red Hills\"]"), "{text}");
    assert!(text.contains("{ code = \"PAK\", sector = [\"GOV\"], from = 2005-01-01, until = 2006-01-01 }"), "{text}");
    desk.run(&["dict", "check"]).says(0, &["0 errors"]);
    desk.run(&["dict", "import", "hills.actors.txt"]).says(3, &["0 new, 0 changed, 2 same"]);
    assert_eq!(text, desk.read("own/imported/hills-actors.toml"));
}

#[test]
fn lists_of_gate_and_patterns_of_spacy() {
    let desk = project();
    desk.write("lists.def", b"reeds.lst:organization\ndays.lst:date\ngone.lst:organization\n");
    desk.write("reeds.lst", b"Reed Cutters\nDry Men\n");
    desk.run(&["dict", "import", "lists.def"])
        .says(3, &["lists.def:2: days.lst", "lists.def:3: there is no gone.lst", "2 new"]);
    desk.run(&["dict", "export", "patterns.jsonl"]).says(0, &["6 names"]);
    desk.run(&["dict", "import", "patterns.jsonl"]).says(0, &["0 new, 0 changed"]);
}

#[test]
fn what_cannot_be_read_or_written_is_told() {
    let desk = project();
    desk.run(&["dict", "import", "nowhere.csv"]).says(2, &["nowhere.csv"]);
    desk.write("odd.csv", b"a,b\n1,2\n");
    desk.run(&["dict", "import", "odd.csv"]).says(2, &["odd.csv", "names no columns"]);
    desk.write("odd.xlsx", b"PK no workbook");
    desk.run(&["dict", "import", "odd.xlsx"]).says(2, &["odd.xlsx"]);
    desk.write("names.csv", b"name\nReed Cutters\n");
    desk.run(&["dict", "import", "names.csv"]).says(3, &["names.csv:2:", "--kind"]);
    desk.run(&["dict", "import", "names.csv", "--kind", "group"]).says(0, &["1 new"]);
    let none = Desk::with(&[("names.csv", "name,kind\nReed Cutters,group\n")]);
    none.run(&["dict", "import", "names.csv"]).says(2, &["khabar init"]);
    // The defaults can be looked at; what is edited there needs a copy of them.
    none.run(&["dict", "export", "tables"]).says(0, &["tables"]);
    let edited = none.read("tables/ignore.csv").replace("the city", "the town");
    none.write("one/ignore.csv", edited.as_bytes());
    std::fs::create_dir(none.path().join("own")).unwrap();
    none.run(&["dict", "import", "one", "-d", "own"]).says(3, &["khabar init makes a copy", "0 new, 0 changed"]);
}
