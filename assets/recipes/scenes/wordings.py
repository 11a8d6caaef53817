"""How questions about scenes are worded; {0} stands for what is asked about."""

WHAT = ("what is this", "what is in the picture", "what can you see", "what do you see", "what is there")
WHICH = ("what {0} is this", "what {0} is in the picture", "which {0} is it", "what kind of {0} do you see")
SIDES = {
    "left": ("on the left", "at the left", "on the left side"),
    "right": ("on the right", "at the right", "on the right side"),
}
HOW_MANY = (
    "how many {0} are there",
    "how many {0} are in the picture",
    "how many {0} do you see",
    "how many {0} can you see",
    "how many {0}",
)
IS_THERE = (
    "is there {0}",
    "is there {0} in the picture",
    "do you see {0}",
    "can you see {0}",
    "is {0} in the picture",
)
WHERE = ("where is the {0}", "where do you see the {0}", "on which side is the {0}")
GROUND = (
    "what is the ground",
    "what kind of ground is it",
    "where is this",
    "what are they standing on",
    "where are they",
    "what is the background",
)
IS_GROUND = ("is it on the {0}", "is there {0}", "is this on {0}", "is the ground {0}", "do you see {0}")
COLOUR = (
    "what colour is the {0}",
    "what color is the {0}",
    "which colour has the {0}",
    "what is the colour of the {0}",
)
