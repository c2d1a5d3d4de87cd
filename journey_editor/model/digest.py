"""A number that tells whether two documents are the same, whatever the order of their records."""

import hashlib
import struct
from collections.abc import Iterable
from operator import attrgetter

from journey_editor.model.document import Document
from journey_editor.model.records import RECORD_TYPES, Record, specs

MODULUS = 1 << 256

_VALUES = {each.KIND: attrgetter("id", *specs(each)) for each in RECORD_TYPES}


def values_digest(values: Iterable[object]) -> int:
    """SHA-256 over values in canonical form: type and length before each of them.

    A row of the project file has the digest of its record, so that no version of the program is needed to
    tell whether a file is as it was written: a flag is 0 or 1, and an empty text is the same as none (no
    field can be both).
    """
    parts = []
    for value in values:
        if value is None or value == "":
            parts.append(b"n")
        elif isinstance(value, str):
            packed = value.encode("utf-8")
            parts.append(b"s%d:" % len(packed))
            parts.append(packed)
        elif isinstance(value, int):
            parts.append(b"i%d;" % value)
        elif isinstance(value, float):
            # Adding zero makes −0.0 and 0.0 the same, as they are equal.
            parts.append(b"d" + struct.pack(">d", value + 0.0))
        else:
            raise TypeError(f"no canonical form for {type(value).__name__}")
    return int.from_bytes(hashlib.sha256(b"".join(parts)).digest(), "big")


def record_digest(record: Record) -> int:
    """The digest of a record's id and values, in the order of its fields."""
    return values_digest(_VALUES[record.KIND](record))


def total(digests: Iterable[int]) -> str:
    """The sum of digests modulo 2²⁵⁶, whatever their order, as 64 hexadecimal digits."""
    return f"{sum(digests) % MODULUS:064x}"


def document_digest(document: Document) -> str:
    """The digest of all records of a document."""
    return total(map(record_digest, document))
