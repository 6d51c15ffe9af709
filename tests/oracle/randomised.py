"""Estimates from randomised answers, by numpy and scipy alone.

    python randomised.py generate    write tests/fixtures/oracle/randomised.json
    python randomised.py --check     compare the committed file with a fresh computation

The file holds, for each case, what stood in the records and what follows from it.
"""

import json
import sys

import numpy as np
from scipy import stats

from oracle import differences
from reading import ROOT, Instrument

FILE = ROOT / "tests" / "fixtures" / "oracle" / "randomised.json"
SEED = 20261122

# λ, number of people, category, its randomised items by their place in it.
CASES = [
    ((1, 2), 300, "accountability", [0]),
    ((1, 4), 1000, "trace", [1, 2]),
    ((3, 4), 40, "adhoc", [0, 1, 2, 3]),
    ((2, 7), 12, "mismatch", [3]),
]

# Share of answers that are missing.
MISSING = 0.08


def wilson(count, n):
    """Wilson's interval as scipy computes it."""
    found = stats.binomtest(count, n).proportion_ci(0.95, method="wilson")
    return np.array([found.low, found.high])


def t_interval(values):
    return stats.t.interval(0.95, len(values) - 1, np.mean(values), stats.sem(values))


def item(answers, scores, lam):
    """Shares of every option, of all from each option on, and the mean."""
    picked = answers[answers >= 0]
    n, k = len(picked), len(scores)
    convert = lambda observed, chosen: (observed - chosen * (1 - lam) / k) / lam
    shares = []
    for first, last in [(o, o) for o in range(k)] + [(o, k - 1) for o in range(1, k)]:
        chosen = last - first + 1
        count = int(np.sum((picked >= first) & (picked <= last)))
        low, high = convert(wilson(count, n), chosen)
        observed = count / n
        variance = observed * (1 - observed) / ((n - 1) * lam**2)
        shares.append([first, last, count, convert(observed, chosen), variance, low, high])
    corrected = (scores[picked] - (1 - lam) * np.mean(scores)) / lam
    low, high = t_interval(corrected)
    return {"n": n, "shares": shares, "mean": [float(np.mean(corrected)), low, high]}


def case(instrument, rng, truth, people, category, places):
    lam = truth[0] / truth[1]
    items = [i for i, item in enumerate(instrument.items) if item["category"] == category]
    scores = [np.array(instrument.scores(instrument.items[i]), float) for i in items]
    answers = np.array([rng.integers(0, len(s), people) for s in scores])
    answers[rng.random(answers.shape) < MISSING] = -1
    points = np.full(answers.shape, np.nan)
    for row, own in enumerate(scores):
        there = answers[row] >= 0
        points[row, there] = own[answers[row, there]]
        if row in places:
            points[row] = (points[row] - (1 - lam) * np.mean(own)) / lam
    answered = np.sum(~np.isnan(points), axis=0)
    enough = answered >= max(2, -(-len(items) // 2))
    means = np.nanmean(points[:, enough], axis=0)
    low, high = t_interval(means)
    return {
        "truth": list(truth),
        "category": category,
        "items": [items[place] for place in places],
        "answers": answers.tolist(),
        "estimates": [item(answers[p], scores[p], lam) for p in places],
        "category_mean": {"n": int(np.sum(enough)), "mean": [float(np.mean(means)), low, high]},
    }


def compute():
    instrument, rng = Instrument(), np.random.default_rng(SEED)
    cases = [case(instrument, rng, *one) for one in CASES]
    return json.loads(json.dumps({"instrument": instrument.hash, "cases": cases}, default=float))


def main(arguments):
    computed = compute()
    if arguments == ["generate"]:
        FILE.write_text(json.dumps(computed, separators=(",", ":")) + "\n", encoding="utf-8")
        return 0
    if arguments == ["--check"]:
        found = differences(json.loads(FILE.read_text(encoding="utf-8")), computed)
        print("\n".join(found) or "randomised.py: the same")
        return 1 if found else 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
