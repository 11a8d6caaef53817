import pytest

from models.errors import BadInput
from tabs.read.table import read_table


@pytest.mark.parametrize("content", ["a" * 200_000 + "\nb\n", "x,y\n" + "a" * 200_000 + ",1\n"])
def test_a_cell_longer_than_csv_allows_is_refused_in_words(uploaded, content):
    with pytest.raises(BadInput, match="cannot be read as CSV"):
        read_table(uploaded("a.csv", content.encode()))
