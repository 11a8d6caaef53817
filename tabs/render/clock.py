"""Moments of a recording, written as a clock shows them."""


def format_seconds(seconds: float) -> str:
    """Return m:ss, cut off: for rows and marks."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def format_tenths(seconds: float) -> str:
    """Return m:ss.t, rounded: for moments that lie tenths of a second apart."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


def format_stamp(seconds: float, separator: str) -> str:
    """Return hh:mm:ss and milliseconds, rounded: for subtitle files, which separate them by a comma or a point."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{separator}{rest % 1000:03}"
