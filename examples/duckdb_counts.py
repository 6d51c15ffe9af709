#!/usr/bin/env python3
"""Counts records in DuckDB: the same table, byte for byte, as `qingdan tally --counts` writes.

    python examples/duckdb_counts.py --exact --out counts.csv bundle.ndjson

Every option of every question, and the scores of each category: of everybody, by each background
question, and by the first two together (level and role). It is a second computation, to check the
first one by, and a place to begin own queries from.

Give it bundles that `qingdan read` has written; of several versions of one record the highest
revision counts, here as there. Lines that are no records of the instrument, or have an answer that
is none, are left out, counted and named by file and line. More is not checked, unlike by `qingdan`:
that a record is written as it has to be, and that its answers go together.

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
OPTIONS_MAX = 11

# What a line of a record begins with.
RECORD_START = f'{{"format":"{RECORD_FORMAT}",'

# Lines that are left out and named; of more, the number is told.
NAMED_MAX = 20

STRANGE = "a record with something that cannot be in one"

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
        self.sets = {each["id"]: each["options"] for each in whole["response_sets"]}
        # RFC 8785, for an instrument: keys are ASCII, numbers are whole.
        canonical = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        self.hash = hashlib.sha256(canonical.encode()).hexdigest()
        self.background = [(each["id"], len(each["options"])) for each in whole["background"]]
        self.items = [(each["id"], len(self.options(each))) for each in whole["items"]]
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
        if not self.items or not all(NAME.fullmatch(name) for name in names):
            raise ValueError

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
        self.records, self.left_out, self.named = 0, 0, []
        start, campaign = RECORD_START.encode(), CAMPAIGN_START.encode()
        for path in paths:
            if not os.path.isfile(path):
                what = "is not a file" if os.path.exists(path) else "is not there"
                raise Fault(f"{path} {what}", 1)
            for number, line in lines_of(path):
                if line.startswith(start):
                    self.records += 1
                    if b'"skipped"' in line:
                        # What is skipped is null there, and has this name here.
                        raise Fault(f"{path}, line {number}: {STRANGE}: see `qingdan read`")
                elif line.strip() and not line.startswith(campaign):
                    self.leave_out(path, number, unlike_a_record(path, number, line))

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


def unlike_a_record(path, number, line):
    """Why a line is left out that does not begin as a record."""
    with contextlib.suppress(ValueError, RecursionError):
        read = json.loads(line)
        if isinstance(read, dict) and read.get("format") == RECORD_FORMAT:
            # DuckDB would take it.
            words = "a record that is not written as the page writes it"
            raise Fault(f"{path}, line {number}: {words}: see `qingdan read`")
    return "not a record"


def strange(instrument, line):
    """Why a line is not a record of the instrument, as far as that is looked at; or nothing."""
    try:
        record = json.loads(line)
        if record["hash"] != instrument.hash:
            return "a record of another instrument"
        campaign, wave = record.get("campaign"), record.get("wave")
        as_it_should_be = (
            record["form"] in FORMS
            and re.fullmatch(ID, record["id"])
            and record["revision"] in range(256)
            and (campaign is None) == (wave is None)
            and (campaign is None or re.fullmatch(CAMPAIGN, campaign) and wave in range(1, 100))
        )
        of_background = {question for question, _ in instrument.background}
        for question, options in instrument.questions:
            of = record.get("background" if question in of_background else "answers") or {}
            given = of.get(question)
            if not (given is None or str(given) in answers(options)):
                as_it_should_be = False
        return None if as_it_should_be else STRANGE
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return "a record that was cut off or changed"


def answers(options):
    """What can stand for an answer in a record, besides nothing."""
    return (*map(str, range(options)), *(each for each in MISSING if each != "skipped"))


def answer(place, question, options):
    """An answer as one byte; nothing where it cannot be one."""
    known = f"ENUM{(*answers(options), 'skipped')!r}"
    return f"TRY_CAST(coalesce({place}, 'skipped') AS {known}) AS \"{question}\""


def load(duck, instrument, paths, lines):
    """Makes the table `record`, a row for each person."""
    of_background = len(instrument.background)
    read = ", ".join(
        answer(f"{'background' if at < of_background else 'answers'}.\"{name}\"", name, options)
        for at, (name, options) in enumerate(instrument.questions)
    )
    given = " AND ".join(f'"{name}" IS NOT NULL' for name, _ in instrument.questions)
    duck.execute("SET preserve_insertion_order = false")
    # Identical files fall together.
    duck.execute(
        "CREATE TEMP TABLE version AS WITH line AS (SELECT form, campaign, wave, "
        f"CASE WHEN regexp_full_match(id, '{ID}') THEN id::UUID END AS id, "
        f"TRY_CAST(revision AS UTINYINT) AS revision, {read} "
        "FROM read_json($paths, format = 'newline_delimited', columns = $columns, "
        "ignore_errors = true) WHERE format = $format AND hash = $hash) "
        f"SELECT *, count(*) AS times FROM line WHERE form IN {FORMS!r} AND id IS NOT NULL "
        "AND revision IS NOT NULL AND (campaign IS NULL) = (wave IS NULL) "
        f"AND (campaign IS NULL OR regexp_full_match(campaign, '{CAMPAIGN}') "
        f"AND wave BETWEEN 1 AND 99) AND {given} GROUP BY ALL",
        {
            "hash": instrument.hash,
            "paths": [glob.escape(path) for path in paths],
            "columns": columns(instrument),
            "format": RECORD_FORMAT,
        },
    )
    (good,) = duck.execute("SELECT coalesce(sum(times), 0)::BIGINT FROM version").fetchone()
    if good != lines.records and good + lines.find_strange(instrument, paths) != lines.records:
        raise Fault(f"{lines.records} lines are records, and DuckDB reads {good}: see `qingdan read`")
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
    where = (
        "campaign IS NOT DISTINCT FROM $campaign AND wave IS NOT DISTINCT FROM $wave "
        "AND form = $form"
    )
    for campaign, wave, form in kinds(duck):
        kind = {"campaign": campaign, "wave": wave, "form": form}
        head = f"{campaign or ''},{wave or ''},{form}"
        for group, question, answer, people, _ in answer_rows(
            duck, instrument.questions, where, kind
        ):
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
