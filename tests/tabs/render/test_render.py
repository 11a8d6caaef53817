import base64
import re

import numpy as np
import pytest

from tabs.render.download import draw_link, write_vectors_csv
from tabs.render.labels import render_labels
from tabs.render.percent import format_percent
from tabs.render.scatter import RADIUS, draw_map, place_dots, project
from tabs.render.similarity import draw_heat_map, draw_ranking
from tabs.render.transcript import draw_transcript, read_rows, write_srt, write_vtt

EVIL = "<img src=x onerror=alert(1)>\"'&"


def test_classes_of_one_name_are_all_shown():
    raw = [{"label": "crane", "score": np.float32(0.5)}, {"label": "crane", "score": 0.1}, {"label": 3, "score": 0.2}]
    assert render_labels(raw) == {"crane": 0.5, "crane (2)": 0.1, "3": 0.2}


@pytest.mark.parametrize(
    ("part", "words"),
    [(0.286, "29%"), (0.004, "under 1%"), (0, "0%"), (-0.001, "0%"), (-0.2, "-20%"), (1, "100%"), (0.006, "1%")],
)
def test_percent(part, words):
    assert format_percent(part) == words


def test_every_ranking_is_in_per_cent():
    assert "78%" in draw_ranking([(0.78, "a")])
    assert "25%" in draw_heat_map(["a", "b"], np.array([[1, 0.25], [0.25, 1]]))


def test_a_heat_map_shows_every_cosine_up_to_its_limit():
    shown = draw_heat_map(["a", "b"], np.array([[1, 0.25], [0.25, 1]]))
    assert shown.count("25%</td>") == 2
    assert "76 more lines" in draw_heat_map(["x"] * 100, np.eye(100))


def test_principal_components_keep_the_order_on_a_line():
    points = project(np.outer([0, 1, 3, 7], [1.0, 2, 3]))
    steps = np.diff(points[:, 0])
    assert (steps > 0).all() or (steps < 0).all()
    assert np.abs(points).max() == pytest.approx(1)


@pytest.mark.parametrize("vectors", [np.ones((1, 4)), np.ones((3, 4)), np.zeros((2, 1))])
def test_a_map_of_equal_or_single_vectors_is_finite(vectors):
    assert np.isfinite(project(vectors)).all()
    assert "nan" not in draw_map(["a"] * len(vectors), vectors)


@pytest.mark.parametrize(
    "vectors", [np.ones((9, 4)), np.repeat(np.eye(3), 8, axis=0), np.random.default_rng(0).normal(size=(24, 6))]
)
def test_no_dot_of_a_map_lies_on_another(vectors):
    dots = place_dots(np.asarray(vectors, dtype=np.float64))
    gaps = np.linalg.norm(dots[:, None] - dots[None], axis=-1) + np.eye(len(dots)) * 1e3
    assert gaps.min() >= 2 * RADIUS
    assert (dots >= RADIUS).all() and (dots[:, 0] <= 640 - RADIUS).all() and (dots[:, 1] <= 360 - RADIUS).all()


def test_user_text_is_escaped_everywhere():
    rows = [(0.0, 1.0, EVIL)]
    for shown in (
        draw_heat_map([EVIL, EVIL], np.eye(2)),
        draw_ranking([(0.5, EVIL)]),
        draw_map([EVIL, "b"], np.eye(2)),
        draw_transcript(rows),
        draw_link(EVIL, "x", EVIL),
    ):
        assert "<img" not in shown
        assert "onerror=alert(1)>" not in shown.replace("&gt;", "")


def test_a_download_holds_the_file_itself():
    csv = write_vectors_csv(['a, "b"', "c"], np.array([[1, 0.5], [2, 3]]))
    assert csv == '"a, ""b""",1,0.5\nc,2,3\n'
    data = re.search(r"base64,([^']+)'", draw_link("v.csv", csv, "Vectors"))
    assert base64.b64decode(data[1]).decode() == csv


def test_open_ends_and_empty_chunks_of_a_transcript_are_mended():
    raw = {
        "chunks": [
            {"text": " One.", "timestamp": (0.0, None)},
            {"text": "  ", "timestamp": (1.0, 2.0)},
            {"text": " Two.", "timestamp": (2.5, None)},
        ]
    }
    assert read_rows(raw, 4.0) == [(0.0, 2.5, "One."), (2.5, 4.0, "Two.")]
    assert read_rows({"text": "x"}, 4.0) == []
    assert draw_transcript([]) == ""


def test_subtitle_files_have_the_form_players_expect():
    rows = [(0.0, 1.5, "One\n\nline"), (3661.0004, 3662.0, "a --> <b>")]
    assert write_srt(rows) == (
        "1\n00:00:00,000 --> 00:00:01,500\nOne line\n\n2\n01:01:01,000 --> 01:01:02,000\na --> <b>\n"
    )
    assert write_vtt(rows).startswith("WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nOne line\n\n")
    assert "a --&gt; &lt;b&gt;" in write_vtt(rows)
