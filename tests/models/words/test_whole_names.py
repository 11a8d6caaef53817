"""Names joined, parted and trimmed; the texts are of reports about other programs, and of their kinds."""

import pytest

from models.words.whole_names import mend_names


def found(text, *names):
    """Return groups as the pipeline gives them: each name with its kind, in the order of the text."""
    groups, place = [], 0
    for kind, name in names:
        start = text.index(name, place)
        place = start + len(name)
        groups.append({"entity_group": kind, "score": 0.9, "word": name.lower(), "start": start, "end": place})
    return groups


def mended(text, *names):
    return [(one["entity_group"], text[one["start"] : one["end"]]) for one in mend_names(text, found(text, *names))]


@pytest.mark.parametrize(
    ("text", "pieces", "names"),
    [
        ("Rolls-Royce here", [("ORG", "Rolls"), ("LOC", "-"), ("ORG", "Royce")], [("ORG", "Rolls-Royce")]),
        ("Rolls-Royce here", [("LOC", "Rolls-"), ("ORG", "Royce")], [("ORG", "Rolls-Royce")]),
        ("AT&T here", [("ORG", "AT"), ("ORG", "&T")], [("ORG", "AT&T")]),
        ("O’Connor", [("PER", "O"), ("PER", "’Connor")], [("PER", "O’Connor")]),
        ("McDonald", [("PER", "Mc"), ("ORG", "Donald")], [("ORG", "McDonald")]),
        ("Paris-Berlin", [("LOC", "Paris"), ("LOC", "Berlin")], [("LOC", "Paris"), ("LOC", "Berlin")]),
        ("Hewlett-Packard", [("ORG", "Hewlett"), ("ORG", "Packard")], [("ORG", "Hewlett-Packard")]),
        ("Hewlett-Paris", [("ORG", "Hewlett"), ("LOC", "Paris")], [("ORG", "Hewlett"), ("LOC", "Paris")]),
        ("Coca-Cola here", [("ORG", "Coca-")], [("ORG", "Coca-Cola")]),
        ("Saint-Exupéry-Straße 5", [("ORG", "Saint"), ("LOC", "-")], [("ORG", "Saint-Exupéry-Straße")]),
        ("J. R. R. Tolkien", [("PER", "J"), ("PER", "R"), ("PER", "R. Tolkien")], [("PER", "J. R. R. Tolkien")]),
        ("with Ada. Alan", [("PER", "Ada"), ("PER", "Alan")], [("PER", "Ada"), ("PER", "Alan")]),
        ("Hewlett-Packard", [("ORG", "Packard")], [("ORG", "Hewlett-Packard")]),
        ("Rolls-Royce", [("ORG", "Rolls")], [("ORG", "Rolls-Royce")]),
        ("Ex-Google engineers", [("ORG", "Google")], [("ORG", "Google")]),
        ("Paris-Berlin", [("LOC", "Paris")], [("LOC", "Paris")]),
        ("a Google-backed firm", [("ORG", "Google")], [("ORG", "Google")]),
        ("Emmanuel Macron", [("PER", "Emmanuel"), ("PER", "Macron")], [("PER", "Emmanuel Macron")]),
        ("Paris\tSiemens", [("ORG", "Paris\tSiemens")], [("ORG", "Paris"), ("ORG", "Siemens")]),
        ("Mary-\nAnn", [("PER", "Mary-\nAnn")], [("PER", "Mary-\nAnn")]),
        ("A Berlin-based firm", [("LOC", "Berlin")], [("LOC", "Berlin")]),
        ("Rolls - Royce", [("ORG", "Rolls"), ("ORG", "- Royce")], [("ORG", "Rolls"), ("ORG", "Royce")]),
        ("Ada, Alan", [("PER", "Ada,"), ("PER", "Alan")], [("PER", "Ada"), ("PER", "Alan")]),
    ],
)
def test_what_stands_in_one_word_is_one_name(text, pieces, names):
    assert mended(text, *pieces) == names


@pytest.mark.parametrize(
    ("text", "name", "parts"),
    [
        ("Angela Merkel\nEmmanuel Macron\n", "Angela Merkel\nEmmanuel Macron", ["Angela Merkel", "Emmanuel Macron"]),
        ("- Angela Merkel\n- Tim Cook", "Angela Merkel\n- Tim Cook", ["Angela Merkel", "Tim Cook"]),
        ("met Angela\nMerkel there", "Angela\nMerkel", ["Angela\nMerkel"]),
        ("Regards,\nAda Lovelace\nLondon office", "Ada Lovelace\nLondon", ["Ada Lovelace", "London"]),
        ("to Paris\n\nAda came", "Paris\n\nAda", ["Paris", "Ada"]),
    ],
)
def test_lines_of_a_list_part_names_and_those_of_a_paragraph_do_not(text, name, parts):
    assert [one for _, one in mended(text, ("PER", name))] == parts


@pytest.mark.parametrize(
    ("text", "name", "parts"),
    [
        ("🚀", "🚀", []),
        ("👍🏽 ok", "👍🏽", []),
        ("👨‍👩‍👧 Angela", "👨‍👩‍👧 Angela", ["Angela"]),
        ("São Paulo 🇧🇷.", "São Paulo 🇧🇷", ["São Paulo"]),
        ("Ada ❤️ Alan", "Ada ❤️ Alan", ["Ada", "Alan"]),
        ("Apple™ Inc.", "Apple™ Inc.", ["Apple™ Inc."]),
        ("Zoe\u0308", "Zoe\u0308", ["Zoe\u0308"]),
        ("-5 mmol", "-5 mmol", ["-5 mmol"]),
        ("“—”", "—", []),
    ],
)
def test_emoji_and_dashes_are_no_names(text, name, parts):
    assert [one for _, one in mended(text, ("LOC", name))] == parts


def test_what_is_whole_stays_as_the_pipeline_gave_it():
    text = "Ada met Alan"
    names = found(text, ("PER", "Ada"), ("PER", "Alan"))
    assert mend_names(text, names) == names
    without_places = [{"entity_group": "PER", "score": 0.9, "word": "Ada", "start": None, "end": None}]
    assert mend_names(text, without_places) == without_places


def test_a_joined_name_has_the_kind_and_the_score_of_its_longest_part():
    text = "Rolls-Royce"
    (one,) = mend_names(text, found(text, ("LOC", "Rolls-"), ("ORG", "Royce")))
    assert one["score"] == pytest.approx(0.9)
    assert (one["word"], one["start"], one["end"]) == ("Rolls-Royce", 0, 11)
