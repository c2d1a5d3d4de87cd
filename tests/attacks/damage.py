"""Damaged files, as disks, transfers and users cause them: no damage remains unnoticed."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from journey_editor.model.rules import check_document
from journey_editor.storage.project.gate import validate
from journey_editor.storage.project.project_file import to_bytes
from journey_editor.storage.project.refusal import FileRefusedError
from journey_editor.storage.salvage.salvage import salvage
from tests.attacks.attack import Attack, Outcome
from tests.attacks.maps import base_map

_NAME = Path("map.journey")
_PAGE = 4096
_LONGEST = 10.0
Damage = Callable[[bytes, Random], bytes]


def one_bit(data: bytes, dice: Random) -> bytes:
    """Flip one bit."""
    return _over(data, at := dice.randrange(len(data)), bytes([data[at] ^ 1 << dice.randrange(8)]))


def _over(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def _some_bytes(data: bytes, dice: Random) -> bytes:
    length = dice.choice((1, 4, 64, 512))
    return _over(data, dice.randrange(len(data) - length), dice.randbytes(length))


def _a_page_of_zeros(data: bytes, dice: Random) -> bytes:
    return _over(data, dice.randrange(len(data) // _PAGE) * _PAGE, bytes(_PAGE))


def _a_page_of_rubbish(data: bytes, dice: Random) -> bytes:
    return _over(data, dice.randrange(len(data) // _PAGE) * _PAGE, dice.randbytes(_PAGE))


def _two_pages_changed(data: bytes, dice: Random) -> bytes:
    one, other = (dice.randrange(len(data) // _PAGE) * _PAGE for _ in range(2))
    page = data[one : one + _PAGE]
    return _over(_over(data, one, data[other : other + _PAGE]), other, page)


def _cut(data: bytes, dice: Random) -> bytes:
    return data[: dice.randrange(len(data))]


def _cut_to_pages(data: bytes, dice: Random) -> bytes:
    return data[: dice.randrange(len(data) // _PAGE) * _PAGE]


def _longer(data: bytes, dice: Random) -> bytes:
    return data + dice.choice((b"\n", bytes(_PAGE), data, dice.randbytes(100)))


def _bytes_gone(data: bytes, dice: Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + data[at + dice.randrange(1, 5) :]


def _bytes_more(data: bytes, dice: Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + dice.randbytes(dice.randrange(1, 5)) + data[at:]


def _as_text(data: bytes, dice: Random) -> bytes:
    """Change line ends, as a transfer in text mode does."""
    return data.replace(b"\n", b"\r\n") if dice.random() < 0.5 else data.replace(b"\r", b"")


DAMAGES: tuple[Damage, ...] = (
    one_bit,
    _some_bytes,
    _a_page_of_zeros,
    _a_page_of_rubbish,
    _two_pages_changed,
    _cut,
    _cut_to_pages,
    _longer,
    _bytes_gone,
    _bytes_more,
    _as_text,
)


def run(trials: int, dice: Random) -> Outcome:
    """Damage the file `trials` times: one bit in a quarter of the trials, and otherwise in all other ways."""
    outcome = Outcome(trials)
    document = base_map()
    good = to_bytes(document, {})
    counts: Counter[str] = Counter()
    longest = 0.0
    for trial in range(trials):
        damage = one_bit if trial % 4 == 0 else dice.choice(DAMAGES[1:])
        data = damage(good, dice)
        began = time.monotonic()
        end = _what_comes_of(data)
        longest = max(longest, time.monotonic() - began)
        outcome.check(not end.startswith("!"), f"trial {trial} ({damage.__name__}): {end[1:]}")
        counts[end] += 1
        if damage is one_bit:
            counts["one bit"] += 1
            counts["one bit, opened"] += end != "refused"
    outcome.check(longest < _LONGEST, f"one file took {longest:.1f} s")
    share = 100 * counts["one bit, opened"] / max(1, counts["one bit"])
    outcome.check(share >= 95, f"only {share:.1f} % of the files with one wrong bit could be opened")
    outcome.figures = {
        "harmless": f"{counts['harmless']:,}",
        "readable part opened": f"{counts['readable']:,}",
        "refused": f"{counts['refused']:,}",
        "opened with one wrong bit": f"{share:.2f} %",
        "longest": f"{longest:.2f} s",
    }
    return outcome


def _what_comes_of(data: bytes) -> str:
    """Return `harmless`, `readable` or `refused`; for a failure, return its description after `!`."""
    document = base_map()
    try:
        return "harmless" if validate(data, _NAME).document == document else "!opened as another map"
    except FileRefusedError:
        pass
    except Exception as error:  # noqa: BLE001 - any other error is what is looked for
        return f"!{error!r} while opening"
    try:
        found = salvage(data, _NAME)
        check_document(found.document)
    except FileRefusedError:
        return "refused"
    except Exception as error:  # noqa: BLE001 - any other error is what is looked for
        return f"!{error!r} while salvaging"
    if not found.remarks:
        return "!the damage was not reported"
    if len(found.remarks) == 1 and "Nothing was lost" in found.remarks[0] and found.document != document:
        return "!reported that nothing was lost, but the map differs"
    return "readable"


ATTACK = Attack("damage", "damages files, and checks how they open", 20_000, run)
