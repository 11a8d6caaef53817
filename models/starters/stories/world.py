"""What there is in the tales beside their people."""

from models.starters.spin import listed

CHARACTERS = listed(
    "bold brave busy calm careful cheerful clever clumsy cosy curious dreamy eager friendly funny generous gentle "
    "grumpy happy helpful hungry kind lazy little lively lonely loud lucky merry neat nice noisy old patient playful "
    "polite proud quick quiet sad shy silly sleepy slow small smart stubborn sweet tall tidy tiny wild wise young"
)
COLOURS = listed("black blue brown golden green grey orange pink purple red silver white yellow")
TOYS = listed(
    "ball balloon bell bike blanket boat book bucket button cap car clock coat crown cup doll drum feather flute hat "
    "horn kite lamp mirror mitten pencil pillow ring rope scarf shell ship shoe sock spoon stone sword train "
    "trumpet wagon whistle"
)
FOODS = listed(
    "apples bananas beans berries biscuits buns cakes carrots cherries cookies figs grapes muffins mushrooms nuts "
    "onions oranges pancakes peaches pears peas pies plums potatoes strawberries sweets tomatoes waffles"
)
PLACES = listed(
    "at the end of the world,at the zoo,by a lake,by the river,by the sea,deep in the forest,high in the mountains,"
    "in a big city,in a cabin,in a castle,in a cave,in a cosy house,in a cottage,in a forest,in a garden,in a hut,"
    "in a lighthouse,in a little house,in a mill,in a palace,in a pond,in a quiet street,in a shop,in a small town,"
    "in a small village,in a tall tower,in a tent,in a tree house,in a valley,in an old barn,in the desert,"
    "in the jungle,near a waterfall,on a boat,on a cloud,on a farm,on a green hill,on a ship,on an island,"
    "on the moon,on top of a mountain,under a bridge,under an old oak,under the sea",
    ",",
)
WHERE = listed(
    "at the edge of a forest,at the edge of the town,at the end of the road,at the end of the world,at the foot of a "
    "hill,behind the hills,behind the mill,between two hills,between two rivers,by the river,by the sea,far away from "
    "everything,far away in the north,full of flowers,high in the mountains,high on a hill,in a land far away,"
    "in the middle of nowhere,near a lake,near the park,near the school,on the other side of the river,on the way to "
    "the sea,where it always rained,where it was always summer,where nobody ever came,with a red roof,with a view of "
    "the sea",
    ",",
)
HERE = listed(
    "in the forest,in the village,in the town,in the valley,in the land,by the river,in the mountains,at school,"
    "by the sea,in the garden",
    ",",
)
SPOTS = listed(
    "at the bus stop,at the market,behind a rock,behind a tree,behind the barn,behind the curtain,behind the door,"
    "behind the house,by the fire,by the lake,by the stream,in a big box,in a hollow tree,in the attic,in the bushes,"
    "in the cellar,in the garden,in the hay,in the kitchen,in the long grass,in the mud,in the park,in the snow,"
    "in the yard,near the church,near the pond,near the river,next to the well,on a bench,on the beach,on the bridge,"
    "on the hill,on the roof,on the stairs,under a bush,under a leaf,under the bed,under the bridge,under the stairs,"
    "under the table,up in a tree",
    ",",
)
LIKES = listed(
    "bake cakes,build sandcastles,build tall towers,catch snowflakes,chase butterflies,climb mountains,climb trees,"
    "collect leaves,collect shells,collect stamps,count the stars,dance in the rain,dig holes,draw pictures,"
    "eat pancakes,explore caves,feed the ducks,fix old clocks,float on the water,fly kites,go for walks,"
    "help other people,jump in puddles,learn new things,listen to music,listen to stories,look at maps,"
    "look at the moon,look at the stars,look for treasure,make people laugh,make soup,paint flowers,pick flowers,"
    "plant trees,play chess,play hide and seek,play in the snow,play tricks,play with friends,read old books,"
    "ride on trains,roll down the hill,run in the grass,sail on the lake,see the sea,see the world,sing songs,"
    "sit by the fire,skip stones,sleep in the sun,solve puzzles,swim in the lake,swing on the swings,tell jokes,"
    "tell stories,travel far away,walk in the rain,watch the birds,watch the clouds,watch the rain,write letters",
    ",",
)
SKILLS = listed(
    "bake bread,catch a ball,climb a rope,count to a hundred,dance,draw a horse,fly a kite,juggle,jump over a fence,"
    "play chess,play the drum,play the flute,play the piano,read a map,ride a bike,row a boat,sail a boat,sing,"
    "skate on the ice,ski,stand on one leg,swim across the lake,tie a knot,whistle,write a poem",
    ",",
)
ELDERS = listed("mother father grandmother grandfather aunt uncle teacher neighbour")
COUNTS = listed("two three four five six seven eight nine ten twelve")
