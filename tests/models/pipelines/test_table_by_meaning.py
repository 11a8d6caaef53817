import pandas
import pytest

from models.pipelines.table_by_meaning import load_table_by_meaning
from models.starters import folder_of
from models.words.columns import Columns
from models.words.table_names import words_of
from models.words.table_words import asked, named_cells
from tabs.read.table import read_table
from tabs.text.table_question_answering import LIBRARIES, MOUNTAINS, VISITORS

TABLES = {name: read_table(text) for name, text in [("m", MOUNTAINS), ("l", LIBRARIES), ("v", VISITORS)]}
MOUNTAIN = Columns(TABLES["m"].header, TABLES["m"].rows)


@pytest.fixture(scope="module")
def pipe():
    return load_table_by_meaning(folder_of("table-by-meaning"))


@pytest.mark.parametrize(
    ("table", "question", "answer"),
    [
        ("m", "How high is Denali?", "6190"),
        ("m", "Which country is Aconcagua in?", "Argentina"),
        ("m", "Which mountain is the highest?", "Mount Everest"),
        ("m", "What is the lowest height?", "4806"),
        ("m", "Which mountain was climbed first?", "Mont Blanc"),
        ("m", "When was Mont Blanc first climbed?", "1786"),
        ("m", "Which mountains are higher than 6,500 metres?", "Mount Everest, Aconcagua"),
        ("m", "How many mountains are there?", "COUNT > Mount Everest, Aconcagua, Denali, Kilimanjaro, Mont Blanc"),
        ("m", "What is the average height?", "AVERAGE > 8849, 6961, 6190, 5895, 4806"),
        ("l", "How many stars does the transformers repository have?", "36542"),
        ("l", "Which language is Tokenizers written in?", "Rust, Python and NodeJS"),
        ("l", "How many contributors do Transformers and Datasets have together?", "SUM > 651, 77"),
        ("v", "How many visitors were there in June and July in total?", "SUM > 1874, 2403"),
        ("v", "Which month had the fewest rainy days?", "June"),
        ("v", "What is the weather on Mars?", ""),
    ],
)
def test_questions_are_answered(pipe, table, question, answer):
    frame = pandas.DataFrame(list(TABLES[table].rows), columns=list(TABLES[table].header), dtype=object)
    assert pipe(table=frame, query=question)["answer"] == answer


@pytest.mark.parametrize("table", ["A\n1", "A,A\n,\n,x", "Name,Size\nNaN,inf\n1e999,-", "((,[a]\n*?,\\d\n(,)"])
@pytest.mark.parametrize(
    "question", ["?", "How many (( are more than 9?", "the highest *? of [a]", "total", "x" * 3000]
)
def test_odd_tables_and_questions_have_answers_of_the_same_form(pipe, table, question):
    read = read_table(table)
    frame = pandas.DataFrame(list(read.rows), columns=list(read.header), dtype=object)
    answer = pipe(table=frame, query=question)
    assert [read.rows[row][column] for row, column in answer["coordinates"]] == answer["cells"]


def test_a_cell_within_the_words_of_another_is_not_meant():
    table = Columns(("Place",), (("York",), ("New York",)))
    assert named_cells(words_of("Who lives in New York?"), table) == [(1, 0)]


def test_cells_of_one_column_add_up_and_those_of_several_agree():
    assert asked("Denali or Aconcagua?", MOUNTAIN).rows == [1, 2]
    assert asked("Is Denali in the United States?", MOUNTAIN).rows == [2]
