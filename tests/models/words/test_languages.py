import pytest

from models.errors import BadInput
from models.words.languages import LANGUAGES, NAMES, find_language


def test_all_of_nllb_is_there_and_nothing_else():
    from transformers.models.nllb.tokenization_nllb import FAIRSEQ_LANGUAGE_CODES

    assert {language.flores for language in LANGUAGES} == set(FAIRSEQ_LANGUAGE_CODES)
    assert len(set(NAMES)) == len(NAMES) == len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.flores)
def test_name_and_code_find_the_language(language):
    assert find_language(language.name) is find_language(language.flores)
    assert find_language(language.flores).flores == language.flores


@pytest.mark.parametrize(
    ("word", "flores"),
    [
        ("de", "deu_Latn"),
        ("deu", "deu_Latn"),
        ("GERMAN", "deu_Latn"),
        ("en_XX", "eng_Latn"),
        ("pt-BR", "por_Latn"),
        ("zh", "zho_Hans"),
        ("Chinese", "zho_Hans"),
        ("Norwegian", "nob_Latn"),
    ],
)
def test_other_spellings(word, flores):
    assert find_language(word).flores == flores


def test_an_unknown_language():
    with pytest.raises(BadInput, match="not known"):
        find_language("Klingon")
