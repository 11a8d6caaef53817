"""How small a recording has become."""

from tabs.words import say


def draw_size_bars(before_bits: float, after_bits: float, duration_s: float) -> str:
    """Return an HTML list of two bars: the bits per second before and after, with the bytes of the whole."""
    rows = ((say("common.before"), before_bits), (say("common.after"), after_bits))
    bars = "".join(
        f"<li><span class='bar' style='width:{max(bits / before_bits * 100, 0.5):.1f}%'></span>"
        f"<span class='score'>{word}</span> "
        f"<span>{format_rate(bits)}, {format_bytes(bits * duration_s / 8)}</span></li>"
        for word, bits in rows
    )
    told = say("render.before_bits_times_smaller", before_bits=before_bits / after_bits)
    return f"<ul class='ranking'>{bars}</ul><p class='note'>{told}</p>"


def format_rate(bits: float) -> str:
    """Return bits per second in words."""
    return f"{bits / 1000:,.0f} kbit/s" if bits >= 10_000 else f"{bits / 1000:.2g} kbit/s"


def format_bytes(count: float) -> str:
    """Return a number of bytes in words."""
    return f"{count / 1000:,.0f} kB" if count >= 10_000 else f"{count / 1000:.1f} kB"
