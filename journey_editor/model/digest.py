"""A number that tells whether two documents are the same, whatever the order of their records."""

import hashlib
import struct
from collections.abc import Iterable

from journey_editor.model.document import Document
from journey_editor.model.records import Record, specs

MODULUS = 1 << 256


def values_digest(values: Iterable[object]) -> int:
    """SHA-256 over values in canonical form: type and length before each of them.

    A row of the project file has the digest of its record, so that no version of the program is needed to
    tell whether a file is as it was written: a flag is 0 or 1, and an empty text is the same as none (no
    field can be both).
    """
    return int.from_bytes(hashlib.sha256(b"".join(map(_canonical, values))).digest(), "big")


def record_digest(record: Record) -> int:
    """The digest of a record's id and values, in the order of its fields."""
    return values_digest(getattr(record, name) for name in ("id", *specs(type(record))))


def total(digests: Iterable[int]) -> str:
    """The sum of digests modulo 2²⁵⁶, whatever their order, as 64 hexadecimal digits."""
    return f"{sum(digests) % MODULUS:064x}"


def document_digest(document: Document) -> str:
    """The digest of all records of a document."""
    return total(map(record_digest, document))


def _canonical(value: object) -> bytes:
    if value is None or value == "":
        return b"n"
    if isinstance(value, str):
        packed = value.encode("utf-8")
        return b"s%d:" % len(packed) + packed
    if isinstance(value, int):
        return b"i%d;" % value
    if isinstance(value, float):
        # Adding zero makes −0.0 and 0.0 the same, as they are equal.
        return b"d" + struct.pack(">d", value + 0.0)
    raise TypeError(f"no canonical form for {type(value).__name__}")
