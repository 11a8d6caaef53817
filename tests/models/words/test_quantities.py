import pytest

from models.words.dates import read_date, read_dates
from models.words.quantities import add_up, is_blank, read_quantity


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8,849 m", 8849),
        ("$3.50", 3.5),
        ("-4", -4),
        ("−4", -4),
        ("-$5", -5),
        ("$-5", -5),
        ("(1,250.50)", -1250.5),
        ("3,50 €", 3.5),
        ("1.234,5", 1234.5),
        ("1'234", 1234),
        ("$1.5M", 1_500_000),
        ("900k", 900_000),
        ("3 million", 3_000_000),
        ("1.2 kg", 1200),
        ("30%", 30),
        ("1:02:33", 3753),
        ("12:34", 754),
        ("2nd", 2),
        ("12 of 20", None),
        ("2021-12-03", None),
        ("Nepal", None),
        ("n/a", None),
        ("", None),
        ("9" * 400, None),
    ],
)
def test_quantities_are_read_with_what_stands_around_them(text, value):
    quantity = read_quantity(text)
    assert (None if quantity is None else quantity.value) == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("cells", "total", "average"),
    [
        (["$10", "$20"], "$30", "$15"),
        (["$1250", "$2300", "$49"], "$3,599", "$1,199.67"),
        (["30%", "10%", "20%"], "60%", "20%"),
        (["1.250,00 €", "89,90 €"], "1,339.90 €", "669.95 €"),
        (["-$5", "$2"], "-$3", "-$1.50"),
        (["500 g", "1 kg"], "1,500 g", "750 g"),
        (["$1.5M", "$900k"], "$2.4M", "$1.2M"),
        (["5 points", "1 point"], "6 points", "3 points"),
        (["1:30", "2:45"], "4:15", "2:07"),
        (["0:58:59", "1:02:33"], "2:01:32", "1:00:46"),
        (["0.1", "0.2"], "0.3", "0.15"),
        (["$5", "7"], "$12", "$6"),
        (["€1", "$2"], None, None),
        (["5 kg", "3 m"], None, None),
        (["two", "2"], None, None),
    ],
)
def test_sums_and_averages_have_the_unit_of_their_cells(cells, total, average):
    assert add_up(cells, average=False) == total
    assert add_up(cells, average=True) == average


@pytest.mark.parametrize("text", ["", " ", "-", "–", "—", "n/a", "N/A", "none", "NaN", "?", "tbd", "unknown"])
def test_cells_that_say_there_is_nothing(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "no", "-1", "Nan Goldin"])
def test_cells_that_say_something(text):
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2021-12-03", "2022-01-15"),
        ("3 May 2024", "May 4, 2024"),
        ("Sat, 31 Dec 2023", "1st of January 2024"),
        ("May 2024", "June 2024"),
        ("Q4 2023", "2024 Q1"),
        ("31.12.2023", "1.1.2024"),
        ("2024-05-03 09:30", "2024-05-03 17:00"),
        ("3 May", "4 June"),
        ("31/12/99", "1/1/05"),
    ],
)
def test_dates_in_several_forms(earlier, later):
    assert read_date(earlier) < read_date(later)


@pytest.mark.parametrize(
    "text", ["2024", "Nepal", "31.2.2024", "5 apples", "12:30", "10 m", "", "99/99/9999", "Mayor 5"]
)
def test_what_is_no_date(text):
    assert read_date(text) is None


def test_one_cell_of_a_column_shows_that_the_day_comes_first():
    assert read_dates(["03/12/2021", "15/01/2022"]) == [read_date("2021-12-03"), read_date("2022-01-15")]
    assert read_dates(["03/12/2021", "01/15/2022"]) == [read_date("2021-03-12"), read_date("2022-01-15")]
