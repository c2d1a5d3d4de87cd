"""Work in a `cancellable` block ends as soon as its token reports a cancellation."""

import threading

import pytest

from journey_editor.foundation.cancellation import cancellable, raise_if_cancelled, uncancellable
from journey_editor.foundation.errors import CancelledError
from tests.fakes import Token


def test_outside_a_block_nothing_is_cancelled() -> None:
    raise_if_cancelled()
    with pytest.raises(CancelledError), cancellable(lambda: False):
        raise_if_cancelled()
    raise_if_cancelled()


def test_work_continues_until_it_is_cancelled() -> None:
    token = Token(3)
    with pytest.raises(CancelledError), cancellable(token):
        while True:
            raise_if_cancelled()
    assert token.count == 3


@pytest.mark.parametrize(("outer", "inner"), [(False, True), (True, False)])
def test_either_of_two_nested_blocks_can_cancel_the_work(outer: bool, inner: bool) -> None:
    with pytest.raises(CancelledError), cancellable(lambda: outer), cancellable(lambda: inner):
        raise_if_cancelled()


def test_after_an_inner_block_only_the_outer_token_is_checked() -> None:
    outer, inner = Token(), Token()
    with cancellable(outer):
        with cancellable(inner):
            raise_if_cancelled()
        raise_if_cancelled()
    assert (outer.count, inner.count) == (2, 1)


def test_an_uncancellable_block_is_completed() -> None:
    with pytest.raises(CancelledError), cancellable(lambda: False):
        with uncancellable():
            raise_if_cancelled()
        raise_if_cancelled()


def test_a_new_thread_does_not_inherit_the_block() -> None:
    cancelled: list[bool] = []

    def work() -> None:
        try:
            raise_if_cancelled()
        except CancelledError:
            cancelled.append(True)
        else:
            cancelled.append(False)

    with cancellable(lambda: False):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert cancelled == [False]
