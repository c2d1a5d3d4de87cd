"""Digest of a document that does not depend on the order of its records."""

import hashlib
import struct
from collections.abc import Iterable
from operator import attrgetter

from journey_editor.model.document import Document
from journey_editor.model.records import RECORD_TYPES, Record, specs

MODULUS = 1 << 256

_VALUES = {each.KIND: attrgetter("id", *specs(each)) for each in RECORD_TYPES}


def values_digest(values: Iterable[object]) -> int:
    """Return the SHA-256 of values in canonical form, in which each value is preceded by its type and length.

    Each row of the project file stores the digest of its record, so that a file can be verified without
    knowing the version of the program that wrote it. A flag is therefore encoded as 0 or 1, and an empty
    text like None (no field can hold both). Raises `TypeError` for a value of any other type.
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
            # Adding zero turns −0.0 into 0.0, since the two are equal.
            parts.append(b"d" + struct.pack(">d", value + 0.0))
        else:
            raise TypeError(f"no canonical form for {type(value).__name__}")
    return int.from_bytes(hashlib.sha256(b"".join(parts)).digest(), "big")


def record_digest(record: Record) -> int:
    """Return the digest of a record's id and values, in the order of its fields."""
    return values_digest(_VALUES[record.KIND](record))


def total(digests: Iterable[int]) -> str:
    """Return the sum of digests modulo 2²⁵⁶ as 64 hexadecimal digits. The order does not matter."""
    return f"{sum(digests) % MODULUS:064x}"


def document_digest(document: Document) -> str:
    """Return the digest of all records of a document."""
    return total(map(record_digest, document))
