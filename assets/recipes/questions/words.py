"""The word lists behind the values: each a string with commas between."""


def _list(words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split(","))


WORDS: dict[str, tuple[str, ...]] = {
    "job": _list(
        """nurse, teacher, carpenter, plumber, software engineer, tailor, baker, librarian, architect, lawyer,
        dentist, gardener, pilot, cook, electrician, painter, surgeon, physicist, journalist, photographer,
        accountant, farmer, bus driver, firefighter, translator, biologist, data scientist, sailor, musician,
        locksmith, judge, vet, waiter, hairdresser, shop assistant, secretary, geologist, actor, beekeeper,
        watchmaker, postman, engineer, product manager, research assistant, chemist, optician, sculptor,
        historian, welder, cleaner, midwife"""
    ),
    "relation": _list(
        """sister, brother, daughter, son, mother, father, aunt, uncle, cousin, neighbour, boss, friend, teacher,
        grandmother, grandfather, wife, husband, partner, colleague, nephew, niece, flatmate, doctor, lawyer"""
    ),
    "pet": _list(
        """dog, cat, parrot, hamster, rabbit, goldfish, pony, tortoise, canary, guinea pig, ferret, goat, snake,
        horse, donkey, mouse, gecko, poodle, beagle, budgie"""
    ),
    "hobby": _list(
        """swimming, climbing, fishing, dancing, sailing, running, skating, cycling, riding, bowling, hiking,
        singing, surfing, rowing, skiing, jogging, birdwatching, camping, knitting, gardening, painting"""
    ),
    "language": _list(
        """French, Spanish, German, Italian, Japanese, Arabic, Turkish, Swedish, Polish, Hindi, Korean, Greek,
        Dutch, Swahili, Welsh, Danish, Hungarian, Russian, Portuguese, Chinese, Finnish, Irish, Hebrew, Norwegian"""
    ),
    "subject": _list(
        """medicine, law, physics, history, chemistry, mathematics, music, biology, economics, art, geography,
        politics, philosophy, computer science, architecture, psychology, literature, astronomy, engineering,
        linguistics"""
    ),
    "thing": _list(
        """bicycle, coat, umbrella, lamp, sofa, guitar, key, wallet, phone, laptop, suitcase, ring, watch, camera,
        scarf, table, chair, hat, book, ticket, passport, tent, kettle, mirror, vase, jacket, rucksack, clock,
        mug, bag, carpet, desk, notebook, ladder, pair of glasses, rug, bowl, drill, helmet, purse, teapot,
        blanket"""
    ),
    "colour": _list(
        """red, blue, green, yellow, black, white, brown, grey, purple, pink, orange, golden, silver, dark blue,
        light green, turquoise, cream, bright red, violet"""
    ),
    "material": _list(
        """oak, copper, glass, steel, wool, leather, marble, silk, cotton, iron, bronze, bamboo, clay, granite, tin,
        plastic, rubber, linen, silver, aluminium, amber, slate, zinc, cork, basalt, graphite"""
    ),
    "shop": _list(
        """corner shop, flea market, bakery, bookshop, pharmacy, post office, swimming pool, library, flower shop,
        toy shop, hardware store, museum, city zoo, tea house, second-hand shop, town hall, supermarket, bank,
        gift shop, restaurant, cafe, ticket office, farm shop, botanical garden, art gallery"""
    ),
    "place": _list(
        """under the bed, in the kitchen drawer, behind the church, on the top shelf, in the garden, at the bus
        stop, in the town hall, next to the station, on the balcony, in the old mill, by the lake, in the city
        park, on the ground floor, in the cellar, in the back yard, at the harbour, near the river, in hollow
        trees, in the forest, in the desert, on the beach, on the roof, in room 12, opposite the bank, in the
        gym, on the second floor, behind the door, in the glove box, in caves, in the mountains, in cold lakes,
        on the kitchen table, at the airport, in the market hall, on Baker Street, in the school hall"""
    ),
    "deed": _list(
        """stayed at home, left early, sold the house, missed the train, closed the shop, came late, called the
        police, moved to the country, changed the job, bought a dog, turned back, learned to swim, took a taxi,
        slept badly, gave up smoking, cancelled the trip, wrote a complaint, cut down the tree, laughed out loud,
        was angry"""
    ),
    "reason": _list(
        """the road was flooded, the car had broken down, it was raining heavily, the child was ill, the key was
        lost, the rent had gone up, the alarm did not ring, there was no bread left, the bridge was closed, the
        brakes had failed, the fog was too thick, the money had run out, the neighbours were too loud, the
        heating did not work, a tree had fallen on the rails, the exam was near, the dog was barking, the lights
        were off, the tickets were sold out, the roof was leaking, there was ice on the road, the doctor had said
        so, the wind was too strong, a cable was torn, the boat was too small"""
    ),
    "purpose": _list(
        """a new roof, a trip to Japan, the animal shelter, a piano, the school library, a sailing boat, the
        hospital, a wedding, a new car, the local museum, driving lessons, a computer, winter clothes, the fire
        brigade"""
    ),
    "dish": _list(
        """tomato soup, apple pie, fish and chips, mushroom risotto, pancakes, roast chicken, lentil curry, onion
        tart, noodle soup, potato salad, carrot cake, grilled trout, vegetable lasagne, fried rice, cheese
        fondue, dumplings, goulash, cherry cake, bean stew, pumpkin bread, lemon tart, spinach omelette, fish
        pie, meatballs"""
    ),
    "drink": _list(
        """wine, apple juice, coffee, beer, milk, green tea, lemonade, cider, water, cocoa, orange juice, iced tea"""
    ),
    "sport": _list(
        """football, tennis, handball, rugby, volleyball, hockey, cricket, chess, water polo, basketball, golf,
        badminton, baseball, curling, table tennis"""
    ),
    "instrument": _list(
        """piano, violin, flute, guitar, cello, trumpet, drums, harp, clarinet, accordion, organ, saxophone, banjo,
        oboe, trombone, ukulele"""
    ),
    "genre": _list(
        """novel, play, poem, thriller, biography, cookbook, short story, fairy tale, guidebook, song, opera"""
    ),
    "building": _list(
        """cathedral, town hall, lighthouse, opera house, castle, railway station, television tower, old mill,
        library, suspension bridge, stadium, minster, water tower, palace, museum of art, city gate, concert hall"""
    ),
    "event": _list(
        """summer festival, book fair, chess tournament, marathon, jazz concert, flower show, school play, flea
        market, food festival, science fair, spring ball, film festival, boat race, poetry evening, charity run,
        workshop, annual meeting, wine tasting, art exhibition, spelling contest, song contest, street party,
        cooking contest, open day, conference, swimming gala, folk festival, quiz night, dog show, kite festival"""
    ),
    "club": _list(
        """chess club, choir, book club, rowing club, sewing circle, drama group, hiking club, photo club, youth
        group, language cafe, repair cafe, film club, parents' group, running group, gardening club, robotics
        club"""
    ),
    "product": _list(
        """apples, bicycles, shoes, wooden toys, solar panels, glasses, pencils, tomatoes, carpets, tractors,
        candles, batteries, violins, strawberries, paper bags, umbrellas, coffee beans, wind turbines, olives,
        washing machines, potatoes, hearing aids, chairs, honey, cherries, tea, skis, bread, lamps, school books,
        headphones, tyres"""
    ),
    "office": _list(
        """president, prime minister, mayor, chancellor, minister of health, governor, speaker, finance minister,
        foreign minister, minister of transport, king, queen, chief justice"""
    ),
    "prize": _list(
        """Nobel Prize, Golden Quill, Turner Medal, Science Award, Silver Lion, Peace Prize, Fields Medal, Young
        Cook Cup, Prize of the City, Rose of Honour, Great Book Award, Engineer of the Year, Grand Medal, Blue
        Star"""
    ),
    "feat": _list(
        """the work on bee dances, a study of glaciers, the rescue of forty sailors, a book about bridges, the first
        map of the sea floor, the fight against malaria, a film about the war, a new proof, the work with
        homeless children, the discovery of a vaccine, a series of photographs, the design of a school, research
        on sleep, the theory of colours, the invention of the zip, peace talks, cheap water filters"""
    ),
    "project": _list(
        """a new bridge, the tunnel under the river, a children's hospital, fifty wind turbines, the tram line, the
        new library, a cycle path, cheap flats, the harbour wall, better schools, the airport hotel, a dam"""
    ),
    "vehicle": _list("train, bus, ferry, coach, express, night train, tram, boat, airport bus, train, train"),
    "weather": _list("rainy, sunny, cloudy, windy, foggy, stormy, snowy, hot and dry, cold, mild, wet, clear"),
    "course": _list(
        """Drawing for Beginners, First Aid, Baking Bread, Spanish at Work, Yoga in the Morning, Home Repairs,
        Writing Letters, Learning to Code, Mushrooms of the Forest, Photography, Singing Together, Chess for All,
        Sewing a Dress, Understanding Law, Bees and Honey, Italian Cooking, Dance and Rhythm, Old Maps"""
    ),
    "ingredient": _list(
        """flour, sugar, butter, grated cheese, salt, rice, cocoa, almonds, yeast, cream, honey, oats, chopped
        onions, lentils, raisins, milk powder, breadcrumbs, olive oil"""
    ),
    "accident": _list(
        """fire, car crash, explosion, power cut, derailment, landslide, gas leak, flood, collision, traffic jam,
        bus accident, burst pipe"""
    ),
    "animal": _list(
        """otter, beaver, elephant, owl, penguin, hedgehog, giraffe, badger, lynx, eagle, camel, squirrel, dolphin,
        crocodile, panda, kangaroo, zebra, moose, tiger, raven, seal, hippo, chameleon, sloth, stork, turtle,
        leopard, flamingo, walrus, bat, shark, octopus, heron, gazelle, wombat, falcon, toad, ant, honey bee,
        spider, frog, bear, cheetah, crab, snail, butterfly, swan, pigeon, lizard, gorilla"""
    ),
    "food": _list(
        """fish, mice, grass, insects, leaves, fruit, ants, bamboo, nuts, worms, seeds, roots, small birds, snails,
        plankton, frogs, berries, crabs, eggs, bark, nectar, seaweed, termites, acorns"""
    ),
    "part": _list(
        """tail, tongue, beak, trunk, claws, teeth, ears, horns, tentacles, whiskers, wings, neck, front legs"""
    ),
    "plant": _list(
        """tulip, oak, heather, gentian, rose, cactus, water lily, lavender, foxglove, birch, cherry tree, thistle,
        primrose, magnolia, orchid, edelweiss, poppy, lilac, willow, sunflower, snowdrop, daisy, jasmine"""
    ),
    "planet": _list(
        """Orvana, Kelt, Tirian, Mirabo, Zephra, Ulmo, Dorane, Pallor, Isca, Venta, Hypera, Noctis, Calypta, Rhome,
        Saturn"""
    ),
    "use": _list(
        """roofs, cables, cooking pots, jewellery, ship hulls, clothes, windows, tools, coins, bells, musical
        instruments, paper, paint, engines, floors, furniture, insulation, medicine, batteries, pipes"""
    ),
    "sea": _list(
        """North Sea, Baltic Sea, Black Sea, Atlantic, Caspian Sea, Mediterranean, Red Sea, Pacific, Arctic Ocean,
        Adriatic"""
    ),
    "weekday": _list("Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"),
    "month": _list(
        """January, February, March, April, May, June, July, August, September, October, November, December"""
    ),
    "country": _list(
        """France, Norway, Japan, Brazil, Kenya, Canada, India, Portugal, Poland, Peru, Austria, Morocco, Finland,
        Chile, Vietnam, Greece, Iceland, Nigeria, Mexico, Ireland, Turkey, Nepal, Spain, Australia, South Korea,
        Egypt, Hungary, New Zealand, Ghana, Italy, Cuba, Denmark, Estonia, Germany, China, Switzerland, Sweden,
        the United States, England, Scotland, Argentina, Indonesia, Thailand, Ethiopia, the Netherlands, Belgium,
        Russia, Iran"""
    ),
}

COMPANY_HEADS = _list(
    """North, Blue, Green, Silver, Golden, Bright, Happy, Clever, Royal, Grand, Little, Rapid, Open, Deep,
        Urban, Sunny, Fresh, Prime, Global, United, Flying, Hugging, Laughing, Smart, Red, First, Central, Wild,
        Quiet, Iron, Nova, Alpha"""
)
COMPANY_TAILS = _list(
    """Leaf, Rail, Bakery, Software, Foods, Motors, Bank, Systems, Studio, Energy, Books, Tools, Robotics,
        Airways, Labs, Textiles, Media, Pharma, Logistics, Fox, Face, Mountain, Pixel, River, Works, Insurance,
        Builders, Dairy, Partners, Toys, Hotels, Kitchen, Design, Consulting, Shipping, Data, Glass, Instruments,
        Harbour, Star, Cloud, Garden"""
)
TITLE_WORDS = _list(
    """The Silent River, A House of Glass, Winter Light, The Last Lighthouse, Seven Bridges, Salt and Honey,
        Blue Hours, The Clockmaker, Beyond the Hill, Letters from the North, The Paper Moon, Night Train, A Small
        Island, Black Snow, The Orchard, Under the Bridge, The Glass Key, Summer in Siena, Golden Dust, The Long
        Way Home, Stone Garden, The Painted Door, Wild Geese, Red Sand, Shadow and Flame, The Fisherman's
        Daughter, Eleven Days, Open Water"""
)
RIVERS = _list(
    """Elda, Marne, Tave, Loire, Oder, Volta, Kama, Seine, Tiber, Ebro, Wye, Drava, Neva, Arno, Thames, Danube"""
)
MOUNTAINS = _list(
    """Mount Orla, Black Tooth, Eagle Peak, Mount Ferro, Grey Horn, Monte Alto, White Needle, Mount Kesh, Snow
        Dome, Denali"""
)
LAKES = _list("""Lake Como, Lake Silva, Black Lake, Lake Tahoe, Lake Inari, Mirror Lake, Lake Victoria, Swan Lake""")
STREETS = _list(
    """Market Street, High Street, Garden Square, Mill Lane, Station Road, Church Street, Oak Avenue, River
        Road, Elm Street, King's Road, Harbour Street, School Lane, Rose Court, Park Avenue, Bridge Street, Hill
        Road, Castle Street, Main Street"""
)
NUMBER_WORDS = _list("two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, fifteen, twenty")
