//! khabar: a folder of news articles in, who did what to whom, when and where out.

pub mod annotation;
pub mod cli;
pub mod corpus;
pub mod dataset;
pub mod extract;
pub mod lexicon;
pub mod ontology;
pub mod origin;
pub mod run;
pub mod score;
pub mod syntax;
pub mod text;
