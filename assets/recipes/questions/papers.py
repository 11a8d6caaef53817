"""Receipts, forms, tickets and letters as lines of text, as a reader of pictures finds them."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assets.recipes.questions.case import Case
from assets.recipes.questions.passages import ask_variously
from assets.recipes.questions.values import Values


@dataclass(frozen=True, slots=True)
class Line:
    """What stands before a value, the value, which of ASKED ask for it, about what, and what stands after it."""

    label: str
    value: str = ""
    asked: str = ""
    topic: str = ""
    after: str = ""


def _asked(text: str) -> dict[str, list[str]]:
    rows = (line.partition(": ") for line in text.strip().splitlines())
    return {name: forms.split(" | ") for name, _, forms in rows}


ASKED = _asked(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8"))


def make_paper(rng: random.Random) -> Case:
    """Return a question about a receipt, a form, a ticket or a letter."""
    lines = rng.choice(PAPERS)(Writer(rng))
    asked = rng.choice([line for line in lines if line.asked])
    text, start = "", 0
    separator = rng.choice((" ", " ", "\n"))
    for line in lines:
        text += (separator if text else "") + line.label + (" " if line.label and line.value else "")
        if line is asked:
            start = len(text)
        text += line.value + line.after
    question = rng.choice(ASKED.get(asked.asked, [asked.asked])).format(asked.topic)
    return Case(ask_variously(rng, question), text, start, start + len(asked.value))


class Writer:
    """Writes lines with one random generator."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.make = Values(rng).make

    def one_of(self, forms: str) -> str:
        """Return one of several wordings."""
        return self.rng.choice(forms.split("|"))

    def line(self, labels: str, kind: str, asked: str = "") -> Line:
        """Return a line with a value of that kind."""
        return Line(self.one_of(labels), self.make(kind), asked)

    def price(self, most: int, sign: str = "") -> str:
        """Return a price below `most`."""
        return f"{sign}{self.rng.randint(1, most)}.{self.rng.randint(0, 99):02}"

    def some(self, lines: list[Line]) -> list[Line]:
        """Return two to six of the lines, mostly in their order."""
        chosen = self.rng.sample(range(len(lines)), self.rng.randint(2, min(6, len(lines))))
        return [lines[index] for index in (sorted(chosen) if self.rng.random() < 0.6 else chosen)]


def receipt(writer: Writer) -> list[Line]:
    """Return a receipt: its head, numbers and people, what was bought, the sum."""
    rng = writer.rng
    sign = rng.choice(("", "", "$", "€", "£"))
    total = writer.price(80, sign)
    shop = rng.choice((writer.make("company"), f"{rng.choice(HEADS)} {rng.choice(TAILS)}"))
    facts = [
        writer.line("Receipt no.|Receipt|No.|Receipt number|Bill no.|Invoice number", "code", "receipt number"),
        writer.line("Date|Date:|", "date", "date"),
        writer.line("Served by|Cashier|Your waiter:|Cashier:|Seller", "first", "cashier"),
        writer.line("Time|Time:", "time", "clock"),
        writer.line("Table|Table no.", "number", "table"),
        writer.line("Tel.|Phone|Telephone:", "phone", "phone"),
    ]
    bought = [
        Line(rng.choice(("1 ", "2 ", "3 ", "", "2 x ")) + thing, writer.price(60, sign), "price", thing.lower())
        for thing in rng.sample(ITEMS, rng.randint(2, 4))
    ]
    end = [Line(writer.one_of("Total|TOTAL|Total:|Sum|Amount due|To pay|Total amount"), total, "total")]
    if rng.random() < 0.5:
        end.insert(0, Line(writer.one_of("Subtotal|Net|Sub-total"), writer.price(50, sign)))
    if rng.random() < 0.4:
        tax = Line(writer.one_of("VAT|Tax|VAT 19%|Sales tax"), writer.price(9, sign), "tax")
        end.insert(rng.randint(0, 1), tax)
    end.append(Line(writer.one_of("Paid by card|Cash|Card|Paid|Visa"), total))
    head = [Line("", shop.upper() if rng.random() < 0.4 else shop, "shop"), writer.line("", "street", "address")]
    return [*head, *writer.some(facts), *bought, *end, Line(rng.choice(ENDINGS))]


def form(writer: Writer) -> list[Line]:
    """Return a form that a person filled in."""
    rows = [
        writer.line("Name|Name of member", "person", "name"),
        writer.line("Date of birth|Born", "date", "birth"),
        Line("Address", f"{writer.make('street')}, {writer.make('city')}", "address"),
        writer.line("Phone|Telephone|Tel.|Mobile", "phone", "phone"),
        writer.line("E-mail|Email", "email", "email"),
        writer.line("Occupation|Job|Profession", "job", "job"),
        writer.line("Nationality|Country", "country", "nationality"),
        writer.line("Member no.|Customer number|Card no.|ID", "code", "member"),
        writer.line("Course|Class", "course", "course"),
        writer.line("Fee|Price|Amount", "money", "fee"),
        writer.line("Employer|Company", "company", "employer"),
    ]
    colon = writer.one_of(":|:|")
    named = [Line(row.label + colon, row.value, row.asked) for row in writer.some(rows)]
    title = writer.one_of("Registration form|Application|MEMBERSHIP FORM|Library card|Patient record")
    return [Line(title), *named, writer.line("Signed|Signature|Date|", "date")]


def invoice(writer: Writer) -> list[Line]:
    """Return an invoice with its numbers, dates and sums."""
    rng = writer.rng
    sign = rng.choice(("", "$", "€", "EUR "))
    rows = [
        writer.line("Invoice no.|Invoice number:|Invoice|Number", "code", "invoice number"),
        writer.line("Invoice date:|Date|Issued|Date of issue", "date", "date"),
        writer.line("Due date:|Payable by|Due|Please pay by", "date", "due"),
        writer.line("Bill to|Customer:|To|Client", "person", "customer"),
        writer.line("Order no.|Order", "code", "order number"),
        writer.line("Account|IBAN|Account no.", "phone", "account"),
    ]
    things = rng.sample(ITEMS, rng.randint(1, 3))
    sold = [Line(thing, f"{sign}{rng.randint(1, 900)}.00", "price", thing.lower()) for thing in things]
    label = writer.one_of("Total|Amount due|Total due|Balance due|Total amount")
    total = Line(label, writer.price(3000, sign), "total")
    head = [writer.line("", "company", "seller"), Line("INVOICE")]
    return [*head, *writer.some(rows), *sold, total, Line(rng.choice(ENDINGS))]


def ticket(writer: Writer) -> list[Line]:
    """Return a ticket."""
    rows = [
        writer.line("From|From:", "city", "from"),
        writer.line("To|To:|Destination", "city", "to"),
        writer.line("Date|Day:", "date", "day"),
        writer.line("Departure|Dep.|Leaves", "time", "departure"),
        writer.line("Arrival|Arr.|Arrives", "time", "arrival"),
        writer.line("Platform|Platform:", "small", "platform"),
        writer.line("Seat|Seat no.", "small", "seat"),
        writer.line("Coach|Car", "small", "coach"),
        writer.line("Passenger|Name", "person", "passenger"),
        writer.line("Price|Fare", "money", "fare"),
    ]
    return [Line(writer.one_of("TICKET|Boarding pass|Reservation|Train ticket")), *writer.some(rows)]


def programme(writer: Writer) -> list[Line]:
    """Return a programme: dates or times at the left, what happens at the right, or the other way round."""
    rng = writer.rng
    kind, word, preposition = rng.choice(
        (("date", "When is", "on"), ("time", "At what time is", "at"), ("weekday", "On which day is", "on"))
    )
    moments = list(dict.fromkeys(writer.make(kind) for _ in range(rng.randint(3, 6))))
    rows = []
    topic_asked = rng.random() < 0.5
    for moment, topic in zip(moments, rng.sample(TOPICS, len(moments)), strict=True):
        if topic_asked:
            verb = writer.one_of("is|happens|takes place")
            rows.append(Line(moment, topic, f"What {verb} {preposition} {moment}?"))
        else:
            forms = f"{word} {topic.lower()}?|When does {topic.lower()} take place?"
            rows.append(Line(topic, moment, writer.one_of(forms)))
    teacher = writer.line("Teacher:|Led by|Contact:", "person", "teacher")
    return [writer.line("", "course"), *rows, teacher, writer.line("Telephone:|Phone", "phone", "phone")]


def letter(writer: Writer) -> list[Line]:
    """Return a letter: sender, date, receiver, a few sentences, the name of who signed it."""
    event = writer.make("event")
    stop, comma = writer.rng.choice(((".", ","), ("", "")))
    body = [
        Line(f"The {event} begins on", writer.make("date"), "begins", event),
        Line("at", writer.make("time"), "begins at", event, stop),
        Line("It costs", writer.make("money"), "costs", event, stop),
        Line("Please bring", writer.one_of(BROUGHT), "bring", "", stop),
    ]
    return [
        writer.line("", "company", "sender"),
        writer.line("", "street", "address"),
        writer.line("", "date", "written"),
        Line("Dear", writer.make("person"), "receiver", "", comma),
        Line("Thank you for your letter."),
        *body[: writer.rng.randint(2, 4)],
        writer.line("Kind regards,|Yours sincerely,|Best wishes,", "person", "writer"),
    ]


PAPERS: tuple[Callable[[Writer], list[Line]], ...] = (
    receipt, receipt, receipt, form, form, invoice, ticket, programme, letter, letter,
)  # fmt: skip
"""Each as often as it is likely."""

ENDINGS = ("Thank you for your visit!", "Please come again", "Thank you!", "Have a nice day", "VAT included", "")
HEADS = ("Green Leaf", "The Old Mill", "Corner", "Sunrise", "Harbour", "Blue Door", "Mario's", "City", "Golden Spoon")
TAILS = ("Cafe", "Restaurant", "Bakery", "Market", "Bistro", "Books", "Pharmacy", "Grill", "Store", "Garage")
ITEMS = (
    "Coffee", "Apple cake", "Orange juice", "Tomato soup", "Green tea", "Sandwich", "Milk", "Bread", "Cheese", "Eggs",
    "Fish soup", "Mineral water", "Pasta", "Ice cream", "Salad", "Notebook", "Pencils", "Oil change", "Repair", "Soap",
    "Printer paper", "Office chair", "Chocolate", "Bananas", "Pizza", "Cake", "Lemonade", "Rice", "Shirt", "Batteries",
    "Brake pads", "Delivery", "Window cleaning", "Web design", "Garden work", "Phone case", "Towels", "Red wine",
    "Desk lamp", "Beer",
)  # fmt: skip
TOPICS = (
    "Opening", "Lunch", "Lines and shapes", "Trees", "Faces", "Introduction", "Group work", "Final test", "Museum",
    "Bread and rolls", "Knots", "Light and shadow", "Houses", "Dinner", "Concert", "Coffee break", "Questions", "Verbs",
    "City walk", "Soups", "First steps", "Numbers", "Maps", "Games", "Farewell party", "Sauces", "Birds",
)  # fmt: skip
BROUGHT = "a soft pencil|your passport|warm clothes|two photos|a bottle of water|the signed form|strong shoes|an apron"
