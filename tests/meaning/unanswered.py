"""Questions that the passages of `tests.meaning.passages` do not answer, though they are about what stands there."""

from tests.meaning.passages import PASSAGES

QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("How old is Sylvain?", "What is Sylvain's phone number?"),
    ("What colour is the queen?", "How much honey does a colony make in a year?"),
    ("How much does the ticket cost?", "Who drives the train?"),
    ("Which school did Marie Curie attend?", "How many children did Marie Curie have?"),
    ("How many visitors does the tower have each year?", "What did the tower cost?"),
    ("How many animals live in the rainforest?", "Which river flows through the rainforest?"),
    ("What is the address of the office in Dublin?", "How much does shipping cost?"),
    ("What is the name of the mayor of Rotterdam?", "How much did the damage cost?"),
    ("When do guests have to leave their rooms?", "What is the name of the hotel?"),
    ("Where was Felix Hoffmann born?", "How many people take aspirin?"),
    ("How hot should the pan be?", "Who invented pancakes?"),
    ("How long do blue whales live?", "How fast can a blue whale swim?"),
    ("What is the name of Priya's husband?", "How old is Arjun?"),
    ("Who founded the museum?", "What is the phone number of the museum?"),
    ("How many people died in the Great Fire?", "Who was king at the time of the fire?"),
    ("What is Laura's surname?", "How long will the meeting last?"),
    ("How high is Mount Kilimanjaro?", "How cold is it on the summit?"),
    ("How high is Mount Everest?", "Who first climbed Mount Everest?"),
    ("How many pages does the novel have?", "Whom did Mary Shelley marry?"),
    ("Who founded Nokia?", "How many people work for Nokia?"),
)
"""Two for each passage, in its order."""

UNANSWERED = tuple((question, text) for (text, _), asked in zip(PASSAGES, QUESTIONS, strict=True) for question in asked)
