"""Stories from Southbank, Foundry and Cedar Hill. Everybody and everything in them is invented."""

from openbeat.apps.concerns.demo.story import Story

STORIES = (
    Story(
        "Southbank",
        "children",
        "Cars turn on the school's sidewalk",
        "In the morning parents turn their cars on the sidewalk where the small ones walk in.",
        "School Lane is closed to cars from 7:30 to 8:15. Parents stand at both ends in vests; an officer comes on "
        "Mondays.",
        "School Lane at Southbank School",
        task="Close School Lane to cars at the beginning of school",
        problem="The bus line needs another stop for this; the bus company has agreed to try it until spring.",
    ),
    Story(
        "Southbank",
        "vandalism",
        "Garden sheds broken open",
        "Seven sheds in one week. They take tools, and leave the doors in the mud.",
        "Two young men were found with the tools; most things are back with their owners. The gate is closed at "
        "dusk now.",
        "Gardens at Orchard Street",
    ),
    Story(
        "Southbank",
        "noise",
        "Dirt bikes on the green",
        "On Sundays four or five dirt bikes ride across Southbank Green, between families.",
        "Posts now close the three ways in. Officers on bicycles come on Sundays until the frost.",
        "Southbank Green",
        task="Close Southbank Green to motorbikes",
        back="They cut a new way in beside the brook, and ride again.",
        again=(
            "The hedge there was closed with stones, and the club at the quarry lets young riders in for free on "
            "Sundays."
        ),
    ),
    Story(
        "Southbank",
        "traffic",
        "Cars park on both sides of Plum Street",
        "On Fridays the fire truck would not get through. We counted eleven cars on the wrong side.",
        "The mosque has asked its guests to park at the school; the school opens its yard on Fridays. The fire "
        "house tried: it gets through.",
        "Plum Street",
        task="Find parking for Fridays together with the mosque and the school",
    ),
    Story(
        "Southbank",
        "lighting",
        "The path from the bus to Willow Street",
        "After nine there is no light on the path, and the bushes reach over it.",
        "The bushes were cut, and three lamps stand where the neighbours marked the ground.",
        "Path from South Bank Road to Willow Street",
        task="Cut the bushes and put up three lamps on the path to Willow Street",
        slip="The first lamps arrived damaged.",
    ),
    Story(
        "Southbank",
        "theft",
        "Scooters taken from the school yard",
        "My daughter's scooter was the fourth this month.",
        "The yard has a rack with locks that the parents' group bought. An older pupil looks after it.",
        "Southbank School",
    ),
    Story(
        "Southbank",
        "other",
        "My neighbour shouts at us because of our language",
        "He shouts through the wall and stood at our door. The children do not want to go down any more.",
        "We spoke with both of you apart. There is an agreement, and the house's mediator calls you every week. If "
        "he stands at the door again, call 911.",
        private=True,
        channel="in_person",
    ),
    Story(
        "Southbank",
        "police",
        "Sirens without need, five times a night",
        "The street is empty at three, and they still run the siren past our windows.",
        "You are right: it was a habit. At night the light is enough where the street is empty. We told all shifts; "
        "please write down the time if you hear it again.",
        "South Bank Road",
    ),
    Story(
        "Southbank",
        "drugs",
        "Somebody sells pills at the bus stop after school",
        "He sits in a grey car and the children know him by name.",
        "",
        "South Bank Road",
        words_withheld="case",
        place_withheld="case",
    ),
    Story(
        "Southbank",
        "abandoned",
        "Rats in the yard of the closed laundry",
        "The laundry on Tern Street closed in spring. Since then there are rats, and the doors are open.",
        "The health department has cleaned it, and the owner pays. It is looked at each month until it is sold.",
        "Tern Street",
        task="Get the yard of the laundry cleaned and closed",
    ),
    Story(
        "Foundry",
        "lighting",
        "The station underpass is dark and wet",
        "Half of the lights are out, water stands on the floor, and everybody runs.",
        "All lights are new, the drain is open, and the railway's cleaners come daily. We count how many people use "
        "it: a third more.",
        "Station Underpass",
        task="Light and drain the station underpass together with the railway",
        slip="The railway's electrician could only come when no train runs, in the night of the 9th.",
        problem=(
            "The underpass belongs to the railway, the lights to the city. It took three weeks to find out who may "
            "open the box."
        ),
    ),
    Story(
        "Foundry",
        "traffic",
        "Trucks to the works come through Forge Street",
        "They are not allowed to, and do it every morning from five. Our walls have cracks.",
        "A sign and a camera stand at the corner, and the works told its drivers. Last week there were two trucks, "
        "before it was forty.",
        "Forge Street",
        task="Keep the trucks of the works on Foundry Avenue",
    ),
    Story(
        "Foundry",
        "theft",
        "Catalytic converters cut off at night",
        "Three on Chain Street in one night. You hear it for a minute, and then a car drives off.",
        "Officers in plain clothes were there for two weeks, and two people were arrested. We engrave converters "
        "each first Saturday.",
        "Chain Street",
    ),
    Story(
        "Foundry",
        "vandalism",
        "The bus shelter is smashed again",
        "It was new in May. All the glass is on the ground.",
        "The bus company has put in panes that do not break. The pupils of Foundry School painted them.",
        "Station Road",
        back="Two panes were pushed out of their frames.",
        again="The frames are screwed from within now. The shelter has stood whole for six weeks.",
    ),
    Story(
        "Foundry",
        "noise",
        "The press at the works beats until midnight",
        "Since the second shift came, the house shakes until midnight.",
        "The works moved the heavy press to the day shift. The inspector's measurements are pinned up in the branch "
        "library.",
        "Smelter Street",
        task="Agree with the works on hours for the heavy press",
    ),
    Story(
        "Foundry",
        "children",
        "Nothing for the young people after four",
        "They stand at the station because there is no other place. Then they are sent away.",
        "The branch library is open to them until eight on three evenings. Two officers and a youth worker cook "
        "there on Wednesdays.",
        "Railway Station",
        task="Open a place for young people in the evening",
        slip=(
            "The library needed a second person for the evening, whom the city council approved only in its next "
            "session."
        ),
    ),
    Story(
        "Foundry",
        "drugs",
        "A flat where people come and go all night",
        "They ring at all our doors. One slept on the stairs.",
        "The owner of the house ended the contract, and the people who lived there were offered a place in "
        "treatment. It is quiet.",
        "Kiln Street",
        words_withheld="accusation",
        place_withheld="home",
    ),
    Story(
        "Foundry",
        "abandoned",
        "The old signal box burns every month",
        "Somebody lights fires in it. One day it is the whole bank of the line.",
        "The railway has walled it up.",
        "Slag Lane",
        task="Get the signal box closed",
    ),
    Story(
        "Foundry",
        "police",
        "Thank you for the officers at the station, but who are they?",
        "They are friendly, but wear no names that we could read. We would like to know whom we talk to.",
        "They wear larger name tags from this month, in all districts. Their names are also on the board in the "
        "station.",
        "Railway Station",
    ),
    Story(
        "Foundry",
        "other",
        "Dogs without a leash on the playground",
        "Two large dogs run where the toddlers play.",
        "The officer spoke with the owners, and a meadow for dogs was fenced off beside the pond.",
        "Cooling Pond",
        channel="paper",
    ),
    Story(
        "Foundry",
        "other",
        "My former partner waits in front of my door",
        "He has been told to stay away by a judge. He comes at night.",
        "You have a number that is answered at once, and a person at the shelter. He was arrested for breaking the "
        "order.",
        private=True,
        channel="telephone",
    ),
    Story(
        "Cedar Hill",
        "traffic",
        "Cars speed down Cedar Hill Road past the hospital",
        "People with walkers cross there. Nobody drives thirty.",
        "A display shows each driver the speed. The average fell from 41 to 31. An island in the middle follows in "
        "spring.",
        "Cedar Hill Road at the hospital",
        task="Slow down the traffic in front of the hospital",
    ),
    Story(
        "Cedar Hill",
        "theft",
        "Break-ins while people are at work",
        "Four houses on Spruce Street in a month, always through the garden.",
        "There have been no more since the arrest on the 2nd. An officer looks at doors and windows with you, free "
        "of charge.",
        "Spruce Street",
    ),
    Story(
        "Cedar Hill",
        "other",
        "People who telephone the old and ask for money",
        "They say that they are from the police. Two people at the senior center paid.",
        "We do not ask for money, ever. We came to the senior center twice, and the bank now asks before paying out "
        "large sums.",
        "Hilltop Senior Center",
        channel="in_person",
    ),
    Story(
        "Cedar Hill",
        "lighting",
        "No light at the bus stop on Ridge Road",
        "The nurses of the night shift wait there in the dark.",
        "The stop has a lamp that runs on the sun. The hospital paid for half of it.",
        "Ridge Road",
        task="Put a lamp at the bus stop on Ridge Road",
    ),
    Story(
        "Cedar Hill",
        "noise",
        "Parties in the quarry",
        "Every warm night there are two hundred people and no toilet.",
        "The way in is closed at ten. The town offered the meadow at the brook, with toilets and an end at midnight.",
        "Quarry Road",
        back="They carry the barrier away.",
        again=(
            "The barrier is set in concrete. In the last four weeks there were two small parties, both over by "
            "midnight."
        ),
    ),
    Story(
        "Cedar Hill",
        "vandalism",
        "Somebody pushes over the stones in the cemetery",
        "Eleven stones since the summer.",
        "",
        "Cemetery at Hilltop Drive",
    ),
    Story(
        "Cedar Hill",
        "children",
        "The brook rises fast and children play there",
        "After rain it comes up to the path within minutes.",
        "A sign with the height and a bell that rings when the water rises were put up; the school has explained both.",
        "Brook Street",
        task="Warn people when the brook rises",
    ),
)
