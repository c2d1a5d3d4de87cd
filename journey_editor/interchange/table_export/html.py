"""A map as HTML: one page with its drawing and its table, without scripts and other files."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.emphasis import emphasis
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.interchange.table_export.map_table import Cell, Entry, Head, MapTable, Row
from journey_editor.wording.map_words import state_name

_STYLE = """
:root{color-scheme:light}
body{margin:2rem auto;padding:0 1.5rem;max-width:100rem;background:#fff;color:#1b2430;
 font:1rem/1.45 system-ui,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
h1{margin:0 0 .25rem;font-size:1.75rem;line-height:1.2}
.about{margin:0 0 .5rem;color:#5b6675}
figure{margin:1.5rem 0;overflow-x:auto}
figure svg{max-width:100%;height:auto}
.scroll{overflow-x:auto}
table{border-collapse:separate;border-spacing:0;border:0 solid #cbd3dc;border-block-start-width:1px;
 border-inline-start-width:1px}
th,td{padding:.5rem .625rem;border-block-end:1px solid #cbd3dc;border-inline-end:1px solid #cbd3dc;
 text-align:start;vertical-align:top;min-width:9rem;overflow-wrap:anywhere}
thead th{background:#22314a;color:#fff}
thead tr+tr th{background:#e3e9f1;color:#1b2430;font-weight:600}
thead .more{color:inherit;font-weight:400}
tbody th{font-weight:600;background:#fafbfc}
tbody th.across{background:#fff;color:#5b6675}
ul{margin:0;padding:0;list-style:none}
li+li{margin-block-start:.5rem;padding-block-start:.5rem;border-block-start:1px solid rgba(27,36,48,.14)}
.more{color:#5b6675;font-size:.8125rem}
td .more{color:inherit;opacity:.8}
@media print{@page{size:landscape;margin:12mm}body{margin:0;padding:0;max-width:none;font-size:8pt}
 figure,.scroll{overflow:visible}figure{break-after:page}tr{break-inside:avoid}
 thead{display:table-header-group}
 table{width:100%}th,td{min-width:0;padding:3pt 4pt}
 *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>\s*")


@dataclass(frozen=True, slots=True)
class Colors:
    """Colours of a lane as `#RRGGBB`: the background of its cells, and the text on it."""

    tint: str
    text: str


def html_page(table: MapTable, drawing: str, colors: Mapping[str, Colors]) -> str:
    """Return a map as a page: its title, its drawing as an SVG, and its table.

    `colors` are those of the lanes by id; a lane without any is white.
    """
    journey = table.journey
    language = escape(journey.language.replace("_", "-"), quote=True)
    title = journey.title or tr("Untitled journey", journey.language)
    about = [state_name(journey.state, journey.language), *journey.scenario.split("\n")]
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{language}" dir="{journey.direction}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
        f"<h1>{escape(title)}</h1>",
        *(f'<p class="about">{escape(line)}</p>' for line in about if line.strip()),
    ]
    if drawing:
        # The table says the same, in an order in which it can be read aloud.
        parts.append(f'<figure aria-hidden="true">\n{_XML_HEAD.sub("", drawing)}</figure>')
    parts += [
        '<div class="scroll" tabindex="0" role="region" aria-labelledby="table">',
        *html_table(table, colors),
        "</div>\n</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def html_table(table: MapTable, colors: Mapping[str, Colors]) -> Iterator[str]:
    """Yield the lines of a table with stages and steps as column headings, and lanes as row headings."""
    stage, step = table.corner
    caption = escape(table.journey.title or tr("Untitled journey", table.journey.language))
    yield f'<table>\n<caption id="table" hidden>{caption}</caption>\n<thead>'
    yield from _heads(stage, table.stages, "colgroup")
    if table.steps:
        yield from _heads(step, table.steps, "col")
    yield "</thead>\n<tbody>"
    for row in table.rows:
        raise_if_cancelled()
        yield from _row(table, row, colors)
    yield "</tbody>\n</table>"


def _heads(corner: str, heads: Sequence[Head], scope: str) -> Iterator[str]:
    yield f'<tr><th scope="row">{escape(corner)}</th>'
    for head in heads:
        across = f' colspan="{head.span}"' if head.span > 1 else ""
        goal = _more(head.goal)
        yield f'<th scope="{scope}"{across}>{escape(head.name)}{goal}</th>'
    yield "</tr>"


def _row(table: MapTable, row: Row, colors: Mapping[str, Colors]) -> Iterator[str]:
    title = escape(row.title) + _more(row.subtitle)
    if row.is_heading:
        across = f'class="across" colspan="{table.width + 1}"'
        yield f'</tbody>\n<tbody>\n<tr><th scope="rowgroup" {across}>{title}</th></tr>'
        return
    look = colors.get(row.lane.id) if row.lane else None
    style = f' style="background:{look.tint};color:{look.text}"' if look else ""
    yield f'<tr><th scope="row"{style}>{title}</th>'
    for cell in row.cells:
        across = f' colspan="{cell.span}"' if cell.span > 1 else ""
        yield f"<td{across}{style if cell.entries else ''}>{_entries(cell)}</td>"
    yield "</tr>"


def _entries(cell: Cell) -> str:
    found = [_entry(each) for each in cell.entries]
    if len(found) < 2:
        return "".join(found)
    return f"<ul>{''.join(f'<li>{each}</li>' for each in found)}</ul>"


def _entry(entry: Entry) -> str:
    return formatted(entry.text) + _more(" · ".join(entry.details))


def _more(text: str) -> str:
    return f'<div class="more">{escape(text)}</div>' if text else ""


def formatted(text: str) -> str:
    """Return the text of a card as HTML, with its bold and italic parts and its line breaks."""
    found = emphasis(text)
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    # The innermost part is closed first, since parts are nested.
    parts = [(start, end, "b") for start, end in found.bold] + [
        (start, end, "i") for start, end in found.italic
    ]
    for start, end, tag in sorted(parts, key=lambda part: (part[0], -part[1], part[2])):
        opening[start] = opening.get(start, "") + f"<{tag}>"
        closing[end] = f"</{tag}>" + closing.get(end, "")
    signs = [
        closing.get(at, "") + opening.get(at, "") + ("<br>" if sign == "\n" else escape(sign))
        for at, sign in enumerate(found.text)
    ]
    return "".join(signs) + closing.get(len(found.text), "")
