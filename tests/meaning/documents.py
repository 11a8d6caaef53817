"""Documents put together for the tests: sentences on one topic, between sentences that lead away from it."""

from collections.abc import Iterator

import numpy as np

TOPICS = (
    (
        "The lighthouse on the cape was built in 1856 to warn ships of the rocks.",
        "Its lamp can be seen from more than thirty kilometres away.",
        "For a century a keeper lived in the tower and lit the lamp every evening.",
        "Since 1968 the light has switched itself on and off.",
        "Today visitors climb the stairs of the lighthouse to look over the sea.",
    ),
    (
        "Chocolate is made from the seeds of the cacao tree.",
        "The seeds are fermented for some days and then dried in the sun.",
        "In the factory the cacao beans are roasted and ground into a paste.",
        "Sugar and milk powder make the bitter paste sweet.",
        "Most of the world's cacao grows in West Africa.",
    ),
    (
        "Glaciers are rivers of ice that flow slowly down a valley.",
        "They form where more snow falls in winter than melts in summer.",
        "The ice scrapes the rock beneath it and carries stones along.",
        "In warm years the glaciers retreat and leave lakes behind.",
        "Many rivers get their summer water from melting ice in the mountains.",
    ),
    (
        "The new tram line will connect the university with the central station.",
        "Trams will run every six minutes during the day.",
        "The city expects that eighteen thousand passengers will use the line each day.",
        "Construction of the tracks takes three years and begins in spring.",
        "During the work on the rails buses will replace the old tram.",
    ),
    (
        "Octopuses have eight arms with hundreds of suckers.",
        "They can change the colour of their skin within a second.",
        "An octopus squeezes its soft body through the smallest gaps.",
        "When attacked, the animal squirts ink and swims away.",
        "Experiments show that octopuses open jars and remember how.",
    ),
    (
        "The printing press spread through Europe within fifty years.",
        "Before Gutenberg, books were copied by hand and cost a fortune.",
        "Movable letters made it possible to print hundreds of pages a day.",
        "Printed books became cheap, and more people learned to read.",
        "Printers in Venice were soon the most important publishers.",
    ),
    (
        "Sleep helps the brain to keep what it learned during the day.",
        "Adults need between seven and nine hours of sleep a night.",
        "People who sleep too little make more mistakes at work.",
        "Bright screens in the evening make it harder to fall asleep.",
        "Doctors advise going to bed at the same time every day.",
    ),
    (
        "The company presented its first electric truck on Tuesday.",
        "Its battery lasts for five hundred kilometres with a full load.",
        "Charging the truck takes about forty minutes at a fast charger.",
        "The manufacturer wants to build ten thousand vehicles a year.",
        "Haulage firms have ordered eight hundred of the electric lorries so far.",
    ),
    (
        "Olive trees can live for more than a thousand years.",
        "The olives are picked in autumn, often still by hand.",
        "A mill crushes the fruit, and the oil is separated from the water.",
        "Good olive oil is kept in dark bottles, away from the light.",
        "Spain produces more olive oil than any other country.",
    ),
    (
        "The museum found a forgotten painting in its cellar.",
        "Experts believe that it was painted by a pupil of Rembrandt.",
        "X-rays showed an older portrait under the picture.",
        "The canvas will be cleaned and restored during the next months.",
        "From May the painting will hang in the main hall of the museum.",
    ),
    (
        "Earthquakes happen when plates of the Earth's crust slip past each other.",
        "The strongest quake ever measured shook Chile in 1960.",
        "Seismographs record the waves that run through the ground.",
        "In Japan, buildings stand on rubber bearings to survive the shaking.",
        "Nobody can predict the day on which the next earthquake will come.",
    ),
    (
        "The village school will close at the end of the year.",
        "Only nineteen pupils are left in its four classes.",
        "Parents protested against the decision and collected signatures.",
        "From autumn the children will take a bus to the school in town.",
        "The teachers have been offered jobs at other schools.",
    ),
    (
        "Coral reefs are home to a quarter of all fish in the sea.",
        "Tiny animals called polyps build the reefs from lime.",
        "When the water becomes too warm, the corals turn white and die.",
        "Divers plant young corals on steel frames to repair damaged reefs.",
        "The largest reef of the world lies off the coast of Australia.",
    ),
    (
        "Bread needs no more than flour, water, salt and yeast.",
        "The dough has to rest in a warm place until it doubles in size.",
        "Kneading makes the dough elastic, so that it holds the gas.",
        "Steam in the oven gives the loaf a shiny crust.",
        "Sourdough bread keeps fresh longer than bread baked with yeast.",
    ),
    (
        "The first marathon of the city drew nine thousand runners.",
        "The course led along the river and back through the old town.",
        "A runner from Kenya won in two hours and nine minutes.",
        "Volunteers handed out water and bananas every five kilometres.",
        "The last runners crossed the finish line after six hours.",
    ),
    (
        "The telescope on the mountain observes stars that are just being born.",
        "Its mirror has a diameter of eight metres.",
        "Astronomers photograph the same part of the sky every three nights.",
        "Computers compare the pictures and report every new point of light.",
        "Clouds of gas hide the youngest stars from other telescopes.",
    ),
    (
        "The town wants to save its old theatre from being torn down.",
        "The building with six hundred seats has stood empty since 2009.",
        "Repairing the roof and the stage would cost four million.",
        "Citizens founded a club that collects money for the theatre.",
        "In the first season a comedy and two operas will be performed.",
    ),
    (
        "Wolves have come back to the forests of the region.",
        "Cameras filmed a pack with five cubs last summer.",
        "Shepherds protect their flocks from the wolves with dogs and fences.",
        "Farmers get money for every sheep that a wolf has killed.",
        "Hunters are still not allowed to shoot the animals.",
    ),
    (
        "A hacker stole the passwords of two million customers.",
        "The online shop noticed the attack only after a week.",
        "Customers should change their passwords at once.",
        "According to the police, the thieves came in through an outdated server.",
        "Security experts advise using a different password for every website.",
    ),
    (
        "Tea came to Europe on Dutch ships around 1610.",
        "Black and green tea come from leaves of the same plant.",
        "For green tea the leaves are heated before they turn dark.",
        "The best leaves are picked by hand in the hills of Asia.",
        "In Japan, preparing tea is an art with strict rules.",
    ),
)
DIGRESSIONS = (
    "By the way, the parking garage next door is closed on Mondays.",
    "My aunt plays the accordion in a band.",
    "Subscribe to our newsletter and never miss a story.",
    "The author of these lines once lost an umbrella there.",
    "Yesterday the elevator in our office was out of order again.",
    "Some readers asked last week about the crossword puzzle.",
    "Our photographer prefers to travel by bicycle.",
    "It rained the whole morning.",
    "A cat was sitting on the window sill and yawned.",
    "More about this in the next issue.",
    "Nobody in the room laughed at the joke.",
    "The coffee at the press conference was excellent.",
    "Tickets for the lottery are sold at the kiosk.",
    "He had forgotten his glasses at home.",
    "This page was last changed in March.",
    "A truck blocked the street for half an hour.",
)
LED_AWAY = 4
"""Sentences in each document that are not on its topic."""


def documents(seed: int) -> Iterator[tuple[list[str], frozenset[str]]]:
    """Yield a document per topic: its sentences in a new order, and those of them that are on its topic."""
    rng = np.random.default_rng(seed)
    for topic in TOPICS:
        away = [str(DIGRESSIONS[index]) for index in rng.choice(len(DIGRESSIONS), LED_AWAY, replace=False)]
        slots = rng.choice(len(topic) + LED_AWAY, LED_AWAY, replace=False)
        on_topic = iter(topic)
        yield (
            [away.pop() if place in slots else next(on_topic) for place in range(len(topic) + LED_AWAY)],
            frozenset(topic),
        )
