"""Has `qingdan tally`, DuckDB and polars make the same counts of the same bundle, in turn:
`measure.py INSTRUMENT QINGDAN BUNDLE RECORDS RUNS`. Where any count differs it fails; seconds,
ratios and memory are told with their goals."""

import os
import pathlib
import statistics
import subprocess
import sys
import time

import instrument

HERE = pathlib.Path(__file__).parent

# How many times as fast as each, at least.
GOALS = {"duckdb": 1.5, "polars": 8.0}

# Most memory: so many bytes a record, and so many beside.
BYTES_A_RECORD = 64
BYTES_BESIDE = 64 << 20


def run(words):
    """Runs a program: seconds, processor seconds, highest resident size in bytes."""
    began = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{words[0]} failed: {said.decode(errors='replace')}")
    # Linux counts in kB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit


def main(path, qingdan, bundle, records, runs):
    folder, records, runs = pathlib.Path(bundle).parent, int(records), int(runs)
    table, python = folder / "table.csv", sys.executable
    counts = {name: folder / f"{name}.counts" for name in ["qingdan", *GOALS]}
    programs = {name: [python, "-B", HERE / f"count_{name}.py", path, bundle, counts[name]]
                for name in GOALS}
    programs["qingdan"] = [qingdan, "tally", bundle, "--counts", table, "--exact"]
    # The file is in memory for everybody.
    with open(bundle, "rb") as file:
        while file.read(1 << 24):
            pass
    took = {name: [] for name in programs}
    for _ in range(runs):
        for name, words in programs.items():
            table.unlink(missing_ok=True)
            took[name].append(run([str(word) for word in words]))
            if name == "qingdan":
                run([python, "-B", str(HERE / "count_qingdan.py"), path, str(table),
                     str(counts[name])])
    told = {name: file.read_text(encoding="utf-8") for name, file in counts.items()}
    for name in GOALS:
        if told[name] != told["qingdan"]:
            sys.exit(f"the counts differ: compare {counts[name]} with {counts['qingdan']}")
    rows = told["qingdan"].count("\n")
    if rows < 2 * len(instrument.read(path)[0]):
        sys.exit(f"{rows} counts are too few to compare")
    print(f"{records} records, {os.path.getsize(bundle) / 1e9:.2f} GB, {os.cpu_count()} cores, "
          f"{runs} runs in turn; {rows} counts, the same from all three")
    print("| | seconds, median (all) | processor seconds | peak memory |")
    print("|---|---|---|---|")
    for name, runs_of in took.items():
        seconds, processor, memory = zip(*runs_of)
        each = ", ".join(f"{one:.2f}" for one in seconds)
        print(f"| {name} | {statistics.median(seconds):.2f} ({each}) "
              f"| {statistics.median(processor):.1f} | {max(memory) / 1e6:.0f} MB |")
    missed = False
    for name, goal in GOALS.items():
        # Each run beside its own neighbour: what else the machine does slows both.
        ratio = statistics.median(
            rival[0] / own[0] for rival, own in zip(took[name], took["qingdan"]))
        missed |= ratio < goal
        print(f"{ratio:.1f} times as fast as {name}; goal {goal}: "
              f"{'met' if ratio >= goal else 'missed'}")
    memory = max(memory for _, _, memory in took["qingdan"])
    most = BYTES_A_RECORD * records + BYTES_BESIDE
    missed |= memory > most
    print(f"{memory / 1e6:.0f} MB of memory; goal {most / 1e6:.0f} MB: "
          f"{'met' if memory <= most else 'missed'}")
    if missed:
        sys.exit("a goal is missed")


main(*sys.argv[1:])
