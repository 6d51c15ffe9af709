"""The counts of a bundle by DuckDB: `count_duckdb.py INSTRUMENT BUNDLE COUNTS`.

The fastest of several ways that were tried: answers become one byte each while the file is read
(text took a quarter longer in all), and each item is grouped by itself (histogram() and UNPIVOT
took half as long again, FILTER for every option fifty times as long).
"""

import sys

import duckdb

import instrument

# The codes of answers: options first, so that a smaller code is an option.
OPTIONS = 11
CODES = [str(option) for option in range(OPTIONS)] + instrument.MISSING
SKIPPED = "skipped"


def query(items, categories, groups):
    """One pass over the file into answers, then counts of each item and sums of each category."""
    def code(field):
        return f"enum_code(coalesce({field}, '{SKIPPED}')::answer)::UTINYINT"

    fields = ", ".join(f"{item} VARCHAR" for item, _, _ in items)
    picked = ", ".join(f"{group} VARCHAR" for group, _ in groups)
    answers = ", ".join(f"{code('answers.' + item)} AS {item}" for item, _, _ in items)
    background = ", ".join(f"{code('background.' + group)} AS {group}" for group, _ in groups)
    source = f"""CREATE TEMP TABLE answered AS SELECT form, {background}, {answers}
        FROM read_json($1, format = 'newline_delimited', columns = {{
            form: 'VARCHAR', background: 'STRUCT({picked})', answers: 'STRUCT({fields})'}})"""
    counts = " UNION ALL ".join(
        f"SELECT form, '{item}', {item}, count(*) FROM answered GROUP BY form, {item}"
        for item, _, _ in items)
    columns, sums = [], []
    absent = ", ".join(str(CODES.index(word)) for word in ["na", "not_asked"])
    for category in categories:
        own = [(item, scores) for item, of, scores in items if of == category]
        applicable = " + ".join(f"({item} NOT IN ({absent}))::INT" for item, _ in own)
        answered = " + ".join(f"({item} < {OPTIONS})::INT" for item, _ in own)
        score = " + ".join(f"coalesce({scores}[{item} + 1], 0)" for item, scores in own)
        columns += [f"{applicable} AS {category}_a", f"{answered} AS {category}_n",
                    f"{score} AS {category}_s"]
        enough = (f"{category}_n >= greatest(({category}_a + 1) // 2,"
                  " CASE form WHEN 'full' THEN 2 ELSE 1 END)")
        units = f"{category}_s * ({instrument.UNITS} // greatest({category}_n, 1))"
        sums += [f"count(*) FILTER ({enough})", f"sum({units}) FILTER ({enough})"]
    names = ", ".join(group for group, _ in groups)
    means = f"""SELECT form, {names}, {', '.join(sums)} FROM (
        SELECT form, {names}, {', '.join(columns)} FROM answered) GROUP BY form, {names}"""
    return source, counts, means


def main(path, bundle, out):
    items, categories, groups = instrument.read(path)
    source, counts, means = query(items, categories, groups)
    base = duckdb.connect()
    base.execute("SET preserve_insertion_order = false")
    words = ", ".join(f"'{word}'" for word in CODES)
    base.execute(f"CREATE TYPE answer AS ENUM ({words})")
    base.execute(source, [bundle])
    rows = [instrument.row(form, "", item, CODES[answer], people, "")
            for form, item, answer, people in base.execute(counts).fetchall()]
    cells = {}
    for form, *rest in base.execute(means).fetchall():
        picked, pairs = rest[:len(groups)], rest[len(groups):]
        group = ";".join(f"{name}={at if at < OPTIONS else 'none'}"
                         for (name, _), at in zip(groups, picked))
        for category, people, total in zip(categories, pairs[::2], pairs[1::2]):
            cell = cells.setdefault((form, group, category), [0, 0])
            cell[0] += people
            cell[1] += int(total or 0)
    rows += [instrument.row(form, group, category, "", people, total)
             for (form, group, category), (people, total) in cells.items() if people]
    instrument.write(out, rows)


main(*sys.argv[1:])
