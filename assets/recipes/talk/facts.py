"""What there is to know, in tables."""

import calendar

from assets.recipes.spin import list_of

ANIMALS = {
    # what it says, its legs, what it eats, where it lives, its young
    "ant": (None, "six", "seeds and leaves", "in an anthill", None),
    "bear": ("growl", "four", "berries, fish and honey", "in the forest", "cub"),
    "bee": ("buzz", "six", "nectar and pollen", "in a hive", None),
    "bird": ("tweet", "two", "seeds and worms", "in a nest", "chick"),
    "butterfly": (None, "six", "nectar", "in meadows", "caterpillar"),
    "camel": (None, "four", "grass and thorny plants", "in the desert", "calf"),
    "cat": ("meow", "four", "mice and fish", "in a house", "kitten"),
    "chicken": ("cluck", "two", "grain and worms", "on a farm", "chick"),
    "cow": ("moo", "four", "grass", "on a farm", "calf"),
    "crocodile": (None, "four", "fish and other animals", "in rivers", None),
    "dog": ("woof", "four", "meat and bones", "in a kennel", "puppy"),
    "donkey": ("hee-haw", "four", "grass and hay", "on a farm", "foal"),
    "duck": ("quack", "two", "water plants and snails", "on a pond", "duckling"),
    "elephant": ("trumpet", "four", "leaves and grass", "in Africa and Asia", "calf"),
    "fish": (None, "no", "water plants and small animals", "in the water", None),
    "fox": ("yelp", "four", "mice and berries", "in a den", "cub"),
    "frog": ("croak", "four", "flies", "in a pond", "tadpole"),
    "giraffe": (None, "four", "leaves of tall trees", "in Africa", "calf"),
    "goat": ("bleat", "four", "grass and leaves", "on a farm", "kid"),
    "goose": ("honk", "two", "grass", "on a farm", "gosling"),
    "hippo": (None, "four", "grass", "in rivers in Africa", "calf"),
    "horse": ("neigh", "four", "grass and hay", "in a stable", "foal"),
    "kangaroo": (None, "four", "grass", "in Australia", "joey"),
    "lion": ("roar", "four", "meat", "in Africa", "cub"),
    "monkey": ("chatter", "four", "fruit and nuts", "in the jungle", None),
    "mouse": ("squeak", "four", "grain and cheese", "in a hole", None),
    "owl": ("hoot", "two", "mice", "in the forest", "owlet"),
    "panda": (None, "four", "bamboo", "in China", "cub"),
    "penguin": (None, "two", "fish", "in the Antarctic", "chick"),
    "pig": ("oink", "four", "roots and grain", "in a sty", "piglet"),
    "rabbit": (None, "four", "carrots and grass", "in a burrow", "bunny"),
    "rooster": ("cock-a-doodle-doo", "two", "grain", "on a farm", None),
    "shark": (None, "no", "fish", "in the sea", "pup"),
    "sheep": ("baa", "four", "grass", "on a farm", "lamb"),
    "snail": (None, "no", "leaves", "in its shell", None),
    "snake": ("hiss", "no", "mice and eggs", "in grass and under stones", None),
    "spider": (None, "eight", "flies", "in a web", None),
    "squirrel": (None, "four", "nuts", "in a tree", None),
    "swan": (None, "two", "water plants", "on a lake", "cygnet"),
    "tiger": ("roar", "four", "meat", "in the jungle", "cub"),
    "turtle": (None, "four", "plants and small animals", "in the water", None),
    "whale": (None, "no", "tiny animals and fish", "in the sea", "calf"),
    "wolf": ("howl", "four", "meat", "in the forest", "cub"),
    "zebra": (None, "four", "grass", "in Africa", "foal"),
}
COLOURS = {
    "black": "coal,the night",
    "blue": "the sea,the sky",
    "brown": "chocolate,soil,wood",
    "green": "a frog,a leaf,cucumber,grass,spinach",
    "grey": "a mouse,an elephant,ash",
    "orange": "a carrot,a pumpkin",
    "pink": "a flamingo,a pig",
    "purple": "a plum,lavender",
    "red": "a cherry,a fire engine,a ladybird,a strawberry,a tomato,blood",
    "white": "a polar bear,a swan,milk,salt,snow",
    "yellow": "a banana,a canary,a lemon,butter,the sun",
}
OPPOSITES = dict(
    pair.split("-")
    for pair in list_of(
        "always-never,back-front,bad-good,beautiful-ugly,before-after,big-small,black-white,brave-afraid,cheap-expensive,"
        "clean-dirty,cold-hot,day-night,deep-shallow,dry-wet,early-late,easy-difficult,empty-full,fast-slow,fat-thin,"
        "first-last,happy-sad,hard-soft,heavy-light,high-low,inside-outside,left-right,long-short,loud-quiet,near-far,"
        "new-old,open-closed,poor-rich,push-pull,rough-smooth,same-different,sharp-blunt,sour-sweet,start-end,"
        "strong-weak,tall-short,thick-thin,true-false,up-down,warm-cool,wide-narrow,win-lose,wise-foolish,yes-no",
        ",",
    )
)
CAPITALS = dict(
    pair.split("-")
    for pair in list_of(
        "Argentina-Buenos Aires,Australia-Canberra,Austria-Vienna,Belgium-Brussels,Brazil-Brasilia,Bulgaria-Sofia,"
        "Canada-Ottawa,Chile-Santiago,China-Beijing,Colombia-Bogota,Croatia-Zagreb,Cuba-Havana,Denmark-Copenhagen,"
        "Egypt-Cairo,Ethiopia-Addis Ababa,Finland-Helsinki,France-Paris,Germany-Berlin,Ghana-Accra,Greece-Athens,"
        "Hungary-Budapest,Iceland-Reykjavik,India-New Delhi,Indonesia-Jakarta,Iran-Tehran,Iraq-Baghdad,Ireland-Dublin,"
        "Italy-Rome,Jamaica-Kingston,Japan-Tokyo,Kenya-Nairobi,Mexico-Mexico City,Morocco-Rabat,Nepal-Kathmandu,"
        "New Zealand-Wellington,Nigeria-Abuja,Norway-Oslo,Pakistan-Islamabad,Peru-Lima,Poland-Warsaw,Portugal-Lisbon,"
        "Romania-Bucharest,Russia-Moscow,Senegal-Dakar,South Korea-Seoul,Spain-Madrid,Sweden-Stockholm,"
        "Switzerland-Bern,Thailand-Bangkok,Turkey-Ankara,Ukraine-Kyiv,Vietnam-Hanoi",
        ",",
    )
)
DAYS = list(calendar.day_name)
MONTHS = list(calendar.month_name)[1:]
NUMBERS = list_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
LARGEST_SUM = 12

JOKES = (
    "Why did the cow cross the road? To get to the udder side!",
    "What do you call a bear without teeth? A gummy bear!",
    "Why is six afraid of seven? Because seven eight nine!",
    "What has ears but cannot hear? A field of corn!",
    "Why did the banana go to the doctor? It was not peeling well!",
    "What do you call a sleeping bull? A bulldozer!",
)
ANSWERABLE = "animals, colours, opposites, days, months, capitals and small sums"
