"""The sentences of both languages: none is missing, none is unused, and none stands anywhere else."""

import ast
import json
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.data.embedded import EMBEDDED
from models.starters.catalogue import ROWS
from models.words.languages import NAMES
from tabs.words import LANGUAGES, SENTENCES
from tabs.words import WRITTEN as IN_OTHER_WORDS

ROOT = Path(__file__).parents[3]
CODE = [*ROOT.glob("models/**/*.py"), *ROOT.glob("tabs/**/*.py")]
SCRIPTS = [*ROOT.glob("assets/*.js"), ROOT / "tabs/page/run_line.py", ROOT / "tabs/page/check.py"]
ENGLISH = SENTENCES["en"]

MADE = re.compile(
    r"run[.](waiting|downloading|preparing|loading)_the_model|run[.]running(_of_about)?|"
    r"models[.](offline|unreachable)_and_(revision|no_model)_not_here|render[.](no_)?(sum|average|number)_of|"
    r"table_question_answering[.]is_missing(_so_others_answer)?|page[.]state_\w+|train[.]status_\w+|"
    r"read[.]word_\w+|js[.](source|answers|picker[.]login)_\w+|inside[.][\w.-]+|js[.]gradio[.]\w+|learn[.]\w+|"
    r"train[.]column[.]\w+"
)
"""Keys of which the code makes a part: which stage, which state, which kind of file."""

WRITTEN = re.compile(r"starters[.]|data[.](set|source)_|languages[.]|choices[.]")
"""Sentences that stand in models/ in English, where programs read them, and are said in other languages by the page."""

MAINTAINERS = "tabs/deploy.py"
"""A program for the command line of those who put the app on a Space."""

SAID = {"say", "word"}
OF_THE_PAGE = {"Input": 1, "Output": 1, "Button": 0, "Accordion": 0}
LABELS = {"label", "info", "placeholder", "good_for", "summary"}


def fields(sentence: str) -> set[str]:
    """Return the names of a sentence's values."""
    if "{" not in sentence:
        return set()
    try:
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
    except ValueError:
        return set()


def errors_of_ours() -> set[str]:
    """Return the names of the classes of errors that people read."""
    found = {"AppError"}
    pairs = [pair for file in CODE for pair in re.findall(r"^class (\w+)\((\w+)", file.read_text("utf-8"), re.M)]
    while new := {name for name, base in pairs if base in found} - found:
        found |= new
    return found


def texts_of_calls(names: set[str]) -> Iterator[tuple[str, str]]:
    """Yield where such a call stands, and its first argument where that is a text."""
    for file in CODE:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            called = getattr(getattr(node, "func", None), "id", getattr(getattr(node, "func", None), "attr", ""))
            if not isinstance(node, ast.Call) or called not in names or not node.args:
                continue
            first = node.args[0]
            where = f"{file.relative_to(ROOT)}:{node.lineno}"
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield where, first.value
            elif isinstance(first, ast.JoinedStr) and not isinstance(first.values[0], ast.FormattedValue):
                yield where, str(getattr(first.values[0], "value", "")) + "…"


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_each_language_has_each_sentence(language):
    wanted = {key for key in ENGLISH if not key.endswith(".one")}
    there = {key for key in SENTENCES[language] if not key.endswith(".one")}
    assert (sorted(wanted - there), sorted(there - wanted)) == ([], [])


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_the_same_values_stand_in_each(language):
    pairs = [(key, fields(ENGLISH[key]), fields(SENTENCES[language].get(key, ""))) for key in ENGLISH]
    assert [key for key, wanted, there in pairs if wanted != there and not key.endswith(".one")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice(language):
    def refuse(pairs):
        keys = [key for key, _ in pairs]
        assert len(keys) == len(set(keys)), sorted({key for key in keys if keys.count(key) > 1})
        return dict(pairs)

    json.loads((ROOT / f"tabs/words/{language}.json").read_text("utf-8"), object_pairs_hook=refuse)


def test_each_sentence_is_used():
    written = "\n".join(file.read_text("utf-8") for file in {*CODE, *SCRIPTS})
    quoted = set(re.findall(r"[\"']([a-z_0-9]+[.][a-z_0-9.]+)[\"']", written))
    parts = {f"js.{key}" for key in re.findall(r"(?:say|line)\((?:\w+ \? )?\"(\w+)\"", written)}
    parts |= {f"js.{key}" for pair in re.findall(r"\w+ \? \"(\w+)\" : \"(\w+)\"\)", written) for key in pair}
    used = quoted | parts
    left = [key for key in ENGLISH if key.removesuffix(".one") not in used]
    assert [key for key in left if not MADE.fullmatch(key.removesuffix(".one")) and not WRITTEN.match(key)] == []


def test_each_key_that_is_said_has_a_sentence():
    said = [
        (where, text) for where, text in texts_of_calls(SAID | errors_of_ours()) if re.fullmatch(r"[a-z_]+[.]\w+", text)
    ]
    assert len(said) > 500
    assert [(where, key) for where, key in said if key not in ENGLISH] == []


def test_no_error_is_written_down_where_it_is_raised():
    there = [(where, text) for where, text in texts_of_calls(errors_of_ours()) if " " in text]
    assert [one for one in there if not one[0].startswith(MAINTAINERS)] == []


def test_no_label_of_the_page_is_written_down_where_it_is_drawn():
    found = []
    for file in [*ROOT.glob("tabs/page/**/*.py"), *(ROOT / "tabs").glob("[tavm]*/*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in LABELS and isinstance(node.value, ast.Constant):
                text = str(node.value.value)
                if re.search(r"[A-Za-z]{2,} [a-z]{2,}", text):
                    found.append((str(file.relative_to(ROOT)), node.value.lineno, text))
    assert found == []


def test_what_stands_in_models_in_english_is_said_in_other_languages():
    limits = {one.limits for one in ROWS} | {words for one in ROWS for _, words in one.limits_in}
    titles = {one.title for one in EMBEDDED.values()} | {one.source for one in EMBEDDED.values() if one.source}
    assert sorted((limits | titles) - set(ENGLISH.values())) == []


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_the_languages_that_are_translated_are_named_in_each_language(language):
    said = [IN_OTHER_WORDS[language].get(name) for name in NAMES]
    assert [name for name, one in zip(NAMES, said, strict=True) if not one] == []
    assert len(set(said)) == len(NAMES)
