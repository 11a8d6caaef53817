"""Texts with everyday labels of which one fits, and with labels that have nothing to do with them.

The threshold of `models.pipelines.label_similarity` is chosen on these; they are no inputs of tests/truth.
"""

Labelled = tuple[str, tuple[tuple[str, str], ...]]
"""The labels, and texts with the label that fits."""

FITTING: tuple[Labelled, ...] = (
    (
        "praise, blame",
        (
            ("You did a wonderful job with the garden!", "praise"),
            ("Well done, the whole team can be proud of you.", "praise"),
            ("This mess is entirely your fault.", "blame"),
            ("If you had listened to me, we would not be late now.", "blame"),
        ),
    ),
    (
        "happy, sad",
        (
            ("We won the game and danced all night!", "happy"),
            ("I finally got a place at the university.", "happy"),
            ("My best friend moved away and I miss him every day.", "sad"),
            ("Our old dog died this morning.", "sad"),
        ),
    ),
    (
        "urgent, not urgent",
        (
            ("The server is down and no customer can pay, please help right now!", "urgent"),
            ("Call me back immediately, it cannot wait.", "urgent"),
            ("Whenever you have time, have a look at the new photos.", "not urgent"),
            ("There is no hurry, next month is fine.", "not urgent"),
        ),
    ),
    (
        "spam, not spam",
        (
            ("Congratulations, you have won a free iPhone! Click here to claim your prize.", "spam"),
            ("Cheap pills online, lowest prices, order today!!!", "spam"),
            ("Hi Mum, I will be home around seven.", "not spam"),
            ("Attached are the minutes of yesterday's meeting.", "not spam"),
        ),
    ),
    (
        "question, complaint",
        (
            ("What time does the swimming pool open?", "question"),
            ("Is breakfast included in the price?", "question"),
            ("I waited forty minutes and nobody served us.", "complaint"),
            ("The heating in our room did not work all week.", "complaint"),
        ),
    ),
    (
        "positive, negative, neutral",
        (
            ("I love this jacket, it fits perfectly.", "positive"),
            ("The worst hotel I have ever stayed in.", "negative"),
            ("The shop is on the second floor.", "neutral"),
        ),
    ),
    ("true, false", (("The sun rises in the east.", "true"), ("Fish live in trees and eat stones.", "false"))),
    (
        "polite, rude",
        (
            ("Would you be so kind as to pass me the salt?", "polite"),
            ("Shut up and get out of my way.", "rude"),
        ),
    ),
    (
        "fact, opinion",
        (
            ("Water boils at 100 degrees.", "fact"),
            ("I think summer is much nicer than winter.", "opinion"),
        ),
    ),
    (
        "formal, informal",
        (
            ("Dear Sir or Madam, I am writing with regard to your advertisement.", "formal"),
            ("hey dude, what's up?", "informal"),
        ),
    ),
    (
        "work, family, friends",
        (
            ("My boss wants the report by Monday.", "work"),
            ("Grandma is coming for the weekend.", "family"),
            ("Let's meet the gang at the pub tonight.", "friends"),
        ),
    ),
    (
        "breakfast, lunch, dinner",
        (
            ("Two fried eggs with toast and orange juice before school.", "breakfast"),
            ("We had candles and a roast in the evening.", "dinner"),
        ),
    ),
    (
        "yes, no",
        (("Sure, I would love to come!", "yes"), ("I am afraid I cannot make it.", "no")),
    ),
    (
        "child, adult",
        (("I am six and I go to school.", "child"), ("I have been paying taxes for twenty years.", "adult")),
    ),
    (
        "hot, cold",
        (("We were sweating in the sun all afternoon.", "hot"), ("My fingers are freezing in this snow.", "cold")),
    ),
    (
        "order, cancel, change",
        (
            ("I would like two large pizzas, please.", "order"),
            ("I no longer want the subscription, please stop it.", "cancel"),
            ("Can we move my appointment to Tuesday instead?", "change"),
        ),
    ),
    (
        "greeting, goodbye, thanks",
        (
            ("Good morning, nice to meet you!", "greeting"),
            ("See you next week, take care.", "goodbye"),
            ("That was so kind of you.", "thanks"),
        ),
    ),
    (
        "funny, serious",
        (
            ("Why did the tomato blush? It saw the salad dressing.", "funny"),
            ("The committee will investigate the causes of the accident.", "serious"),
        ),
    ),
    (
        "advice, warning, promise",
        (
            ("You should drink more water and sleep earlier.", "advice"),
            ("Do not swim here, there are sharks!", "warning"),
            ("I will never lie to you again, I swear.", "promise"),
        ),
    ),
    (
        "easy, difficult",
        (
            ("A child can do it in a minute.", "easy"),
            ("I have been trying for hours and still do not understand it.", "difficult"),
        ),
    ),
    (
        "bug, feature request",
        (
            ("The app closes by itself when I rotate the phone.", "bug"),
            ("It would be great if one could export the list as a PDF.", "feature request"),
        ),
    ),
    (
        "rent, buy",
        (
            ("We pay 700 a month for the flat and can leave at any time.", "rent"),
            ("She signed the contract and now the house is hers.", "buy"),
        ),
    ),
    ("animal, plant", (("A squirrel hides nuts for the winter.", "animal"), ("The oak drops its leaves.", "plant"))),
    ("cat, dog", (("She purrs when I stroke her.", "cat"), ("He barks at the postman.", "dog"))),
    ("toxic, not toxic", (("You are a worthless idiot.", "toxic"), ("Have a lovely evening, everybody.", "not toxic"))),
)

NONSENSE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "tax law, rocket engines, chess",
        (
            "The baby fell asleep in her arms.",
            "Add two eggs and stir well.",
            "It is raining again.",
            "I love your shoes.",
        ),
    ),
    (
        "plumbing, dinosaurs, opera",
        (
            "The bank raised its interest rates.",
            "Press the red button to restart.",
            "He scored in the last minute.",
            "My tooth hurts when I drink something cold.",
        ),
    ),
    (
        "volcano, piano, tennis",
        (
            "Please reset my password.",
            "The train to Leeds is late.",
            "She adopted a kitten.",
            "Milk is cheaper this week.",
        ),
    ),
    (
        "gardening, astronomy, boxing",
        (
            "The invoice is due on the first of March.",
            "Our flight was cancelled.",
            "He forgot her birthday.",
            "The printer is out of paper.",
        ),
    ),
    (
        "banana, submarine",
        (
            "The parliament votes tomorrow.",
            "I cannot sleep at night.",
            "The new film is too long.",
            "She speaks four languages.",
        ),
    ),
    (
        "knitting, algebra, whales, sausages",
        (
            "The thief escaped through a window.",
            "Turn left at the church.",
            "The phone's battery is empty.",
            "They got married in June.",
        ),
    ),
    (
        "philosophy, skiing, beetles",
        (
            "Two tickets to London, please.",
            "The milk has gone sour.",
            "My computer is so slow.",
            "The baker opens at six.",
        ),
    ),
    (
        "quantum physics, hairdresser",
        (
            "We planted tomatoes behind the house.",
            "The goalkeeper was injured.",
            "It snowed all night.",
            "He sold his car.",
        ),
    ),
    (
        "wedding dress, volcano eruption, tax return",
        ("The dog chased a rabbit.", "I need a new keyboard.", "The soup is too salty.", "The lake is frozen."),
    ),
    (
        "bicycle, cheese, orchestra",
        (
            "The court found him guilty.",
            "Take one pill after dinner.",
            "My son learns to read.",
            "The wind tore the roof off.",
        ),
    ),
)
"""Labels, and texts that none of them fits."""
