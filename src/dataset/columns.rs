//! The tables as Parquet: the columns of the CSV tables, numbers as numbers, empty cells null, compressed with zstd.

use super::csv::Table;
use super::record::{ArticleRecord, EventRecord, MentionRecord};
use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use ::parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::types::Type;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::sync::Arc;

/// Writes the table of a JSON Lines file.
pub fn export<T: Table>(jsonl: &Path, out: impl Write + Send) -> io::Result<()> {
    let mut sheet = Sheet::new::<T>(out)?;
    for line in BufReader::new(File::open(jsonl)?).lines() {
        let row: T = serde_json::from_str(&line?)?;
        sheet.add(row.cells());
        if sheet.is_full() {
            sheet.flush()?;
        }
    }
    sheet.close()
}

/// Writes the tables of a dataset below a folder: one file each, or with `by_month` one for each month of publication, in
/// folders that DuckDB, pyarrow and Spark read as a column `month`. Gives the number of files.
///
/// # Errors
/// Where the dataset cannot be read or the folder not be written to.
pub fn export_parquet(root: &Path, into: &Path, by_month: bool) -> io::Result<usize> {
    if by_month {
        let articles = months::<ArticleRecord>(root, "articles", into)?;
        return Ok(articles
            + months::<MentionRecord>(root, "mentions", into)?
            + months::<EventRecord>(root, "events", into)?);
    }
    fs::create_dir_all(into)?;
    let whole = |name: &str| {
        Ok::<_, io::Error>((root.join(format!("{name}.jsonl")), File::create(into.join(format!("{name}.parquet")))?))
    };
    let ((articles, a), (mentions, m), (events, e)) = (whole("articles")?, whole("mentions")?, whole("events")?);
    export::<ArticleRecord>(&articles, a)?;
    export::<MentionRecord>(&mentions, m)?;
    export::<EventRecord>(&events, e)?;
    Ok(3)
}

fn months<T: Table>(root: &Path, name: &str, into: &Path) -> io::Result<usize> {
    let mut published = Published::open(root)?;
    let mut sheets: BTreeMap<String, Sheet<File>> = BTreeMap::new();
    for line in BufReader::new(File::open(root.join(format!("{name}.jsonl")))?).lines() {
        let row: T = serde_json::from_str(&line?)?;
        let month = published.month_of(row.doc())?;
        if !sheets.contains_key(&month) {
            let folder = into.join(name).join(format!("month={month}"));
            fs::create_dir_all(&folder)?;
            sheets.insert(month.clone(), Sheet::new::<T>(File::create(folder.join("part-0.parquet"))?)?);
        }
        if let Some(sheet) = sheets.get_mut(&month) {
            sheet.add(row.cells());
        }
        if sheets.values().map(|sheet| sheet.bytes).sum::<usize>() > FULL {
            sheets.values_mut().try_for_each(Sheet::flush)?;
        }
    }
    let files = sheets.len();
    sheets.into_values().try_for_each(Sheet::close)?;
    Ok(files)
}

/// The months in which articles were published, read along with rows in the same order of `doc`.
struct Published {
    lines: Lines<BufReader<File>>,
    article: Dated,
}

#[derive(Default, Deserialize)]
struct Dated {
    doc: String,
    published: Option<String>,
}

/// What readers of such folders take for null.
const NO_MONTH: &str = "__HIVE_DEFAULT_PARTITION__";

impl Published {
    fn open(root: &Path) -> io::Result<Published> {
        let file = File::open(root.join("articles.jsonl"))?;
        Ok(Published { lines: BufReader::new(file).lines(), article: Dated::default() })
    }

    fn month_of(&mut self, doc: &str) -> io::Result<String> {
        while self.article.doc != doc {
            let Some(line) = self.lines.next() else { return Ok(NO_MONTH.to_owned()) };
            self.article = serde_json::from_str(&line?)?;
        }
        let month = self.article.published.as_deref().and_then(|published| published.get(.."2025-11".len()));
        Ok(month.unwrap_or(NO_MONTH).to_owned())
    }
}

/// Bytes of text that wait for their row group.
const FULL: usize = 32 << 20;
/// Rows of a group, as DuckDB writes them.
const GROUP: usize = 122_880;

/// A file being written, and the rows that wait for their group.
struct Sheet<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

impl<W: Write + Send> Sheet<W> {
    fn new<T: Table>(out: W) -> io::Result<Sheet<W>> {
        let fields = T::HEADER.iter().map(|name| field(name)).collect::<Result<_, _>>().map_err(fault)?;
        let schema = Type::group_type_builder("row").with_fields(fields).build().map_err(fault)?;
        let zstd = Compression::ZSTD(ZstdLevel::default());
        let properties = WriterProperties::builder().set_compression(zstd).set_created_by("khabar".to_owned()).build();
        let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(fault)?;
        let columns = T::HEADER.iter().map(|name| Column::new(name)).collect();
        Ok(Sheet { file, columns, rows: 0, bytes: 0 })
    }

    fn add(&mut self, cells: Vec<String>) {
        self.rows += 1;
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            self.bytes += cell.len() + 4;
            column.add(cell);
        }
    }

    fn is_full(&self) -> bool {
        self.rows >= GROUP || self.bytes > FULL
    }

    /// Writes the rows that wait as one group.
    fn flush(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group().map_err(fault)?;
        for column in &mut self.columns {
            if let Some(mut writer) = group.next_column().map_err(fault)? {
                column.write(&mut writer).map_err(fault)?;
                writer.close().map_err(fault)?;
            }
        }
        group.close().map_err(fault)?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    fn close(mut self) -> io::Result<()> {
        self.flush()?;
        self.file.close().map(|_| ()).map_err(fault)
    }
}

/// The cells of a column that are not null, and for each row whether it has one.
struct Column {
    values: Values,
    present: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    Whole(Vec<i64>),
    Real(Vec<f64>),
}

impl Column {
    fn new(name: &str) -> Column {
        let values = match physical(name) {
            Physical::INT64 => Values::Whole(Vec::new()),
            Physical::DOUBLE => Values::Real(Vec::new()),
            _ => Values::Text(Vec::new()),
        };
        Column { values, present: Vec::new() }
    }

    fn add(&mut self, cell: String) {
        let present = match &mut self.values {
            Values::Text(values) if !cell.is_empty() => {
                values.push(cell.into_bytes().into());
                true
            }
            Values::Text(_) => false,
            Values::Whole(values) => cell.parse().map(|number| values.push(number)).is_ok(),
            Values::Real(values) => cell.parse().map(|number| values.push(number)).is_ok(),
        };
        self.present.push(i16::from(present));
    }

    fn write(&mut self, out: &mut SerializedColumnWriter) -> Result<(), ParquetError> {
        let present = std::mem::take(&mut self.present);
        match &mut self.values {
            Values::Text(values) => {
                out.typed::<ByteArrayType>().write_batch(&std::mem::take(values), Some(&present), None)?
            }
            Values::Whole(values) => {
                out.typed::<Int64Type>().write_batch(&std::mem::take(values), Some(&present), None)?
            }
            Values::Real(values) => {
                out.typed::<DoubleType>().write_batch(&std::mem::take(values), Some(&present), None)?
            }
        };
        Ok(())
    }
}

fn field(name: &str) -> Result<Arc<Type>, ParquetError> {
    let physical = physical(name);
    let logical = (physical == Physical::BYTE_ARRAY).then_some(LogicalType::String);
    let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
    Ok(Arc::new(field.with_logical_type(logical).build()?))
}

/// How a column's cells are stored.
fn physical(name: &str) -> Physical {
    match name {
        "sentence" | "sentences" | "start" | "end" | "quad_code" | "dead" | "injured" | "arrested" | "size"
        | "n_sources" => Physical::INT64,
        "event_scale" | "lat" | "lon" => Physical::DOUBLE,
        _ => Physical::BYTE_ARRAY,
    }
}

fn fault(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => io::Error::other(error),
        other => io::Error::other(other),
    }
}
