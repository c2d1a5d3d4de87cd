"""Dates and times of day as people and programs write them."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from journey_editor.foundation.quantities import normalised

_LONGEST = 60
_NUMERIC = re.compile(r"(\d{1,4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,4})\.?")
_EAST_ASIAN = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(?:(\d{1,2}) ?[日일])?")
_YEAR_MONTH = re.compile(r"(\d{4}) ?[-/.] ?(\d{1,2})|(\d{1,2}) ?[/.] ?(\d{4})")
_QUARTER = re.compile(r"(?:[q] ?([1-4])[ /.-]*(\d{4})|(\d{4})[ /.-]*[q] ?([1-4]))", re.IGNORECASE)
_WEEK = re.compile(r"(\d{4})[ -]?(?:w|kw)(\d{1,2})|(?:w|kw) ?(\d{1,2})[ /.-]+(\d{4})", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:[ T]|, ?)(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)? ?([ap]\.?m\.?)?"
    r" ?(z|utc|[+-]\d{2}:?\d{2}|[+-]\d{2})?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar januari janvier janv enero ene janeiro gennaio gen"
            " stycznia styczeń ocak января янв",
            "feb february februar februari février févr fév febrero fevereiro fev febbraio lutego luty şubat"
            " февраля фев",
            "mar march märz mär mrz maart mrt mars marzo março marca marzec mart марта мар",
            "apr april avril avr abril abr aprile kwietnia kwiecień nisan апреля апр",
            "may mai mei mayo maio maggio mag maja maj mayıs мая май",
            "jun june juni juin junio junho giugno giu czerwca czerwiec haziran июня июн",
            "jul july juli juillet juil julio julho luglio lug lipca lipiec temmuz июля июл",
            "aug august augustus août aoû agosto ago sierpnia sierpień ağustos августа авг",
            "sep sept september septembre septiembre setembro set settembre września"
            " wrzesień eylül сентября сен",
            "oct oktober okt october octobre octubre outubro out ottobre ott października październik ekim"
            " октября окт",
            "nov november novembre noviembre novembro listopada listopad kasım ноября ноя",
            "dec december dezember dez décembre déc diciembre dic dezembro dicembre grudnia grudzień aralık"
            " декабря дек",
        ),
        1,
    )
    for name in names.split()
}


def moment_from(text: str, order: str = "dMy", *, in_utc: bool = False) -> datetime | None:
    """Return the date and the time that a text stands for, or None.

    `order` has the order of day, month and year, unless the year is written first, with four digits. A month,
    a quarter, a week and a year stand for their first day. The time is as it is written, or in UTC.
    """
    if not 4 <= len(text) <= _LONGEST:
        return None
    text = normalised(text)
    clock = _CLOCK.search(text)
    day = date_from(text[: clock.start()] if clock else text, order)
    if day is None:
        return None
    start = datetime.combine(day, time())
    if clock is None:
        return start
    hour, minute, second = (int(part or 0) for part in clock.groups()[:3])
    if clock[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if clock[4][0] in "pP" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    moment = start.replace(hour=hour, minute=minute, second=second)
    return moment - _offset(clock[5] or "") if in_utc else moment


@lru_cache(4096)
def date_from(text: str, order: str = "dMy") -> date | None:
    """Return the date that a text stands for, as in `moment_from`, or None."""
    text = normalised(text)
    if match := _NUMERIC.fullmatch(text):
        numbers = (match[1], match[3], match[4])
        if len(match[1]) > 2:
            order = "yMd"
        parts = dict(zip(order, numbers, strict=True))
        return _date(parts["y"], parts["M"], parts["d"])
    if match := _EAST_ASIAN.fullmatch(text):
        return _date(match[1], match[2], match[3] or "1")
    if match := _YEAR_MONTH.fullmatch(text):
        return _date(match[1] or match[4], match[2] or match[3], "1")
    if match := _QUARTER.fullmatch(text):
        return _date(match[2] or match[3], str(int(match[1] or match[4]) * 3 - 2), "1")
    if match := _WEEK.fullmatch(text):
        try:
            return date.fromisocalendar(int(match[1] or match[4]), int(match[2] or match[3]), 1)
        except ValueError:
            return None
    if re.fullmatch(r"(?:19|20)\d{2}", text):
        return _date(text, "1", "1")
    if re.fullmatch(r"(?:19|20)\d{6}", text):
        return _date(text[:4], text[4:6], text[6:])
    return _in_words(text.lower())


def order_of(text: str) -> str:
    """Return the order of the parts that a date in numbers must have; empty if there are several."""
    found = re.match(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(?:\d{4}|\d{2})\b", normalised(text))
    if found is None:
        return ""
    first, second = int(found[1]), int(found[3])
    if first > 12 >= second:
        return "dMy"
    return "Mdy" if second > 12 >= first else ""


def _date(year: str, month: str, day: str) -> date | None:
    number = int(year)
    try:
        # Two digits of a year are of this century.
        return date(number + 2000 if len(year) <= 2 else number, int(month), int(day))
    except ValueError:
        return None


def _in_words(text: str) -> date | None:
    """Return a date with the name of its month."""
    months = [_MONTHS[word] for word in _WORD.findall(text) if word in _MONTHS]
    numbers = re.findall(r"\d+", text)
    if len(months) != 1 or not 1 <= len(numbers) <= 2:
        return None
    years = [each for each in numbers if len(each) == 4] or numbers[1:]
    days = [each for each in numbers if each not in years] or ["1"]
    return _date(years[0], str(months[0]), days[0]) if len(years) == 1 and len(days) == 1 else None


def _offset(zone: str) -> timedelta:
    digits = zone[1:].replace(":", "")
    if not digits.isdigit():
        return timedelta()
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return -size if zone[0] == "-" else size
