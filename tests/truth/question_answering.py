"""Questions about mails, instructions and articles that people paste; some that the text does not answer."""

from tests.meaning.passages import is_exact
from tests.truth.case import Case

RULE = "the first answer, as SQuAD compares them; “no answer” where the text has none"
FLOOR = 0.6
MAIL = (
    "Hi all, the team lunch is moved to Thursday at 12:30. We meet at Casa Lupo on Mill Street. Please tell Priya by "
    "Tuesday if you are vegetarian. Lunch is paid for by the company."
)
KETTLE = (
    "Fill the kettle up to the mark, at most 1.7 litres. It switches itself off after the water has boiled. Descale "
    "it every three months with vinegar. Never put the base into water. The guarantee lasts for two years."
)
LAKE = (
    "Lake Baikal in Siberia is the deepest lake in the world. It reaches 1,642 metres below the surface and holds a "
    "fifth of all unfrozen fresh water. The lake is home to the Baikal seal. UNESCO made it a World Heritage Site in "
    "1996."
)
FLAT = (
    "Two-room flat near the park, 58 square metres, third floor without a lift. The rent is 740 euros a month, heating "
    "included. Free from 1 May. Pets are not allowed. Viewings on Saturday; call Mr Novak."
)
ASKED = (
    (MAIL, "When is the team lunch?", "Thursday at 12:30|Thursday|12:30"),
    (MAIL, "Where do we meet?", "Casa Lupo|at Casa Lupo|Casa Lupo on Mill Street|at Casa Lupo on Mill Street"),
    (MAIL, "Who pays for lunch?", "the company|company"),
    (MAIL, "Whom should I tell if I am vegetarian?", "Priya"),
    (KETTLE, "How often should I descale the kettle?", "every three months"),
    (KETTLE, "How long does the guarantee last?", "two years|for two years"),
    (KETTLE, "How much water can it hold?", "1.7 litres|at most 1.7 litres"),
    (KETTLE, "What do I need for descaling?", "vinegar|with vinegar"),
    (LAKE, "How deep is Lake Baikal?", "1,642 metres|1,642 metres below the surface"),
    (LAKE, "Where is Lake Baikal?", "Siberia|in Siberia"),
    (LAKE, "When did it become a World Heritage Site?", "1996|in 1996"),
    (LAKE, "Which animal lives there?", "Baikal seal|the Baikal seal|seal"),
    (FLAT, "How much is the rent?", "740 euros|740 euros a month"),
    (FLAT, "Whom should I call?", "Mr Novak|Novak"),
    (FLAT, "Which floor is the flat on?", "third floor|third|third floor without a lift"),
    (FLAT, "Who won the football match?", ""),
    (LAKE, "How many students attend the college?", ""),
)
CASES = tuple(
    Case(
        question,
        {"question": question, "context": text, "top_k": 1, "handle_impossible_answer": True},
        lambda raw, wanted=wanted: is_exact(raw["answer"], wanted.split("|")) if wanted else not raw["answer"],
        may_refuse=not wanted,
    )
    for text, question, wanted in ASKED
)
