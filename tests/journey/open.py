"""Opens the files that a report was saved as, as their readers would, and prints what is in them.

Usage: python3 open.py FOLDER. One line for each way of reading: its name, then rows, shown values,
withheld ones, the sum of the shown, and people, mean and interval of the index. pandas is used
where it is there.
"""

import csv
import json
import pathlib
import sys

WITHHELD = -9997
folder = pathlib.Path(sys.argv[1])
table = folder / "qingdan-release.csv"


def tell(name, rows, values, index):
    shown = [value for value in values if value is not None]
    print(name, rows, len(shown), rows - len(shown), repr(sum(shown)), *map(repr, index))


def number(text):
    value = float(text)
    return None if value == WITHHELD else value


with open(table, encoding="utf-8-sig", newline="") as lines:
    rows = list(csv.DictReader(lines))
with open(folder / "qingdan-codebook.csv", encoding="utf-8-sig", newline="") as lines:
    book = list(csv.reader(lines))
named = {line[0] for line in book[1:]}
assert set(rows[0]) <= named, set(rows[0]) - named
assert not any(row["label"].startswith(("=", "+", "-", "@")) for row in rows)


def is_index(row):
    return int(row["table"]) == 2 and int(row["statistic"]) == 2


[index] = [row for row in rows if is_index(row)]
keys = ["n", "value", "low", "high"]
tell("csv", len(rows), [number(row["value"]) for row in rows], [float(index[k]) for k in keys])

with open(folder / "qingdan-release.json", encoding="utf-8") as text:
    whole = json.load(text)
assert whole["format"] == "qingdan-release/1"
[index] = [r for r in whole["rows"] if r["table"] == "index" and r["statistic"] == "mean"]
values = [row.get("value") for row in whole["rows"]]
assert all(("withheld" in row) == ("value" not in row) for row in whole["rows"])
tell("json", len(values), values, [index["n"], index["value"], *index["interval"]])

schema = json.loads((folder / "qingdan-release.schema.json").read_text(encoding="utf-8"))
assert [field["name"] for field in schema["fields"]] == list(rows[0])

try:
    import pandas
except ImportError:
    pandas = None
if pandas:
    frame = pandas.read_csv(table, encoding="utf-8-sig")
    frame["value"] = frame["value"].mask(frame["value"] == WITHHELD)
    values = [None if pandas.isna(value) else value for value in frame["value"]]
    [index] = frame[(frame["table"] == 2) & (frame["statistic"] == 2)][keys].to_numpy().tolist()
    tell("pandas", len(frame), values, index)
