"""Matching of what two journeys consist of, by names and texts."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import field

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.document import Queries

SIMILAR = 0.5
"""Minimum share of common pairs of letters of two texts that are versions of one text."""
_COMMON = 24
"""Pairs of letters in more texts than this say little, and would make the search for similar texts slow."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The pairs of two journeys: the id in the later journey for each one in the earlier, and back."""

    earlier: str
    later: str
    partners: dict[str, str] = field(default_factory=dict)
    back: dict[str, str] = field(default_factory=dict)

    @property
    def journeys(self) -> tuple[str, str]:
        """Ids of both journeys."""
        return self.earlier, self.later

    def pair(self, earlier: str, later: str) -> None:
        """Add a pair."""
        self.partners[earlier] = later
        self.back[later] = earlier


def match_columns(document: Queries, earlier_id: str, later_id: str) -> Matched:
    """Match the stages and steps of two journeys, by equal, then by similar name, then by order."""
    matched = Matched(earlier_id, later_id)
    stages = [document.stages_of(each) for each in matched.journeys]
    _match_named(matched, *([(each.id, each.name) for each in own] for own in stages))
    for stage in stages[0]:
        partner = matched.partners.get(stage.id)
        if partner is not None:
            steps = (document.steps_of(each) for each in (stage.id, partner))
            _match_named(matched, *([(each.id, each.name) for each in own] for own in steps))
    return matched


def _match_named(
    matched: Matched, earlier: Sequence[tuple[str, str]], later: Sequence[tuple[str, str]]
) -> None:
    """Match siblings by equal, then by similar name, then by their order between those that match."""
    names = dict([*earlier, *later])
    ids = ([each for each, _ in own] for own in (earlier, later))
    match_equal(matched, lambda each: plain(names[each]), *ids)
    match_similar(
        matched, [pair for pair in earlier if pair[0] not in matched.partners],
        [pair for pair in later if pair[0] not in matched.back],
    )  # fmt: skip
    places = {each: index for index, (each, _) in enumerate(later)}
    following = 0
    for each, _ in earlier:
        partner = matched.partners.get(each)
        if partner is None and following < len(later) and later[following][0] not in matched.back:
            partner = later[following][0]
            matched.pair(each, partner)
        if partner is not None:
            following = places[partner] + 1


def match_equal(
    matched: Matched, key: Callable[[str], Hashable], earlier: Iterable[str], later: Iterable[str]
) -> None:
    """Match what has no partner yet and an equal key, in order. An empty text matches nothing."""
    waiting: defaultdict[Hashable, deque[str]] = defaultdict(deque)
    for each in later:
        if each not in matched.back and key(each) != "":
            waiting[key(each)].append(each)
    for each in earlier:
        if each not in matched.partners and (partners := waiting.get(key(each))):
            matched.pair(each, partners.popleft())


def match_similar(
    matched: Matched, earlier: Sequence[tuple[str, str]], later: Sequence[tuple[str, str]]
) -> None:
    """Match ids with similar texts, the most similar ones first."""
    if not earlier or not later:
        return
    of_later = {each: _pairs_of_letters(text) for each, text in later}
    having: defaultdict[str, list[str]] = defaultdict(list)
    for each, letters in of_later.items():
        for pair in letters:
            having[pair].append(each)
    scores = []
    for index, (each, text) in enumerate(earlier):
        letters = _pairs_of_letters(text)
        candidates: Counter[str] = Counter()
        for pair in letters:
            if len(found := having.get(pair, ())) <= _COMMON:
                candidates.update(found)
        for other, _ in candidates.most_common(3):
            both = of_later[other]
            score = 2 * len(letters & both) / (len(letters) + len(both))
            if score >= SIMILAR:
                scores.append((-score, index, each, other))
    for _, _, each, other in sorted(scores):
        if each not in matched.partners and other not in matched.back:
            matched.pair(each, other)


def _pairs_of_letters(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters, which work in languages without spaces, too."""
    return frozenset([text[index : index + 2] for index in range(len(text) - 1)])


def plain(text: str) -> str:
    """Return a text as it is compared: in small letters, with single spaces."""
    return " ".join(text.casefold().split())
