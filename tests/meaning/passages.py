"""Passages written for the tests, with questions and the answers that count as right, as in SQuAD."""

import re
import string
from collections import Counter

PASSAGES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "My name is Sylvain and I work at Hugging Face in Brooklyn.",
        (("Where do I work?", "Hugging Face"), ("What is my name?", "Sylvain")),
    ),
    (
        "A honey bee colony in summer has one queen, a few hundred drones and up to 60,000 workers. The queen "
        "lays as many as 2,000 eggs a day and lives for three to five years, while a summer worker lives for "
        "about six weeks. Workers that have found a rich field of flowers tell the others with a dance, which the"
        " Austrian scientist Karl von Frisch deciphered; he received the Nobel Prize for it in 1973.",
        (
            ("How many eggs does the queen lay a day?", "2,000|as many as 2,000"),
            ("How long does a summer worker live?", "six weeks|about six weeks"),
            ("Who deciphered the dance?", "Karl von Frisch"),
            ("When did he receive the Nobel Prize?", "1973|in 1973"),
        ),
    ),
    (
        "Thank you for travelling with Nordic Rail. Your train leaves Oslo S at 07:49 from platform 12 and "
        "arrives in Bergen at 14:31. Your seat is 34 in coach 5. Tickets can be changed free of charge until 24 "
        "hours before departure.",
        (
            ("When does my train leave?", "07:49|at 07:49"),
            ("What is my seat?", "34"),
            ("When do I arrive in Bergen?", "14:31|at 14:31"),
        ),
    ),
    (
        "Marie Curie was born in Warsaw in 1867 and moved to Paris at the age of 24. Together with her husband "
        "Pierre she discovered polonium and radium. She was the first woman to win a Nobel Prize and died in "
        "1934.",
        (
            ("Where was Marie Curie born?", "Warsaw"),
            ("When did Marie Curie die?", "1934"),
            ("What did she discover?", "polonium and radium"),
            ("What was the name of her husband?", "Pierre"),
        ),
    ),
    (
        "The Eiffel Tower is 330 metres tall and stands on the Champ de Mars in Paris. It was completed in 1889 "
        "for the World's Fair. The company of the engineer Gustave Eiffel built it in just over two years.",
        (
            ("How tall is the Eiffel Tower?", "330 metres"),
            ("When was the tower finished?", "1889|in 1889"),
            ("In which city does the tower stand?", "Paris"),
        ),
    ),
    (
        "The Amazon is the largest rainforest in the world. Most of it, about 60 percent, lies in Brazil, "
        "followed by Peru with 13 percent and Colombia with 10 percent. Some 390 billion trees grow there.",
        (
            ("Which country has most of the rainforest?", "Brazil"),
            ("How many trees grow there?", "390 billion|some 390 billion"),
        ),
    ),
    (
        "Our office in Dublin will be closed from 24 December to 2 January. In urgent cases please call Siobhan "
        "on +353 1 555 0134. Orders placed during the holidays will be shipped on 5 January.",
        (
            ("Who should I call in urgent cases?", "Siobhan"),
            ("When will orders be shipped?", "5 January|on 5 January"),
            ("Which office will be closed?", "Dublin|Our office in Dublin|office in Dublin"),
        ),
    ),
    (
        "Last night a fire destroyed an empty warehouse in the harbour of Rotterdam. Nobody was hurt. According "
        "to the police, the fire was caused by a faulty cable. Eighty firefighters needed five hours to put it "
        "out.",
        (
            ("What caused the fire?", "a faulty cable"),
            ("How many firefighters were there?", "Eighty"),
            ("Where was the fire?", "Rotterdam|harbour of Rotterdam|in the harbour of Rotterdam|warehouse"),
        ),
    ),
    (
        "Dear guests, breakfast is served from 7 to 10 am in the Rose Room on the first floor. The pool opens at "
        "9 am. A taxi to the airport costs 45 dollars and takes about half an hour. The password for the wireless"
        " network is seagull.",
        (
            ("What is the password?", "seagull"),
            ("How much is a taxi to the airport?", "45 dollars"),
            ("Where is breakfast served?", "Rose Room|Rose Room on the first floor|in the Rose Room"),
            ("When does the pool open?", "9 am|at 9 am"),
        ),
    ),
    (
        "Aspirin was first made in 1897 by the chemist Felix Hoffmann, who worked for Bayer in Germany. It "
        "relieves pain and lowers fever. The name comes from a plant, the meadowsweet.",
        (
            ("Who first made aspirin?", "Felix Hoffmann"),
            ("Which company did Hoffmann work for?", "Bayer"),
            ("What does aspirin relieve?", "pain"),
        ),
    ),
    (
        "To make the pancakes, beat three eggs with 250 millilitres of milk, then stir in 120 grams of flour and "
        "a pinch of salt. Let the batter rest for twenty minutes. Fry each pancake in butter until it is golden.",
        (
            ("How many eggs do I need?", "three"),
            ("How much flour do I need?", "120 grams|120 grams of flour"),
            ("How long should the batter rest?", "twenty minutes"),
        ),
    ),
    (
        "Blue whales are the largest animals that have ever lived. They can be 30 metres long and weigh 150 "
        "tonnes. Their food is krill, tiny animals that look like shrimps, and they eat up to four tonnes of it a"
        " day.",
        (("What do blue whales eat?", "krill"), ("How long can a blue whale be?", "30 metres")),
    ),
    (
        "Priya has two brothers. Arjun is a doctor in Mumbai, and Rohan studies law in London. Priya herself left"
        " India in 2015 and now runs a small bookshop in Toronto.",
        (
            ("What does Arjun do?", "doctor"),
            ("Who studies law?", "Rohan"),
            ("What does Priya run?", "bookshop|small bookshop"),
            ("When did Priya leave India?", "2015|in 2015"),
        ),
    ),
    (
        "The museum is open daily except Mondays, from 10:00 to 18:00. Tickets are 12 euros for adults and 6 "
        "euros for students; children under six get in free. Guided tours start at 11:00 and 15:00 at the main "
        "entrance.",
        (
            ("On which day is the museum closed?", "Mondays"),
            ("How much do students pay?", "6 euros"),
            ("Where do the tours start?", "main entrance|at the main entrance"),
        ),
    ),
    (
        "The Great Fire of London began on 2 September 1666 in a bakery in Pudding Lane and burned for four days."
        " It destroyed more than 13,000 houses. Christopher Wren later designed the new St Paul's Cathedral.",
        (
            (
                "Where did the Great Fire begin?",
                "bakery|bakery in Pudding Lane|in a bakery in Pudding Lane|Pudding Lane",
            ),
            ("How many houses were destroyed?", "13,000|more than 13,000"),
            ("Who designed the new cathedral?", "Christopher Wren"),
        ),
    ),
    (
        "Hi Tom, the meeting with the people from Acme has been moved to Thursday at half past two because Laura "
        "is ill. We meet in the blue room. Please bring the contract. See you, Ben",
        (
            ("Why was the meeting moved?", "Laura is ill|because Laura is ill"),
            ("What should Tom bring?", "contract"),
            ("In which room is the meeting?", "blue room|the blue room"),
        ),
    ),
    (
        "Mount Kilimanjaro, a dormant volcano in Tanzania, is the highest mountain in Africa. Hans Meyer and "
        "Ludwig Purtscheller were the first to reach the summit, in 1889. Today about 35,000 people try to climb "
        "it each year.",
        (
            ("What is the highest mountain in Africa?", "Mount Kilimanjaro|Kilimanjaro"),
            ("In which country is Kilimanjaro?", "Tanzania"),
            ("How many people try to climb it each year?", "35,000|about 35,000"),
        ),
    ),
    (
        "Water boils at 100 degrees Celsius at sea level. On top of Mount Everest, where the air pressure is "
        "lower, it already boils at about 70 degrees.",
        (("At what temperature does water boil on Mount Everest?", "70 degrees|about 70 degrees"),),
    ),
    (
        "The novel Frankenstein was written by Mary Shelley when she was only eighteen, during a rainy summer at "
        "Lake Geneva. It was published in London in 1818 and did not carry her name.",
        (
            ("Who wrote Frankenstein?", "Mary Shelley"),
            ("How old was the author?", "eighteen|only eighteen"),
            ("Where was the novel published?", "London"),
        ),
    ),
    (
        "Nokia began in 1865 as a paper mill in the south of Finland. It later made rubber boots and cables "
        "before it became famous for mobile phones in the 1990s.",
        (("What did Nokia begin as?", "paper mill|as a paper mill"), ("In which country did Nokia begin?", "Finland")),
    ),
)
CASES = [(question, text, wanted.split("|")) for text, asked in PASSAGES for question, wanted in asked]


def is_exact(answer: str, wanted: list[str]) -> bool:
    """Tell whether the answer is one of those wanted, articles, case and punctuation aside."""
    return normalised(answer) in {normalised(one) for one in wanted}


def overlap(answer: str, wanted: list[str]) -> float:
    """Return F1 of the answer's words and the best of those wanted."""
    return max(_f1(normalised(answer).split(), normalised(one).split()) for one in wanted)


def normalised(text: str) -> str:
    """Return a text as SQuAD compares answers."""
    plain = "".join(character for character in text.lower() if character not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", plain).split())


def _f1(found: list[str], wanted: list[str]) -> float:
    common = sum((Counter(found) & Counter(wanted)).values())
    return 2 * common / (len(found) + len(wanted)) if common else 0.0
