"""Reads the instrument and records, writes canonical records, and scores them.

Written from the description of the format and of the scores, not from the Rust code, so that
agreement of the two means something. Scores are exact fractions.
"""

import hashlib
import json
import math
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSTRUMENT = ROOT / "instrument" / "grassroots-burden.json"

PRIORITY_WEIGHTS = (3, 2, 1)


class Instrument:
    """The questionnaire, as far as scores and statistics need it."""

    def __init__(self, path=INSTRUMENT):
        data = json.loads(path.read_text(encoding="utf-8"))
        canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        self.hash = hashlib.sha256(canonical.encode("utf-8")).hexdigest()
        self.id, self.version = data["id"], data["version"]
        self.index_categories_min = data["index_categories_min"]
        self.sets = {s["id"]: s["options"] for s in data["response_sets"]}
        self.categories = [c["id"] for c in data["categories"]]
        self.items = data["items"]
        self.outcomes = [o for o in data["outcomes"] if o["kind"] != "priorities"]
        self.priorities = next(o["id"] for o in data["outcomes"] if o["kind"] == "priorities")
        self.background = data["background"]

    def options(self, question):
        """The options of an item, outcome or background question."""
        options = question["options"]
        return self.sets[options] if isinstance(options, str) else options

    def scores(self, item):
        """The score of each option of an item."""
        return [option["score"] for option in self.options(item)]

    def items_of(self, category):
        """The items of a category."""
        return [item for item in self.items if item["category"] == category]

    def asked(self, form):
        """The items that a form asks."""
        return [item for item in self.items if form == "full" or item["quick"]]


def write(instrument, record):
    """The canonical JSON text of a record."""
    def literal(value):
        if isinstance(value, list):
            return "[" + ", ".join(f'"{one}"' for one in value) + "]"
        return json.dumps(value)

    def block(name, keys, values):
        lines = [f'    "{key}": {literal(values[key])}' for key in keys]
        return f'  "{name}": {{\n' + ",\n".join(lines) + "\n  }"

    head = {
        "format": "qingdan-record/1",
        "instrument": instrument.id,
        "version": instrument.version,
        "hash": instrument.hash,
        "form": record["form"],
        "campaign": None,
        "wave": None,
        "id": record["id"],
        "revision": record["revision"],
    }
    lines = [f'  "{key}": {literal(value)}' for key, value in head.items()]
    background = [question["id"] for question in instrument.background]
    answers = [q["id"] for q in instrument.items + instrument.outcomes] + [instrument.priorities]
    lines.append(block("background", background, record["background"]))
    lines.append(block("answers", answers, record["answers"]))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_all(text):
    """The records of a text in which each begins at a line `{` and ends at a line `}`."""
    records, lines = [], []
    for line in text.splitlines():
        lines.append(line)
        if line == "}":
            records.append(json.loads("\n".join(lines)))
            lines = []
    assert not lines, "the last record is cut off"
    return records


def without_duplicates(records):
    """One record per id, the one with the highest revision."""
    kept = {}
    for record in records:
        other = kept.get(record["id"])
        if other is None or record["revision"] > other["revision"]:
            kept[record["id"]] = record
    return list(kept.values())


def is_option(answer):
    """Whether an answer is an option."""
    return isinstance(answer, int)


def score(instrument, record):
    """Category scores, index and weighted index of a record; None where not reported."""
    categories = {}
    for category in instrument.categories:
        applicable, scores = 0, []
        for item in instrument.items_of(category):
            answer = record["answers"][item["id"]]
            if answer in ("na", "not_asked"):
                continue
            applicable += 1
            if is_option(answer):
                scores.append(instrument.scores(item)[answer])
        needed = max(2 if record["form"] == "full" else 1, math.ceil(applicable / 2))
        enough = len(scores) >= needed
        categories[category] = Fraction(sum(scores), len(scores)) if enough else None
    reported = {c: s for c, s in categories.items() if s is not None}
    index = weighted = None
    if len(reported) >= instrument.index_categories_min:
        index = sum(reported.values()) / len(reported)
        chosen = record["answers"][instrument.priorities]
        if isinstance(chosen, list) and chosen:
            extra = dict(zip(chosen, PRIORITY_WEIGHTS))
            weights = {c: 1 + extra.get(c, 0) for c in reported}
            weighted = sum(weights[c] * s for c, s in reported.items()) / sum(weights.values())
    return {"categories": categories, "index": index, "weighted": weighted}
