"""Writing down what `python -m tests.meaning` measured."""

import pytest

from tests.meaning import __main__ as meaning
from tests.meaning.card import score_line, told_score, write_score

OTHERS = "| `chat` | storyteller | 2.4 MB | 0.1 s | 0.90 | new questions |"
CARD = f"# A card\n\n{score_line('chat', 'not measured yet')}\n\n{score_line('translation', '0.10, of before')}\n"


@pytest.fixture
def readme(tmp_path, monkeypatch):
    file = tmp_path / "README.md"
    file.write_text(f"Before\n<!-- meaning: -->\n{OTHERS}\n<!-- /meaning -->\nAfter\n")
    monkeypatch.setattr("tests.table.README", file)
    monkeypatch.setattr(meaning, "README", file)
    return file


@pytest.fixture
def card(tmp_path, monkeypatch):
    file = tmp_path / "card.md"
    file.write_text(CARD)
    monkeypatch.setattr("tests.meaning.card.card_of", lambda starter: file)
    return file


def test_one_task_changes_its_own_row_only(readme, card):
    meaning.write_scores([meaning.Row("translation", "phrasebook", 3_000_000, 0.1, 0.931, "80 new sentences", 0.5)])
    *_, head, _, others, row, _, after = readme.read_text().splitlines()
    assert head == meaning.HEAD[0]
    assert others == OTHERS
    assert row == "| `translation` | phrasebook | 3.0 MB | 0.1 s | 0.93 | 80 new sentences |"
    assert after == "After"
    assert told_score("translation", card.read_text()) == "0.93, 80 new sentences"
    assert told_score("chat", card.read_text()) == "not measured yet"


def test_a_card_without_a_place_for_the_score_is_not_written(card):
    card.write_text("# A card\n")
    with pytest.raises(ValueError, match="Held-out score"):
        write_score("chat", "storyteller", "0.93")


def test_an_unknown_task_is_not_taken_for_all_of_them(capsys):
    assert meaning.main(["no-such-task", "--write"]) == 2
    assert "no-such-task" in capsys.readouterr().err
