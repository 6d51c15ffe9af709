"""The same rows of what `qingdan tally --counts` wrote: `count_qingdan.py INSTRUMENT TABLE COUNTS`."""

import csv
import sys

import instrument


def main(path, table, out):
    items, categories, groups = instrument.read(path)
    items, names = {item for item, _, _ in items}, [group for group, _ in groups]
    rows = []
    with open(table, encoding="utf-8", newline="") as file:
        for one in csv.DictReader(file):
            crossed = [part.split("=")[0] for part in one["group"].split(";")] == names
            everybody = not one["group"] and one["question"] in items
            if (everybody or crossed) and int(one["people"]):
                rows.append(instrument.row(one["form"], one["group"], one["question"],
                                           one["answer"], one["people"], one["sum"]))
    instrument.write(out, rows)


main(*sys.argv[1:])
