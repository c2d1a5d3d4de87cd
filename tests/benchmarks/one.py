"""Measures one thing with one size, and prints each figure as a line of JSON; for `__main__`."""

import gc
import json
import sys
from dataclasses import asdict

from tests.benchmarks.every import BENCHES

if __name__ == "__main__":
    _name, _cards = sys.argv[1:]
    # As in the program: its windows collect when the hand rests, and its commands end before it is worth it.
    gc.disable()
    for _figure in next(each for each in BENCHES if each.name == _name).measure(int(_cards)):
        print(json.dumps(asdict(_figure)), flush=True)
