"""A number that tells whether two documents are the same, whatever the order of their records."""

import hashlib
import struct

from journey_editor.model.document import Document
from journey_editor.model.records import Record, specs

MODULUS = 1 << 256


def record_digest(record: Record) -> int:
    """SHA-256 over a record's id and values in canonical form: type and length before each value."""
    hasher = hashlib.sha256()
    for value in (record.id, *(getattr(record, name) for name in specs(type(record)))):
        hasher.update(_canonical(value))
    return int.from_bytes(hasher.digest(), "big")


def document_digest(document: Document) -> str:
    """The sum of all records' digests modulo 2²⁵⁶, as 64 hexadecimal digits."""
    return f"{sum(map(record_digest, document)) % MODULUS:064x}"


def _canonical(value: object) -> bytes:
    match value:
        case None:
            return b"n"
        case bool():
            return b"t" if value else b"f"
        case int():
            packed = str(value).encode("ascii")
            return b"i" + struct.pack(">I", len(packed)) + packed
        case float():
            # Adding zero makes −0.0 and 0.0 the same, as they are equal.
            return b"d" + struct.pack(">d", value + 0.0)
        case str():
            packed = value.encode("utf-8")
            return b"s" + struct.pack(">I", len(packed)) + packed
    raise TypeError(f"no canonical form for {type(value).__name__}")
