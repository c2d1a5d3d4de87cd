"""Emulation of Mermaid's sanitiser for titles and descriptions that contain `<`.

Mermaid passes these texts to DOMPurify, which serialises them as HTML, with `<` and `&` as entities, with
harmless elements kept and others removed. This module covers the elements that people write inside a line;
a browser's repairs of tables, forms and wrongly nested bold and italics are not emulated.
"""

import html
import re
from dataclasses import field

from journey_editor.foundation.quick_dataclass import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KEPT = _words(
    "a abbr acronym address area article aside audio b bdi bdo big blink blockquote br button canvas "
    "center cite code data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure "
    "font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li main map "
    "mark marquee menu menuitem meter nav nobr ol optgroup option output p picture pre progress q rp rt "
    "ruby s samp search section select small source spacer span strike strong sub summary sup textarea "
    "time track tt u ul var video wbr"
)
_VOID = _words("area br embed hr img input link meta param source spacer track wbr")
_LOST_WITH_CONTENT = _words("audio iframe noembed noframes script style template title video xmp")
_RAW = _words("iframe noembed noframes script style textarea title xmp")
_IGNORED = _words("body caption col colgroup frame head html tbody td tfoot th thead tr")
_CLOSES_PARAGRAPH = _words(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary ul "
    "xmp"
)
_ATTRIBUTES = _words(
    "align alt bgcolor border class color colspan datetime dir face height hidden href id label lang name "
    "role rowspan size src start style summary tabindex title type valign value width"
)
_TAG_NAME = re.compile(r"[a-zA-Z][^\t\n\f\r />]*")
_ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*+(?:(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*+)"
    r"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+"
    r"(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\t\n\f\r >\"'][^\t\n\f\r >]*+)))?)?"
)
_ADDRESS = re.compile(
    r"(?i:(?:(?:f|ht)tps?|mailto|tel|callto|sms|cid|xmpp|matrix):|[^a-z]|[a-z+.\-]++(?:[^a-z+.\-:]|$))"
)


def sanitised(text: str) -> str:
    """Return `text` as Mermaid keeps it. A text without `<` is unchanged."""
    if "<" not in text:
        return text
    return _Sanitiser(text).result()


def _escaped(text: str) -> str:
    """Escape a text or an attribute's value as browsers have done since 2025."""
    return text.replace("&", "&amp;").replace("\xa0", "&nbsp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(slots=True)
class _Sanitiser:
    text: str
    at: int = 0
    open: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    hidden: int = 0
    has_begun: bool = False

    def result(self) -> str:
        blanks = self.text[: len(self.text) - len(self.text.lstrip("\t\n\r "))]
        while self.at < len(self.text):
            begin = self.text.find("<", self.at)
            if begin < 0:
                begin = len(self.text)
            self._write_text(self.text[self.at : begin])
            self.at = begin
            if begin < len(self.text):
                self._markup()
        while self.open:
            self._close()
        return blanks + "".join(self.written)

    def _write_text(self, text: str) -> None:
        # An HTML parser ignores white space at the start of the body.
        text = text if self.has_begun else text.lstrip("\t\n\f\r ")
        self.has_begun |= bool(text)
        self._write(_escaped(html.unescape(text)))

    def _write(self, markup: str) -> None:
        if not self.hidden:
            self.written.append(markup)

    def _markup(self) -> None:
        following = self.text[self.at + 1 : self.at + 2]
        if match := _TAG_NAME.match(self.text, self.at + 1):
            self._start_tag(match)
        elif following == "/":
            self._end_tag()
        elif following in ("!", "?"):
            closing = "-->" if self.text.startswith("<!--", self.at) else ">"
            end = self.text.find(closing, self.at + 2)
            self.at = len(self.text) if end < 0 else end + len(closing)
        else:
            self._write_text("<")
            self.at += 1

    def _attributes(self, begin: int) -> str | None:
        """Return the attributes that are kept and move past the tag, or return None if it has no end."""
        kept: dict[str, str] = {}
        at = begin
        while match := _ATTRIBUTE.match(self.text, at):
            at = match.end()
            name = (match["name"] or "").lower()
            if not name:
                break
            value = html.unescape(match["double"] or match["single"] or match["bare"] or "")
            allowed = name in _ATTRIBUTES or name.startswith(("data-", "aria-"))
            if allowed and (name not in ("href", "src") or _ADDRESS.match(value)):
                value = value.strip() if name != "value" else value
                kept.setdefault(name, _escaped(value).replace('"', "&quot;"))
        if at >= len(self.text) or self.text[at] != ">":
            end = self.text.find(">", at)
            if end < 0:
                self.at = len(self.text)
                return None
            at = end
        self.at = at + 1
        return "".join(f' {name}="{value}"' for name, value in kept.items())

    def _start_tag(self, match: re.Match[str]) -> None:
        name = match[0].lower()
        name = "img" if name == "image" else name
        attributes = self._attributes(match.end())
        if attributes is None or name in _IGNORED:
            return
        self.has_begun = True
        if name in _CLOSES_PARAGRAPH and "p" in self.open:
            self._close_to("p")
        if name == "li" and "li" in self.open:
            self._close_to("li")
        if name in _KEPT and name not in _LOST_WITH_CONTENT:
            self._write(f"<{name}{attributes}>")
        if name in _VOID:
            return
        self.open.append(name)
        self.hidden += name in _LOST_WITH_CONTENT
        if name == "plaintext":
            self.at = len(self.text)
        elif name in _RAW:
            end = re.compile(f"(?i:</{name}(?=[\\t\\n\\f\\r />]))").search(self.text, self.at)
            begin, self.at = self.at, end.start() if end else len(self.text)
            self._write_text(self.text[begin : self.at])

    def _end_tag(self) -> None:
        match = _TAG_NAME.match(self.text, self.at + 2)
        if match is None:
            if self.at + 2 >= len(self.text):
                self._write_text("</")
            end = self.text.find(">", self.at)
            self.at = len(self.text) if end < 0 else end + 1
            return
        name = match[0].lower()
        if self._attributes(match.end()) is None:
            return
        if name == "br":
            self.has_begun = True
            self._write("<br>")
        elif name == "p" and "p" not in self.open and self.has_begun:
            self._write("<p></p>")
        elif name in self.open:
            self._close_to(name)

    def _close_to(self, name: str) -> None:
        while self.open:
            if self._close() == name:
                return

    def _close(self) -> str:
        name = self.open.pop()
        if name in _LOST_WITH_CONTENT:
            self.hidden -= 1
        elif name in _KEPT:
            self._write(f"</{name}>")
        return name
