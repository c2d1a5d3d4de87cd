"""Dataclasses that are quick to make and to fill: each start makes almost two hundred classes."""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, eq: bool = True, **options: bool) -> Any:
        """Return the decorator for a dataclass. Parameters and type checks are those of `dataclasses`.

        Only the `__init__` method is compiled for each class, without annotations, by the first instance;
        the others are shared. A frozen class is hashable, but only type checkers refuse that its fields are
        set, because a check at run time makes its instances four times as slow to create.
        """

        def decorate(written: type) -> Any:
            made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, **options)(written)
            fields = dataclasses.fields(made)
            if "__init__" not in vars(written):
                _add_init(made, fields)
            shown = [field.name for field in fields if field.repr]
            made.__repr__ = lambda self: (
                f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"
            )
            if eq:
                _add_comparison(made, [field.name for field in fields if field.compare], hashable=frozen)
            return made

        return decorate


def _add_init(made: Any, fields: tuple["dataclasses.Field[Any]", ...]) -> None:
    """Let a class set its fields when an instance is made. The first one compiles the method."""

    def init(self: object, *args: object, **kwargs: object) -> None:
        made.__init__ = _compiled_init(made, fields)
        made.__init__(self, *args, **kwargs)

    made.__init__ = init


def _compiled_init(made: Any, fields: tuple["dataclasses.Field[Any]", ...]) -> Callable[..., None]:
    """Return the `__init__` method that `dataclasses` would write."""
    names: dict[str, Any] = {"_missing": dataclasses.MISSING}
    parameters, keywords, lines = ["self"], ["*"], ["pass"]
    for field in fields:
        name = value = field.name
        parameter = name
        if field.default is not dataclasses.MISSING:
            names[f"_default_{name}"] = field.default
            parameter = f"{name}=_default_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            names[f"_new_{name}"] = field.default_factory
            parameter = f"{name}=_missing"
            value = f"_new_{name}() if {name} is _missing else {name}"
        (keywords if field.kw_only else parameters).append(parameter)
        lines.append(f"self.{name} = {value}")
    signature = ", ".join(parameters + (keywords if len(keywords) > 1 else []))
    exec(f"def __init__({signature}):\n " + "\n ".join(lines), names)
    init: Callable[..., None] = names["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


def _add_comparison(made: Any, names: list[str], *, hashable: bool) -> None:
    """Let a class compare instances by the values of the fields with these names."""
    values = attrgetter(*names) if names else lambda _: ()

    def eq(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    made.__eq__ = eq
    made.__hash__ = (lambda self: hash(values(self))) if hashable else None
