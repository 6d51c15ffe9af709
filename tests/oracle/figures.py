"""The figures that may be shown of some records, with numpy and scipy.

Follows the rules in words at the head of `src/domain/disclose/mod.rs`. A figure that may not be
shown is `{"withheld": rule}`.
"""

from fractions import Fraction

import numpy
from scipy import stats

from reading import is_option, score

MINIMUM = 10
PART_MIN = 3
GROUP_MIN = 30
COARSE_POINTS = 5
FEW_ITEMS = 2
HISTOGRAM_MIN = 40
FEW_MIN = 100
WHOLE_MIN = 300

BIN_EDGES = (20, 40, 60, 80)
SHARE_EDGES = (50, 75)


def withheld(rule):
    """A figure that may not be shown."""
    return {"withheld": rule}


def figures(instrument, records, form):
    """Everything that may be shown of the records of one form."""
    records = [record for record in records if record["form"] == form]
    scored = [score(instrument, record) for record in records]
    shown = {
        "form": form,
        "n": len(records),
        "index": summary([one["index"] for one in scored], tenths),
        "weighted": summary([one["weighted"] for one in scored], tenths),
        "categories": {
            c: summary([one["categories"][c] for one in scored]) for c in instrument.categories
        },
        "items": {i["id"]: withheld("not_asked") for i in instrument.items},
        "outcomes": {},
        "priorities": priorities(instrument, records),
    }
    for item in instrument.asked(form):
        shown["items"][item["id"]] = item_figures(instrument, item, records)
    for outcome in instrument.outcomes:
        steps = range(1, len(instrument.options(outcome)))
        answers = [record["answers"][outcome["id"]] for record in records]
        shown["outcomes"][outcome["id"]] = distribution(answers, list(steps), [])
    coarse(instrument, form, shown)
    complement(instrument, form, shown)
    whole_points(instrument, form, shown)
    return shown


def tenths(score):
    """An exact score rounded to tenths, halves upwards."""
    return float((10 * score + Fraction(1, 2)) // 1) / 10


def summary(scores, ranked=float):
    """Mean, spread, quartiles, histogram and shares of exact scores. Quartiles are those of the
    scores as `ranked` gives them."""
    scores = [one for one in scores if one is not None]
    n = len(scores)
    if n < MINIMUM:
        return withheld("below_minimum")
    if len(set(scores)) == 1 and n < GROUP_MIN:
        return withheld("group_disclosure")
    values = numpy.array([float(one) for one in scores])
    ranks = [ranked(one) for one in scores]
    mean, sd = float(numpy.mean(values)), float(numpy.std(values, ddof=1))
    low, high = (mean, mean) if sd == 0 else stats.t.interval(0.95, n - 1, mean, stats.sem(values))
    kept = cut(scores, BIN_EDGES, SHARE_EDGES)
    rule = group_rule(people_between(scores, kept))
    bins = [edge for edge in kept if edge in BIN_EDGES]
    counts = people_between(scores, bins)
    histogram_rule = group_rule(counts)
    ends = [0, *bins, 100]
    shares = {}
    for edge in SHARE_EDGES:
        if rule:
            shares[edge] = withheld(rule)
        elif edge not in kept:
            shares[edge] = withheld("small_part")
        else:
            shares[edge] = proportion(sum(one >= edge for one in scores), n)
    return {
        "n": n,
        "whole": rule is None and histogram_rule is None
        and len(kept) == len({*BIN_EDGES, *SHARE_EDGES}),
        "coarse": False,
        "mean": mean,
        "sd": sd,
        "low": float(max(low, 0.0)),
        "high": float(min(high, 100.0)),
        "near_edge": mean >= 85 or mean <= 15,
        "quartiles": [float(q) for q in numpy.quantile(ranks, [0.25, 0.5, 0.75])],
        "histogram": withheld(histogram_rule) if histogram_rule else [
            {"from": a, "to": b, "count": c} for a, b, c in zip(ends, ends[1:], counts)
        ],
        "share_50": shares[50],
        "share_75": shares[75],
    }


def people_between(values, edges):
    """Numbers of people below the first edge, between edges, and from the last one on."""
    ends = [None, *sorted(edges), None]
    return [
        sum((a is None or a <= v) and (b is None or v < b) for v in values)
        for a, b in zip(ends, ends[1:])
    ]


def cut(values, edges, shares):
    """The edges that may be published: shares first, then the others, with small parts merged
    into the smaller neighbour (of equal ones the lower), the lowest small part first."""
    def small(edges):
        counts = people_between(values, edges)
        return next((k for k, c in enumerate(counts) if 0 < c < PART_MIN), None)

    fixed = []
    for share in shares:
        if small(sorted([*fixed, share])) is None:
            fixed.append(share)
    kept = sorted({*fixed, *(edge for edge in edges if edge not in shares)})
    while (k := small(kept)) is not None:
        counts = people_between(values, kept)
        choices = []
        if k > 0 and kept[k - 1] not in fixed:
            choices.append((counts[k - 1], 0, kept[k - 1]))
        if k < len(kept) and kept[k] not in fixed:
            choices.append((counts[k + 1], 1, kept[k]))
        kept.remove(min(choices)[2])
    return kept


def group_rule(counts):
    """The rule that forbids a distribution, if any."""
    if sum(c > 0 for c in counts) < 2 and sum(counts) < GROUP_MIN:
        return "group_disclosure"
    return "small_part" if len(counts) == 1 else None


def proportion(count, n):
    """A share with its Wilson interval."""
    interval = stats.binomtest(count, n).proportion_ci(0.95, method="wilson")
    return {
        "count": count,
        "n": n,
        "share": count / n,
        "low": float(interval.low),
        "high": float(interval.high),
    }


def distribution(answers, edges, shares):
    """Which options people picked, neighbours merged where needed."""
    options = [a for a in answers if is_option(a)]
    if len(options) < MINIMUM:
        return withheld("below_minimum")
    kept = cut(options, edges, shares)
    counts = people_between(options, kept)
    rule = group_rule(counts)
    if rule:
        return withheld(rule)
    ends = [0, *kept, len(edges) + 1]
    reasons = {
        "not_applicable": sum(a == "na" for a in answers),
        "dont_know": sum(a == "dk" for a in answers),
        "declined": sum(a == "pn" for a in answers),
        "skipped": sum(a is None for a in answers),
    }
    few = any(0 < people < PART_MIN for people in reasons.values())
    return {
        "n": len(options),
        "missing": {"together": sum(reasons.values())} if few else reasons,
        "parts": [
            {"first": a, "last": b - 1, "share": proportion(c, len(options))}
            for a, b, c in zip(ends, ends[1:], counts)
        ],
    }


def item_figures(instrument, item, records):
    """Distribution, mean and documented cases of an item."""
    answers = [record["answers"][item["id"]] for record in records]
    scores = instrument.scores(item)
    markers = sorted({m["option"] for m in item.get("markers", []) if m["option"] > 0})
    shown = distribution(answers, list(range(1, len(scores))), markers)
    if "withheld" in shown:
        return shown
    picked = [a for a in answers if is_option(a)]
    merged = len(shown["parts"]) < len(scores)
    firsts = {part["first"] for part in shown["parts"]}
    return {
        "distribution": shown,
        "mean": withheld("complementary") if merged
        else float(numpy.mean([scores[a] for a in picked])),
        "markers": [
            {
                "option": option,
                "share": proportion(sum(a >= option for a in picked), len(picked))
                if option in firsts else withheld("small_part"),
            }
            for option in markers
        ],
    }


def priorities(instrument, records):
    """How often each category was chosen."""
    answers = [record["answers"][instrument.priorities] for record in records]
    lists = [a for a in answers if isinstance(a, list)]
    n = len(lists)
    if n < MINIMUM:
        return withheld("below_minimum")

    def alone(count):
        few = count < PART_MIN or n - count < PART_MIN
        return withheld("small_part") if few else proportion(count, n)

    categories = {}
    for category in instrument.categories:
        points = [3 - a.index(category) for a in lists if category in a]
        named = alone(len(points))
        categories[category] = named if "withheld" in named else {
            "named": named,
            "borda": sum(points) / n,
        }
    return {
        "n": n,
        "missing": len(answers) - n,
        "nothing": alone(sum(not a for a in lists)),
        "categories": categories,
    }


def make_coarse(cell):
    """Rounds mean and interval, and withholds deviation and quartiles."""
    cell["mean"] = float(numpy.floor(cell["mean"] / COARSE_POINTS + 0.5) * COARSE_POINTS)
    # Outwards, so that the interval still covers what it should.
    cell["low"] = float(numpy.floor(cell["low"] / COARSE_POINTS) * COARSE_POINTS)
    cell["high"] = float(numpy.ceil(cell["high"] / COARSE_POINTS) * COARSE_POINTS)
    cell["coarse"] = True
    cell["near_edge"] = cell["mean"] >= 85 or cell["mean"] <= 15
    cell["sd"] = cell["quartiles"] = withheld("small_part")


def whole_points(instrument, form, shown):
    """Rounds the figures of categories with few possible scores."""
    asked = [item["category"] for item in instrument.asked(form)]
    for category, cell in shown["categories"].items():
        if "withheld" in cell or cell["coarse"] or asked.count(category) > FEW_ITEMS:
            continue
        if GROUP_MIN <= cell["n"] < WHOLE_MIN:
            step = COARSE_POINTS if cell["n"] < FEW_MIN else 1
            cell["mean"] = float(numpy.floor(cell["mean"] + 0.5))
            cell["sd"] = float(numpy.floor(cell["sd"] / step + 0.5) * step)
            cell["low"] = float(numpy.floor(cell["low"] / step) * step)
            cell["high"] = float(numpy.ceil(cell["high"] / step) * step)
            if cell["n"] < HISTOGRAM_MIN:
                cell["histogram"] = withheld("small_part")
            if cell["n"] < FEW_MIN:
                cell["quartiles"] = withheld("small_part")


def item_means(instrument, form, shown, category):
    """The people behind the mean of each item of a category, none where it is hidden."""
    means = {}
    for item in instrument.asked(form):
        if item["category"] == category:
            cell = shown["items"][item["id"]]
            open_mean = isinstance(cell.get("mean"), float)
            means[item["id"]] = cell["distribution"]["n"] if open_mean else None
    return means


def exact(cell):
    """The people behind an exact mean, none where it is hidden."""
    return None if "withheld" in cell or cell["coarse"] else cell["n"]


def coarse(instrument, form, shown):
    """Makes the figures of small groups coarse where something had to be merged."""
    def small(cell):
        return "withheld" not in cell and cell["n"] < GROUP_MIN

    for category, cell in shown["categories"].items():
        merged = None in item_means(instrument, form, shown, category).values()
        if small(cell) and (merged or not cell["whole"]):
            make_coarse(cell)
    all_exact = all(exact(cell) is not None for cell in shown["categories"].values())
    for cell in (shown["index"], shown["weighted"]):
        if small(cell) and not (all_exact and cell["whole"]):
            make_coarse(cell)


def complement(instrument, form, shown):
    """Hides a second mean wherever exactly one of a sum and its parts is hidden."""
    def also_hidden(total, parts):
        hidden = [p for p in parts if parts[p] is None]
        if len(hidden) + (total is None) != 1:
            return None
        return min((p for p in parts if parts[p] is not None), default=None, key=lambda p: (
            parts[p], -list(parts).index(p)))

    categories = shown["categories"]
    any_withheld = any("withheld" in cell for cell in (shown["index"], *categories.values()))
    parts = {c: exact(categories[c]) for c in categories}
    if (category := also_hidden(exact(shown["index"]), parts)) is not None:
        if any_withheld:
            categories[category] = withheld("complementary")
        else:
            make_coarse(categories[category])
    for category in instrument.categories:
        parts = item_means(instrument, form, shown, category)
        if (item := also_hidden(exact(categories[category]), parts)) is not None:
            shown["items"][item] = withheld("complementary")
