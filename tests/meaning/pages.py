"""Receipts, invoices, letters and forms drawn for the tests, with other names, things and wording than in training."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

WIDTH, EDGE, STEP, SIZE = 760, 60, 50, 30
PEOPLE = ("Ottilie Brandvik", "Kwame Asante", "Noor Haddad", "Ravi Menon", "Greta Solberg", "Iker Zabala")
TOWNS = ("Dunmore", "Halden", "Porthcawl", "Tavira", "Ystad", "Whitby")
SHOPS = ("Penny Lane Deli", "Toolbox Hardware", "Juniper Kitchen", "Fern & Fig", "Quill Stationers")
GOODS = ("Bagel", "Cappuccino", "Lentil soup", "Screwdriver", "Ink cartridge", "Waffles", "Garden hose", "Muffin")


@dataclass(frozen=True)
class Page:
    """A page as lines, each (left, right) with "" at the right for text in the middle, and questions with answers."""

    lines: tuple[tuple[str, str], ...]
    asked: tuple[tuple[str, list[str]], ...]

    def drawn(self) -> Image.Image:
        """Return the page as a picture."""
        page = Image.new("RGB", (WIDTH, 2 * EDGE + STEP * len(self.lines)), "white")
        drawing, font = ImageDraw.Draw(page), ImageFont.load_default(SIZE)
        for row, (left, right) in enumerate(self.lines):
            top = EDGE + row * STEP
            drawing.text((EDGE, top), left, "black", font)
            if right:
                drawing.text((WIDTH - EDGE, top), right, "black", font, anchor="ra")
        return page


def pages(rng: np.random.Generator, rounds: int) -> list[Page]:
    """Return so many pages of each kind."""
    return [make(rng) for _ in range(rounds) for make in (receipt, invoice, letter, membership)]


def receipt(rng: np.random.Generator) -> Page:
    """Return a receipt: things at the left, prices at the right."""
    first, second, third = rng.choice(GOODS, 3, replace=False)
    prices = [f"{rng.integers(1, 30)}.{rng.integers(10, 99)}" for _ in range(4)]
    date, person, shop = _date(rng), str(rng.choice(PEOPLE)).split()[0], str(rng.choice(SHOPS))
    lines = (
        (shop, ""), (f"{rng.integers(2, 80)} Wharf Road", ""), ("Date", date), ("You were served by", person), ("", ""),
        (f"1 {first}", prices[0]), (f"2 {second}", prices[1]), (f"1 {third}", prices[2]), ("", ""),
        ("Total", prices[3]), ("Paid in cash", prices[3]),
    )  # fmt: skip
    asked = (
        ("What is the total?", [prices[3]]),
        ("When was it bought?", [date]),
        (f"How much is the {second.lower()}?", [prices[1]]),
        ("Who served the customer?", [person]),
    )
    return Page(lines, asked)


def invoice(rng: np.random.Generator) -> Page:
    """Return an invoice."""
    number, person = f"{rng.integers(10000, 99999)}", str(rng.choice(PEOPLE))
    issued, due = _date(rng), _date(rng)
    price, total = f"{rng.integers(20, 400)}.00", f"{rng.integers(400, 900)}.50"
    lines = (
        ("Alder & Finch Carpenters", ""), ("INVOICE", ""), ("Invoice number", number), ("Date of invoice", issued),
        ("Customer", person), ("Please pay before", due), ("", ""), ("Kitchen shelf", price),
        ("Amount due", total),
    )  # fmt: skip
    asked = (
        ("What is the invoice number?", [number]),
        ("Who is the customer?", [person]),
        ("What is the amount due?", [total]),
        ("How much is the kitchen shelf?", [price]),
    )
    return Page(lines, asked)


def letter(rng: np.random.Generator) -> Page:
    """Return a short letter about an appointment."""
    person, writer = (str(one) for one in rng.choice(PEOPLE, 2, replace=False))
    date, room, town = _date(rng), str(rng.integers(3, 90)), str(rng.choice(TOWNS))
    hour, fee = f"{rng.integers(8, 19)}:{rng.choice(['00', '15', '45'])}", str(rng.integers(15, 95))
    lines = (
        (f"Dear {person},", ""), ("we are pleased to invite you to the", ""),
        (f"interview in {town}. It takes place", ""),
        (f"on {date} at {hour} in room {room}.", ""), (f"The fee is {fee} pounds.", ""), ("Yours faithfully,", ""),
        (writer, ""),
    )  # fmt: skip
    asked = (
        ("When does the interview take place?", [date, f"{date} at {hour}"]),
        ("In which room is the interview?", [room, f"room {room}"]),
        ("How much is the fee?", [f"{fee} pounds"]),
        ("Who signed the letter?", [writer]),
    )
    return Page(lines, asked)


def membership(rng: np.random.Generator) -> Page:
    """Return a filled-in form."""
    person, town = str(rng.choice(PEOPLE)), str(rng.choice(TOWNS))
    born, phone = _date(rng), f"0{rng.integers(100, 999)} {rng.integers(100000, 999999)}"
    lines = (
        ("Swimming club: application", ""), ("Name:", person), ("Date of birth:", born), ("Town:", town),
        ("Telephone:", phone), ("Yearly fee:", f"{rng.integers(20, 90)} euros"),
    )  # fmt: skip
    asked = (
        ("What is the telephone number?", [phone]),
        ("What is the date of birth?", [born]),
        ("What is the name?", [person]),
        ("Which town is it?", [town]),
    )
    return Page(lines, asked)


def _date(rng: np.random.Generator) -> str:
    months = ("January", "March", "April", "June", "August", "October", "November")
    return f"{rng.integers(1, 28)} {rng.choice(months)} {rng.integers(2019, 2027)}"
