"""Benchmarks on small maps: they run and report figures. The values do not matter."""

import json

import pytest

from tests.benchmarks.__main__ import main
from tests.benchmarks.every import BENCHES
from tests.benchmarks.figures import Bench, Figure


@pytest.mark.parametrize("bench", BENCHES, ids=lambda each: each.name)
def test_a_benchmark_prints_its_figures_as_json(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Without a PATH, other programs are not found: they may or may not be installed.
    monkeypatch.setenv("PATH", "")
    assert main([bench.name, "--cards", "12", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told
    for each in told:
        assert each["name"] and each["cards"] == 12 and each["value"] >= 0


def test_a_figure_is_compared_with_its_limits() -> None:
    assert Figure("edit", 10, 20.0, most=25).is_met
    assert not Figure("edit", 10, 20.0, most=15).is_met
    assert Figure("save", 10, 20.0, beside="by hand", other=10.0, most_times=2).is_met
    assert not Figure("save", 10, 20.0, beside="by hand", other=9.0, most_times=2).is_met


def test_an_unknown_benchmark_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["coffee"])
    assert "there is no benchmark “coffee”" in capsys.readouterr().err
