"""What the buttons of the Data page do."""

import csv
import html
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from models.data.bring import bring, delete_data, keep_rows
from models.data.code import write_steps
from models.data.counts import COUNTED, Counts, count_rows
from models.data.embedded import EMBEDDED
from models.data.resampling import sound_columns
from models.data.sources import Source, source_of_file, source_of_hub
from models.data.steps import split_rows
from models.data.store import describe_data, folder_of, list_own, public_name
from models.errors import BadInput
from tabs.page.data import form
from tabs.page.data.chosen import Owners, open_own, read_choice, whole
from tabs.read.table import MAX_BYTES, parse
from tabs.read.upload import read_upload
from tabs.render.bars import draw_bars
from tabs.render.rows import draw_features, draw_rows
from tabs.words import say

if TYPE_CHECKING:
    from datasets import Dataset

PAGE = 10
MOST_EXPORT_BYTES = 100_000_000


def look(who: Owners, owner: Any, *values: Any) -> list[Any]:
    """Return the summary, a page of rows, the plots and the code."""
    *chosen, page = values
    every, rows, steps, name, split = read_choice(who.of(owner), tuple(chosen))
    counts = count_rows(rows)
    last = max(1, -(-len(rows) // PAGE))
    number = min(max(1, whole(page or 1, say("data.the_page"))), last)
    first = (number - 1) * PAGE
    here = [rows[place] for place in range(first, min(first + PAGE, len(rows)))]
    told = f"<p>{say('data.page_number_of_last', number=number, last=last)}</p>"
    plots = "".join(draw_bars(one.column, one.counted, one.bars) for one in counts.distributions)
    code = html.escape(code_of_set(name) + "\n" + write_steps(steps, every, split))
    return [
        draw_summary(name, len(every), rows, counts),
        told + draw_rows(here, rows.features, first + 1),
        f"<div class='curves'>{plots}</div>",
        f"<pre tabindex='0'><code>{code}</code></pre>",
    ]


def code_of_set(name: str) -> str:
    """Return the lines that read a set: from what it was brought, or as this app keeps it."""
    file = folder_of(name) / "code.py"
    if file.is_file():
        return file.read_text(encoding="utf-8")
    return 'from datasets import load_from_disk\n\ndata = load_from_disk("data")  # the folder of this data set\n'


def draw_summary(name: str, count: int, rows: "Dataset", counts: Counts) -> str:
    """Return what the set is, its columns, and what is missing or double."""
    described = describe_data(name)
    licence = say("data.licence_is", licence=html.escape(described.licence)) if described.licence else ""
    chosen = say("data.count_of_them_chosen", count=len(rows)) if len(rows) != count else ""
    source = (
        f"<p class='note'>{say('data.source', described=html.escape(say(described.source)))}</p>"
        if described.source
        else ""
    )
    within = " " + say("data.among_the_first_counted", counted=COUNTED) if len(rows) > COUNTED else ""
    told = say(
        "data.summary_of_set",
        count=count,
        chosen=chosen,
        count_2=len(rows.column_names),
        duplicates=counts.duplicates,
        counts=sum(counts.missing.values()),
        within=within,
        licence=licence,
    )
    title = html.escape(say(described.title))
    return f"<h4>{title}</h4><p>{told}</p>{source}{draw_features(rows.features, counts.missing)}"


def turn_page(number: Any, step: int) -> int:
    """Return the page before or after."""
    return max(1, whole(number or 1, say("data.the_page")) + step)


def list_choices(who: Owners, owner: Any, name: Any) -> Any:
    """Return the list of data sets as it is now; what was chosen and is no more gives way to the first."""
    choices = form.choices_of_sets(who.of(owner))
    return gr.update(choices=choices, value=name if name in [one for _, one in choices] else form.FIRST)


def open_set(who: Owners, owner: Any, name: Any) -> list[Any]:
    """Return how the fields look for a data set."""
    own = who.of(owner)
    data = open_own(own, name)
    splits = list(data)
    columns = [(say("data.any"), form.NO_COLUMN), *((one, one) for one in data[splits[0]].column_names)]
    return [
        gr.update(choices=splits, value=splits[0]),
        gr.update(choices=columns, value=form.NO_COLUMN),
        gr.update(choices=columns, value=form.NO_COLUMN),
        1,
        "",
        gr.update(visible=name in list_own(own)),
        gr.update(visible=bool(sound_columns(data[splits[0]])), value=0),
    ]


def show_set(who: Owners, owner: str, name: str) -> list[Any]:
    """Return the list, the fields and the rows, with a set chosen."""
    fields = open_set(who, owner, name)
    split = fields[0]["value"]
    plain = [name, split, "", "contains", "", "", False, "", 0, 0.1, 0, 1]
    chosen = gr.update(choices=form.choices_of_sets(owner if not who.shared else ""), value=name)
    return [chosen, *fields, *look(who, owner, *plain)]


def bring_set(
    who: Owners, owner: Any, file: Any, pasted: Any, hub: Any, config: Any, part: Any, name: Any
) -> list[Any]:
    """Read what a visitor brings, keep it, and show it."""
    own = who.of(owner)
    called = str(name or "")
    if file is not None:
        path = read_upload(file, "file")
        source = source_of_file(path, str(file.get("orig_name") or path.name))
        found = bring(source, called, own, path)
    elif str(pasted or "").strip():
        found = bring_pasted(str(pasted), called, own)
    elif str(hub or "").strip():
        found = bring(source_of_hub(str(hub).strip(), str(config or "").strip(), str(part or "").strip()), called, own)
    else:
        raise BadInput("data.there_no_data_yet")
    return [own, *show_set(who, own, found)]


def bring_pasted(text: str, name: str, owner: str) -> str:
    """Keep a pasted table, as the CSV that its code reads."""
    if len(text) > MAX_BYTES:
        raise BadInput("data.table_longer_than_million_characters")
    lines = [line for line in parse(text.replace("\x00", "").strip()) if any(line)]
    if len(lines) < 2:
        raise BadInput("common.table_needs_line_headings_at_least")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.csv"
        with file.open("w", encoding="utf-8", errors="replace", newline="") as stream:
            csv.writer(stream).writerows(lines)
        return bring(Source("csv"), name, owner, file)


def keep(who: Owners, owner: Any, *values: Any) -> list[Any]:
    """Keep the chosen rows under a name, split, where the Train page finds them."""
    *chosen, _page, name = values
    own = who.of(owner)
    _, rows, steps, kept, _ = read_choice(own, tuple(chosen))
    found = keep_rows(split_rows(rows, steps), str(name or ""), own, steps.rate)
    count = describe_data(found).rows
    told = f"<p>{say('data.kept_count_rows_to_learn_from', count=count['train'], count_2=count['test'])} "
    told += f"<b>{html.escape(public_name(found))}</b> {say('data.on_the_train_page')}</p>"
    return [own, gr.update(choices=form.choices_of_sets(own), value=kept), told]


def delete(who: Owners, owner: Any, name: Any) -> list[Any]:
    """Delete a set that a visitor brought, and show the first one."""
    own = who.of(owner)
    delete_data(str(name), own)
    return show_set(who, own, next(iter(EMBEDDED)))
