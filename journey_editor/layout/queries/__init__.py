"""Queries on a finished layout: hit testing, drop targets, navigation and editable fields."""
