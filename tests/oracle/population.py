"""Makes 200 invented records and the one of vector V3."""

import numpy

from reading import is_option

SEED = 20221104
FULL, QUICK = 160, 40

# (place of the later arrival, place of the earlier one, revision of the later, of the earlier):
# one pair in the full form whose higher revision comes last, one in the quick form whose higher
# revision comes first. Places are counted from 1.
DUPLICATES = [(150, 20, 2, 0), (195, 165, 1, 3)]

V3_ID = f"{201:032x}"


def population(instrument):
    """The 200 records, then V3."""
    random = numpy.random.default_rng(SEED)
    forms = ["full"] * FULL + ["quick"] * QUICK
    records = [respondent(instrument, random, place, form) for place, form in enumerate(forms, 1)]
    for later, earlier, later_revision, earlier_revision in DUPLICATES:
        records[later - 1]["id"] = records[earlier - 1]["id"]
        records[later - 1]["revision"] = later_revision
        records[earlier - 1]["revision"] = earlier_revision
    return records + [v3(instrument)]


def respondent(instrument, random, place, form):
    """One respondent: a general burden, a burden per category, and noise per item."""
    general = random.normal(0.0, 0.7)
    burden = {c: general + random.normal(0.25, 0.6) for c in instrument.categories}
    # One in twelve passes whole categories over.
    tired = random.random() < 1 / 12
    passed = {c for c in instrument.categories if tired and random.random() < 0.4}
    answers = {}
    for item in instrument.items:
        if form == "quick" and not item["quick"]:
            answers[item["id"]] = "not_asked"
            continue
        draw = burden[item["category"]] + random.normal(0.0, 0.8)
        answer = pick(instrument, random, item, draw, passed)
        rule = item.get("not_applicable_when")
        if rule and answers.get(rule["item"]) == rule["option"]:
            answer = "na"
        answers[item["id"]] = answer
    for outcome in instrument.outcomes:
        draw = general + random.normal(0.1, 1.0)
        answers[outcome["id"]] = pick(instrument, random, outcome, draw, set())
    answers[instrument.priorities] = priorities(instrument, random, burden)
    background = {q["id"]: "not_asked" for q in instrument.background}
    for question in instrument.background:
        if question["default_on"]:
            options = len(instrument.options(question))
            answer = int(random.integers(0, options))
            background[question["id"]] = [answer, "pn", None][
                int(random.choice(3, p=[0.9, 0.05, 0.05]))
            ]
    return record(f"{place:032x}", form, background, answers)


def pick(instrument, random, question, draw, passed):
    """An option near the draw, or sometimes none."""
    if question.get("category") in passed:
        return None
    offers = question.get("offers", [])
    chance = random.random()
    for answer, share in (("na", 0.05), ("dk", 0.04), ("pn", 0.02), (None, 0.025)):
        if answer in ("na", "dk") and answer not in offers:
            continue
        if chance < share:
            return answer
        chance -= share
    options = len(instrument.options(question))
    middle = (options - 1) / 2
    return int(numpy.clip(round(middle + draw * options / 4.5), 0, options - 1))


def priorities(instrument, random, burden):
    """The heaviest categories, seen through some noise."""
    kind = random.choice(4, p=[0.85, 0.05, 0.04, 0.06])
    if kind:
        return [[], "pn", None][kind - 1]
    felt = {c: b + random.normal(0.0, 0.5) for c, b in burden.items()}
    heaviest = sorted(felt, key=felt.get, reverse=True)
    return heaviest[: int(random.choice([1, 2, 3], p=[0.1, 0.15, 0.75]))]


def v3(instrument):
    """Vector V3: item k (from 0) answered with option k mod its number of options; outcomes with
    option 0; priorities inspections, trace, meetings; level 1, role 3."""
    answers = {i["id"]: k % len(instrument.scores(i)) for k, i in enumerate(instrument.items)}
    answers |= {outcome["id"]: 0 for outcome in instrument.outcomes}
    answers[instrument.priorities] = ["inspections", "trace", "meetings"]
    background = {q["id"]: "not_asked" for q in instrument.background}
    background |= {"bg_level": 1, "bg_role": 3}
    assert all(is_option(answers[item["id"]]) for item in instrument.items)
    return record(V3_ID, "full", background, answers)


def record(number, form, background, answers):
    """A record as a plain dictionary."""
    return {
        "form": form,
        "id": number,
        "revision": 0,
        "background": background,
        "answers": answers,
    }
