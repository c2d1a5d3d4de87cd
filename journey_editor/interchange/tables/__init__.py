"""Tables of other programs: CSV, TSV, Excel and OpenDocument, read as a stream of rows within bounds."""
