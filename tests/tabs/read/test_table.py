import pytest

from models.errors import BadInput
from tabs.read.table import read_table


@pytest.mark.parametrize("content", ["a" * 200_000 + "\nb\n", "x,y\n" + "a" * 200_000 + ",1\n"])
def test_a_cell_longer_than_csv_allows_is_refused_in_words(uploaded, content):
    with pytest.raises(BadInput, match="CSV"):
        read_table(uploaded("a.csv", content.encode()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_spreadsheets_encodings(uploaded, encoding):
    assert read_table(uploaded("a.csv", "Größe;b\n1;2\n".encode(encoding))).header == ("Größe", "b")
