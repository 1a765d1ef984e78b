//! Title, date, source, address and language of an article, from wherever it states them.

use super::dates::{self, DayOrder, Label, Reading};
use super::{ReadOptions, Warning};
use crate::text::{Conventions, Dateline, PartialDate, PublishedFrom};
use jiff::civil::Date;

/// What was found so far. Earlier finds stand.
pub(super) struct Metadata {
    pub title: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub lang: Option<String>,
    pub warnings: Vec<Warning>,
    doc: String,
    today: fn() -> Date,
    order: Option<DayOrder>,
    /// Dates as written, in the order of trust that [`rank`] gives.
    dates: Vec<(PublishedFrom, String)>,
    /// When it was changed last: better than nothing.
    updated: Option<(PublishedFrom, String)>,
}

impl Metadata {
    pub fn new(doc: &str, options: &ReadOptions) -> Metadata {
        Metadata {
            title: None,
            source: None,
            url: None,
            lang: None,
            warnings: Vec::new(),
            doc: doc.to_owned(),
            today: options.today,
            order: options.day_order,
            dates: Vec::new(),
            updated: None,
        }
    }

    /// Takes one `key: value` of a front matter.
    pub fn take_front_matter(&mut self, key: &str, value: &str) {
        match key {
            "title" | "headline" => set(&mut self.title, value),
            "source" | "publisher" | "publication" | "site" | "outlet" | "newspaper" | "agency" => {
                set(&mut self.source, value);
            }
            "url" | "link" | "permalink" | "canonical" => set(&mut self.url, value),
            "lang" | "language" | "locale" => set(&mut self.lang, value),
            "date" | "published" | "publishdate" | "publish_date" | "pubdate" | "pub_date" | "published_at"
            | "date_published" | "datepublished" | "published_date" | "publication_date" => {
                self.dates.push((PublishedFrom::FrontMatter, value.to_owned()));
            }
            "updated" | "modified" | "lastmod" | "updated_at" => {
                self.updated.get_or_insert((PublishedFrom::FrontMatter, value.to_owned()));
            }
            _ => {}
        }
    }

    /// Takes what a line at the head or foot says of the article. Whether it says anything.
    pub fn take_line(&mut self, line: &str, conventions: &Conventions) -> bool {
        if line.len() > LONGEST_LINE {
            return false;
        }
        if let Some((label, dated)) = dates::date_line(line, conventions, self.order) {
            let date = line[dated.at].to_owned();
            match label {
                Label::Published => self.dates.push((PublishedFrom::Meta, date)),
                Label::None => self.dates.push((PublishedFrom::FirstLines, date)),
                Label::Updated => {
                    self.updated.get_or_insert((PublishedFrom::Meta, date));
                }
            }
            return true;
        }
        let found = conventions.metadata.iter().find_map(|pattern| pattern.captures(line));
        found.is_some_and(|found| self.take_captures(&found, conventions))
    }

    fn take_captures(&mut self, found: &regex::Captures, conventions: &Conventions) -> bool {
        let group = |name| found.name(name).map(|group: regex::Match| group.as_str().trim());
        if let Some(date) = group("date") {
            // "Published by the ministry" is no date line.
            let year = || dates::whole_year_or_month(date).is_some();
            if dates::find(date, conventions, self.order).is_none() && !year() {
                return false;
            }
            self.dates.push((PublishedFrom::Meta, date.to_owned()));
        }
        if let Some(date) = group("updated") {
            if dates::find(date, conventions, self.order).is_none() {
                return false;
            }
            self.updated.get_or_insert((PublishedFrom::Meta, date.to_owned()));
        }
        for (name, field) in
            [("title", &mut self.title), ("source", &mut self.source), ("url", &mut self.url), ("lang", &mut self.lang)]
        {
            if let Some(value) = found.name(name) {
                set(field, value.as_str());
            }
        }
        true
    }

    /// Takes the date and, for want of another source, the agency of a dateline.
    pub fn take_dateline(&mut self, text: &str, dateline: &Dateline, conventions: &Conventions) {
        let written = dateline.span.of(text);
        if let Some(dated) = dates::find(written, conventions, self.order) {
            self.dates.push((PublishedFrom::Dateline, written[dated.at].to_owned()));
        }
        if let Some(agency) = dateline.agency {
            set(&mut self.source, agency.of(text));
        }
    }

    /// The date of publication: the first that can be read and does not lie in the future.
    pub fn published(&mut self, conventions: &Conventions) -> Option<(PartialDate, PublishedFrom)> {
        let mut dates = std::mem::take(&mut self.dates);
        dates.sort_by_key(|(from, _)| rank(*from));
        if let Some(dated) = dates::in_path(&self.doc, self.order) {
            dates.push((PublishedFrom::FileName, self.doc.get(dated.at).unwrap_or_default().to_owned()));
        }
        dates.extend(self.updated.take());
        dates.into_iter().find_map(|(from, written)| {
            let reading = dates::find(&written, conventions, self.order)
                .map(|dated| dated.reading)
                .or_else(|| dates::whole_year_or_month(&written).map(Reading::Date));
            match reading.or_else(|| dates::in_path(&written, self.order).map(|dated| dated.reading))? {
                Reading::Ambiguous => {
                    self.warnings.push(Warning::AmbiguousDate(written));
                    None
                }
                Reading::Date(date) if date.first_day().is_none_or(|day| day > (self.today)()) => {
                    self.warnings.push(Warning::FutureDate(written));
                    None
                }
                Reading::Date(date) => Some((date, from)),
            }
        })
    }
}

/// Longer lines are prose.
const LONGEST_LINE: usize = 400;

/// Which source of dates is believed first.
fn rank(from: PublishedFrom) -> u8 {
    match from {
        PublishedFrom::Option => 0,
        PublishedFrom::FrontMatter => 1,
        PublishedFrom::Meta => 2,
        PublishedFrom::FirstLines => 3,
        PublishedFrom::Dateline => 4,
        PublishedFrom::FileName => 5,
    }
}

fn set(field: &mut Option<String>, value: &str) {
    let value = value.trim();
    if field.is_none() && !value.is_empty() {
        *field = Some(value.to_owned());
    }
}
