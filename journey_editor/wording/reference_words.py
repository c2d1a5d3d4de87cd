"""Words about the references of cards: web pages and files."""

from journey_editor.foundation.addresses import Address, read_address
from journey_editor.foundation.text import is_blank
from journey_editor.foundation.translation import tr
from journey_editor.model.records import CardReference

_LONGEST_QUOTED = 80
"""Maximum number of characters of an address in a sentence."""
_OPENED = ("http", "https", "mailto", "file")


def references_name(language: str | None = None) -> str:
    """Return the name of all references, in the legend of a map."""
    return tr("References", language)


def reference_name(reference: CardReference) -> str:
    """Return the name of a reference; without one, that of its file, or its address."""
    if not is_blank(reference.name):
        return reference.name
    return read_address(reference.address).name or tr("No name")


def shortened_address(address: Address) -> str:
    """Return an address as it is shown, without the end if it is long."""
    shown = address.shown
    return shown if len(shown) <= _LONGEST_QUOTED else f"{shown[: _LONGEST_QUOTED - 1]}…"


def refusal_of(address: Address) -> str:
    """Return why an address is refused; empty if it is not."""
    if address.kind != "refused":
        return ""
    if address.scheme and address.scheme not in _OPENED:
        said = tr(
            "Addresses that begin with “{scheme}:” are not opened, only web pages (https://…), e-mail "
            "addresses and files."
        )
        return said.format(scheme=address.scheme)
    return tr("“{address}” is not a valid address of a web page or file.").format(
        address=shortened_address(address)
    )
