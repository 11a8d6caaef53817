"""Plain questions about two tables such as people keep."""

from typing import Any

from tests.truth.case import Case

RULE = "just the right cells, and the right thing done with them"
FLOOR = 0.6
SHOP = """product,price,stock,colour
umbrella,12,30,black
raincoat,45,8,yellow
boots,60,12,green
hat,15,25,blue"""
TEAM = """name,city,age,goals
Lena,Bergen,23,7
Omar,Lyon,31,12
Yuki,Osaka,27,4
Pedro,Porto,19,9"""
ASKED = (
    (SHOP, "How much is the umbrella?", "NONE", {"12"}),
    (SHOP, "What colour are the boots?", "NONE", {"green"}),
    (SHOP, "Which product is the most expensive?", "NONE", {"boots"}),
    (SHOP, "How many products are there?", "COUNT", {"umbrella", "raincoat", "boots", "hat"}),
    (SHOP, "What is the average price?", "AVERAGE", {"12", "45", "60", "15"}),
    (SHOP, "Which product is yellow?", "NONE", {"raincoat"}),
    (SHOP, "What is the total stock?", "SUM", {"30", "8", "12", "25"}),
    (SHOP, "Which products cost less than 20?", "NONE", {"umbrella", "hat"}),
    (TEAM, "How old is Yuki?", "NONE", {"27"}),
    (TEAM, "Who lives in Lyon?", "NONE", {"Omar"}),
    (TEAM, "Who is the youngest?", "NONE", {"Pedro"}),
    (TEAM, "How many goals did Lena score?", "NONE", {"7"}),
    (TEAM, "Who scored the most goals?", "NONE", {"Omar"}),
    (TEAM, "Where does Pedro live?", "NONE", {"Porto"}),
)


def is_true(operation: str, cells: set[str], raw: dict[str, Any]) -> bool:
    """Tell whether just these cells were found; those counted may be of any column."""
    counted = operation == "COUNT" and len(raw["cells"]) == len(cells)
    return raw["aggregator"] == operation and (counted or set(raw["cells"]) == cells)


CASES = tuple(
    Case(
        question,
        {"table": table, "question": question},
        lambda raw, operation=operation, cells=cells: is_true(operation, cells, raw),
    )
    for table, question, operation, cells in ASKED
)
