"""Texts with the labels among which to find theirs: written to set the scale of `models.pipelines.label_similarity`."""

Case = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
"""The labels, and pairs of a text and its label."""

CASES: tuple[Case, ...] = (
    (
        ("sports", "technology", "health", "fashion", "weather", "money"),
        (
            ("The striker scored twice in the last ten minutes.", "sports"),
            ("She broke the national record in the hundred metres.", "sports"),
            ("The new phone folds in half and lasts two days on one charge.", "technology"),
            ("Engineers taught the robot to open doors.", "technology"),
            ("Drinking enough water helps against headaches.", "health"),
            ("The vaccine protects small children from measles.", "health"),
            ("Long coats and wide collars come back this winter.", "fashion"),
            ("Heavy snow is expected in the mountains tonight.", "weather"),
            ("The bank lowered the interest on savings accounts.", "money"),
            ("Share prices fell after the report.", "money"),
        ),
    ),
    (
        ("lost card", "money transfer", "new account", "loan"),
        (
            ("I cannot find my credit card anywhere.", "lost card"),
            ("Somebody stole my wallet with the bank card in it.", "lost card"),
            ("Please send 200 euros to my sister.", "money transfer"),
            ("How long does it take until the payment reaches the other bank?", "money transfer"),
            ("I would like to become a customer of yours.", "new account"),
            ("We want to borrow 20,000 for a new kitchen.", "loan"),
        ),
    ),
    (
        ("joy", "anger", "sadness", "fear"),
        (
            ("I got the job, I could hug the whole world!", "joy"),
            ("Our baby laughed for the first time today.", "joy"),
            ("He lied to my face again and I am fed up with it.", "anger"),
            ("How dare you read my letters!", "anger"),
            ("Since the funeral the house feels empty.", "sadness"),
            ("She cried when the puppy died.", "sadness"),
            ("I heard steps behind me in the dark and started to run.", "fear"),
            ("My hands shake when I think of the operation.", "fear"),
        ),
    ),
    (
        ("heating", "music", "light", "door"),
        (
            ("It is too cold in here.", "heating"),
            ("Set the living room to 21 degrees.", "heating"),
            ("Play something by the Beatles.", "music"),
            ("Turn the volume down, please.", "music"),
            ("I can hardly read, it is so dark.", "light"),
            ("Switch on the lamp in the hall.", "light"),
            ("Has anybody locked up?", "door"),
        ),
    ),
    (
        ("billing", "technical support", "sales", "personnel"),
        (
            ("The amount on my invoice is wrong.", "billing"),
            ("You charged my account twice.", "billing"),
            ("The program crashes as soon as I open it.", "technical support"),
            ("I cannot log in since the update.", "technical support"),
            ("How much does the plan for ten people cost?", "sales"),
            ("Could you send me an offer for fifty chairs?", "sales"),
            ("I want to apply for the position of cook.", "personnel"),
            ("How many days of holiday do employees get?", "personnel"),
        ),
    ),
    (
        ("positive review", "negative review"),
        (
            ("A wonderful film, I laughed and cried.", "positive review"),
            ("Best coffee in town and very friendly people.", "positive review"),
            ("Boring from the first minute to the last.", "negative review"),
            ("The room was dirty and the staff rude.", "negative review"),
        ),
    ),
    (
        ("mammal", "bird", "insect", "fish"),
        (
            ("The sparrow builds its nest under the roof.", "bird"),
            ("Owls hunt at night without a sound.", "bird"),
            ("Ants follow a trail of scent to their hill.", "insect"),
            ("The butterfly came out of its cocoon.", "insect"),
            ("The salmon swims up the river to spawn.", "fish"),
            ("A mare suckles her foal for half a year.", "mammal"),
        ),
    ),
    (
        ("past", "future"),
        (
            ("In 1850 most people lived on farms.", "past"),
            ("Next year we will move to a larger house.", "future"),
        ),
    ),
)
