"""What to do first: the scores of pain points and opportunities, and the lists for those who do it."""

from journey_editor.editing.commands.cards import add_card, link_cards
from journey_editor.insight.backlog import answered_pains, backlog, quadrant, score_of
from journey_editor.interchange.action_list import action_list, table_text
from journey_editor.model.records import Card
from tests.insight.test_rules import SupportJourney


def test_what_hurts_and_helps_most_comes_first() -> None:
    support = SupportJourney()
    mild = support.pain(0, severity=2, frequency=2)
    severe = support.pain(1, severity=5, frequency=4)
    unrated = support.pain(2, severity=5)
    idea = add_card(
        support.draft, support.steps[3], support.pains, "Ring back", kind="opportunity", impact=4, effort=2
    ).id
    items = backlog(support.draft, [support.journey])
    assert [(item.card.id, item.score) for item in items] == [
        (severe, 20),
        (idea, 16),
        (mild, 4),
        (unrated, None),
    ]
    assert score_of(support.draft.get(Card, idea)) == 4 * (6 - 2)
    link_cards(support.draft, idea, severe, "answers")
    link_cards(support.draft, idea, mild, "next")
    assert answered_pains(support.draft, idea) == (severe,)
    assert answered_pains(support.draft, severe) == (idea,)


def test_the_quadrants_of_impact_and_effort() -> None:
    assert [quadrant(*each) for each in ((5, 1), (3, 3), (5, 4), (2, 3), (1, 5))] == [
        "quick_win",
        "quick_win",
        "big_bet",
        "fill_in",
        "time_sink",
    ]


def test_each_owner_gets_a_list() -> None:
    support = SupportJourney()
    support.pain(0, severity=2, frequency=2, owner="Zoe", due="May", status="doing")
    support.pain(1)
    document = support.draft.finish()
    text = action_list(document, backlog(document, [support.journey]))
    first = "## Zoe\n\n- It hurts · Notice · score 4 · by May · in progress\n"
    assert text == f"{first}\n## Without owner\n\n- It hurts · Contact\n"
    assert table_text([["Text", "Score"], ["=cmd|x", "-2"]]) == "Text\tScore\n'=cmd|x\t'-2\n"
