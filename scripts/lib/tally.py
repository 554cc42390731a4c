"""Adds up junit files: prints `passed failed skipped`, and the failures on standard error.

A file that is missing, unreadable or without a single case counts as one failure: tests that did not run
did not pass.
"""

import sys
import xml.etree.ElementTree as tree


def tally(path):
    try:
        cases = list(tree.parse(path).getroot().iter("testcase"))
    except (OSError, tree.ParseError) as error:
        print(f"✗ {path}: {error}", file=sys.stderr)
        return 0, 1, 0
    if not cases:
        print(f"✗ {path}: no test ran", file=sys.stderr)
        return 0, 1, 0
    failed = skipped = 0
    for case in cases:
        name = f"{case.get('classname', '')} {case.get('name', '')}".strip()
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
            print(f"✗ {name}", file=sys.stderr)
        elif case.find("skipped") is not None:
            skipped += 1
            print(f"- {name}", file=sys.stderr)
    return len(cases) - failed - skipped, failed, skipped


sums = [sum(column) for column in zip(*map(tally, sys.argv[1:]))]
print(*(sums or [0, 0, 0]))
