"""What everything else stands on: errors, text, translation, folders, clock and ids."""
