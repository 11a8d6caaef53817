"""What is heard of a recording, and when it was said."""

import numpy as np
import pytest

from models.speech import clock
from models.speech.clock import choose_stretches, find_second, join_phrases, join_texts, plan_windows, put_back

RATE = 100


@pytest.mark.parametrize(
    ("speech", "duration_s", "heard"),
    [
        ([(1, 9)], 10, [(0, 10)]),
        ([(0.5, 4), (5.5, 9)], 10, [(0, 10)]),
        ([(20, 24)], 60, [(19.25, 24.75)]),
        ([(1, 4), (20, 24)], 25, [(0, 4.75), (19.25, 25)]),
        ([(1, 4), (6, 8), (40, 41)], 60, [(0, 8.75), (39.25, 41.75)]),
        ([], 60, []),
    ],
)
def test_long_pauses_are_left_out_and_short_ones_are_not(speech, duration_s, heard):
    assert np.array(choose_stretches(speech, duration_s)) == pytest.approx(np.array(heard))


def test_a_second_of_what_was_heard_is_one_of_the_recording():
    stretches = [(10.0, 12.0), (30.0, 31.0)]
    assert [find_second(one, stretches) for one in (0, 1.5, 2.5, 3, 99, -1)] == [10, 11.5, 30.5, 31, 31, 10]
    samples = np.arange(40 * RATE, dtype=np.float32)
    heard = clock.cut(samples, RATE, stretches)
    assert [heard[round(one * RATE)] for one in (0, 1.5, 2.5)] == [10 * RATE, 11.5 * RATE, 30.5 * RATE]


def chunks(*spans):
    return [{"text": f" {number}", "timestamp": span} for number, span in enumerate(spans)]


def times(found):
    return [one["timestamp"] for one in found]


def test_times_are_those_of_the_recording():
    speech = [(20.0, 24.0), (50.0, 52.0)]
    stretches = choose_stretches(speech, 60.0)
    found = put_back(chunks((0.75, 4.75), (6.25, 8.25)), stretches, speech, words=False)
    assert times(found) == [(20.0, 24.0), (50.0, 52.0)]


@pytest.mark.parametrize(
    ("span", "fitted"),
    [
        ((0.0, 3.0), (1.8, 3.0)),  # stuck where the window begins
        ((2.0, 30.0), (2.0, 4.2)),  # beyond the end
        ((2.0, None), (2.0, 4.2)),
        ((None, 3.0), (1.8, 3.0)),
        ((9.0, 9.0), (5.0, 5.0)),
        ((0.0, 9.0), (1.8, 4.2)),
    ],
)
def test_times_are_where_a_voice_is(span, fitted):
    assert times(put_back(chunks(span), [(0.0, 5.0)], [(2.0, 4.0)], words=False)) == [fitted]


@pytest.mark.parametrize("span", [(0.0, 30.0), (4.0, 99.0), (7.0, None), (None, None)])
def test_without_a_voice_times_still_lie_in_the_recording(span):
    ((start_s, end_s),) = times(put_back(chunks(span), [(0.0, 5.0)], [], words=False))
    assert 0 <= start_s <= end_s <= 5


def test_a_word_does_not_last_over_a_pause():
    speech = [(1.0, 3.0), (4.5, 6.0)]
    found = put_back(chunks((1.0, 1.5), (1.5, 4.4), (4.4, 5.0)), [(0.0, 7.0)], speech, words=True)
    assert times(found) == [(1.0, 1.5), (1.5, 3.2), (4.4, 5.0)]


def test_a_sentence_does_not_begin_in_the_pause_before_it():
    speech = [(0.0, 10.0), (25.0, 28.0)]
    found = put_back(chunks((0.0, 10.1), (10.1, 13.2)), choose_stretches(speech, 28), speech, words=False)
    assert times(found) == [(0.0, 10.1), (24.8, 26.7)]


def test_nothing_ends_after_the_next_begins_nor_begins_before_the_last():
    found = put_back(chunks((1, 4), (3, 3.5), (2, 5)), [(0.0, 9.0)], [(0.0, 9.0)], words=False)
    assert times(found) == [(1, 3), (3, 4), (4, 5)]


@pytest.mark.parametrize(
    ("spans", "shared"),
    [
        ([(0, 2), (2, 4)], [(0, 2), (2, 4)]),
        ([(0, 0), (0, 0), (0, 3)], [(0, 1), (1, 2), (2, 3)]),
        ([(0, 3), (3, 3), (3, 3)], [(0, 1), (1, 2), (2, 3)]),
        ([(1, 2), (5, 5), (5, 7), (8, 9)], [(1, 2), (5, 6), (6, 7), (8, 9)]),
        ([(1, 1)], [(1, 1)]),
        ([(0, 3), (3.1, 3.1), (3.1, 3.1)], [(0, 3), (3, 3.05), (3.05, 3.1)]),
        ([(0, 3), (9, 9)], [(0, 3), (8.8, 9)]),
        ([], []),
    ],
)
def test_what_lasts_no_time_shares_that_of_its_neighbour(spans, shared):
    assert np.array(clock.in_order(spans)) == pytest.approx(np.array(shared))


def test_chunks_without_words_are_left_out():
    assert put_back([{"text": " ", "timestamp": (0, 1)}], [(0.0, 9.0)], [], words=False) == []


def test_windows_end_in_the_longest_pause_of_their_second_half():
    speech = [(0.0, 10.0), (11.0, 16.0), (18.0, 24.0), (24.5, 40.0)]
    windows = plan_windows(choose_stretches(speech, 40.0), speech, 30.0)
    assert windows == [[(0.0, 10.5), (10.5, 17.0)], [(17.0, 24.25), (24.25, 40.0)]]


@pytest.mark.parametrize("seed", range(20))
def test_windows_hold_everything_once_and_fit(seed):
    rng = np.random.default_rng(seed)
    edges = np.cumsum(np.stack([rng.exponential(2, 30), rng.uniform(0.3, 25, 30)], axis=1).ravel())
    speech = [(float(start), float(end)) for start, end in edges.reshape(-1, 2)]
    stretches = choose_stretches(speech, float(edges[-1]) + 1)
    windows = plan_windows(stretches, speech, 30.0)
    pieces = [piece for window in windows for piece in window]
    assert sum(end - start for start, end in pieces) == pytest.approx(sum(end - start for start, end in stretches))
    assert pieces == sorted(pieces)
    assert all(sum(end - start for start, end in window) <= 30 for window in windows)


def test_words_become_phrases_where_nobody_pauses():
    words = [{"text": text, "timestamp": span} for text, span in (("A", (0, 1)), ("B", (1.2, 2)), ("C", (3, 4)))]
    assert join_phrases(words) == [{"text": "A B", "timestamp": (0, 2)}, {"text": "C", "timestamp": (3, 4)}]
    assert join_phrases([]) == []


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        ([" One.", " Two."], " One. Two."),
        (["One.", "", "État", "два"], "One. État два"),
        (["こんにちは。", "元気"], "こんにちは。元気"),
        (["", " "], ""),
    ],
)
def test_texts_of_windows_become_one(texts, joined):
    assert join_texts(texts) == joined
