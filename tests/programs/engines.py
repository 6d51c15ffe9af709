"""The examples for Spark and DuckDB give what `qingdan tally` gives on one machine, bit for bit.

    python engines.py --qingdan PATH --work EMPTY_FOLDER --campaign FILE --records N [--engines]

`--campaign` is the file of the campaign 0badcafe, wave 2. Without `--engines`, neither Spark nor
DuckDB is needed: what Spark would call is called here. With them, what they make of
`tests/fixtures/engines/people.ndjson` has to be what is committed beside it; where `QINGDAN_BLESS`
is set, all of that is written anew. Prints a line for everything that holds, and ends with code 1
at the first that does not.
"""

import argparse
import ctypes
import gzip
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES, RAW_TLX = ROOT / "examples", ROOT / "instrument" / "raw-tlx.json"
sys.path.insert(0, str(EXAMPLES))
sys.dont_write_bytecode = True
import altered
import duckdb_counts
import spark_tally

RUN = "00112233445566778899aabbccddeeff"
PARTITIONS = 24
# Of two campaigns and none, the full form and the quick one.
KINDS = 6
# What is sent again: the same, and corrected.
RESENT = ["--identical", "0.03", "--revised", "0.05"]
HEAD = b'{"format":"qingdan-record/1",'
FIXTURES = ROOT / "tests" / "fixtures" / "engines"
# The people of the fixtures: both forms, files that were sent again, and corrected ones.
FEW = ["--records", "36", "--seed", "8", "--quick", "0.3", "--campaign", "0badcafe", "--wave", "2"]


def check(holds, words):
    """Says what holds, or ends."""
    if not holds:
        sys.exit(f"NOT SO: {words}")
    print(f"  {words}", flush=True)


def adopt():
    """Lets what a program leaves behind, such as Spark's Java, end as a child of this one: then its
    processor time is known. Linux only; elsewhere less time is told."""
    set_child_subreaper = 36
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


def all_ended():
    """Waits for everything that was left behind."""
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass


def run(words, code=0, **options):
    """Runs a program that must end so; what it wrote and what it told."""
    environment = {**os.environ, "QINGDAN_LANG": "en", **options.pop("environment", {})}
    words = list(map(str, words))
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(words, capture_output=True, env=environment, check=False, **options)
    all_ended()
    after, seconds = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - start
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told = done.stderr.decode(errors="replace")
    if done.returncode != code:
        sys.exit(f"NOT SO: {Path(words[0]).name} {words[1]} ends with {code}\n{told}")
    print(f"  {Path(words[0]).name} {Path(words[1]).name}: {used:.1f} s of processor time,")
    print(f"    {seconds:.1f} s by the clock", flush=True)
    return done.stdout, told


def whole(lines):
    """Tally lines without what differs by design: their id and their parts."""
    return re.sub(rb'"id":"[0-9a-f]{32}","parts":\[[^\]]*\]', b"", lines)


def people(options):
    """Files of invented people: two campaigns and none, of one a campaign's line first."""
    scopes = [
        ("a.ndjson", 6, ["--campaign", "0badcafe", "--wave", "2", "--quick", "0.2"]),
        ("b.ndjson", 3, ["--campaign", "c0ffee00", "--wave", "1", "--careless", "0.06"]),
        ("c.ndjson", 1, []),
    ]
    folder = options.work / "bundles"
    folder.mkdir()
    for seed, (name, tenths, more) in enumerate(scopes, start=11):
        count = options.records * tenths // 10
        words = ["simulate", "--records", count, "--seed", seed, *RESENT, *more]
        lines, _ = run([options.qingdan, *words])
        first = options.campaign.read_bytes() if name == "a.ndjson" else b""
        (folder / name).write_bytes(first + lines)
    return sorted(folder.iterdir())


def faulty(options, paths):
    """A file as it comes: conflicts, lines that are refused, a blank one, another line end."""
    lines = [line for line in paths[0].read_bytes().splitlines() if line.startswith(HEAD)][:1_000]
    other = {b"0": b"1", b"1": b"0"}

    def conflicting(line):
        found = re.search(rb'"doc_daily":([01])', line)
        return line[: found.start(1)] + other[found[1]] + line[found.end(1) :]

    conflicts = [conflicting(line) for line in lines if re.search(rb'"doc_daily":[01]', line)]
    again = [line for pair in zip(conflicts, conflicts) for line in pair]
    bad = [HEAD + b'"x":1}', lines[0][:-1], b"", lines[1] + b"\r", b'{"format":"else"}']
    bad.append(b'{"format":"qingdan-campaign/1","code":"QINGDAN-C1:AAAA"}')
    path = options.work / "faulty.ndjson"
    path.write_bytes(b"\n".join([*lines, *again, *bad, options.campaign.read_bytes()]))
    check(len(conflicts) > 100, f"{len(conflicts)} records come with other answers as well")
    return path


def one_machine(options, name, paths):
    """What `qingdan tally` gives: the lines, the table, and the sum that it tells."""
    out, table = options.work / f"{name}.tally", options.work / f"{name}.csv"
    words = ["tally", *paths, "--out", out, "--counts", table, "--exact"]
    _, told = run([options.qingdan, *words])
    return out.read_bytes(), table.read_bytes(), told.splitlines()[0]


def broken(options):
    """A command that fails as soon as it is given something, and tells what that was."""
    path = options.work / "broken"
    nothing = "received 0 = accepted 0 + duplicates 0 + refused 0 + tallies 0"
    path.write_text(
        f"#!/bin/sh\nread -r line || {{ echo '{nothing}' >&2; exit 2; }}\n"
        "head -c 30000 >&2\nexit 1\n"
    )
    path.chmod(0o755)
    return path


def mistake(options, code, said, words):
    """A mistake ends with its code, one plain line, and no file."""
    words = [sys.executable, *map(str, words)]
    done = subprocess.run(words, capture_output=True, check=False, cwd=options.work)
    told = done.stderr.decode(errors="replace").splitlines()
    plain = [line for line in told if line.startswith("error: ")]
    asked = f"{Path(words[1]).name}: {said}"
    holds = done.returncode == code and len(plain) == 1 and said in plain[0] and not done.stdout
    holds = holds and "Traceback" not in done.stderr.decode(errors="replace")
    check(holds, asked if holds else f"{asked}\n{done.returncode} {done.stderr.decode()}")
    check(not (options.work / "mistake").exists(), "  nothing is written")
    check(not list(options.work.glob("*.part")), "  and nothing is left behind")


def mistakes(options, path):
    """What goes wrong before an engine is asked."""
    duck, out = [EXAMPLES / "duckdb_counts.py", "--exact"], ["--out", "mistake"]
    for code, said, words in [
        (3, "never published", [*duck[:1], path, *out]),
        (1, "gone.ndjson is not there", [*duck, "gone.ndjson", *out]),
        (1, "is not a file", [*duck, "bundles", *out]),
        (1, "cannot be written", [*duck, path, "--out", "gone/mistake"]),
        (1, "is there already", [*duck, path, "--out", path]),
        (1, "cannot be read", [*duck, path, *out, "--instrument", "gone.json"]),
        (2, "is not an instrument", [*duck, path, *out, "--instrument", path]),
        (2, "is not an instrument", [*duck, path, *out, "--instrument", options.campaign]),
    ]:
        mistake(options, code, said, words)
    cut = options.work / "cut.ndjson.gz"
    cut.write_bytes(gzip.compress(path.read_bytes())[:5_000])
    mistake(options, 1, f"{cut} cannot be read", [*duck, cut, *out])
    spark = [EXAMPLES / "spark_tally.py", path, "--qingdan"]
    for code, said, words in [
        (1, "does not run", [*spark, "gone", *out]),
        (1, "does not run", [*spark, "bundles", *out]),
        (2, "does not count", [*spark, options.qingdan, "--instrument", "gone.json", *out]),
        (2, "does not count", [*spark, options.qingdan, "--instrument", path, *out]),
        (1, "is there already", [*spark, options.qingdan, "--out", path]),
        (1, "cannot be written", [*spark, options.qingdan, "--out", "gone/mistake"]),
    ]:
        mistake(options, code, said, words)
    instrument = duckdb_counts.Instrument(duckdb_counts.INSTRUMENT)
    lines = duckdb_counts.Lines([str(path)])
    strange = lines.find_strange(instrument, [str(path)])
    check((lines.records, lines.left_out, strange) == (lines.records, 0, 0), "all are records")
    return cut


def left_out(options, paths):
    """A file with lines that are no records, and how many they are."""
    lines = [line for line in paths[0].read_bytes().splitlines() if line.startswith(HEAD)][:500]
    lines = [line for line in lines if re.search(rb'"doc_daily":\d', line)]
    option = re.sub(rb'"doc_daily":\d', b'"doc_daily":7', lines[-1])
    bad = [
        b"see you tomorrow",
        b'{"format":"else"}',
        b"{",
        b"\xff\xfe",
        b"[1,2]",
        lines[0][:-1],
        lines[0] + lines[1],
        lines[0].replace(b'"hash":"', b'"hash":"0')[:-1],
        lines[0].replace(b'"revision":', b'"revision":-1'),
        HEAD + b'"x":1}',
        option,
    ]
    path = options.work / "left-out.ndjson"
    path.write_bytes(b"\n".join([*lines[:100], *bad, b"", *lines[100:-1]]) + b"\n")
    return path, len(bad)


def fixtures(options):
    """What the engines make of a few people is what is committed, for those without engines."""
    fixture, made = FIXTURES / "people.ndjson", {}
    bless = "QINGDAN_BLESS" in os.environ
    if bless:
        FIXTURES.mkdir(exist_ok=True)
        lines, _ = run([options.qingdan, "simulate", *FEW, *RESENT])
        fixture.write_bytes(options.campaign.read_bytes() + lines)
    made["duckdb.csv"], _ = duck(options, "duck-few", [fixture])
    out, _ = spark(options, "spark-few", [fixture], 3)
    made["spark.tally"] = out.read_bytes()
    for name, content in made.items():
        path = FIXTURES / name
        if bless:
            path.write_bytes(content)
        check(path.read_bytes() == content, f"{name} is what is committed")


def own_instrument(options):
    """Records of another instrument, and what one machine makes of them."""
    own = ["--instrument", RAW_TLX]
    lines, _ = run([options.qingdan, *own, "simulate", "--records", 2_000])
    path, table = options.work / "own.ndjson", options.work / "own.csv"
    path.write_bytes(lines)
    words = ["tally", path, "--counts", table, "--exact", "--out", options.work / "own.tally"]
    run([options.qingdan, *own, *words])
    return own, path, table.read_bytes()


def by_hand(options, paths, partitions):
    """What Spark does, done here: the functions are those of the example."""
    campaigns, parts, empty = {}, [[] for _ in range(partitions)], 0
    for path in paths:
        for line in path.read_bytes().split(b"\n"):
            key = re.search(spark_tally.RECORD_ID.encode(), line)
            if line.startswith(spark_tally.CAMPAIGN_START.encode()):
                campaigns[line] = campaigns.get(line, 0) + 1
            elif line.strip():
                parts[int(key[1], 16) % (partitions - 1) if key else -1].append(line)
    good, refused = spark_tally.sort_out([options.qingdan], campaigns.items())
    counted = [
        spark_tally.count([options.qingdan], RUN, good, index, lines)
        for index, lines in enumerate(parts)
    ]
    again = spark_tally.count([options.qingdan], RUN, good, 0, parts[0])
    check(again == counted[0], "a partition that is counted again gives the same bytes")
    nothing = spark_tally.count([options.qingdan], RUN, good, 0, [])
    check(nothing[1] == {}, "of nothing comes nothing")
    level = 0
    while len(counted) > 1:
        level, groups = level + 1, range(0, len(counted), 3)
        counted = [
            spark_tally.merge([options.qingdan], RUN, level, place, counted[at : at + 3])
            for place, at in enumerate(groups)
        ]
    counts, tallies = counted[0]
    counts["received"] += refused
    counts["refused"] += refused
    words = "received {received} = accepted {accepted} + duplicates {duplicates} "
    words += "+ refused {refused} + tallies {tallies}"
    return b"".join(line + b"\n" for line in spark_tally.in_order(tallies)), words.format(**counts)


def spark(options, name, paths, partitions, code=0, command=None):
    """The example on local Spark: where its lines are, and the last that it tells of its work."""
    out, place = options.work / f"{name}.tally", options.work / "spark"
    place.mkdir(exist_ok=True)
    submit = "--master local[4] --driver-memory 2g --conf spark.ui.enabled=false pyspark-shell"
    environment = {
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(place),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_SUBMIT_ARGS": submit,
    }
    script = [sys.executable, EXAMPLES / "spark_tally.py", "--qingdan", command or options.qingdan]
    words = [*script, "--partitions", partitions, "--id", RUN, "--out", out, *paths]
    said, told = run(words, code, environment=environment, cwd=options.work)
    logged = said.decode() + told
    check("Traceback" not in logged, "what went wrong is told plainly")
    # No record, no question and no id of anybody is in what is written beside the result.
    held = set(re.findall(r"\b[0-9a-f]{32}\b", logged)) - {RUN}
    check(not held and "bg_level" not in logged, "the logs hold nothing of a record")
    starts = ("received ", "error: ")
    (sum_told,) = [line for line in told.splitlines() if line.startswith(starts)]
    return out, sum_told


def duck(options, name, paths, code=0, more=()):
    """The example in DuckDB: the table, and what it tells."""
    out = options.work / f"{name}.csv"
    script = [sys.executable, EXAMPLES / "duckdb_counts.py", "--exact", "--out", out]
    _, told = run([*script, *more, *paths], code)
    return out.read_bytes() if out.exists() else None, told


def main():
    """Compares everything."""
    parser = argparse.ArgumentParser()
    for name in ("qingdan", "work", "campaign"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--records", type=int, required=True)
    parser.add_argument("--engines", action="store_true")
    options = parser.parse_args()
    adopt()
    paths = people(options)
    bad = faulty(options, paths)
    lines, table, told = one_machine(options, "one", paths)
    bad_lines, _, bad_told = one_machine(options, "one-faulty", [bad])
    check(lines.count(b"\n") == KINDS, f"there are tallies of {KINDS} kinds")
    check(b'"minimum":' in whole(lines), "what the campaign promised is in its tally")
    planted = re.sub(rb'"n":(\d)', rb'"n":9\1', lines, count=1)
    check(whole(planted) != whole(lines), "a planted fault is seen")

    by_parts, sum_by_parts = by_hand(options, paths, 7)
    check(whole(by_parts) == whole(lines), "partitions and a tree give the bytes of one machine")
    check(sum_by_parts == told, f"and its sum: {told}")
    by_parts, sum_by_parts = by_hand(options, [bad], 5)
    check(whole(by_parts) == whole(bad_lines), "so they do of conflicts and refused lines")
    check(sum_by_parts == bad_told, f"with the sum: {bad_told}")
    again = options.work / "again.tally"
    again.write_bytes(by_parts)
    words = [options.qingdan, "merge", again, again]
    check("counted already" in run(words, 2)[1], "nobody is counted twice")

    instrument = duckdb_counts.Instrument(duckdb_counts.INSTRUMENT)
    of_records = lines.split(b'"hash":"', 1)[1][:64].decode()
    check(instrument.hash == of_records, "the instrument's hash is that of the records")
    cut = mistakes(options, paths[1])
    if not options.engines:
        return
    in_engines(options, paths, bad, cut, (lines, table, told), (bad_lines, bad_told))


def duck_alike(options):
    """DuckDB takes for a record what one machine takes for one, and counts under any id."""
    lines = (FIXTURES / "people.ndjson").read_bytes().splitlines()
    answered = re.compile(rb'"meet_hours":[0-5],.*"doc_daily":[0-5],.*"out_top3":\["')
    first = next(line for line in lines if answered.search(line) and b'"revision":0' in line)
    lines.remove(first)
    rule = duckdb_counts.Instrument(duckdb_counts.INSTRUMENT).rules[0]
    for at, (now, line, none) in enumerate(altered.altered(first, rule)):
        check(line != first, f"{now}:")
        path = options.work / f"altered-{at}.ndjson"
        path.write_bytes(b"\n".join([line, *lines]) + b"\n")
        _, table, told = one_machine(options, f"altered-{at}", [path])
        check(f" refused {int(none)} " in told, f"  one machine: {told}")
        found, words = duck(options, f"duck-altered-{at}", [path], int(none))
        named = ": 1\n" in words and f"{path}, line 1: " in words
        check(found == table and named == none, "  so it is in DuckDB, which names it")
    path, file = options.work / "names.ndjson", options.work / "names.json"
    own, scope = ["--instrument", file], ["--campaign", "0badcafe", "--wave", "2"]
    for at, (names, whole) in enumerate(altered.renamed(RAW_TLX.read_bytes())):
        file.write_text(whole, encoding="utf-8")
        path.write_bytes(run([options.qingdan, *own, "simulate", "--records", 300, *scope])[0])
        table = options.work / f"names-{at}.csv"
        words = ["--counts", table, "--exact", "--out", options.work / f"names-{at}.tally"]
        run([options.qingdan, *own, "tally", path, *words])
        found, _ = duck(options, f"duck-names-{at}", [path], 0, own)
        check(found == table.read_bytes(), f"DuckDB counts questions named {' '.join(names)}")


def in_duckdb(options, paths, bad, cut, table):
    """What DuckDB gives."""
    found, _ = duck(options, "duck", paths)
    check(found == table, f"DuckDB gives the same table, {len(table)} bytes")
    dirty, number = left_out(options, paths)
    _, table, told = one_machine(options, "one-left-out", [dirty])
    check(" refused 0 " not in told, "one machine refuses lines")
    found, words = duck(options, "duck-left-out", [dirty], 1)
    check(found == table, "DuckDB leaves the same lines out")
    check(f": {number}\n" in words and f"{dirty}, line 101: " in words, "and names them")
    clean = options.work / "conflicts.ndjson"
    heads = [line for line in bad.read_bytes().splitlines() if line.startswith(HEAD + b'"inst')]
    clean.write_bytes(b"\n".join(line for line in heads if line.endswith(b"}}")) + b"\n")
    _, words = duck(options, "duck-conflicts", [clean], 2)
    check("with other answers" in words, "nor are records that conflict")

    duck_alike(options)
    mark = options.work / "mark.ndjson"
    mark.write_bytes(b"\xef\xbb\xbf" + paths[2].read_bytes())
    script, out = [EXAMPLES / "duckdb_counts.py", "--exact"], ["--out", "mistake"]
    mistake(options, 2, "stands before a record", [*script, mark, *out])

    own, path, table = own_instrument(options)
    found, _ = duck(options, "duck-own", [path], 0, own)
    check(found == table, "DuckDB gives the table of another instrument")
    empty = options.work / "empty.ndjson"
    empty.write_bytes(b"")
    mistake(options, 2, "nothing to count", [*script, empty, *out])
    mistake(options, 2, "nothing to count", [*script, path, *out])


def in_engines(options, paths, bad, cut, one, one_bad):
    """Everything that needs DuckDB or Spark."""
    (lines, table, told), (bad_lines, bad_told) = one, one_bad
    fixtures(options)
    in_duckdb(options, paths, bad, cut, table)
    for name, faulty_path in [("gone", options.work / "gone.ndjson"), ("cut", cut)]:
        out, told_there = spark(options, f"spark-{name}", [faulty_path], 2, 1)
        check(told_there.startswith("error: ") and not out.exists(), told_there)
    _, told_there = spark(options, "spark-broken", paths[1:], 2, 1, broken(options))
    check("ended with code 1 in partition" in told_there, "a command that fails ends the work")
    out, told_there = spark(options, "spark", [options.work / "bundles"], PARTITIONS)
    check(whole(out.read_bytes()) == whole(lines), "Spark gives the bytes of one machine")
    check(told_there == told, f"and its sum: {told_there}")
    other, _ = spark(options, "spark-other", [options.work / "bundles"], 1)
    check(whole(other.read_bytes()) == whole(lines), "so it does in one partition")
    refused = run([options.qingdan, "merge", out, other], 2)[1]
    check("counted already" in refused, "two runs with one id are not added up")
    message = options.work / "message.ndjson"
    message.write_bytes(bad.read_bytes() + b"see you tomorrow\n")
    out, told_there = spark(options, "spark-faulty", [message], 4, 1)
    check(whole(out.read_bytes()) == whole(bad_lines), "and of conflicts and refused lines")
    check(told_there == bad_told, f"with the sum: {told_there}")


main()
