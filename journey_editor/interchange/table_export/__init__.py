"""Maps as tables for other programs: CSV, TSV, Markdown, HTML and Excel workbooks."""
