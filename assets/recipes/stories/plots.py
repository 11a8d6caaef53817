"""What happens in the stories: sentence after sentence, with choices in brackets and slots in braces."""

NAMED_OPENINGS = (
    "Once upon a time, there was a {character} {kind} named {H}.",
    "Once upon a time, [{place}|{short_place}], there lived a {character} {kind} named {H}.",
    "There was once a {kind} [called|named] {H} who [loved|liked] to {like}.",
    "{H} was a {character} {kind} who lived {place}.",
    "This is the story of {H}, a {character} {kind} who lived {short_place}.",
    "{H} was a {kind} who [loved|liked] to {like}.",
    "{H} the {kind} lived {place}.",
    "[{place}|{short_place}] lived a {character} {kind}. {Her} name was {H}.",
    "Long ago, a {character} {kind} [called|named] {H} lived {place}.",
)
NAMELESS_OPENINGS = (
    "Once upon a time, [{place}|{short_place}], there lived a [{character} |]{kind} who [loved|liked] to {like}. "
    "{Her} name was {H}.",
    "Once upon a time, there was a [{character} |]{kind} who lived {place}. Everybody called {herself} {H}.",
    "[{place}|{short_place}] there lived a [{character} |]{kind} who [loved|liked] to {like}. {Her} name was {H}.",
)
HABITS = (
    "{H} [loved|liked] to {like2}.",
    "Every [day|evening], {she} [liked|loved] to {like2}.",
    "{She} had a {colour} {toy} and took it everywhere.",
    "",
    "",
)
TURNS = ("One day,", "One morning,", "One sunny day,", "One afternoon,", "One rainy day,", "One cold evening,")

PLOTS = (
    (
        "{turn} {H} could not find {her} {colour} {toy}.",
        "{She} [looked|searched] {spot} and {spot2}, but [it was not there|the {toy} was gone].",
        "{H} was [very |]sad[ and began to cry|].",
        '[Then |]{F} the {friendkind} came by. "[Why are you sad|What is wrong], {H}?" {fshe} asked.',
        '"I [have lost|cannot find] my {toy}," {H} said.',
        "They looked together, and {F} found the {colour} {toy} {spot3}.",
        "{H} [was so happy that {she} hugged {F}|thanked {F} and smiled].",
        "[From that day on, they were best friends.|After that, {H} always took good care of the {toy}.]",
    ),
    (
        "{turn} {she} met {friend} named {F}, who [looked|was] [sad|hungry].",
        '"I [have nothing to eat|am so hungry]," {F} said.',
        "{H} had {count} {food} in {her} bag.",
        '"[Please take some of my|You can have some of my] {food}," said {H}.',
        "They sat down {spot} and ate the {food} together.",
        "{F} [was happy again|smiled for the first time that day].",
        "[{H} learned that sharing makes everyone happy.|After that, {H} and {F} shared everything.]",
    ),
    (
        "{turn} {H} found a [small|golden|old|shiny] key {spot}.",
        '"What does it open?" {she} [asked|wondered].',
        "{She} showed the key to {F} the {friendkind}.",
        "Together they [walked|ran] from door to door, until they came to {a_box} {spot2}.",
        "The key [fitted|turned], and [the box|it] opened.",
        "Inside was a {colour} {toy}, and it was [beautiful|the best they had ever seen].",
        "[They took turns playing with the {toy} until the sun went down.|{H} and {F} played with the {toy} all day.]",
    ),
    (
        "{turn} {she} wanted to learn how to {skill}.",
        "{She} tried once, [and it went wrong|but it did not work]. {She} tried again, and {she} [fell|failed].",
        '"I will never learn [it|to {skill}]!" {H} [cried|said].',
        'But {F} the {friendkind} said, "[Do not give up|Try again], {H}. [I will help you|We can practise together]."',
        "They practised [every day|all week].",
        "At last {H} could {skill}[ all alone|].",
        "{H} was [very |so ]proud, and {F} [clapped|cheered].",
    ),
    (
        "{turn} a [big|dark|loud] storm came.",
        "The wind [blew|howled] and the rain fell on [the roof|the trees].",
        "{H} was [scared|afraid] and hid {spot}.",
        "There {she} [met|found] {F} the {friendkind}, who was [scared|afraid] too.",
        '"[Do not worry|Do not be afraid]," said {H}. "[The storm will soon be over|We are together now]."',
        "They [told each other stories|sang songs|held each other] until [it was quiet|the sun came out].",
        "[Then a rainbow stood over the hills, and they both laughed.|"
        "After that, {H} was never afraid of storms again.]",
    ),
    (
        "{turn} {H} heard a [small|sad|quiet] voice {spot}.",
        'It was {F}, {friend}. "[Help me, please|Please help me]! I [am lost|cannot find my way home]," {fshe} said.',
        '"Where do you live?" asked {H}.',
        '"I live {spot2}," said {F}.',
        "So {H} took {F} by the hand, and they walked [a long way|through the wind] together.",
        "[At last|When it was dark], they [came to|found] {F}'s home {spot2}.",
        "{F}'s mother was so glad that she gave {H} {count} {food}.",
    ),
    (
        "{turn} {H} wanted to bake a cake for {her} {elder}.",
        "But there was no [sugar|milk|flour] in the [kitchen|house].",
        "{She} went to {F} the {friendkind} and [asked for help|knocked on the door].",
        '"[Of course I will help you|I have enough for both of us]," said {F}.',
        "They baked a [big|sweet] cake with {food} [on top|in it].",
        '"This is the best cake [in the world|I ever had]," {her} {elder} said.',
        "{H} and {F} [laughed|were proud], and everybody had a piece.",
    ),
    (
        "{turn} {H} planted a [tiny|small] seed {spot}.",
        "{She} gave it water every day, but nothing [happened|grew].",
        '"[You must wait|Be patient], {H}," said {F} the {friendkind}.',
        "So {H} waited[ and sang to the seed|].",
        "Then [one morning|after {count} days], a {colour} flower [stood there|opened].",
        "It was so [tall|beautiful] that everybody came to see it.",
        '"[Waiting was worth it|Good things take time]," said {H}[ with a smile|].',
    ),
    (
        "{turn} {H} played with the ball inside the house and broke {her} {elder}'s {colour} [lamp|cup].",
        "{H} was [scared|afraid] and hid [it|the pieces] {spot}.",
        "{F} the {friendkind} saw it[ all|]. "
        '"[You should tell the truth|It is best to tell the truth], {H}," {fshe} said.',
        'So {H} went to {her} {elder} and said, "I broke it. I am [very |so ]sorry."',
        '{Her} {elder} [was not angry|smiled]. "Thank you for telling me the truth," {her} {elder} said.',
        "{H} felt [much better|light and happy][ and hugged {her} {elder}|].",
    ),
    (
        "{turn} a new neighbour came, {friend} named {F}.",
        "{F} was [very |]shy and [stood alone|sat] {spot}.",
        '{H} went over and said, "[Hello|Hi], I am {H}. '
        '[Do you want to play|Would you like to play] with my {colour} {toy}?"',
        "{F} [smiled|nodded]. They played with the {toy} until [it was dark|dinner].",
        '"[You are my first friend here|Thank you, {H}]," said {F}.',
        "[From then on|After that], they played together every day.",
    ),
    (
        "{turn} it began to snow, and soon everything was white.",
        "{H} and {her} friend {F} the {friendkind} [ran outside|put on their coats and went out].",
        "They made a [big|round|tall] snowman {spot}.",
        "{H} gave it {her} {colour} scarf, and {F} gave it a {colour2} hat.",
        'But {H} was cold without {her} scarf. "[Take my coat|Let us go home]," said {F}.',
        "Inside, {her} {elder} made them hot [milk|soup], and they watched the snowman from the window.",
    ),
    (
        "{turn} {H} caught a tiny fish[ in the lake|].",
        '"[Please let me go|Let me go], {H}," said the fish, "and I will [give you a wish|make a wish come true]."',
        "{H} [was surprised|could not believe it], but {she} let the fish go.",
        '"I wish for [a friend|somebody to play with]," said {H}.',
        "[The next day|When {she} came home], {F} the {friendkind} stood [at|before] the door with a {colour} {toy}.",
        '"[Do you want to play|Shall we play]?" {fshe} asked.',
        "{H} [laughed|was happy], for {her} wish had come true.",
    ),
)
ENDINGS = ("", "", "", "And they lived happily ever after.", "The end.", "It was a [good|wonderful] day.")
