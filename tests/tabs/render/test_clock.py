import pytest

from tabs.render.clock import format_seconds, format_stamp, format_tenths


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (59.9, "0:59"), (61.26, "1:01"), (3600, "60:00")])
def test_seconds_are_cut_off(seconds, shown):
    assert format_seconds(seconds) == shown


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00.0"), (59.96, "1:00.0"), (61.26, "1:01.3"), (600, "10:00.0")])
def test_tenths_are_rounded_up_to_the_minute(seconds, shown):
    assert format_tenths(seconds) == shown


def test_stamps_are_rounded_up_to_the_minute():
    assert format_stamp(59.9996, ".") == "00:01:00.000"
    assert format_stamp(3661.0004, ",") == "01:01:01,000"
