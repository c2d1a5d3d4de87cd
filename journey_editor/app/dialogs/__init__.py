"""Dialogs: export, import review, versions, save location, help and others."""
