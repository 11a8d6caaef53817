import pytest

from models.words.kept import KEPT, lost, lost_numbers, split_kept

THINGS = [
    "https://example.org/a_b?q=1&x=2",
    "www.example.org",
    "ada.l+x@example.co.uk",
    "{name}",
    "{0}",
    "{{ user.name }}",
    "${HOME}",
    "$HOME",
    "%d",
    "%s",
    "%(count)d",
    "%1$s",
    "%.2f",
    "<b>",
    "</b>",
    '<a href="x">',
    "<br/>",
    "&nbsp;",
    "`rm -r`",
    "~/notes/today.txt",
    "/etc/app/config.toml",
    r"C:\notes\a.txt",
    "@ada",
    "#hashtag",
]


@pytest.mark.parametrize("thing", THINGS)
def test_what_programs_and_addresses_are_made_of_is_seen(thing):
    text = f"Say {thing} to them, please."
    assert KEPT.findall(text) == [thing]
    assert split_kept(text) == [("Say ", False), (thing, True), (" to them, please.", False)]
    assert lost(text, "Sagen Sie es ihnen bitte.") == [thing]
    assert lost(text, f"Sagen Sie ihnen bitte {thing}.") == []


@pytest.mark.parametrize(
    "text",
    ["It is 5 < 7 and 8 > 3.", "Half and/or 50 % so far.", "It costs $5.", "#1 in 2024 (a {", "Tea & milk; 100%."],
)
def test_what_only_looks_like_it_is_not_kept(text):
    assert KEPT.findall(text) == []


def test_each_of_several_is_counted():
    assert lost("<b>a</b> <b>c</b>", "<b>x</b>") == ["<b>", "</b>"]
    assert split_kept("{a}{b} ok") == [("{a}", True), ("{b}", True), (" ok", False)]
    assert split_kept("…") == [("…", True)]


@pytest.mark.parametrize(
    ("source", "translation", "missing"),
    [
        ("1,234.5 people", "1.234,5 Leute", []),
        ("30 September, 5 pm", "am September", ["30"]),
        ("two and 3 dogs", "zwei und drei Hunde", []),
        ("20 and 20", "20", ["20"]),
        ("see {20} in 30 days", "siehe {20} in 30 Tagen", []),
    ],
)
def test_numbers_that_are_gone(source, translation, missing):
    assert lost_numbers(source, translation) == missing
