//! khabar: a folder of news articles in, who did what to whom, when and where out.
//!
//! The map, from the bottom up. A room imports only from rooms below its own layer, and none of its own layer.
//!
//! | layer | room | what it is for | what never happens in it |
//! |---|---|---|---|
//! | 0 | [`text`] | what was written: article, span, sentence, token | meaning; files |
//! | 0 | [`ontology`], [`origin`] | PLOVER's closed sets; lines of dictionaries | anything but parse and print |
//! | 0 | [`ledger`] | notes under numbers, more than memory holds | knowledge of what they are |
//! | 1 | [`lexicon`] | dictionaries read, checked, compiled, searched | parsing of sentences |
//! | 1 | [`annotation`] | what we say about a text, stand-off: mention, event, trace | serialising |
//! | 1 | [`syntax`] | tokens to tags and arcs; its model is compiled in | knowledge of names or events |
//! | 2 | [`corpus`] | a folder to articles: walk, decode, boilerplate, dates, duplicates | extraction |
//! | 2 | [`extract`] | an article and a lexicon to an extraction: mentions, triggers, roles, status, details | input or output; failure |
//! | 2 | [`dataset`] | an output folder: records, files, manifest; the only types that serialise, but for decisions | decisions about text |
//! | 3 | [`report`] | a dataset as a page, a codebook and tables of counts | reading articles |
//! | 3 | [`review`] | what people say of a dataset: what to ask, the answers, what they do to the next run | knowledge of dictionaries; printing |
//! | 3 | [`score`] | a dataset against gold annotations | running the pipeline |
//! | 3 | [`compare`] | two datasets by cause; what a dataset would be under other dictionaries, and what it tells about them | printing |
//! | 4 | [`run`] | the batch: the only place where the stages meet, and the only threads, but for a second at which dictionaries are compiled | grammar |
//! | 4 | [`cli`] | one file a command; the only room that prints | work that a library user could want |
//!
//! To change X: a name, a word, a pattern: `dictionaries/`, no Rust. What negation or the future does: `dictionaries/rules.toml`.
//! Who fills a role: `extract/roles.rs`, `extract/parties.rs`. What counts as one event: `extract/draft.rs`, `extract/link.rs`.
//! A field of the output: `dataset/record.rs`.

pub mod annotation;
pub mod cli;
pub mod compare;
pub mod corpus;
pub mod dataset;
pub mod extract;
pub mod ledger;
pub mod lexicon;
pub mod ontology;
pub mod origin;
pub mod report;
pub mod review;
pub mod run;
pub mod score;
pub mod syntax;
pub mod text;
