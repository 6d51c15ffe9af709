#!/usr/bin/env python3
"""Counts records in DuckDB: the same table, byte for byte, as `qingdan tally --counts` writes.

    python examples/duckdb_counts.py --exact --out counts.csv bundle.ndjson

Every option of every question, and the scores of each category: of everybody, by each background
question, and by the first two together (level and role). It is a second computation, to check the
first one by, and a place to begin own queries from.

Give it bundles that `qingdan read` has written; of several versions of one record the highest
revision counts, here as there. A line is a record where `qingdan tally` takes it for one: written
in one line as the page writes it, of this version of this instrument, with the answers that its
form asks for. All others are left out, counted and named by file and line. Unlike `qingdan tally`,
it leaves out records over several lines, codes, sealed records and tallies; it does not look at
what a campaign's line says; and it gives up where something stands before a record in its line, or
where two records have one id and revision and other answers.

The table has exact numbers of small groups, which give people away: never publish it. What may be
published, `qingdan release` says. Nothing is written without --exact.

Needs the package duckdb. Exit codes: 0 done, 1 something could not be read or written, or lines
were left out (the rest is counted), 2 wrong use or nothing to count, 3 refused because it would
give people away. What is there already is not overwritten, and half a table is not left behind.
"""

import argparse
import contextlib
import glob
import gzip
import hashlib
import itertools
import json
import os
import re
import secrets
import sys
import zlib
from pathlib import Path

INSTRUMENT = Path(__file__).resolve().parent.parent / "instrument" / "grassroots-burden.json"

# Numbers of the command's own; a test compares them.
RECORD_FORMAT = "qingdan-record/1"
CAMPAIGN_START = '{"format":"qingdan-campaign/1"'
UNITS = 2520  # of a point: a mean of up to ten items is a whole number of them
ANSWERED_MIN = {"full": 2, "quick": 1}  # the fewest answered items of a category with a score
MEAN_PLACES = 6
MISSING = ("na", "dk", "pn", "skipped", "not_asked")
PRIORITIES_MAX = 3  # categories that are chosen first
PRIORITIES_MAX = 3

# What a line of a record begins with.
RECORD_START = f'{{"format":"{RECORD_FORMAT}",'

# What DuckDB passes over before a line: blanks, and the mark that some editors put there.
BEFORE = b" \t\r\v\f\xef\xbb\xbf"

# The longest line that DuckDB reads, unless there is a longer one; this is what it allows anyhow.
OBJECT_BYTES = 16 << 20

# Lines that are left out and named; of more, the number is told.
NAMED_MAX = 20

STRANGE = "a record with something that cannot be in one, or not written as the page writes it"

ID = "[0-9a-f]{32}"
CAMPAIGN = "[0-9a-f]{8}"
FORMS = ("full", "quick")
NAME = re.compile("[A-Za-z0-9_.-]{1,40}")


class Fault(Exception):
    """Something that ends the work: what is wrong, and the exit code."""

    def __init__(self, words, code=2):
        super().__init__(words)
        self.code = code


class Instrument:
    """What is asked, as far as counting needs it."""

    def __init__(self, path):
        try:
            self.read(json.loads(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise Fault(f"{path} cannot be read: {error.strerror}", 1) from None
        except (ValueError, TypeError, LookupError, AttributeError):
            words = f"{path} is not an instrument: `qingdan check` says what is wrong"
            raise Fault(words) from None

    def read(self, whole):
        """Takes what counting needs of the whole."""
        self.id, self.version = whole["id"], whole["version"]
        self.sets = {each["id"]: each["options"] for each in whole["response_sets"]}
        # RFC 8785, for an instrument: keys are ASCII, numbers are whole.
        canonical = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        self.hash = hashlib.sha256(canonical.encode()).hexdigest()
        self.background = [(each["id"], len(each["options"])) for each in whole["background"]]
        self.items = [(each["id"], len(self.options(each))) for each in whole["items"]]
        self.asked = [(each["quick"], each.get("offers", ())) for each in whole["items"]]
        rules = [(each["id"], each.get("not_applicable_when")) for each in whole["items"]]
        self.rules = [(item, rule["item"], rule["option"]) for item, rule in rules if rule]
        self.priorities = [each["id"] for each in whole["outcomes"] if each["kind"] == "priorities"]
        choices = [each for each in whole["outcomes"] if each["kind"] != "priorities"]
        self.outcomes = [(each["id"], len(self.options(each))) for each in choices]
        self.questions = self.background + self.items + self.outcomes
        self.categories = [
            (
                category["id"],
                [
                    (item["id"], [int(option["score"]) for option in self.options(item)])
                    for item in whole["items"]
                    if item["category"] == category["id"]
                ],
            )
            for category in whole["categories"]
        ]
        # They stand in what DuckDB is asked.
        names = [name for name, _ in self.questions + self.categories]
        names += [self.id, self.version, *self.priorities]
        if not self.items or not all(NAME.fullmatch(name) for name in names):
            raise ValueError
        # An id can be a word that means something here or in DuckDB, and two can differ in nothing
        # but capitals: columns have names of their own.
        self.column = {name: f"q{at}" for at, (name, _) in enumerate(self.questions)}
        self.line = "|".join(of_form(self, form) for form in FORMS)

    def options(self, question):
        """The options of a question, which may be those of a set."""
        options = question["options"]
        return self.sets[options] if isinstance(options, str) else options


def of_form(instrument, form):
    """The line that a record of a form is, as a pattern that Python and DuckDB both read.

    It has the keys in their order, once each, and numbers as numbers: as the page writes them.
    """

    def one_of(values):
        return f"(?:{'|'.join(values)})"

    def keys(pairs):
        return r"\{" + ",".join(f'"{re.escape(name)}":{values}' for name, values in pairs) + r"\}"

    def answers(questions, *missing):
        return [(name, one_of(written(options, missing))) for name, options in questions]

    background = answers(instrument.background, "pn", "not_asked")
    given = []
    for item, (quick, offers) in zip(instrument.items, instrument.asked):
        asked = quick or form == "full"
        given += answers([item], "pn", *offers) if asked else [(item[0], '"not_asked"')]
    given += answers(instrument.outcomes, "pn")
    category = one_of(f'"{re.escape(name)}"' for name, _ in instrument.categories)
    first = rf"\[(?:{category}(?:,{category}){{0,{PRIORITIES_MAX - 1}}})?\]"
    given += [(name, one_of(["null", '"pn"', first])) for name in instrument.priorities]
    return keys(
        [
            ("format", f'"{re.escape(RECORD_FORMAT)}"'),
            ("instrument", f'"{re.escape(instrument.id)}"'),
            ("version", f'"{re.escape(instrument.version)}"'),
            ("hash", f'"{instrument.hash}"'),
            ("form", f'"{form}"'),
            ("campaign", rf'(?:null,"wave":null|"{CAMPAIGN}","wave":[1-9][0-9]?)'),
            ("id", f'"{ID}"'),
            ("revision", "(?:[0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])"),
            ("background", keys(background)),
            ("answers", keys(given)),
        ]
    )


def written(options, missing):
    """How answers are written in a record."""
    return (*map(str, range(options)), "null", *(f'"{each}"' for each in missing))


def lines_of(path):
    """The lines of a file, numbered, as they stand there."""
    opened = gzip.open if path.endswith(".gz") else open
    try:
        with opened(path, "rb") as lines:
            yield from enumerate(lines, start=1)
    except (OSError, EOFError, zlib.error) as error:
        why = getattr(error, "strerror", None) or "it is damaged"
        raise Fault(f"{path} cannot be read: {why}", 1) from None


class Lines:
    """How many lines are records, and those that are not."""

    def __init__(self, paths):
        self.records, self.left_out, self.named, self.longest = 0, 0, [], 0
        start, campaign = RECORD_START.encode(), CAMPAIGN_START.encode()
        for path in paths:
            if not os.path.isfile(path):
                what = "is not a file" if os.path.exists(path) else "is not there"
                raise Fault(f"{path} {what}", 1)
            for number, line in lines_of(path):
                self.longest = max(self.longest, len(line))
                if line.startswith(start):
                    self.records += 1
                elif line.lstrip(BEFORE).startswith(start):
                    # DuckDB would take it.
                    words = "something stands before a record"
                    raise Fault(f"{path}, line {number}: {words}: see `qingdan read`")
                elif line.strip() and not line.startswith(campaign):
                    self.leave_out(path, number, "not a record")

    def leave_out(self, path, number, why):
        """Counts a line, and names it while there are few."""
        self.left_out += 1
        if len(self.named) < NAMED_MAX:
            self.named.append(f"{path}, line {number}: {why}")

    def find_strange(self, instrument, paths):
        """Finds the lines that begin as a record and are none; how many there are."""
        before, start = self.left_out, RECORD_START.encode()
        for path in paths:
            for number, line in lines_of(path):
                why = strange(instrument, line) if line.startswith(start) else None
                if why:
                    self.leave_out(path, number, why)
        return self.left_out - before

    def tell(self):
        """Tells what was left out."""
        if self.left_out == 0:
            return
        more = self.left_out - len(self.named)
        told = [f"lines left out, because they are no records: {self.left_out}"]
        told += [f"  {line}" for line in self.named]
        told += [f"  and {more} more"] if more else []
        told.append("`qingdan read` makes one bundle of what can be read")
        print("\n".join(told), file=sys.stderr)


def strange(instrument, line):
    """Why a line is not a record of the instrument; or nothing."""
    try:
        text = line.decode().strip()
        record = json.loads(text)
        if record["hash"] != instrument.hash:
            return "a record of another instrument"
        if not re.fullmatch(instrument.line, text):
            return STRANGE
        answers = record["answers"]
        for item, other, option in instrument.rules:
            if answers[other] == option and answers[item] not in ("na", "not_asked"):
                return STRANGE
        for question in instrument.priorities:
            chosen = answers[question] or ()
            if len(set(chosen)) != len(chosen):
                return STRANGE
        return None
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return "a record that was cut off or changed"


# What DuckDB reads of a line besides the answers, in order, and how it is kept.
FIELDS = (
    ("form", "VARCHAR"),
    ("campaign", "VARCHAR"),
    ("wave", "UTINYINT"),
    ("id", "UUID"),
    ("revision", "UTINYINT"),
)


def reading(instrument):
    """What DuckDB is asked for a line: the places in it, the columns made of them, and what must
    hold of it besides its pattern."""
    of_background = len(instrument.background)
    places = [f'$."{field}"' for field, _ in FIELDS]
    columns = [
        f"TRY_CAST(found[{at}] AS {kind}) AS {field}"
        for at, (field, kind) in enumerate(FIELDS, start=1)
    ]
    for at, (name, options) in enumerate(instrument.questions):
        places.append(f'$."{"background" if at < of_background else "answers"}"."{name}"')
        known = f"ENUM{(*map(str, range(options)), *MISSING)!r}"
        given = f"coalesce(found[{len(places)}], 'skipped')"
        columns.append(f"TRY_CAST({given} AS {known}) AS {instrument.column[name]}")
    names = [name for name, _ in instrument.questions]
    place = {name: f"found[{at}]" for at, name in enumerate(names, start=len(FIELDS) + 1)}
    holds = ["true"] + [
        f"NOT coalesce({place[other]} = '{option}' "
        f"AND coalesce({place[item]}, 'skipped') NOT IN ('na', 'not_asked'), false)"
        for item, other, option in instrument.rules
    ]
    for name in instrument.priorities:
        first = len(places) + 1
        places += [f'$."answers"."{name}"[{rank}]' for rank in range(PRIORITIES_MAX)]
        for one, other in itertools.combinations(range(first, first + PRIORITIES_MAX), 2):
            holds.append(f"coalesce(found[{one}] <> found[{other}], true)")
    return places, columns, holds


def load(duck, instrument, paths, lines):
    """Makes the table `record`, a row for each person."""
    places, columns, holds = reading(instrument)
    duck.execute("SET preserve_insertion_order = false")
    # Identical files fall together. What must hold is looked at afterwards: DuckDB would read each
    # line once more for every place that a condition names.
    duck.execute(
        "CREATE TEMP TABLE version AS WITH line AS (SELECT json_extract_string(json, "
        f"{places!r}) AS found FROM read_ndjson_objects($paths, ignore_errors = true, "
        "maximum_object_size = $longest) WHERE regexp_full_match(json::VARCHAR, "
        f"'{instrument.line}')) SELECT {', '.join(columns)}, {' AND '.join(holds)} AS holds, "
        "count(*) AS times FROM line GROUP BY ALL",
        {
            "paths": [glob.escape(path) for path in paths],
            # A line that is far too long for a record is read too, to be left out.
            "longest": max(OBJECT_BYTES, lines.longest + 1),
        },
    )
    duck.execute("DELETE FROM version WHERE NOT holds")
    (good,) = duck.execute("SELECT coalesce(sum(times), 0)::BIGINT FROM version").fetchone()
    if good != lines.records and good + lines.find_strange(instrument, paths) != lines.records:
        words = f"{lines.records} lines are records, and DuckDB reads {good}"
        raise Fault(f"{words}: see `qingdan read`")
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


def score(instrument, form, items):
    """A category's score in units of 1/2520 point; null where too few items are answered."""
    points = [
        f"CASE {instrument.column[item]} "
        + " ".join(f"WHEN '{option}' THEN {value}" for option, value in enumerate(scores))
        + " END"
        for item, scores in items
    ]
    total = " + ".join(f"coalesce({each}, 0)" for each in points)
    answered = " + ".join(f"({each} IS NOT NULL)::INTEGER" for each in points)
    asked = " + ".join(
        f"({instrument.column[item]} NOT IN ('na', 'not_asked'))::INTEGER" for item, _ in items
    )
    least = f"greatest(({asked} + 1) // 2, {ANSWERED_MIN[form]})"
    return f"CASE WHEN {answered} >= {least} THEN ({total}) * {UNITS} // ({answered}) END"


def kinds(duck):
    """What is counted on its own: campaign, wave and form, in the command's order."""
    return duck.execute(
        "SELECT DISTINCT campaign, wave, form FROM record "
        "ORDER BY campaign NULLS FIRST, wave, form"
    ).fetchall()


def answer_rows(duck, instrument, where, kind):
    """People by answer, question by question."""
    histograms = ", ".join(f"histogram({column})" for column in instrument.column.values())
    found = duck.execute(f"SELECT {histograms} FROM record WHERE {where}", kind).fetchone()
    for (question, options), people in zip(instrument.questions, found):
        for answer in [*map(str, range(options)), *MISSING]:
            yield "", question, answer, people.get(answer, 0), None


def score_rows(duck, instrument, where, kind):
    """People and sums by category, of everybody and of each group."""
    names = [category for category, _ in instrument.categories]
    scores = [
        f'{score(instrument, kind["form"], items)} AS c{at}'
        for at, (_, items) in enumerate(instrument.categories)
    ]
    background = instrument.background
    names_of = [each for each, _ in background]
    groups = [(), *((each,) for each in names_of)]
    if len(background) >= 2:
        groups.append((*names_of[:2],))
    asked = [instrument.column[each] for each in names_of]
    of_group = [", ".join(instrument.column[each] for each in group) for group in groups]
    sets = ", ".join(f"({each})" for each in of_group)
    picked = [
        f"CASE WHEN {each} IN {MISSING!r} THEN 'none' ELSE {each}::VARCHAR END AS {each}"
        for each in asked
    ]
    sums = [f"count(c{at}), coalesce(sum(c{at}), 0)" for at in range(len(names))]
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
    where = (
        "campaign IS NOT DISTINCT FROM $campaign AND wave IS NOT DISTINCT FROM $wave "
        "AND form = $form"
    )
    for campaign, wave, form in kinds(duck):
        kind = {"campaign": campaign, "wave": wave, "form": form}
        head = f"{campaign or ''},{wave or ''},{form}"
        for group, question, answer, people, _ in answer_rows(duck, instrument, where, kind):
            yield f"{head},{group},{question},{answer},{people},,\n"
        for group, question, answer, people, total in score_rows(duck, instrument, where, kind):
            row = f"{people},{total},{mean(total, people)}"
            yield f"{head},{group},{question},{answer},{row}\n"


@contextlib.contextmanager
def whole_file(path):
    """A file that was not there before. It stands there whole, or not at all."""
    part = f"{path}.{secrets.token_hex(4)}.part"
    try:
        with open(part, "x", encoding="utf-8", newline="\n") as out:
            yield out
        try:
            os.link(part, path)
        except FileExistsError:
            raise
        except OSError:
            # A disk without links.
            if os.path.lexists(path):
                raise FileExistsError(17, "it is there already", path) from None
            os.rename(part, path)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(part)


def arguments(words):
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", help="bundles, one record a line")
    parser.add_argument("--instrument", type=Path, default=INSTRUMENT)
    parser.add_argument("--out", help="table to write; without it, the standard output")
    parser.add_argument("--threads", type=int, help="without it, one for each core")
    parser.add_argument("--exact", action="store_true", help="for checking, never published")
    options = parser.parse_args(words)
    if options.threads is not None and not 1 <= options.threads <= 1_024:
        parser.error("--threads is from 1 to 1024")
    return options


def counted(options):
    """The whole table, and whether nothing was left out."""
    instrument = Instrument(options.instrument)
    lines = Lines(options.paths)
    try:
        import duckdb
    except ImportError:
        raise Fault("the package duckdb is not here: python -m pip install duckdb", 1) from None
    try:
        duck = duckdb.connect()
        if options.threads:
            duck.execute("SET threads = $threads", {"threads": options.threads})
        people = load(duck, instrument, options.paths, lines)
        lines.tell()
        if people == 0:
            raise Fault("there is nothing to count")
        return "".join(table(duck, instrument)), lines.left_out == 0
    except duckdb.Error as error:
        # Its own words can hold a line of the input.
        kind = type(error).__name__
        raise Fault(f"DuckDB cannot read this ({kind}): see `qingdan read`", 1) from None


def run(options):
    """Does what is asked for; the exit code."""
    if not options.exact:
        raise Fault(
            "a table of counts has exact numbers of small groups, which give people away. "
            "Add --exact where it is for checking only and is never published",
            3,
        )
    if options.out and os.path.lexists(options.out):
        raise Fault(f"{options.out} is there already, and nothing is overwritten", 1)
    if options.out and not os.access(os.path.dirname(os.path.abspath(options.out)), os.W_OK):
        raise Fault(f"{options.out} cannot be written", 1)
    lines, whole = counted(options)
    if options.out:
        with whole_file(options.out) as out:
            out.write(lines)
    else:
        sys.stdout.write(lines)
        sys.stdout.flush()
    return 0 if whole else 1


def main(words):
    """Counts what is asked for, or says in a line why not."""
    options = arguments(words)
    try:
        return run(options)
    except Fault as fault:
        print(f"error: {fault}", file=sys.stderr)
        return fault.code
    except BrokenPipeError:
        # Who reads the table has gone.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = options.out or "the standard output"
        print(f"error: {where} cannot be written: {error.strerror}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
