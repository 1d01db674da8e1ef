"""Counts the tests of all .trx files below a folder: count_tests.py FOLDER [--some | --every-project]

Prints "N passed, N failed", with ", N skipped" if any were. With --some it is an error if no test ran, with
--every-project also if one project ran none in any part: a filter or a broken discovery loses it without a sound.
"""

import collections
import pathlib
import re
import sys

passed = failed = skipped = 0
ran = collections.Counter()
for path in pathlib.Path(sys.argv[1]).rglob("*.trx"):
    counters = re.search(r"<Counters [^>]*>", path.read_text(encoding="utf-8-sig"))
    if counters is None:  # the project died while it wrote; its exit code says so
        continue
    count = {name: int(value) for name, value in re.findall(r'(\w+)="(\d+)"', counters[0])}
    passed += count["passed"]
    failed += count["executed"] - count["passed"]
    skipped += count["total"] - count["executed"]
    ran[path.stem] += count["executed"]

print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))

rule = sys.argv[2:]
empty = [project for project, tests in sorted(ran.items()) if tests == 0]
if rule and len(empty) == len(ran):
    sys.exit("no test ran")
if rule == ["--every-project"] and empty:
    sys.exit("no test ran in " + ", ".join(empty))
