"""Logs of contact centres: each figure is recomputed by hand, and the commonest path is found."""

from pathlib import Path

import pytest

from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import CancelledError, UserError
from journey_editor.interchange.tables.contact_figures import ContactFigures, contact_figures
from journey_editor.interchange.tables.contact_guess import guessed_meaning, guessed_roles
from journey_editor.interchange.tables.contact_log import read_log
from journey_editor.interchange.tables.guess import first_rows
from tests.interchange.tables.workbooks import xlsx

LOG = """Timestamp;Call ID;Status;Skill;Agent name;Channel;Customer no
2026-01-31 23:58:00;1;Started;;;Phone;a
2026-01-31 23:58:10;1;In queue;Billing;;Phone;a
2026-01-31 23:59:10;1;Talking;Billing;Ida;Phone;a
2026-02-01 00:01:10;1;On hold;Billing;Ida;Phone;a
2026-02-01 00:01:40;1;Talking;Billing;Ida;Phone;a
2026-02-01 00:02:00;1;Wrap-up;Billing;Ida;Phone;a
2026-02-01 00:03:00;1;Finished;;;Phone;a
2026-02-02 10:00:00;2;Started;;;Phone;a
2026-02-02 10:00:10;2;In queue;Billing;;Phone;a
2026-02-02 10:00:40;2;Talking;Billing;Ole;Phone;a
2026-02-02 10:02:40;2;Transferred;;;Phone;a
2026-02-02 10:02:40;2;In queue;Care;;Phone;a
2026-02-02 10:05:40;2;Talking;Care;Ida;Phone;a
2026-02-02 10:06:40;2;Finished;;;Phone;a
2026-02-03 09:00:00;3;Started;;;Chat;b
2026-02-03 09:00:10;3;In queue;Billing;;Chat;b
2026-02-03 09:03:10;3;Finished;;;Chat;b
not a time;4;Started;;;Chat;c
"""


def written(folder: Path, text: str = LOG) -> Path:
    path = folder / "log.csv"
    path.write_text(text, encoding="utf-8")
    return path


def figures_of(path: Path) -> ContactFigures:
    heading_row, roles = guessed_roles(first_rows(path).rows)
    log = read_log(path, roles, heading_row=heading_row)
    return contact_figures(log, {each: guessed_meaning(each) for each in log.names["state"]})


def test_the_figures_of_a_log_are_those_that_one_computes_by_hand(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert guessed_roles(first_rows(path).rows)[1] == {
        "time": "Timestamp",
        "contact": "Call ID",
        "state": "Status",
        "queue": "Skill",
        "agent": "Agent name",
        "medium": "Channel",
        "customer": "Customer no",
    }
    found = figures_of(path)
    assert (found.contacts, found.events) == (3, 17)
    shares = {
        (medium, name, month[:7]): (share.amount, share.total)
        for (medium, name), months in found.figures.items()
        for month, share in months.items()
        if medium in ("", "Chat")
    }
    assert shares == {
        # Both calls were handled; the first one ended in February: 120 + 30 + 20 + 60, and 120 + 60.
        ("", "handling", "2026-02"): (230 + 180, 2),
        ("", "asa", "2026-01"): (60, 1),
        ("", "asa", "2026-02"): (30, 1),
        ("", "waiting", "2026-01"): (60, 1),
        # The second call waited twice, and the chat for three minutes in vain.
        ("", "waiting", "2026-02"): (30 + 180 + 180, 2),
        ("Chat", "waiting", "2026-02"): (180, 1),
        ("", "transfers", "2026-01"): (0, 1),
        ("", "transfers", "2026-02"): (1, 1),
        ("", "abandoned", "2026-01"): (0, 1),
        ("", "abandoned", "2026-02"): (1, 2),
        ("Chat", "abandoned", "2026-02"): (1, 1),
        ("", "repeated", "2026-01"): (0, 1),
        ("", "repeated", "2026-02"): (1, 2),
        ("Chat", "repeated", "2026-02"): (0, 1),
    }


def test_the_commonest_path_has_times_media_and_counts(tmp_path: Path) -> None:
    more = "".join(
        f"2026-03-0{day} 08:00:00;{day}0;Started;;;Chat;x\n"
        f"2026-03-0{day} 08:00:20;{day}0;Talking;Care;Ida;Chat;x\n"
        for day in (1, 2)
    )
    found = figures_of(written(tmp_path, LOG + more))
    assert (found.path_contacts, found.variants) == (2, 4)
    assert [(each.state, each.media, each.queues, each.contacts, each.seconds) for each in found.path] == [
        ("Started", (("Chat", 2),), (), 5, 20),
        ("Talking", (("Chat", 2),), (("Care", 2),), 4, 0),
    ]


@pytest.mark.parametrize(
    ("state", "meaning"),
    [
        ("ACW", "wrap_up"),
        ("waitingInQueue", "wait"),
        ("Im Gespräch", "talk"),
        ("after-call work", "wrap_up"),
        ("HANG_UP", ""),
        ("abandoned_in_queue", "abandon"),
    ],
)
def test_the_meaning_of_a_state_is_guessed(state: str, meaning: str) -> None:
    assert guessed_meaning(state) == meaning


def test_a_log_may_have_ends_of_states_and_dates_beside_the_times(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "Service ID,Operation,Start Date,End Date,Agent\n"
        "1,Waiting,01.03.10 08:00,01.03.10 08:02,\n1,Inbound Call,01.03.10 08:05,01.03.10 08:08,Ida\n",
    )
    roles = guessed_roles(first_rows(path).rows)[1]
    assert (roles["time"], roles["end"], roles["contact"]) == ("Start Date", "End Date", "Service ID")
    found = figures_of(path).figures
    assert (
        found["", "waiting"]["2010-03-01"].amount == 120 and found["", "handling"]["2010-03-01"].amount == 180
    )
    path = written(tmp_path, "Call,Event,Date,Time\n1,wait,3/1/2010,8:00:00 PM\n1,talk,3/1/2010,8:00:30 PM\n")
    roles = guessed_roles(first_rows(path).rows)[1]
    assert (roles["time"], roles["day"]) == ("Time", "Date")
    assert figures_of(path).figures["", "asa"]["2010-01-01"].amount == 30


def test_a_number_beyond_all_dates_is_no_time(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{at}"><c r="A{at}"><v>{time}</v></c><c r="B{at}"><v>1</v></c>'
        f'<c r="C{at}" t="str"><v>talk</v></c></row>'
        for at, time in enumerate(("1600000000", "1.6e15", "1600000060", "1e300"), start=2)
    )
    heads = "".join(f'<c r="{column}1" t="str"><v>{column}</v></c>' for column in "ABC")
    path = xlsx(tmp_path / "log.xlsx", f'<row r="1">{heads}</row>{rows}')
    log = read_log(path, {"time": "A", "contact": "B", "state": "C"})
    assert (len(log), log.left_out) == (2, 2)
    assert contact_figures(log, {"talk": "talk"}).figures["", "handling"]["2020-09-01"].amount == 60


def test_a_log_without_its_columns_is_refused_and_a_long_one_can_be_cancelled(tmp_path: Path) -> None:
    path = written(tmp_path)
    with pytest.raises(UserError, match="Choose the columns with the time, the contact and the state"):
        read_log(path, {"time": "Timestamp"})
    with pytest.raises(UserError, match="There is no column “Who”"):
        read_log(path, {"time": "Timestamp", "contact": "Who", "state": "Status"})
    with pytest.raises(UserError, match="No row has a time, a contact and a state"):
        read_log(path, {"time": "Skill", "contact": "Call ID", "state": "Status"})
    roles = guessed_roles(first_rows(path).rows)[1]
    asked = 0

    def wanted() -> bool:
        nonlocal asked
        asked += 1
        return asked < 10

    with pytest.raises(CancelledError), cancellable(wanted):
        read_log(path, roles)
