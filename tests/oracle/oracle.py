"""An independent computation of every figure that the organiser's page may show.

    python oracle.py generate    write tests/fixtures/oracle/
    python oracle.py --check     compare the committed files with a fresh computation

Needs numpy and scipy; see README.md beside this file.
"""

import json
import math
import sys

from figures import figures
from population import population
from reading import ROOT, Instrument, read_all, without_duplicates, write

FOLDER = ROOT / "tests" / "fixtures" / "oracle"
TOLERANCE = 1e-9

# (name, number of records read from the start of records.txt, form).
SETS = [
    ("full", 201, "full"),
    ("quick", 201, "quick"),
    ("first_28_full", 28, "full"),
    ("first_14_full", 14, "full"),
    ("first_9_full", 9, "full"),
]


def compute():
    """The text of records.txt and the content of expected.json."""
    instrument = Instrument()
    text = "".join(write(instrument, record) for record in population(instrument))
    records = read_all(text)
    kept = without_duplicates(records)
    expected = {
        "instrument": instrument.hash,
        "received": len(records),
        "kept": len(kept),
        "older": len(records) - len(kept),
        "sets": [
            {"name": name, "records": first}
            | figures(instrument, without_duplicates(records[:first]), form)
            for name, first, form in SETS
        ],
    }
    return text, expected


def differences(found, expected, place=""):
    """Places where two contents differ; numbers with a fraction may differ by the tolerance."""
    if isinstance(found, float) and isinstance(expected, float):
        near = math.isclose(found, expected, rel_tol=0.0, abs_tol=TOLERANCE)
        return [] if near else [place]
    if isinstance(found, dict) and isinstance(expected, dict) and found.keys() == expected.keys():
        keys = list(found)
        return [d for k in keys for d in differences(found[k], expected[k], f"{place}.{k}")]
    if isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        pairs = enumerate(zip(found, expected))
        return [d for k, (f, e) in pairs for d in differences(f, e, f"{place}[{k}]")]
    return [] if found == expected and type(found) is type(expected) else [place]


def generate():
    """Writes the fixtures."""
    text, expected = compute()
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "records.txt").write_text(text, encoding="utf-8", newline="\n")
    content = json.dumps(expected, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    (FOLDER / "expected.json").write_text(content, encoding="utf-8", newline="\n")


def check():
    """Compares the committed fixtures with a fresh computation; returns the exit code."""
    text, expected = compute()
    wrong = []
    if (FOLDER / "records.txt").read_bytes() != text.encode("utf-8"):
        wrong.append("records.txt")
    committed = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    wrong += [f"expected.json{place}" for place in differences(committed, expected)]
    for place in wrong:
        print(f"differs: {place}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["generate"]:
            generate()
        case ["--check"]:
            sys.exit(check())
        case _:
            sys.exit(__doc__)
