"""The counts of a bundle by polars: `count_polars.py INSTRUMENT BUNDLE COUNTS`.

Reading all of the file first took a tenth less time than its streaming engine, and less memory.
"""

import sys

import polars as pl

import instrument


def scores(categories, items):
    """Whether a person has a score in each category, and its units."""
    columns = []
    for category in categories:
        own = [(item, scores) for item, of, scores in items if of == category]
        applicable = pl.sum_horizontal(
            (~pl.col(item).is_in(["na", "not_asked"])).cast(pl.Int64) for item, _ in own)
        answered = pl.sum_horizontal((pl.col(item) <= "9").cast(pl.Int64) for item, _ in own)
        total = pl.sum_horizontal(
            pl.col(item).replace_strict(
                [str(at) for at in range(len(scores))], scores, default=0, return_dtype=pl.Int64)
            for item, scores in own)
        least = pl.max_horizontal(
            (applicable + 1) // 2, pl.when(pl.col("form") == "full").then(2).otherwise(1))
        enough = answered >= least
        units = pl.when(enough).then(total * (instrument.UNITS // answered))
        columns.append(units.alias(category))
    return columns


def main(path, bundle, out):
    items, categories, groups = instrument.read(path)
    schema = {
        "form": pl.String,
        "background": pl.Struct({group: pl.String for group, _ in groups}),
        "answers": pl.Struct({item: pl.String for item, _, _ in items}),
    }
    text = pl.read_ndjson(bundle, schema=schema).lazy()
    answered = text.select(
        "form",
        *(pl.col("background").struct.field(group).fill_null("skipped") for group, _ in groups),
        *(pl.col("answers").struct.field(item).fill_null("skipped") for item, _, _ in items),
    )
    names = [group for group, _ in groups]
    counts = [answered.group_by("form", item).len() for item, _, _ in items]
    means = answered.select("form", *names, *scores(categories, items)).group_by(
        "form", *names).agg(
        *(pl.col(category).count().alias(f"{category}_n") for category in categories),
        *(pl.col(category).sum().alias(f"{category}_s") for category in categories))
    *counted, cells = pl.collect_all([*counts, means])
    rows = []
    for (item, _, _), table in zip(items, counted):
        rows += [instrument.row(form, "", item, answer, people, "")
                 for form, answer, people in table.iter_rows()]
    merged = {}
    for one in cells.iter_rows(named=True):
        group = ";".join(f"{name}={one[name] if one[name].isdigit() else 'none'}"
                         for name in names)
        for category in categories:
            cell = merged.setdefault((one["form"], group, category), [0, 0])
            cell[0] += one[f"{category}_n"]
            cell[1] += one[f"{category}_s"]
    rows += [instrument.row(form, group, category, "", people, total)
             for (form, group, category), (people, total) in merged.items() if people]
    instrument.write(out, rows)


main(*sys.argv[1:])
