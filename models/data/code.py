"""The steps as code to copy: what a person typed enters as a quoted constant, never as code."""

from typing import TYPE_CHECKING

from models.data.resampling import sound_columns, write_resampling
from models.data.steps import Steps, names_of, number_in, searched

if TYPE_CHECKING:
    from datasets import Dataset


def write_steps(steps: Steps, rows: "Dataset", split: str) -> str:
    """Return the code that does the same to `data`, and ends with `rows` and `ready`."""
    lines = [f"rows = data[{quote(split)}]"]
    if steps.words and steps.column:
        lines += filter_lines(steps, names_of(rows.features[steps.column]))
    elif steps.words:
        lines += any_lines(steps, searched(rows, steps))
    if steps.tidy:
        lines += [
            "",
            "seen, kept = set(), []  # rows that lack nothing and were not there before",
            'tables = rows.with_format("arrow").iter(1000)',
            "for place, row in enumerate(row for table in tables for row in table.to_pylist()):",
            '    if repr(row) not in seen and not any(cell in (None, "") for cell in row.values()):',
            "        kept.append(place)",
            "    seen.add(repr(row))",
            "rows = rows.select(kept)",
            "",
        ]
    if steps.classes and not names_of(rows.features[steps.classes]):
        lines.append(f"rows = rows.class_encode_column({quote(steps.classes)})")
    if steps.seed is not None:
        lines.append(f"rows = rows.shuffle(seed={steps.seed})")
    if steps.take:
        lines.append(f"rows = rows.select(range(min({steps.take}, len(rows))))")
    if steps.rate:
        lines += ["", write_resampling(steps.rate, sound_columns(rows), "rows"), ""]
    return "\n".join(
        [
            *lines,
            "print(rows)",
            f"ready = rows.train_test_split(test_size={steps.held_out}, seed={steps.seed or 0})",
            'ready.save_to_disk("ready")',
            "",
        ]
    )


def any_lines(steps: Steps, columns: list[str]) -> list[str]:
    """Return the lines that look into several columns; classes are looked for by name."""
    is_part = steps.relation == "contains"
    test = f"{quote(steps.words.lower())} in cell.lower()" if is_part else f"cell == {quote(steps.words)}"
    return [
        f"columns = [{', '.join(map(quote, columns))}]",
        'names = [getattr(rows.features[column], "names", None) for column in columns]',
        "",
        "",
        "def words(cells):",
        "    for cell, known in zip(cells, names):",
        '        yield str(cell) if not known else "" if cell is None or cell < 0 else known[cell]',
        "",
        "",
        f"rows = rows.filter(lambda *cells: any({test} for cell in words(cells)), input_columns=columns)",
    ]


def filter_lines(steps: Steps, names: list[str]) -> list[str]:
    """Return the lines that filter."""
    column, wanted = quote(steps.column), steps.words
    sign = {"at least": ">=", "at most": "<="}.get(steps.relation)
    if sign:
        test = f"cell is not None and cell {sign} {number_in(wanted)!r}"
    else:
        text = '("" if cell is None or cell < 0 else names[cell])' if names else "str(cell)"
        is_part = steps.relation == "contains"
        test = f"{quote(wanted.lower())} in {text}.lower()" if is_part else f"{text} == {quote(wanted)}"
    named = [f"names = rows.features[{column}].names"] if names else []
    return [*named, f"rows = rows.filter(lambda cell: {test}, input_columns={column})"]


def quote(words: str) -> str:
    """Return a text as a constant of Python, in double quotes where nothing in it is odd."""
    if words.isprintable() and not set(words) & {'"', "\\"}:
        return f'"{words}"'
    return repr(words)
