"""All attacks, in the order of their runs."""

from tests.attacks import (
    copies,
    damage,
    full_disk,
    hand,
    journal_faults,
    journal_power,
    kill_edit,
    kill_save,
    open_close,
    power_cut,
    quits,
    save_faults,
    system_calls,
    take_over,
)
from tests.attacks.attack import Attack

ATTACKS: tuple[Attack, ...] = (
    journal_faults.ATTACK,
    journal_power.ATTACK,
    kill_save.ATTACK,
    power_cut.ATTACK,
    save_faults.ATTACK,
    kill_edit.ATTACK,
    take_over.ATTACK,
    system_calls.ATTACK,
    full_disk.ATTACK,
    copies.ATTACK,
    damage.ATTACK,
    quits.ATTACK,
    open_close.ATTACK,
    hand.ATTACK,
)
