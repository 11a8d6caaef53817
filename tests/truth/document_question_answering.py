"""A photographed page of a book, and notices as they hang in a hallway: seen from the side, tilted, blurred."""

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.meaning.passages import is_exact
from tests.truth.case import Case
from tests.truth.photos import SKIMAGE, packaged

RULE = "the first answer, as SQuAD compares them"
FLOOR = 0.6
NOTICE = (
    "Water supply",
    "Dear tenants,",
    "the water will be turned off on Wednesday,",
    "14 October, from 9 am to 1 pm.",
    "Please call Mrs Adeyemi if you have questions:",
    "phone 0221 448 190.",
    "The caretaker",
)
TICKET = (
    "CITY THEATRE",
    "The Winter's Tale",
    "Friday 6 March, 19:30",
    "Row 7, seat 22",
    "Price: 34.00 EUR",
    "Doors open at 18:45",
)


def drawn(lines: tuple[str, ...]) -> Image.Image:
    """Return lines as a printed page."""
    page = Image.new("RGB", (900, 80 + 60 * len(lines)), "white")
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((50, 40 + 60 * number), line, "black", ImageFont.load_default(34))
    return page


def seen_from_the_side(page: Image.Image) -> Image.Image:
    """Return a page as a camera to the left of it sees it."""
    width, height = page.size
    corners = (0, 0, 0, height, width * 1.05, height * 1.06, width * 1.05, -height * 0.06)
    return page.transform(page.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor="white")


def tilted(page: Image.Image) -> Image.Image:
    """Return a page lying askew, not quite in focus."""
    turned = page.rotate(4, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    return turned.filter(ImageFilter.GaussianBlur(1.2))


with Image.open(packaged(SKIMAGE, "data/page.png")) as photo:
    BOOK = photo.convert("RGB").resize((photo.width * 2, photo.height * 2), Image.Resampling.BICUBIC)
ASKED = (
    ("book", BOOK, "What are these markers?", "pixels|pixels that we can label unambiguously"),
    ("book", BOOK, "What do we determine first?", "markers|markers of the coins and the background"),
    ("notice", seen_from_the_side(drawn(NOTICE)), "Whom should I call?", "Mrs Adeyemi|Adeyemi"),
    ("notice", seen_from_the_side(drawn(NOTICE)), "What is the phone number?", "0221 448 190"),
    ("notice", seen_from_the_side(drawn(NOTICE)), "On which day is the water turned off?",
     "Wednesday|Wednesday, 14 October|14 October|on Wednesday, 14 October"),
    ("notice tilted", tilted(drawn(NOTICE)), "When will the water be turned off?",
     "14 October|Wednesday|on Wednesday|Wednesday, 14 October|on Wednesday, 14 October|"
     "Wednesday, 14 October, from 9 am to 1 pm|on Wednesday, 14 October, from 9 am to 1 pm"),
    ("notice tilted", tilted(drawn(NOTICE)), "Who signed the notice?", "The caretaker"),
    ("ticket", tilted(drawn(TICKET)), "How much did the ticket cost?", "34.00 EUR|34.00"),
    ("ticket", tilted(drawn(TICKET)), "When do the doors open?", "18:45|at 18:45"),
    ("ticket from the side", seen_from_the_side(drawn(TICKET)), "What is the price?", "34.00 EUR|34.00"),
    ("ticket from the side", seen_from_the_side(drawn(TICKET)), "Which seat is it?", "22|seat 22|Row 7, seat 22"),
    ("ticket from the side", seen_from_the_side(drawn(TICKET)), "What is the name of the play?", "The Winter's Tale"),
)  # fmt: skip
CASES = tuple(
    Case(
        f"{name}: {question}",
        {"document": page, "question": question},
        lambda raw, wanted=wanted: is_exact(raw[0]["answer"], wanted.split("|")),
    )
    for name, page, question, wanted in ASKED
)
