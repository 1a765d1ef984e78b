//! `khabar review --export-gold`: articles that were reviewed whole, as gold files that `khabar score` reads.

use crate::cli::dict::articles::{Articles, Wanting};
use crate::cli::{Console, Exit, Failure, Level};
use crate::dataset::{ArticleRecord, Dataset, in_words};
use crate::lexicon::Lexicon;
use crate::report::thousands;
use crate::review::{Decisions, Gold, Open, Reviewed};
use crate::text::{Article, Span, segment};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes a file for each article of which every row was decided, and says what others lack.
pub fn export(
    out: &Path,
    folder: &Path,
    texts: Option<&Path>,
    (dataset, lexicon, decisions): (&Dataset, &Lexicon, &Decisions),
    console: &Console,
) -> Result<Exit, Failure> {
    let given: Vec<PathBuf> = texts.into_iter().map(Path::to_owned).collect();
    let articles = Articles::of(out, &dataset.run, &given)?;
    let (mut written, mut open) = (0, 0);
    for row in dataset.articles.iter().filter(|row| !decisions.in_article(&row.sha256).is_empty()) {
        let wanting = Wanting { doc: row.doc.clone(), sha256: row.sha256.clone() };
        let article = match articles.open(&wanting, &lexicon.conventions) {
            Ok(article) => article,
            Err(why) => {
                console.warn(&format!("{} {why}", row.doc));
                continue;
            }
        };
        match gold(dataset, row, &article, lexicon, decisions) {
            Ok(gold) => {
                write(folder, &gold)?;
                written += 1;
            }
            Err(Open { mentions, events }) => {
                open += 1;
                let message = format!("{}: {mentions} names and {events} events are open", row.doc);
                console.say(Level::Verbose, &message, json!({ "doc": row.doc, "names": mentions, "events": events }));
            }
        }
    }
    let mut message = format!("wrote {} gold files to {}", thousands(written), folder.display());
    if open > 0 {
        let way = "-v lists them, khabar review --doc DOC asks about one";
        message.push_str(&format!("; {} articles are reviewed in part only ({way})", thousands(open)));
    }
    console.say(Level::Normal, &message, json!({ "written": written, "open": open }));
    Ok(Exit::Done)
}

fn gold(
    dataset: &Dataset,
    row: &ArticleRecord,
    article: &Article,
    lexicon: &Lexicon,
    decisions: &Decisions,
) -> Result<Gold, Open> {
    let sentences: Vec<Span> = segment(article, &lexicon.conventions).iter().map(|sentence| sentence.span).collect();
    let furniture = article.blocks.iter().filter(|block| !block.kind.is_content());
    let boilerplate: Vec<Span> = furniture.map(|block| block.span).collect();
    let reviewed = Reviewed {
        article: row,
        text: &article.text,
        sentences: &sentences,
        boilerplate: &boilerplate,
        mentions: dataset.mentions.iter().filter(|mention| mention.doc == row.doc).collect(),
        events: dataset.events.iter().filter(|event| event.doc == row.doc).collect(),
    };
    reviewed.gold(decisions)
}

fn write(folder: &Path, gold: &Gold) -> Result<(), Failure> {
    let name = gold.doc.strip_suffix(".txt").unwrap_or(&gold.doc).replace(['/', '#'], "-");
    let path = folder.join(format!("{name}.gold.json"));
    let text = serde_json::to_string_pretty(gold).map_err(Failure::new)?;
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text + "\n"));
    written.map_err(|error| Failure::new(format!("cannot write `{}`: {}", path.display(), in_words(&error))))
}
