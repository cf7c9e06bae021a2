"""Changes that others are told of: what an entry of the collections returns beside its reply."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Annotated, Any, TypeVar

T = TypeVar("T")

#: Which part of a collection changed: ``{"indices": [...]}``, ``{"start": i, "stop": j or None}``
#: or ``{"keys": [...]}``.
Notice = dict[str, Any]


#: Is told of a change: the key, what changed of it, and the session that did it or an empty text.
#: It must neither wait nor call the store, which may be locked.
ChangeListener = Callable[[str, Notice, str], None]


class ChangeMark:
    """Marks the return annotation of an entry whose body returns its reply and a notice."""


#: What the body of an entry returns whose change others are told of: the reply, and the notice of
#: what changed, or None when nothing did. The key is the entry's first.
Change = Annotated[tuple[T, Notice | None], ChangeMark()]

#: Who makes the changes of this thread or task: a session, which is not told of them; empty for
#: nobody that could be told; None when nobody is to be told, because the caller does it.
writer: ContextVar[str | None] = ContextVar("znsocket_writer", default="")
