#!/usr/bin/env python3
"""Counts records in DuckDB: the same table, byte for byte, as `qingdan tally --counts` writes.

    python examples/duckdb_counts.py --exact --out counts.csv bundle.ndjson

Every option of every question, and the scores of each category: of everybody, by each background
question, and by the first two together (level and role). It is a second computation, to check the
first one by, and a place to begin own queries from.

Unlike `qingdan`, DuckDB does not check records. Give it bundles that `qingdan read` has written; of
several versions of one record the highest revision counts, here as there.

The table has exact numbers of small groups, which give people away: never publish it. What may be
published, `qingdan release` says. Nothing is written without --exact.

Needs the package duckdb. Exit codes: 0 done, 1 something could not be read or written, 2 wrong use
or nothing to count, 3 refused because it would give people away.
"""

import argparse
import hashlib
import json
import os
import sys
from pathlib import Path

INSTRUMENT = Path(__file__).resolve().parent.parent / "instrument" / "grassroots-burden.json"

# Numbers of the command's own; a test compares them.
RECORD_FORMAT = "qingdan-record/1"
UNITS = 2520  # of a point: a mean of up to ten items is a whole number of them
ANSWERED_MIN = {"full": 2, "quick": 1}  # the fewest answered items of a category with a score
MEAN_PLACES = 6
MISSING = ("na", "dk", "pn", "skipped", "not_asked")
OPTIONS_MAX = 11

# What can be answered takes a byte. Anything else is a fault of the input.
ANSWER = f"ENUM{(*map(str, range(OPTIONS_MAX)), *MISSING)!r}"


class Fault(Exception):
    """Something that ends the work."""


class Instrument:
    """What is asked, as far as counting needs it."""

    def __init__(self, path):
        whole = json.loads(path.read_text(encoding="utf-8"))
        self.sets = {each["id"]: each["options"] for each in whole["response_sets"]}
        # RFC 8785, for an instrument: keys are ASCII, numbers are whole.
        canonical = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        self.hash = hashlib.sha256(canonical.encode()).hexdigest()
        self.background = [(each["id"], len(each["options"])) for each in whole["background"]]
        self.items = [(each["id"], len(self.options(each))) for each in whole["items"]]
        choices = [each for each in whole["outcomes"] if each["kind"] != "priorities"]
        self.outcomes = [(each["id"], len(self.options(each))) for each in choices]
        self.categories = [
            (
                category["id"],
                [
                    (item["id"], [option["score"] for option in self.options(item)])
                    for item in whole["items"]
                    if item["category"] == category["id"]
                ],
            )
            for category in whole["categories"]
        ]

    def options(self, question):
        """The options of a question, which may be those of a set."""
        options = question["options"]
        return self.sets[options] if isinstance(options, str) else options


def columns(instrument):
    """The columns that are read, answers as texts: numbers and words stand beside one another."""

    def texts(questions):
        # A record may ask for no background at all; a struct has at least one field.
        fields = [f'"{question}" VARCHAR' for question, _ in questions] or ["none VARCHAR"]
        return f"STRUCT({', '.join(fields)})"

    return {
        "format": "VARCHAR",
        "hash": "VARCHAR",
        "form": "VARCHAR",
        "campaign": "VARCHAR",
        "wave": "INTEGER",
        "id": "VARCHAR",
        "revision": "INTEGER",
        "background": texts(instrument.background),
        "answers": texts(instrument.items + instrument.outcomes),
    }


def load(duck, instrument, paths):
    """Makes the table `record`, a row for each person."""
    questions = instrument.background + instrument.items + instrument.outcomes
    places = [f'background."{question}"' for question, _ in instrument.background]
    places += [f'answers."{question}"' for question, _ in instrument.items + instrument.outcomes]
    answers = ", ".join(
        f"coalesce({place}, 'skipped')::{ANSWER} AS \"{question}\""
        for place, (question, _) in zip(places, questions)
    )
    duck.execute("SET preserve_insertion_order = false")
    # Identical files fall together.
    duck.execute(
        f"CREATE TEMP TABLE version AS SELECT DISTINCT hash = $hash AS known, form, campaign, "
        f"wave, id::UUID AS id, revision::UTINYINT AS revision, {answers} "
        "FROM read_json($paths, format = 'newline_delimited', columns = $columns) "
        "WHERE format = $format",
        {
            "hash": instrument.hash,
            "paths": paths,
            "columns": columns(instrument),
            "format": RECORD_FORMAT,
        },
    )
    strange = "SELECT count(*) FROM version WHERE known IS DISTINCT FROM true"
    (strange,) = duck.execute(strange).fetchone()
    if strange > 0:
        raise Fault(f"{strange} records are not of this instrument")
    duck.execute(
        "CREATE TEMP TABLE record AS SELECT * FROM version "
        "QUALIFY rank() OVER (PARTITION BY id ORDER BY revision DESC) = 1"
    )
    duck.execute("DROP TABLE version")
    rows, people = duck.execute("SELECT count(*), count(DISTINCT id) FROM record").fetchone()
    if rows != people:
        raise Fault(
            f"{rows - people} records have the same id and revision as others, with other answers: "
            "let `qingdan read` make one bundle of all"
        )
    return people


def score(form, items):
    """A category's score in units of 1/2520 point; null where too few items are answered."""
    points = [
        f'CASE "{item}" '
        + " ".join(f"WHEN '{option}' THEN {value}" for option, value in enumerate(scores))
        + " END"
        for item, scores in items
    ]
    total = " + ".join(f"coalesce({each}, 0)" for each in points)
    answered = " + ".join(f"({each} IS NOT NULL)::INTEGER" for each in points)
    asked = " + ".join(f"(\"{item}\" NOT IN ('na', 'not_asked'))::INTEGER" for item, _ in items)
    least = f"greatest(({asked} + 1) // 2, {ANSWERED_MIN[form]})"
    return f"CASE WHEN {answered} >= {least} THEN ({total}) * {UNITS} // ({answered}) END"


def kinds(duck):
    """What is counted on its own: campaign, wave and form, in the command's order."""
    return duck.execute(
        "SELECT DISTINCT campaign, wave, form FROM record "
        "ORDER BY campaign NULLS FIRST, wave, form"
    ).fetchall()


def answer_rows(duck, questions, where, kind):
    """People by answer, question by question."""
    histograms = ", ".join(f'histogram("{question}")' for question, _ in questions)
    found = duck.execute(f"SELECT {histograms} FROM record WHERE {where}", kind).fetchone()
    for (question, options), people in zip(questions, found):
        for answer in [*map(str, range(options)), *MISSING]:
            yield "", question, answer, people.get(answer, 0), None


def score_rows(duck, instrument, where, kind):
    """People and sums by category, of everybody and of each group."""
    names = [category for category, _ in instrument.categories]
    scores = [
        f'{score(kind["form"], items)} AS "{category}"'
        for category, items in instrument.categories
    ]
    background = instrument.background
    names_of = [each for each, _ in background]
    groups = [(), *((each,) for each in names_of)]
    if len(background) >= 2:
        groups.append((*names_of[:2],))
    sets = ", ".join("(" + ", ".join(f'"{each}"' for each in group) + ")" for group in groups)
    picked = [
        f"CASE WHEN \"{each}\" IN {MISSING!r} THEN 'none' ELSE \"{each}\"::VARCHAR END "
        f'AS "{each}"'
        for each in names_of
    ]
    sums = [f'count("{name}"), coalesce(sum("{name}"), 0)' for name in names]
    asked = [f'"{each}"' for each in names_of]
    found = duck.execute(
        f"WITH scored AS (SELECT {', '.join([*picked, *scores])} FROM record WHERE {where}) "
        f"SELECT {', '.join([*asked, *sums])} FROM scored GROUP BY GROUPING SETS ({sets})",
        kind,
    ).fetchall()
    width = len(background)
    of = {row[:width]: row[width:] for row in found}
    nothing = (0, 0) * len(names)
    options = {each: [*map(str, range(count)), "none"] for each, count in background}
    for group in groups:
        chosen = [()]
        for each in group:
            chosen = [(*before, (each, option)) for before in chosen for option in options[each]]
        for pairs in chosen:
            key = tuple(dict(pairs).get(each) for each in names_of)
            counts = of.get(key, nothing)
            name = ";".join(f"{each}={option}" for each, option in pairs)
            for place, category in enumerate(names):
                yield name, category, "", counts[2 * place], int(counts[2 * place + 1])


def mean(total, people):
    """A mean in points, rounded half up; nothing for nobody."""
    if people == 0:
        return ""
    units, tens = people * UNITS, 10**MEAN_PLACES
    rounded = (2 * total * tens + units) // (2 * units)
    return f"{rounded // tens}.{rounded % tens:0{MEAN_PLACES}}"


def table(duck, instrument):
    """The whole table, line by line."""
    yield "campaign,wave,form,group,question,answer,people,sum,mean\n"
    questions = instrument.background + instrument.items + instrument.outcomes
    where = (
        "campaign IS NOT DISTINCT FROM $campaign AND wave IS NOT DISTINCT FROM $wave "
        "AND form = $form"
    )
    for campaign, wave, form in kinds(duck):
        kind = {"campaign": campaign, "wave": wave, "form": form}
        head = f"{campaign or ''},{wave or ''},{form}"
        for group, question, answer, people, _ in answer_rows(duck, questions, where, kind):
            yield f"{head},{group},{question},{answer},{people},,\n"
        for group, question, answer, people, total in score_rows(duck, instrument, where, kind):
            row = f"{people},{total},{mean(total, people)}"
            yield f"{head},{group},{question},{answer},{row}\n"


def main(words):
    """Counts what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", help="bundles, one record a line")
    parser.add_argument("--instrument", type=Path, default=INSTRUMENT)
    parser.add_argument("--out", help="table to write; without it, the standard output")
    parser.add_argument("--threads", type=int, help="without it, one for each core")
    parser.add_argument("--exact", action="store_true", help="for checking, never published")
    options = parser.parse_args(words)
    if not options.exact:
        print(
            "error: a table of counts has exact numbers of small groups, which give people away. "
            "Add --exact where it is for checking only and is never published",
            file=sys.stderr,
        )
        return 3
    if options.out and os.path.exists(options.out):
        print(f"error: {options.out} is there already, and nothing is overwritten", file=sys.stderr)
        return 1
    import duckdb

    duck = duckdb.connect()
    if options.threads:
        duck.execute("SET threads = $threads", {"threads": options.threads})
    try:
        instrument = Instrument(options.instrument)
        if load(duck, instrument, options.paths) == 0:
            raise Fault("there is nothing to count")
        lines = table(duck, instrument)
        if options.out:
            with open(options.out, "x", encoding="utf-8") as out:
                out.writelines(lines)
        else:
            sys.stdout.writelines(lines)
    except Fault as fault:
        print(f"error: {fault}", file=sys.stderr)
        return 2
    except duckdb.Error as error:
        # Its own words can hold a line of the input.
        kind = type(error).__name__
        print(f"error: DuckDB cannot read this ({kind}): see `qingdan read`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
