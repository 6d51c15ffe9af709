#!/usr/bin/env python3
"""Counts records on a Spark cluster, exactly as `qingdan tally` does on one machine.

    spark-submit examples/spark_tally.py --qingdan /opt/qingdan --out all.tally hdfs:///bundles/

Records are read by lines, as `qingdan read` and the organiser's page write them. All versions of
one record have the same id and meet in one partition, so the highest revision wins there as it
would on one machine. Each partition goes through `qingdan tally`, and what comes out, a few hundred
kilobytes, goes up a tree of `qingdan merge`. No record reaches the driver, and none is written to
a log: what `qingdan` says is read for its sum alone.

The result has the same bytes as that of one machine, except `id` and `parts`: parts are the tallies
of the partitions. All ids follow from `--id`. With the same one, the tallies of two runs name the
same parts, so that nobody can add them up.

Needs PySpark (tried with 4.3), and `qingdan` under the same path on every machine.

Exit codes: 0 done, 1 something could not be read or written, or lines were left out (the rest is
counted), 2 wrong use or nothing to count. Whatever goes wrong is told in one line; Spark's own log
is off unless --verbose asks for it. What is there already is not overwritten, and half a tally is
not left behind.
"""

import argparse
import contextlib
import functools
import hashlib
import itertools
import json
import os
import re
import secrets
import subprocess
import sys

# What lines begin with; a test compares them with the command's own.
CAMPAIGN_START = '{"format":"qingdan-campaign/1"'
TALLY_START = '{"format":"qingdan-tally/1"'
TICKETS_START = '{"format":"qingdan-tickets/1"'
ENVELOPE_START = '{"format":"qingdan-envelope/'
RECORD_ID = '"id":"([0-9a-f]{32})"'

# Most campaigns and waves. One machine counts one more and refuses what comes beyond; here it could
# be others in every partition.
CAMPAIGNS_MAX = 254

# Files that lines were left out of and that are named; of more, the number is told.
NAMED_MAX = 20

# Tallies that are merged into one at a time.
FAN_IN = 16

# The sum that `qingdan tally` tells, and what it is added up of.
SUM = re.compile(
    rb"^received (\d+) = accepted (\d+) \+ duplicates (\d+) \+ refused (\d+) \+ tallies (\d+)$",
    re.MULTILINE,
)
NAMES = ("received", "accepted", "duplicates", "refused", "tallies")


class Fault(Exception):
    """Something that ends the work, and the exit code. Its words hold nothing of a record."""

    def __init__(self, words, code=1):
        super().__init__(words)
        self.code = code


def tally_id(run, *words):
    """The id of one tally of a run: the same words give the same id."""
    text = "/".join(["qingdan-spark", run, *map(str, words)])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def call(command, words, lines):
    """Runs the command on lines; its exit code, its result and what it told."""
    environment = {**os.environ, "QINGDAN_LANG": "en"}
    pipe = subprocess.PIPE
    try:
        started = subprocess.Popen(
            [*command, *words], stdin=pipe, stdout=pipe, stderr=pipe, env=environment
        )
    except OSError as error:
        raise Fault(f"{command[0]} does not run on a machine: {error.strerror}") from None
    with started as process:
        # One that ends early tells why by its exit code.
        with contextlib.suppress(BrokenPipeError):
            for line in lines:
                process.stdin.write(line)
                process.stdin.write(b"\n")
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        # It writes only when it has read everything, and tells a few lines at most.
        result, told = process.stdout.read(), process.stderr.read()
        return process.wait(), result, told


def count(command, run, campaigns, index, lines):
    """The tallies of one partition by what they count, and the sum of what was received."""
    lines = iter(lines)
    first = next(lines, None)
    if first is None:
        return dict.fromkeys(NAMES, 0), {}
    everything = itertools.chain(campaigns, [first], lines)
    code, result, told = call(command, ["tally", "--threads", "1"], everything)
    found = SUM.search(told)
    if found is None:
        raise Fault(f"qingdan tally ended with code {code} in partition {index}")
    counts = dict(zip(NAMES, map(int, found.groups())))
    # A partition in which everything was refused has nothing to count, which is no fault.
    if code != 0 and counts["accepted"] > 0:
        raise Fault(f"qingdan tally ended with code {code} in partition {index}")
    tallies, people = {}, 0
    for line in result.splitlines():
        tally = json.loads(line)
        kind = (tally["campaign"], tally["wave"], tally["form"])
        people += tally["n"]
        # The id that was drawn stands there once; another takes its place, which would be the same
        # if the partition were counted again.
        drawn = f'"id":"{tally["id"]}","parts":[]'.encode()
        named = f'"id":"{tally_id(run, 0, index, *kind)}","parts":[]'.encode()
        if line.count(drawn) != 1 or kind in tallies:
            raise Fault(f"a tally of partition {index} is not one of records alone")
        tallies[kind] = line.replace(drawn, named)
    if people != counts["accepted"]:
        raise Fault(f"the tallies of partition {index} do not hold everybody")
    return counts, tallies


def merge(command, run, level, index, states):
    """Several of what `count` gives, put together."""
    counts = {name: sum(state[0][name] for state in states) for name in NAMES}
    lines = {}
    for _, tallies in states:
        for kind, line in tallies.items():
            lines.setdefault(kind, []).append(line)
    merged = {}
    for kind, of_kind in lines.items():
        if len(of_kind) == 1:
            merged[kind] = of_kind[0]
            continue
        identity = tally_id(run, level, index, *kind)
        code, result, _ = call(command, ["merge", "--id", identity], of_kind)
        if code != 0 or result.count(b"\n") != 1:
            raise Fault(f"qingdan merge ended with code {code} at level {level}")
        merged[kind] = result.rstrip(b"\n")
    return counts, merged


def in_order(tallies):
    """The lines as one machine writes them: those without a campaign first, full before quick."""
    def place(kind):
        campaign, wave, form = kind
        return (campaign is not None, campaign or "", wave or 0, form != "full")

    return [tallies[kind] for kind in sorted(tallies, key=place)]


def check(command):
    """Ends the work where the command does not run here, or refuses its instrument."""
    _, _, told = call(command, ["tally", "--threads", "1"], [])
    if SUM.search(told) is None:
        # Nothing was given to it, so nothing of a record is in its words.
        why = told.decode(errors="replace").strip().splitlines()[:1] or ["it tells no sum"]
        raise Fault(f"{command[0]} does not count: {why[0].removeprefix('error: ')}", 2)


def sort_out(command, campaigns):
    """Of campaigns' lines and how often each stands there: the good ones, and how many are not."""
    good, refused = [], 0
    for line, times in sorted(campaigns):
        _, _, told = call(command, ["tally", "--threads", "1"], [line])
        found = SUM.search(told)
        if found is None:
            raise Fault("qingdan tally does not run on this machine")
        if int(found[4]) == 0:
            good.append(line)
        else:
            refused += times
    return good, refused


def on_spark(spark, options):
    """The sum of what was received, what was left out of which file, and the tallies."""
    from pyspark.sql import functions as f

    reader = spark.read.option("lineSep", "\n").option("recursiveFileLookup", "true")
    text = reader.text(options.paths)
    value = text.value
    is_campaign = value.startswith(CAMPAIGN_START)
    # What is not a line of a record: a tally, a sealed record, a list of tickets, a record over
    # several lines, a message. One machine knows what to do with it; here it is left out, and said.
    starts = (TALLY_START, TICKETS_START, ENVELOPE_START)
    is_other = functools.reduce(lambda a, b: a | b, [value.startswith(start) for start in starts])
    is_other = is_other | ~value.startswith("{") | value.rlike("^\\{\\s*$")
    is_blank = value.rlike("^\\s*$")

    # A campaign's line tells what was promised to its people: every partition needs it.
    beside = text.filter(~is_blank & (is_campaign | is_other))
    beside = beside.select(f.when(is_campaign, value).cast("binary").alias("line"))
    beside = beside.groupBy("line").count().limit(CAMPAIGNS_MAX + 2).collect()
    left_out = {}
    if any(row.line is None for row in beside):
        others = text.filter(~is_blank & is_other).groupBy(f.input_file_name().alias("file"))
        left_out = {row.file: row["count"] for row in others.count().collect()}
    campaigns = [(bytes(row.line), row["count"]) for row in beside if row.line is not None]
    few_campaigns(campaigns)
    campaigns, refused = sort_out(options.command, campaigns)

    records = text.filter(~is_blank & ~is_campaign & ~is_other)
    key = f.regexp_extract(value, RECORD_ID, 1)
    key = f.when(key == "", f.md5(value.cast("binary"))).otherwise(key)
    records = records.select(key.alias("key"), value.cast("binary").alias("line"))
    records = records.repartition(options.partitions, "key").select("line").rdd

    command, run = options.command, options.id

    def counted(index, rows):
        yield index, count(command, run, campaigns, index, (bytes(row.line) for row in rows))

    states, width, level = records.mapPartitionsWithIndex(counted), options.partitions, 0
    while width > 1:
        width, level = -(-width // FAN_IN), level + 1

        def grown(group, level=level):
            index, states = group
            in_turn = [state for _, state in sorted(states, key=lambda each: each[0])]
            return index, merge(command, run, level, index, in_turn)

        by_parent = states.map(lambda state: (state[0] // FAN_IN, state))
        states = by_parent.groupByKey(width).map(grown)
    ((_, (counts, tallies)),) = states.collect()
    few_campaigns({(campaign, wave) for campaign, wave, _ in tallies})
    counts["received"] += refused
    counts["refused"] += refused
    return counts, left_out, tallies


def few_campaigns(campaigns):
    """Ends the work where there are more than one run keeps apart."""
    if len(campaigns) > CAMPAIGNS_MAX:
        raise Fault(f"there are more than {CAMPAIGNS_MAX} campaigns: count some in each run", 2)


def arguments(words):
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", help="files or folders of records, one a line")
    parser.add_argument("--out", required=True, help="tally file to write, on the driver")
    parser.add_argument("--qingdan", default="qingdan", help="the command, on every machine")
    parser.add_argument("--instrument", help="an instrument of one's own, on every machine")
    parser.add_argument(
        "--partitions", type=int, default=64, help="parts, about 250,000 records each; up to 40,000"
    )
    parser.add_argument("--verbose", action="store_true", help="with the log of Spark")
    parser.add_argument("--id", help="32 hexadecimal digits that an earlier run told")
    options = parser.parse_args(words)
    if options.id is not None and not re.fullmatch("[0-9a-f]{32}", options.id):
        parser.error("--id has 32 hexadecimal digits")
    if not 1 <= options.partitions <= 40_000:
        parser.error("--partitions is from 1 to 40,000")
    options.id = options.id or secrets.token_hex(16)
    own = ["--instrument", options.instrument] if options.instrument else []
    options.command = [options.qingdan, *own]
    return options


@contextlib.contextmanager
def whole_file(path):
    """A file that was not there before. It stands there whole, or not at all."""
    part = f"{path}.{secrets.token_hex(4)}.part"
    try:
        with open(part, "xb") as out:
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


def session(options):
    """Spark."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise Fault("the package pyspark is not here: python -m pip install pyspark") from None
    builder = SparkSession.builder.appName("qingdan tally")
    # Records pass over disks between the machines: not in the open.
    builder = builder.config("spark.io.encryption.enabled", "true")
    builder = builder.config("spark.sql.adaptive.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    try:
        spark = builder.getOrCreate()
    except Exception as error:
        raise Fault(f"Spark does not start ({type(error).__name__}): is Java there?") from None
    if not options.verbose:
        spark.sparkContext.setLogLevel("OFF")
    return spark


def plainly(error):
    """What went wrong in Spark, as a fault. Of what it says itself, which could hold a line of the
    input, only what it says of paths is told."""
    # A fault in a partition comes wrapped in much else.
    found = re.search(r"\bFault: (.+)", str(error))
    if found is not None:
        return Fault(found[1])
    condition = getattr(error, "getCondition", lambda: None)()
    if condition == "PATH_NOT_FOUND":
        missing = re.search(r"Path does not exist: (\S+?)\.? SQLSTATE", str(error))
        return Fault(f"{missing[1] if missing else 'a path'} is not there")
    java = re.findall(r"^Caused by: ([\w.$]+)", str(error), re.MULTILINE)
    kind = (java or [condition or type(error).__name__])[-1].rsplit(".", 1)[-1]
    return Fault(f"Spark could not read or count everything ({kind}): --verbose shows its log")


def run(options):
    """Counts what is asked for; the exit code."""
    if os.path.lexists(options.out):
        raise Fault(f"{options.out} is there already, and nothing is overwritten")
    if not os.access(os.path.dirname(os.path.abspath(options.out)), os.W_OK):
        raise Fault(f"{options.out} cannot be written")
    check(options.command)
    spark = session(options)
    try:
        counts, left_out, tallies = on_spark(spark, options)
    except (Fault, KeyboardInterrupt):
        raise
    except Exception as error:
        raise plainly(error) from None
    finally:
        # Where its Java has died there is nothing to stop.
        with contextlib.suppress(Exception):
            spark.stop()
    print(
        "received {received} = accepted {accepted} + duplicates {duplicates} + refused {refused}"
        " + tallies {tallies}".format(**counts),
        file=sys.stderr,
    )
    if left_out:
        told = [f"lines left out, because they are no records: {sum(left_out.values())}"]
        told += [f"  {file}: {lines}" for file, lines in sorted(left_out.items())[:NAMED_MAX]]
        told += [f"  and in {len(left_out) - NAMED_MAX} more files"] * (len(left_out) > NAMED_MAX)
        told.append("tallies go through `qingdan merge`, everything else through `qingdan read`")
        print("\n".join(told), file=sys.stderr)
    if not tallies:
        raise Fault("there is nothing to count", 2)
    try:
        with whole_file(options.out) as out:
            out.writelines(line + b"\n" for line in in_order(tallies))
    except OSError as error:
        raise Fault(f"{options.out} cannot be written: {error.strerror}") from None
    print(f"the ids of this run follow from {options.id}", file=sys.stderr)
    return 1 if left_out else 0


def main(words):
    """Counts what is asked for, or says in a line why not."""
    options = arguments(words)
    try:
        return run(options)
    except Fault as fault:
        print(f"error: {fault}", file=sys.stderr)
        return fault.code
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
