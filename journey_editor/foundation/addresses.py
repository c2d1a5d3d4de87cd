"""Addresses of web pages and files: what they are, what they show, and what is opened.

Nothing here touches the disk or the network.
"""

import posixpath
import re
import unicodedata
from functools import lru_cache
from ipaddress import AddressValueError, IPv6Address
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import Literal
from urllib.parse import quote, unquote

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import is_invisible

AddressKind = Literal["web", "mail", "file", "server", "refused"]

HIDDEN = "•••"
"""Text in the place of a user name and a password."""

_WEB = re.compile(r"(https?)://([^/?#]*)(.*)", re.IGNORECASE)
_MAIL = re.compile(r"mailto:([^\s@?]+@[^\s@?]+)(?:\?(.*))?", re.IGNORECASE)
_FILE = re.compile(r"file:(?://([^/]*))?(/.*)", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_USER = re.compile("^(https?://)[^/?#]*@")
_PORT = re.compile(r"(.*?)(:\d{1,5})?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")
"""Other full stops, which browsers read as dots between the parts of a host."""
_KEPT = "!#$%&'()*+,/:;=?@[]~"
"""Characters of a URL that are not escaped. A percent sign begins an escape already."""
_FIELDS_OF_MAIL = frozenset({"to", "cc", "bcc", "subject", "body"})
"""Fields of a new mail. Some programs would also attach a file."""


@dataclass(frozen=True, slots=True)
class Address:
    """Address of a reference.

    Its kind is `web`, `mail`, `file`, `server` for a file on a network server, or `refused` for anything
    else. `target` is what programs get: an ASCII URL, or the path of a file; empty if it is refused. `shown`
    is the address for people, in its true order and without a password; a host with letters beyond ASCII is
    followed by its ASCII form. `host` is that form, or empty.
    """

    kind: AddressKind
    target: str
    shown: str
    host: str = ""

    @property
    def name(self) -> str:
        """Name for a reference without one: of a file its file name, else the whole address."""
        last = PurePosixPath(self.target).name if self.kind in ("file", "server") else ""
        return _visible(last) or self.shown

    @property
    def public_target(self) -> str:
        """The target without a user name and a password."""
        return _USER.sub(r"\1", self.target) if self.kind == "web" else self.target

    @property
    def scheme(self) -> str:
        """Scheme of a refused address such as `javascript`, or empty."""
        found = _SCHEME.match(self.shown)
        return found[1].lower() if found and self.kind == "refused" else ""


@lru_cache(1024)
def read_address(text: str) -> Address:
    """Return what an address is. Anything that is no URL is the path of a file."""
    # The name of a file may end in a blank.
    path, text = text.lstrip(), text.strip()
    if found := _WEB.fullmatch(text):
        return _web(text, *found.groups())
    if found := _MAIL.fullmatch(text):
        return _mail(text, *found.groups(""))
    if found := _FILE.fullmatch(text):
        server, rest = found.groups("")
        path = unquote(rest, errors="replace")
        if _DRIVE.match(path[1:]):
            path = path[1:]
        if server.lower() not in ("", "localhost"):
            path = f"//{server}{path}"
    elif _SCHEME.match(text) and not _DRIVE.match(text):
        return Address("refused", "", _visible(text))
    slashed = path.replace("\\", "/")
    if not path or any(ord(char) < 0x20 for char in path):
        return Address("refused", "", _visible(path))
    if slashed.startswith("//"):
        # `//./` and `//?/` are devices.
        kind: AddressKind = "server" if slashed[2:3] not in ("", "/", ".", "?") else "refused"
        return Address(kind, slashed if kind == "server" else "", _visible(path))
    if re.match("[A-Za-z]:", path) and (":" in path[2:] or not _DRIVE.match(path)):
        # A hidden stream of a file of Windows, or a place on a drive that depends on earlier commands.
        return Address("refused", "", _visible(path))
    return Address("file", path if path.startswith("/") else slashed, _visible(path))


def is_on_web(text: str) -> bool:
    """Return True if a text is only the URL of a web page or an e-mail address."""
    return len(text.split()) == 1 and read_address(text).kind in ("web", "mail")


def masked(text: str) -> str:
    """Return an address as it is edited: `HIDDEN` is in the place of a user name and a password."""
    found = _WEB.fullmatch(text)
    if found is None or "@" not in found[2]:
        return text
    return f"{found[1]}://{HIDDEN}@{found[2].rpartition('@')[2]}{found[3]}"


def unmasked(text: str, before: str) -> str:
    """Return an edited address with the user name and the password that it had `before`."""
    found, old = _WEB.fullmatch(text), _WEB.fullmatch(before)
    if found is None or old is None or not found[2].startswith(f"{HIDDEN}@"):
        return text
    user = old[2].rpartition("@")[0]
    return f"{found[1]}://{user}{found[2][len(HIDDEN) :]}{found[3]}"


def completed(text: str) -> str:
    """Return the address that a typed, pasted or dropped text means.

    Quotation marks and angle brackets around it are removed; `www.` begins a web page, and a name, an at sign
    and a host are an e-mail address. A local file URL becomes a path.
    """
    text = text.strip()
    for pair in ('""', "<>"):
        if len(text) > 1 and text[0] + text[-1] == pair:
            text = text[1:-1].strip()
    if re.match(r"www\.[^\s/]+\.", text, re.IGNORECASE):
        return f"https://{text}"
    if re.fullmatch(r"[^\s@/\\:]+@[^\s@/\\:]+\.[^\s@/\\:.]+", text):
        return f"mailto:{text}"
    address = read_address(text)
    return address.target if _FILE.match(text) and address.kind in ("file", "server") else text


def relative(text: str, folder: PurePath | None) -> str:
    """Return the address of a file beside or below a folder as relative to it; others stay as they are."""
    address = read_address(text)
    if folder is None or address.kind not in ("file", "server"):
        return text
    path = type(folder)(address.target)
    if not path.is_absolute() or ".." in path.parts or not path.is_relative_to(folder):
        return text
    found = path.relative_to(folder).as_posix()
    # A name such as `Plan: new.pdf` would be read as a URL, and one with a backslash as a path.
    return next((each for each in (found, f"./{found}") if read_address(each).target == each), text)


def absolute(text: str, folder: PurePath | None) -> str:
    """Return the address of a file that is relative to a folder as its full path; others stay as they are."""
    address = read_address(text)
    if folder is None or address.kind != "file" or not is_relative(address):
        return text
    joined = posixpath.normpath((folder / address.target).as_posix())
    return joined if isinstance(folder, PurePosixPath) else str(PureWindowsPath(joined))


def is_relative(address: Address) -> bool:
    """Return True for a file whose path begins in the folder of the project."""
    return address.kind == "file" and not (
        address.target.startswith(("/", "~")) or _DRIVE.match(address.target)
    )


def _web(text: str, scheme: str, authority: str, rest: str) -> Address:
    user, _, place = authority.rpartition("@")
    found = _PORT.fullmatch(place)
    name, port = found.groups("") if found else (place, "")
    host = _ascii_host(name)
    if not host or "\\" in authority:
        return Address("refused", "", _visible(text))
    scheme = scheme.lower()
    path = _escaped(rest)
    secret = f"{_escaped(user).replace('@', '%40')}@" if user else ""
    beside = f" ({host})" if host != name.lower() else ""
    shown = (
        f"{scheme}://{f'{HIDDEN}@' if user else ''}{_visible(name)}{port}{beside}{_visible(rest, web=True)}"
    )
    return Address("web", f"{scheme}://{secret}{host}{port}{path}", shown, host if beside else "")


def _mail(text: str, receiver: str, fields: str) -> Address:
    _, _, name = receiver.rpartition("@")
    host = _ascii_host(name)
    names = {each.partition("=")[0].lower() for each in fields.split("&") if each}
    if not host or not names <= _FIELDS_OF_MAIL:
        return Address("refused", "", _visible(text))
    box = receiver[: -len(name) - 1]
    more = f"?{_escaped(fields)}" if fields else ""
    beside = f" ({host})" if host != name.lower() else ""
    shown = f"mailto:{_visible(receiver)}{beside}{_visible(f'?{fields}' if fields else '', web=True)}"
    return Address("mail", f"mailto:{_escaped(box)}@{host}{more}", shown, host if beside else "")


def _ascii_host(name: str) -> str:
    """Return a host in ASCII, as browsers look it up; empty if there is no such host."""
    if name.startswith("["):
        try:
            return f"[{IPv6Address(name[1:-1])}]" if name.endswith("]") else ""
        except AddressValueError:
            return ""
    parts = unicodedata.normalize("NFKC", name.translate(_DOTS)).lower().removesuffix(".").split(".")
    labels = [part if part.isascii() else f"xn--{part.encode('punycode').decode('ascii')}" for part in parts]
    if any(is_invisible(char) for char in name) or not all(map(_LABEL.fullmatch, labels)):
        return ""
    return ".".join(labels)


def _escaped(text: str) -> str:
    return quote(text, safe=_KEPT, errors="replace")


def _visible(text: str, *, web: bool = False) -> str:
    """Return a text with its invisible characters, and those that turn the order, as escapes."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(
        (_escaped(char) if web else f"\\u{ord(char):04x}")
        if is_invisible(char) or unicodedata.category(char) in ("Zl", "Zp", "Cf", "Cc")
        else char
        for char in text
    )
