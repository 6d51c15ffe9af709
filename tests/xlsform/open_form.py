"""Has pyxform, the converter of ODK and KoboToolbox, open a form, and says what it made of it.

    python open_form.py FORM.xlsx

The form must open without any warning; where Java is there, ODK Validate reads the result too. What
is printed is compared with the committed shipped.txt or short.txt by tests/xlsform_cli.rs.
"""

import re
import shutil
import sys
import xml.etree.ElementTree as tree

from pyxform.xls2xform import convert

H = "{http://www.w3.org/1999/xhtml}"
X = "{http://www.w3.org/2002/xforms}"


def main(path: str) -> None:
    result = convert(xlsform=path, validate=shutil.which("java") is not None)
    if result.warnings:
        sys.exit("\n".join(result.warnings))
    root = tree.fromstring(result.xform)
    model = root.find(f"{H}head/{X}model")
    data = model.find(f"{X}instance")[0]
    binds = {bind.get("nodeset"): bind for bind in model.iter(f"{X}bind")}
    lists = {
        instance.get("id"): [item.find(f"{X}name").text for item in instance.iter(f"{X}item")]
        for instance in model.findall(f"{X}instance")
        if instance.get("id")
    }
    print("form", root.find(f"{H}head/{H}title").text, data.get("id"), data.get("version"))
    for translation in model.iter(f"{X}translation"):
        usual = " (default)" if translation.get("default") else ""
        print("language", translation.get("lang") + usual)
    for select in root.iter(f"{X}select1"):
        path = select.get("ref")
        source = select.find(f"{X}itemset").get("nodeset")
        name = re.fullmatch(r"instance\('(.*)'\)/\w+/item", source).group(1)
        relevant = binds[path].get("relevant") or ""
        relevant = re.sub(r" /data/(?:[^ ]*/)?([^/ ]+) ", r"${\1}", relevant)
        print("select", path, name, ",".join(lists[name]), relevant, sep="|")
    for path, bind in binds.items():
        if bind.get("calculate"):
            # The hash changes with every word of an instrument, and is tested elsewhere.
            stamp = re.sub("[0-9a-f]{64}", "HASH", bind.get("calculate"))
            print("calculate", path, stamp, sep="|")


main(sys.argv[1])
