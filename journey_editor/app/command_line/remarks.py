"""Remarks on standard error."""

import sys
from collections.abc import Iterable

from journey_editor.foundation.text import one_line


def print_remarks(remarks: Iterable[str]) -> None:
    """Print each remark in one line on standard error."""
    for remark in remarks:
        print(one_line(remark), file=sys.stderr)
