"""Reads a dataset's Parquet with DuckDB and pyarrow and compares it with its JSON Lines.

    khabar run ARTICLES --out OUT --format parquet
    khabar export OUT --to parquet --into PARTS --by-month
    pip install duckdb pyarrow && python benches/parquet.py OUT PARTS
"""

import json
import sys
from pathlib import Path

import duckdb
import pyarrow.dataset
import pyarrow.parquet


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main(out, parts):
    for name in ("articles", "mentions", "events"):
        rows = lines(out / f"{name}.jsonl")
        table = pyarrow.parquet.read_table(out / f"{name}.parquet")
        assert table.num_rows == len(rows), name
        key = "sha256" if name == "articles" else "text"
        assert table.column(key).to_pylist() == [row[key] or None for row in rows], name
        months = pyarrow.dataset.dataset(parts / name, partitioning="hive")
        assert months.count_rows() == len(rows), name
        (counted,) = duckdb.sql(f"select count(*) from read_parquet('{parts}/{name}/*/*.parquet', hive_partitioning=true)").fetchall()[0]
        assert counted == len(rows), name
        print(f"{name}: {len(rows)} rows, the same in DuckDB and pyarrow")
    print(duckdb.sql(f"select event, count(*) as n, sum(dead) as dead from '{out}/events.parquet' group by all order by n desc limit 5"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
