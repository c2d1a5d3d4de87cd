"""Run one benchmark with one size, and print each figure as a line of JSON. Started by `__main__`."""

import gc
import json
import sys
from dataclasses import asdict

from tests.benchmarks.every import BENCHES

if __name__ == "__main__":
    _name, _cards = sys.argv[1:]
    # As in the program: its windows collect garbage when the user pauses, and its commands never do.
    gc.disable()
    for _figure in next(each for each in BENCHES if each.name == _name).measure(int(_cards)):
        print(json.dumps(asdict(_figure)), flush=True)
