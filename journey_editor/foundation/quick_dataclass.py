"""Dataclasses that are quick to make and to fill: each start makes almost two hundred classes."""

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, eq: bool = True, **options: bool) -> Any:
        """Return the decorator for a dataclass. Parameters and type checks are those of `dataclasses`.

        It writes and compiles only the `__init__` method, which takes most of the time, and shares the
        others. A frozen class is hashable, but only type checkers refuse that its fields are set, because a
        check at run time makes its instances four times as slow to create.
        """

        def decorate(written: type) -> type:
            made = dataclasses.dataclass(repr=False, eq=False, **options)(written)
            fields = dataclasses.fields(made)
            shown = [field.name for field in fields if field.repr]
            made.__repr__ = lambda self: (
                f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"
            )
            if eq:
                _add_comparison(made, [field.name for field in fields if field.compare], hashable=frozen)
            return made

        return decorate


def _add_comparison(made: Any, names: list[str], *, hashable: bool) -> None:
    """Let a class compare instances by the values of the fields with these names."""
    values = attrgetter(*names) if names else lambda _: ()

    def eq(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    made.__eq__ = eq
    made.__hash__ = (lambda self: hash(values(self))) if hashable else None
