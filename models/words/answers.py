"""Answers found in a text, judged by what the model does not see: the rows of a list, and words the text lacks."""

import re
from typing import Any

Answer = dict[str, Any]
"""{"score", "start", "end", "answer"}, places in characters of the context."""

ROW = re.compile(r"[^:]{1,40}:\s*\S|[^\t]{1,60}\t\S|\S.{0,40}?\s{2,}\S|[^|]{1,60}\||[^\d.!?]{2,25}\s\d.{0,25}$")
"""A line with its name first: "Sat: 10-14"; with a tab, wide space or bar between, or before a number."""

LEAST_SHARED = 3
"""Letters that an abbreviation has in common with its word: Sat, Saturday."""

LIFT = 20.0
"""So many times likelier is the answer in a row of which the question says the name."""

NONE_LIKELY = 0.8
"""How likely a text has no answer to a question with which it shares no word, where it has none to one in fifteen: so
were 1,035 of 1,102 passages with a question about another, and 1 of 58 with their own (tests.meaning.passages)."""

STEM = 5


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return re.findall(r"[^\W_]+", text.lower())


MEASURED = re.compile(r"\bhow (?:long|often|deep|far|high|tall|wide|heavy|fast|big|large|much|old)\b", re.IGNORECASE)
"""A question whose answer is a number with its unit."""

NUMBER = re.compile(
    r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)",
    re.IGNORECASE,
)


STOP_WORDS = frozenset(
    words_of(
        """
        a about all an and any are as at be been being by can could did do does done during each for
        from had has have he her hers him his how i if in into is it its kind long many may me more
        most much must my name no not of often old on one or our out she should so some than that
        the their them then there these they this those to under until up us was we were what when
        where which while who whom whose why will with would you your
        """
    )
)


def asked_words(question: str) -> set[str]:
    """Return what a question is about: its words without those of grammar."""
    return {word for word in words_of(question) if word not in STOP_WORDS and (len(word) > 2 or word.isdigit())}


def shares_no_word(question: str, context: str) -> bool:
    """Tell whether none of the words that an English question is about stands in the English text, in any form."""
    asked = {word[:STEM] for word in asked_words(question)}
    there = {word[:STEM] for word in words_of(context)}
    if not asked or not all(STOP_WORDS & set(words_of(text)) for text in (question, context)):
        return False  # other languages have other forms, and a text of another one shares no word with its question
    return not any(one.startswith(word[:4]) or word.startswith(one) for word in asked for one in there if len(one) > 2)


def is_of_rows(context: str) -> bool:
    """Tell whether a text is a list of rows with names, as opening hours are."""
    lines = [line for line in context.splitlines() if line.strip()]
    named = sum(ROW.match(line.strip()) is not None for line in lines)
    return len(lines) > 1 and 2 * named > len(lines)


def rank_in_rows(question: str, context: str, found: list[Answer]) -> list[Answer]:
    """Return the answers that stand in one row, those in a row that the question names before others.

    Where none does, the answers' first rows.
    """
    inside = [one for one in found if "\n" not in one["answer"]] or [first_row(one) for one in found]
    asked = asked_words(question)
    lifted = [(one, one["score"] * (LIFT if is_named(asked, context, one) else 1.0)) for one in inside]
    total = sum(one["score"] for one in inside)
    scale = total / sum(score for _, score in lifted) if total else 1.0
    ranked = [{**one, "score": score * scale} for one, score in lifted]
    return sorted(ranked, key=lambda one: -one["score"])


def is_named(asked: set[str], context: str, answer: Answer) -> bool:
    """Tell whether the name of the row in which an answer stands is in the question, or begins a word of it."""
    start = context.rfind("\n", 0, answer["start"]) + 1
    before = words_of(context[start : answer["start"]])
    return any(word.startswith(name) for name in before if len(name) >= LEAST_SHARED for word in asked)


def first_row(answer: Answer) -> Answer:
    """Return an answer up to the end of its first line."""
    text = answer["answer"].partition("\n")[0].rstrip()
    return {**answer, "answer": text, "end": answer["start"] + len(text)}


def with_unit(question: str, context: str, answer: Answer) -> Answer:
    """Return an answer that is a number alone with the unit behind it: "three" of "three months"."""
    if not (MEASURED.search(question) and NUMBER.fullmatch(answer["answer"])):
        return answer
    unit = re.match(r"[ -][^\W\d_]+", context[answer["end"] :])
    if unit is None or unit[0][1:].lower() in STOP_WORDS:
        return answer
    start, end = answer["start"], answer["end"] + unit.end()
    if context[:start].lower().endswith("every "):
        start -= len("every ")
    return {**answer, "start": start, "end": end, "answer": context[start:end]}


def make_unlikely(found: list[Answer]) -> list[Answer]:
    """Return answers to a question of whose words the text has none: "" first, the others unlikely."""
    none = {"score": NONE_LIKELY, "start": 0, "end": 0, "answer": ""}
    return [none, *({**one, "score": one["score"] * (1 - NONE_LIKELY)} for one in found if one["answer"])]
