"""Tiny workbooks, written as the formats say."""

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*rows: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{each}" Type="{_REL}/{kind}" Target="{to}"/>' for each, kind, to in rows
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def xlsx(
    path: Path,
    rows: str,
    *,
    after: str = "",
    shared: tuple[str, ...] = (),
    formats: tuple[str, ...] = (),
    workbook: str = "",
    hidden: str = "",
    head: str = "",
) -> Path:
    """Write a workbook with the sheet `Data`; style 0 is plain, the others have these number formats."""
    number_formats = "".join(
        f'<numFmt numFmtId="{164 + index}" formatCode="{code}"/>' for index, code in enumerate(formats)
    )
    used = "".join(f'<xf numFmtId="{number}"/>' for number in (0, *range(164, 164 + len(formats))))
    texts = "".join(f"<si><t>{each}</t></si>" for each in shared)
    path.write_bytes(
        zipped(
            {
                "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
                "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}">{workbook}<sheets>'
                f'<sheet name="Data" r:id="a"{hidden}/><sheet name="More" r:id="b" state="hidden"/>'
                "</sheets></workbook>",
                "xl/_rels/workbook.xml.rels": relations(
                    ("a", "worksheet", "worksheets/sheet1.xml"),
                    ("b", "worksheet", "/xl/worksheets/sheet2.xml"),
                    ("c", "styles", "styles.xml"),
                    ("d", "sharedStrings", "sharedStrings.xml"),
                ),
                "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts>{number_formats}</numFmts>'
                f'<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>{used}</cellXfs></styleSheet>',
                "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>',
                "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>'
                f"{after}</worksheet>",
                "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1">'
                "<v>7</v></c></row></sheetData></worksheet>",
            }
        )
    )
    return path


def ods(path: Path, rows: str, *, manifest: str = "<manifest/>") -> Path:
    """Write a workbook with the sheets `Data` and, hidden, `More`."""
    names = " ".join(
        f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"'
        for each in ("office", "table", "text", "style")
    )
    content = (
        f"<office:document-content {names}><office:automatic-styles>"
        '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="Data" table:style-name="ta1">{rows}</table:table>'
        '<table:table table:name="More" table:style-name="ta2"/>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path.write_bytes(zipped({"content.xml": content, "META-INF/manifest.xml": manifest}))
    return path
