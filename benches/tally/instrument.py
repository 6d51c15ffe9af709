"""What the contestants need to know of an instrument: its questions, scores and rules."""

import json

# Units of a point in which every category score is a whole number (domain/tally/scores.rs).
UNITS = 2520

# The words for having no option, as `qingdan tally --counts` writes them.
MISSING = ["na", "dk", "pn", "skipped", "not_asked"]


def read(path):
    """The items with their category and scores, and the two questions that groups are made of."""
    with open(path, encoding="utf-8") as file:
        instrument = json.load(file)
    sets = {one["id"]: one["options"] for one in instrument["response_sets"]}

    def scores(item):
        options = item["options"]
        options = sets[options] if isinstance(options, str) else options
        return [option["score"] for option in options]

    items = [(item["id"], item["category"], scores(item)) for item in instrument["items"]]
    groups = [(question["id"], len(question["options"])) for question in instrument["background"]]
    return items, [category["id"] for category in instrument["categories"]], groups[:2]


def row(form, group, question, answer, people, total):
    """A count as one line, the same whoever made it."""
    return f"{form},{group},{question},{answer},{people},{total}"


def write(path, rows):
    """Writes the counts of people, in one order; what nobody has is left out."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(sorted(rows)) + "\n")
