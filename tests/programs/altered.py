"""Records that are none, and instruments whose ids mean something else to an engine."""

import json
import re


def altered(first, rule):
    """A record that was changed in one thing each: what it is now, the line, and whether it is to
    be left out. It has an answer to `meet_hours` and to `doc_daily`, and priorities. `rule` is one
    of the instrument: an item, and the answer of another that rules it out."""
    hours = re.search(rb'"meet_hours":[0-5]', first)[0]
    said = re.search(rb'"doc_daily":[0-5]', first)[0]
    name, value = said.split(b":")
    top = re.search(rb'"out_top3":\["([a-z]+)"[^\]]*\]', first)
    twice = b'"out_top3":["' + top[1] + b'","' + top[1] + b'"]'
    for now, old, new in [
        ("a number in quotes", said, name + b':"' + value + b'"'),
        ("a number with a point", said, said + b".0"),
        ("a word of the table", said, name + b':"skipped"'),
        ("a way out that is not offered", hours, b'"meet_hours":"dk"'),
        ("an answer that says it was not asked", said, name + b':"not_asked"'),
        ("no answer at all", said + b",", b""),
        ("an answer given twice", said, said + b"," + said),
        ("a question of nobody", said, said + b',"extra":0'),
        ("a key in capitals", name, name.upper()),
        ("a category chosen twice", top[0], twice),
        ("a wave in quotes", b'"wave":2', b'"wave":"2"'),
        ("a wave with a point", b'"wave":2', b'"wave":2.0'),
        ("a revision with a point", b'"revision":0', b'"revision":0.5'),
        ("a revision in quotes", b'"revision":0', b'"revision":"0"'),
        ("another instrument's name", b'"grassroots-burden"', b'"grassroots"'),
        ("another version", b'"version":"1.0.0"', b'"version":"9.9.9"'),
        ("a field of nobody", b'"revision":0', b'"revision":0,"x":1'),
        ("spaces", b":", b": "),
        ("a letter as a number", b'"form":"f', b'"form":"\\u0066'),
        ("a line of 17 MB", b'"answers":{', b'"x":"' + 17_000_000 * b"a" + b'","answers":{'),
    ]:
        yield now, first.replace(old, new, 1), True
    item, other, option = (str(each).encode() for each in rule)
    against = re.sub(b'"%s":[^,]+' % other, b'"%s":%s' % (other, option), first)
    against = re.sub(b'"%s":[^,]+' % item, b'"%s":0' % item, against)
    yield "an answer that another rules out", against, True
    yield "a line end of Windows", first + b"\r", False


def renamed(instrument):
    """An instrument of six items with other ids: these, and the file."""
    whole = json.loads(instrument)
    whole["id"], items = "names", whole["items"]
    first, second, *rest = (each["id"] for each in items)
    for names in [
        ["form", "campaign", "wave", "id", "revision", "times"],
        ["version", "found", "q0", "json", "holds", "c0"],
        [first, first.upper(), *rest],
    ]:
        for item, name in zip(items, names):
            item["id"] = name
        yield names, json.dumps(whole, ensure_ascii=False)
