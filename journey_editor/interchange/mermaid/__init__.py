"""Mermaid journeys, read as Mermaid 11 reads them, repaired, imported and written."""
