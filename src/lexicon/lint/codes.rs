//! What each code means, for `khabar explain D004`.

/// A lint: its code, what it finds, why that bites and what to do.
pub struct Lint {
    pub code: &'static str,
    pub severity: &'static str,
    pub title: &'static str,
    pub why: &'static str,
}

/// The lint of this code, in any case.
pub fn lint(code: &str) -> Option<&'static Lint> {
    LINTS.iter().find(|lint| lint.code.eq_ignore_ascii_case(code))
}

/// All codes, in order.
pub fn codes() -> Vec<&'static str> {
    LINTS.iter().map(|lint| lint.code).collect()
}

const LINTS: &[Lint] = &[
    Lint {
        code: "D000",
        severity: "error",
        title: "no valid entry",
        why: "The file cannot be read, a field does not exist or holds what it cannot hold, an id is taken or is nobody's, a rule has no \
              condition, an actor would be part of itself. Nothing is coded until it is mended; the message says how.",
    },
    Lint {
        code: "D001",
        severity: "error",
        title: "one name, several actors, nothing to tell them apart",
        why: "Which actor is meant would depend on the order of files. Add an [[ambiguous]] block with a rule for each \
              (khabar dict edit --ambiguous TEXT writes one), or give the names dates that do not meet, or case = \"exact\".",
    },
    Lint {
        code: "D002",
        severity: "warning",
        title: "a name that can never win",
        why: "It equals another name of the same actor once hyphens, blanks and case are made one; or it cannot be found even in itself; \
              or an [[ambiguous]] block stands for it that never picks its actor; or the block is for a name that nobody has; or (with \
              --against) a dataset has it within longer names of others only. \
              Take it out, or let a rule pick the actor.",
    },
    Lint {
        code: "D003",
        severity: "error",
        title: "an example fails",
        why: "The sentence was coded and came out otherwise than the entry says (khabar explain --text shows how). Mend the entry, or the example.",
    },
    Lint {
        code: "D004",
        severity: "warning",
        title: "a short or ordinary word without a condition",
        why: "A name of three letters or fewer, or one that is also a common word of these dictionaries, fires in texts that mean something else. \
              Write { text = \"...\", case = \"exact\" }, move it to `acronyms`, or add an [[ambiguous]] block.",
    },
    Lint {
        code: "D005",
        severity: "error or warning",
        title: "roles overlap (error) or leave a gap (warning)",
        why: "On each day one role holds. Where none does, the entry's `sector` is used; an entry without `sector` has nothing in a gap. \
              Give the role before it a later `until`, or the entry a `sector`, or the role before the gap a `note` that says it is meant.",
    },
    Lint {
        code: "D006",
        severity: "error",
        title: "an impossible date",
        why: "A day that the calendar does not have, a year before 1000 or after 2200 (two digits?), or an `until` that is not after `from`. \
              Periods are half-open: `until` is the first day on which it no longer holds.",
    },
    Lint {
        code: "D007",
        severity: "warning",
        title: "the last role ended and nothing follows",
        why: "After that day the actor is coded without a sector. Add the role that followed, or a `sector` for the time after all roles, \
              or a `note` to the role that says the end is meant.",
    },
    Lint {
        code: "D008",
        severity: "warning",
        title: "a name is also a place's",
        why: "\"in Panjshir\" would be the group. Add an [[ambiguous]] block, or conditions (unless_left = [\"in\"]), or take it out.",
    },
    Lint {
        code: "D009",
        severity: "error",
        title: "characters that no name has",
        why: "Invisible characters, letters of two scripts in a word, marks apart from their letters, or marks that other tools leave behind \
              ( _ + [ ] ): the name would not be found. khabar dict check --fix mends it where it is certain.",
    },
    Lint {
        code: "D010",
        severity: "warning",
        title: "two entries look like one actor",
        why: "They share a Wikidata id, or their names differ only in spelling and their kind and country are the same. \
              Make them one, or correct the id.",
    },
    Lint {
        code: "D011",
        severity: "info",
        title: "a short name without an example, or an example that does not say whom it expects",
        why: "Names of four letters or fewer are the likeliest to mean something else. An example shows that they do not; \
              in an [[ambiguous]] block it says  actor = \"ID\". Shown with -v.",
    },
    Lint {
        code: "D012",
        severity: "info",
        title: "a name never seen in a dataset",
        why: "It may be misspelt, or its actor may not be in the news. Comes of khabar dict check --against OUT; khabar dict unused OUT lists the same.",
    },
    Lint {
        code: "D013",
        severity: "warning",
        title: "a name is another actor's full name",
        why: "It is kept apart from it only by dates or by case. If both are one, say so with extends; if one is part of the other, with parent.",
    },
    Lint {
        code: "D014",
        severity: "warning",
        title: "a rules.toml leaves out rules or lists of an earlier layer",
        why: "A layer's rules.toml takes the place of the earlier one whole. Begin from a copy of it (khabar init), or leave the file out.",
    },
    Lint {
        code: "D015",
        severity: "warning",
        title: "a word of rules.toml that can never match, or the id of no entry",
        why: "Words there are compared with one word of the text and, of verbs, its particle (\"carry out\"). Longer phrases match nothing, and neither do ids that no entry has.",
    },
];
