import pytest

from models.errors import BadInput
from tabs.read.table import read_table
from tabs.run.compute import note_reading


@pytest.mark.parametrize("content", ["a" * 200_000 + "\nb\n", "x,y\n" + "a" * 200_000 + ",1\n"])
def test_a_cell_longer_than_csv_allows_is_refused_in_words(uploaded, content):
    with pytest.raises(BadInput, match="CSV"):
        read_table(uploaded("a.csv", content.encode()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_spreadsheets_encodings(uploaded, encoding):
    assert read_table(uploaded("a.csv", "Größe;b\n1;2\n".encode(encoding))).header == ("Größe", "b")


def test_a_euro_sign_and_curly_quotes_of_windows(uploaded):
    table = read_table(uploaded("a.csv", "Brot;3,50 €\nKäse;“alt”\n".encode("cp1252")))
    assert (table.header, table.rows) == (("Brot", "3,50 €"), (("Käse", "“alt”"),))


WRITTEN = {
    "separator named": "sep=;\nName;Price\nA;1,5\n",
    "commas in a heading": "Name;Price\nA;1,5\nB;2,5\n",
    "a title above": "Sales 2024;\nName;Price\nA;1,5\n",
    "a title alone on its line": "Sales 2024\n\nName;Price\nA;1,5\n",
    "bars": "Name|Price\nA|1,5\n",
    "Markdown": "| Name | Price |\n|:---|---:|\n| A | 1,5 |\n",
    "a mark of the byte order pasted": "\ufeffName;Price\nA;1,5\n",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_tables_as_people_paste_them(text):
    table = read_table(text)
    assert (table.header, table.rows[0]) == (("Name", "Price"), ("A", "1,5"))


def test_cells_are_cut_where_every_line_is_cut_alike():
    table = read_table("Name;Price, net, in EUR\nA;1,5\nB;20\n")
    assert (table.header, table.rows) == (("Name", "Price, net, in EUR"), (("A", "1,5"), ("B", "20")))


def test_a_bar_within_cells_separates_nothing():
    assert read_table("Name,Sizes\nA,S|M|L\nB,M|L\n").header == ("Name", "Sizes")


def test_a_single_column_with_commas_keeps_its_heading():
    assert read_table("Name\nRoe, Ann\nPoe, Bob\n").header[0] == "Name"


def test_a_heading_over_nothing_is_no_title():
    table = read_table(",Jan,Feb\nA,1,2\nB,3,4\n")
    assert (table.header, len(table.rows)) == (("Column 1", "Jan", "Feb"), 2)


@pytest.mark.parametrize(("text", "title"), [("Sales 2024;\nName;Price\nA;1,5\n", "Sales 2024"), ("a,b\n1,2\n3,4", "")])
def test_a_title_that_is_no_part_of_the_table_is_told(text, title):
    table = read_table(text)
    assert table.title == title
    assert title in note_reading({"table": table})
    assert bool(note_reading({"table": table})) == bool(title)
