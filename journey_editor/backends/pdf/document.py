"""PDF document: its pages, bookmarks and metadata."""

import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from journey_editor.backends.numbers import exact, number
from journey_editor.backends.pdf.bare_reportlab import pdfdoc
from journey_editor.backends.pdf.content import Content
from journey_editor.backends.pdf.fonts import FontTable
from journey_editor.backends.pdf.images import ImageTable
from journey_editor.backends.pdf.spelling import color
from journey_editor.backends.progress import Progress
from journey_editor.drawing.primitives import Bookmark, Drawing, Page
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr
from journey_editor.layout.paper import LONGEST_SIDE

_AT_ONCE = 1 << 20
"""Bytes to compress between two checks for cancellation."""


def write_pdf(
    pages: Sequence[Page],
    stream: BinaryIO,
    *,
    pictures: Mapping[str, bytes],
    created: datetime,
    progress: Callable[[float], object] | None = None,
) -> None:
    """Write pages as a PDF. The same pages and `created` give the same bytes.

    Title, author, subject and language are those of the first page's drawing. `pictures` maps SHA-256 hashes
    to the bytes of pictures. `progress` is called with the completed share, 0 to 1. Nothing is written until
    the whole document is complete. Raises `CancelledError`, and `UserError` if a page is too large for a PDF.
    """
    for page in pages:
        if max(page.width, page.height) > LONGEST_SIDE:
            raise UserError(
                tr(
                    "The page would be {side} cm long, but a page of a PDF can be at most {largest} cm "
                    "long. Nothing was written. Choose a smaller scale or a paper size."
                ).format(side=_centimetres(max(page.width, page.height)), largest=_centimetres(LONGEST_SIDE))
            )
    writer = _Writer(pages, pictures, progress)
    stream.write(writer.document(created))


class _Compression:
    """Filter like ReportLab's own that works in pieces: drawings may have megabytes, and can be cancelled."""

    pdfname = "FlateDecode"

    def encode(self, content: bytes) -> bytes:
        """Return the compressed content. Raises `CancelledError` if the output is cancelled."""
        compressor = zlib.compressobj()
        parts = []
        for start in range(0, len(content), _AT_ONCE):
            raise_if_cancelled()
            parts.append(compressor.compress(content[start : start + _AT_ONCE]))
        return b"".join([*parts, compressor.flush()])


def _centimetres(points: float) -> int:
    return round(points / 72 * 2.54)


class _Writer:
    """Builder of one PDF document."""

    def __init__(
        self,
        pages: Sequence[Page],
        pictures: Mapping[str, bytes],
        progress: Callable[[float], object] | None,
    ) -> None:
        self._pages = pages
        self._fonts = FontTable()
        self._progress = Progress(progress)
        self._images = ImageTable(pictures)
        self._done = 0
        self._uses = Counter(id(page.drawing) for page in pages)
        self._forms: dict[int, tuple[str, Any]] = {}

    def document(self, created: datetime) -> bytes:
        """Return the contents of the file."""
        first = self._pages[0].drawing
        # Without `invariant`, ReportLab includes the current time in the file's id.
        document = pdfdoc.PDFDocument(invariant=1, pdfVersion=(1, 5), lang=_clean(first.language))
        document.setTitle(_clean(first.title))
        document.setAuthor(_clean(first.author))
        document.setSubject(_clean(first.subject))
        document.setCreator("Journey Editor")
        document.setDateFormatter(lambda *_: _pdf_date(created))
        viewer = pdfdoc.ViewerPreferencesPDFDictionary()
        viewer["DisplayDocTitle"] = "true"
        document.Catalog.ViewerPreferences = viewer

        resources = pdfdoc.PDFDictionary()
        sheets = [self._sheet(page, document, resources) for page in self._pages]
        forms = dict(self._forms.values())
        raise_if_cancelled()
        resources["Font"] = pdfdoc.PDFDictionary(self._fonts.write(document))
        resources["XObject"] = pdfdoc.PDFDictionary(forms | self._images.write(document))
        if self._images.opacities:
            states = {
                name: pdfdoc.PDFDictionary({"ca": value}) for name, value in self._images.opacities.items()
            }
            resources["ExtGState"] = pdfdoc.PDFDictionary(states)
        for sheet in sheets:
            document.addPage(sheet)
        self._add_links(document, sheets)
        self._add_bookmarks(document, sheets)
        raise_if_cancelled()
        return bytes(document.GetPDFData(None))

    def _sheet(self, page: Page, document: Any, resources: Any) -> Any:
        """Return the object of a page."""
        scale = exact(page.scale)
        background = (
            f"{color(page.drawing.background)} rg 0 0 {number(page.width)} {number(page.height)} re f"
        )
        place = f"{scale} 0 0 -{scale} {number(page.x)} {number(page.height - page.y)} cm"
        if self._uses[id(page.drawing)] == 1:
            drawn = self._draw(page.drawing)
        else:
            drawn = f"/{self._form(page.drawing, document, resources)} Do".encode("ascii")
        # The following steps process the whole content, which may have a hundred megabytes.
        raise_if_cancelled()
        content = b"\n".join((background.encode("ascii"), place.encode("ascii"), drawn))
        raise_if_cancelled()
        document.updateSignature(content)
        raise_if_cancelled()
        sheet = pdfdoc.PDFPage()
        sheet.MediaBox = pdfdoc.PDFArray([0, 0, page.width, page.height])
        sheet.Resources = document.Reference(resources)
        sheet.Contents = pdfdoc.PDFStream(content=content, filters=[_Compression()])
        return sheet

    def _form(self, drawing: Drawing, document: Any, resources: Any) -> str:
        """Return the name of the form for a drawing that is on several pages."""
        if id(drawing) not in self._forms:
            stream = pdfdoc.PDFStream(content=self._draw(drawing), filters=[_Compression()])
            stream.dictionary["Type"] = "/XObject"
            stream.dictionary["Subtype"] = "/Form"
            stream.dictionary["BBox"] = pdfdoc.PDFArray([0, 0, drawing.width, drawing.height])
            stream.dictionary["Resources"] = document.Reference(resources)
            self._forms[id(drawing)] = (f"D{len(self._forms) + 1}", document.Reference(stream))
        return self._forms[id(drawing)][0]

    def _draw(self, drawing: Drawing) -> bytes:
        content = Content(self._fonts, self._images)
        for at, group in enumerate(drawing.groups):
            self._progress.reach((self._done + at / len(drawing.groups)) / len(self._uses))
            content.draw((group,))
        self._done += 1
        return content.data()

    def _add_links(self, document: Any, sheets: Sequence[Any]) -> None:
        """Add the links of the pages; those to other journeys lead to the first page of the journey."""
        first_pages: dict[str, Any] = {}
        for page, sheet in zip(self._pages, sheets, strict=True):
            first_pages.setdefault(page.drawing.journey, document.Reference(sheet))
        for page, sheet in zip(self._pages, sheets, strict=True):
            if links := list(_annotations(page, first_pages)):
                sheet.Annots = pdfdoc.PDFArray(links)

    def _add_bookmarks(self, document: Any, sheets: Sequence[Any]) -> None:
        """Add the outline: every bookmark once, on the first page that shows its target."""
        places: list[dict[str, Any]] = []
        for bookmark, at in self._bookmarks():
            page = self._pages[at]
            left = page.x + bookmark.x * page.scale
            top = page.height - page.y - bookmark.y * page.scale
            key = str(len(places))
            place = pdfdoc.PDFArray([document.Reference(sheets[at]), "/XYZ", left, top, "null"])
            places.append({key: place})
            document.Outlines.destinationnamestotitles[key] = _clean(bookmark.title)
        if places:
            document.Outlines.setDestinations(places)

    def _bookmarks(self) -> Iterator[tuple[Bookmark, int]]:
        seen = set()
        for page in self._pages:
            if id(page.drawing) in seen:
                continue
            seen.add(id(page.drawing))
            holding = [at for at, other in enumerate(self._pages) if other.drawing is page.drawing]
            for bookmark in page.drawing.bookmarks:
                shown = (at for at in holding if _shows(self._pages[at], bookmark))
                yield bookmark, next(shown, holding[0])


def _annotations(page: Page, first_pages: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the links whose areas are on a page, without a border.

    `first_pages` are those of the journeys in the file. A link to another journey is left out.
    """
    for link in page.drawing.links:
        if link.journey and link.journey not in first_pages:
            continue
        left, right = (page.x + x * page.scale for x in (link.box.x, link.box.right))
        bottom, top = (page.height - page.y - y * page.scale for y in (link.box.bottom, link.box.y))
        rect = max(left, 0.0), max(bottom, 0.0), min(right, page.width), min(top, page.height)
        if rect[0] < rect[2] and rect[1] < rect[3]:
            action = {"Type": "/Action", "S": "/URI", "URI": pdfdoc.PDFString(link.url)}
            if link.journey:
                whole = pdfdoc.PDFArray([first_pages[link.journey], "/Fit"])
                action = {"Type": "/Action", "S": "/GoTo", "D": whole}
            yield pdfdoc.PDFDictionary(
                {
                    "Type": "/Annot",
                    "Subtype": "/Link",
                    "Rect": pdfdoc.PDFArray(rect),
                    "Border": pdfdoc.PDFArray([0, 0, 0]),
                    # PDF/A requires that it is printed, although that shows nothing.
                    "F": 4,
                    "Contents": pdfdoc.PDFString(_clean(link.name)),
                    "A": pdfdoc.PDFDictionary(action),
                }
            )


def _shows(page: Page, bookmark: Bookmark) -> bool:
    x, y = page.x + bookmark.x * page.scale, page.y + bookmark.y * page.scale
    return 0 <= x < page.width and 0 <= y < page.height


def _clean(text: str) -> str:
    """Return the text with each lone surrogate, which cannot be encoded, replaced by U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _pdf_date(moment: datetime) -> str:
    """Return `D:YYYYMMDDHHmmSS` with the offset from UTC, if it is known (ISO 32000-1, 7.9.4)."""
    zone = moment.strftime("%z")
    return f"D:{moment:%Y%m%d%H%M%S}" + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")
