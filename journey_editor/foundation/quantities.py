"""Numbers and durations as people and programs write them, in any language."""

import re
import unicodedata

DECIMAL_MARKS = (".", ",")
_GROUPING = " '"
"""Marks that only separate thousands, after `normalised`."""
_SAME = str.maketrans({
    "−": "-", "–": "-", "‐": "-", "’": "'", "‘": "'", "٬": "'", "٫": ",", "٪": "%", "％": "%", "：": ":",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "－": "-", "．": ".", "，": ",",
    **dict.fromkeys("\u200e\u200f\u061c\u2066\u2067\u2068\u2069", None),
})  # fmt: skip
_BODY = re.compile(r"([+-]?) ?(\d[\d .,']{0,40}|[.,]\d{1,20})(?:[eE]([+-]?\d{1,2}))?")
_CLOCK = re.compile(r"(?:(\d{1,6}):)?(\d{1,6}):(\d{2})(?:[.,](\d{1,6}))?")
_AMOUNT = re.compile(r"(\d{1,9}(?:[.,]\d{1,6})?) ?([^\W\d_]*)\.? ?")
_ISO_DURATION = re.compile(
    r"P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,10}(?:[.,]\d{1,9})?)S)?)?"
)
_LONGEST = 80
"""Maximum length of a number or duration, in characters."""
_DAY, _HOUR, _MINUTE = 86_400.0, 3_600.0, 60.0
_NEXT_SMALLER = {7 * _DAY: _DAY, _DAY: _HOUR, _HOUR: _MINUTE, _MINUTE: 1.0}
"""Unit of a number without one after a number with one: in `2 h 15` it is minutes."""

_UNITS = {
    unit: seconds
    for units, seconds in (
        ("ms msec millisecond milliseconds millisekunden мс", 0.001),
        ("s sec secs second seconds sek sekunde sekunden"
         " seg segundo segundos seconde secondes secondi secondo"
         " seconden sekund sekundy sn saniye с сек секунд сек ث ثانية ثوان 秒 초 วินาที giây", 1.0),
        ("m min mins minute minutes minuten minuto minutos minuti minuut minut minuty minuter mn dk dakika"
         " м мин минут хв دقيقة دقائق 分 分钟 分鐘 분 นาที phút", _MINUTE),
        ("h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren u godz godzina"
         " godziny t tim timme timmar timer saat sa ч час часа часов год ساعة ساعات 時間 小时 小時 시간"
         " ชั่วโมง giờ", _HOUR),
        ("d day days tag tage tagen jour jours j día días dia dias giorno giorni g dag dagen dagar dage dni"
         " dzień gün д дн день дня дней دни يوم أيام 日 天 일 วัน ngày", _DAY),
        ("w wk wks week weeks woche wochen semaine semaines sem semana semanas settimana settimane weken"
         " vecka veckor uge uger tydzień tygodnie hafta нед неделя недели أسبوع أسابيع 週 週間 周 주 สัปดาห์"
         " tuần", 7 * _DAY),
    )
    for unit in units.split()
}  # fmt: skip


class Percent(float):
    """Number that is written in percent: `85 %` is 85."""

    __slots__ = ()


def normalised(text: str) -> str:
    """Return a text with ASCII digits, and one form of each minus sign, blank and apostrophe."""
    text = " ".join(text.translate(_SAME).split())
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def number_from(text: str, decimal: str = ".") -> float | None:
    """Return the number that a text stands for, or None.

    Thousands may be separated by points, commas, blanks or apostrophes. `decimal` is the decimal mark in
    a text that can be read in two ways, such as `1.234`. A number with a percent sign is a `Percent`.
    Currency signs are left out.
    """
    parts = _parts(text)
    if parts is None:
        return None
    sign, body, exponent, percent = parts
    plain = _without_groups(body, decimal)
    if plain is None:
        return None
    number = float(f"{sign}{plain}e{exponent or 0}")
    return Percent(number) if percent else number


def decimal_mark_of(text: str) -> str:
    """Return the decimal mark that a number must have been written with; empty if it may be either."""
    parts = _parts(text)
    if parts is None:
        return ""
    readings = {mark: _without_groups(parts[1], mark) for mark in DECIMAL_MARKS}
    body = parts[1]
    if readings["."] is None or readings["."] != readings[","]:
        return ""
    marks = [each for each in body if each in DECIMAL_MARKS]
    if not marks:
        return ""
    last = marks[-1]
    # A mark that occurs twice separates thousands, so that the other one is the decimal mark.
    return last if marks.count(last) == 1 else DECIMAL_MARKS[1 - DECIMAL_MARKS.index(last)]


def _parts(text: str) -> tuple[str, str, str, bool] | None:
    """Return the sign, the digits with their marks, the exponent, and whether a number is in percent."""
    if len(text) > _LONGEST:
        return None
    text = normalised(text)
    percent = text.startswith("%") or text.endswith("%")
    text = text.strip("% ") if percent else text
    if not text.isascii() or "$" in text:
        text = "".join(char for char in text if unicodedata.category(char) != "Sc").strip()
    found = _BODY.fullmatch(text)
    return (found[1], found[2].strip(), found[3] or "", percent) if found else None


def _without_groups(body: str, decimal: str) -> str | None:
    """Return digits with a decimal point and without separators of thousands, or None."""
    marks = [each for each in body if not each.isdigit()]
    if not marks:
        return body
    last = marks[-1]
    if last in _GROUPING or marks.count(last) > 1:
        return _joined(body, last) if set(marks) == {last} else None
    whole, _, rest = body.rpartition(last)
    others = set(marks[:-1])
    if not others and len(rest) == 3 and re.fullmatch(r"[1-9]\d{0,2}", whole) and decimal != last:
        return whole + rest
    if len(others) > 1:
        return None
    joined = _joined(whole, others.pop()) if others else whole or "0"
    return None if joined is None else f"{joined}.{rest or 0}"


def _joined(body: str, mark: str) -> str | None:
    """Return digits in groups of three, or in pairs as in India, as one; None if the groups are others."""
    escaped = re.escape(mark)
    grouped = re.fullmatch(rf"\d{{1,3}}(?:{escaped}\d{{2,3}})*{escaped}\d{{3}}", body)
    return body.replace(mark, "") if grouped else None


def seconds_from(text: str, unit: float = _MINUTE) -> float | None:
    """Return the seconds of a duration, or None.

    It is `m:ss`, `h:mm:ss`, a form of ISO 8601, or numbers with units, such as `2 h 15`, `90s` or
    `1,5 days`. A number without a unit is in units of `unit` seconds.
    """
    if len(text) > _LONGEST:
        return None
    text = normalised(text)
    if match := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in match.groups()[:3])
        if seconds > 59 or (match[1] and minutes > 59):
            return None
        return hours * _HOUR + minutes * _MINUTE + seconds + float(f"0.{match[4] or 0}")
    if (match := _ISO_DURATION.fullmatch(text)) and any(match.groups()):
        sizes = (7 * _DAY, _DAY, _HOUR, _MINUTE, 1.0)
        parts = zip(match.groups("0"), sizes, strict=True)
        return sum(float(number.replace(",", ".")) * size for number, size in parts)
    number = number_from(text)
    if number is not None:
        return None if number < 0 or isinstance(number, Percent) else number * unit
    return _amounts(text.lower())


def unit_in(heading: str) -> float | None:
    """Return the seconds of the unit in a heading such as `Wait (min)` or `wait_seconds`, or None."""
    for word in reversed(re.findall(r"[^\W\d_]+", normalised(heading).lower())):
        # Single letters may be anything, except in brackets.
        if word in _UNITS and (len(word) > 1 or re.search(rf"[(\[]{word}[)\]]", heading.lower())):
            return _UNITS[word]
    return None


def _amounts(text: str) -> float | None:
    """Return the sum of amounts with units, from the largest to the smallest."""
    total, before, at = 0.0, 0.0, 0
    while at < len(text):
        match = _AMOUNT.match(text, at)
        if match is None:
            return None
        at = match.end()
        size = _UNITS.get(match[2]) if match[2] else _NEXT_SMALLER.get(before)
        if size is None or (not match[2] and at < len(text)) or (before and size >= before):
            return None
        total += float(match[1].replace(",", ".")) * size
        before = size
    return total if before else None
