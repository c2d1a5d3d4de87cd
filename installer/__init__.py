"""Sets the program up on a fresh machine, with the standard library only.

``bootstrap`` is the way in. A start that finds everything in place reads two small files and hands over;
``set_up`` and what it needs are loaded only when something is missing.
"""
