"""Set-up of the program on a fresh machine, with the standard library only.

The entry point is ``bootstrap``. If everything is in place, a start reads two small files and runs the
program; ``set_up`` and the modules that it needs are imported only if something is missing.
"""
