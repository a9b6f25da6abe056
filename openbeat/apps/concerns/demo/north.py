"""Stories from Millrace, Old Town and Harbor. Everybody and everything in them is invented."""

from openbeat.apps.concerns.demo.story import Story

STORIES = (
    Story(
        "Millrace",
        "traffic",
        "Cars race on Weir Street after ten at night",
        "From Thursday to Saturday, two or three cars race from the bridge to the meadow and back. It has been so "
        "since spring. Nobody on our side sleeps before one.",
        "Two speed tables were built, and the night shift measured speeds for three weeks: the fastest car now "
        "drives 34 miles an hour, before it was 61. Eleven of fourteen neighbours who were asked say that it is "
        "better.",
        "Weir Street, between Meadow Lane and Alder Street",
        task="Build two speed tables on Weir Street and measure speeds at night",
        slip="The asphalt for the speed tables came two weeks late.",
        problem="The contractor's asphalt did not arrive; the city engineer has asked another supplier.",
    ),
    Story(
        "Millrace",
        "lighting",
        "Four street lights out on Race Walk",
        "The four lights by the water have been out since the storm in March. Children come this way from practice "
        "at seven.",
        "The cable under the walk was broken. It was replaced, and all four lights are on. We walked it at night to "
        "see.",
        "Race Walk, by the water",
        task="Replace the cable of the lights on Race Walk",
        problem="The cable runs under the wall of the mill race; the water company had to agree first.",
    ),
    Story(
        "Millrace",
        "noise",
        "Leaf blowers at six in the morning",
        "A company cleans the yard on Cooper Street with leaf blowers at six, on Sundays too.",
        "We spoke with the company. They start at eight now, and not on Sundays. The rule of the town is on the "
        "sheet we left.",
        "Cooper Street",
    ),
    Story(
        "Millrace",
        "children",
        "No crossing guard at Millrace School since September",
        "The guard retired and nobody came after her. In the morning two hundred children cross Sluice Street "
        "between trucks.",
        "Until the new guard begins, an officer stands there from 7:40 to 8:10. The new guard, chosen with the "
        "parents, began on Monday.",
        "Sluice Street at Millrace School",
        task="Find a crossing guard for Millrace School together with the parents",
        slip="The background check of the new guard took longer than we had planned.",
    ),
    Story(
        "Millrace",
        "abandoned",
        "Empty house with an open back door",
        "The brick house has been empty for two years. Now the back door hangs open, and at night there is a light "
        "inside.",
        "The door is boarded up. The owner, who lives out of state, has signed to keep it shut; we look every Tuesday.",
        "Tannery Street",
        back="The boards were torn off again last weekend. The light is back.",
        again=(
            "The owner has now put in a steel door and pays a neighbour to look after the yard. The building "
            "inspector comes every month."
        ),
    ),
    Story(
        "Millrace",
        "theft",
        "Parcels stolen from porches",
        "In three weeks four parcels were taken from our side of Meadow Lane, always between two and four.",
        "The library and the bakery now take parcels in for neighbours. We asked for footage on a sheet at every "
        "door. Since the tenth there has been no new report.",
        "Meadow Lane",
    ),
    Story(
        "Millrace",
        "vandalism",
        "Benches on the meadow burned",
        "Two benches were burned down to the iron, and the third has begun.",
        "The park department put in three benches of steel and recycled plastic. The youth club asked to paint "
        "them, and did.",
        "Millrace Meadow, by the footbridge",
        task="Replace the benches on Millrace Meadow",
    ),
    Story(
        "Millrace",
        "police",
        "Why are our sons stopped at the bridge?",
        "My son is nineteen and was stopped four times this month on his way from work. He is asked for his name "
        "and let go. Nobody tells him why. I want to know how often this happens and to whom.",
        "In October there were 41 stops at the bridge; in 36 of them nothing was found. That is not good enough. "
        "From now on each person stopped gets a card with the reason and the officer's name. The figures by month "
        "are on the table of the next beat meeting. If you want to complain of an officer, we explain how.",
        "Weir Street bridge",
    ),
    Story(
        "Millrace",
        "other",
        "An old man at number 9 opens to nobody",
        "He does not open any more and his mail lies on the stairs. I am afraid for him.",
        "We visited him with a nurse of the clinic the same day. He is well, and is now called every morning if he "
        "agrees.",
        "Wheel Street",
        words_withheld="name",
        place_withheld="home",
        channel="telephone",
    ),
    Story(
        "Old Town",
        "noise",
        "Music from the bar until three",
        "Every weekend the door of the bar on Market Street stands open until three. You hear the bass on the "
        "fourth floor.",
        "The owner keeps the door shut after eleven and has taken the loudspeaker off the wall. We measured from a "
        "bedroom that a neighbour opened to us: within the limit on four nights of four.",
        "Market Street",
        back="It was quiet for two weeks. Since Friday the door is open again.",
        again=(
            "The licence was heard before the council's committee. The owner built a second door, and closes at one."
        ),
    ),
    Story(
        "Old Town",
        "traffic",
        "Trucks stand on the bicycle lane",
        "Between seven and nine the delivery trucks stand on the lane on Main Street, and we ride between the cars.",
        "A loading zone was marked around the corner on Court Street, and the shops agreed on hours. In the first "
        "week officers spoke with drivers; since then there were nine tickets.",
        "Main Street, from Church Street to Park Row",
        task="Mark a loading zone on Court Street and agree hours with the shops",
    ),
    Story(
        "Old Town",
        "theft",
        "Bicycles disappear in front of the library",
        "This week three bicycles were cut loose in daylight.",
        "Twelve strong racks now stand where the desk of the library looks out. We engraved 84 bicycles on two "
        "Saturdays.",
        "Alder Falls Public Library",
        task="Put up bicycle racks where the library's desk sees them",
        problem="The city had racks for six bicycles only; the library's friends paid for the others.",
    ),
    Story(
        "Old Town",
        "drugs",
        "Needles in Falls Park",
        "Below the steps by the falls there are needles in the morning. We come there with the kindergarten.",
        "The health department put up a box, and a team walks the park before eight. In the last month two needles "
        "were found, where there had been thirty. People who use there are offered help, not driven from bench to "
        "bench.",
        "Falls Park, steps by the falls",
        task="Set up a needle box and a morning round in Falls Park",
    ),
    Story(
        "Old Town",
        "lighting",
        "The stairs behind the market hall are dark",
        "After the market closes, the stairs are the only way to the bus, and there is no light at all.",
        "Lamps with a sensor were put on both landings. The market keeps them on until the last bus.",
        "Market Hall, stairs to Library Lane",
        task="Light the stairs behind the market hall",
        slip="The wall is a monument: the lamps had to be approved first.",
    ),
    Story(
        "Old Town",
        "vandalism",
        "Slurs sprayed on the wall of St. Brigid's Hall",
        "On Sunday morning there were slurs across the door, against people who meet there.",
        "They were removed the same day, and a report was taken as a hate crime. Officers are there when the groups "
        "meet. Whoever has seen something can also tell us without a name.",
        "St. Brigid's Hall",
    ),
    Story(
        "Old Town",
        "police",
        "We have not seen a foot patrol since summer",
        "In summer two officers walked here and knew everybody. Then they were gone, and nobody told us why.",
        "They were moved to nights, and we should have told you. From December two officers walk Old Town again, "
        "Tuesday to Saturday from two to ten. Their names and telephone are on the window of the market hall.",
    ),
    Story(
        "Old Town",
        "abandoned",
        "Shop windows broken for months",
        "The old shoe shop has stood with broken glass since the fire. Boys climb in.",
        "The owner has boarded it up after a second letter of the city. A tenant is found; she opens in spring.",
        "Church Street",
    ),
    Story(
        "Old Town",
        "other",
        "Somebody follows me from work to the bus",
        "It is the same man, three evenings now. I close the shop alone.",
        "We spoke with you and walk with you this week. You know whom to call at once, and what we do next.",
        private=True,
    ),
    Story(
        "Old Town",
        "children",
        "The fence at the playground has a hole to the street",
        "At Park Row the fence is torn at the height of a small child. My two-year-old was through in a second.",
        "The park department closed the hole within two days, and replaced nine meters of fence.",
        "Park Row playground",
    ),
    Story(
        "Harbor",
        "traffic",
        "Nobody stops at the crossing on Quay Street",
        "The fish trucks do not stop at the crossing. Mrs. Win was nearly hit twice.",
        "The crossing has flashing lights now, and the trees that hid it were cut. On three mornings 19 of 20 "
        "drivers stopped.",
        "Quay Street at the fish market",
        task="Make the crossing on Quay Street visible",
    ),
    Story(
        "Harbor",
        "noise",
        "Refrigerated trucks run all night",
        "Five trucks wait in front of our windows with their coolers on, from midnight until the market opens.",
        "They wait on the pier now, where they have power. Two drivers still came to the old place and were sent on.",
        "Dock Street",
        task="Let the trucks wait on the pier, with power",
        slip="The market's board put off its decision by a month.",
        problem="The port wants to know who pays for the power. The market's board decides on the 14th.",
    ),
    Story(
        "Harbor",
        "drugs",
        "Dealing in the stairwell of the old cannery",
        "It goes on all afternoon, in front of the children. People are afraid to say it aloud.",
        "We cannot say all that we do. What you can see: the door locks again, the light stays on, and an officer "
        "comes by daily.",
        private=True,
    ),
    Story(
        "Harbor",
        "theft",
        "Engines stolen from the boats",
        "In one night two outboard engines were gone from the small basin.",
        "The gate has a lock that only the members open. We marked 60 engines; one of the stolen ones came back "
        "from a dealer.",
        "Harbor Basin, small boats",
    ),
    Story(
        "Harbor",
        "lighting",
        "Dark corner at the ferry landing",
        "Whoever takes the last ferry waits in the dark, alone.",
        "The lamp is repaired, and the shelter has a light of its own.",
        "Ferry Landing",
        back="It flickers since the rain, and is off most of the evening.",
        again="Water ran into the box. It was moved up by a meter and sealed; we saw it burn through two storms.",
    ),
    Story(
        "Harbor",
        "abandoned",
        "Three wrecks on the shore path",
        "Three cars without plates have stood on the path since winter. One was on fire.",
        "All three were towed. Two were stolen cars; their owners know. A barrier now closes the path to cars.",
        "Harbor Point, shore path",
        task="Tow the wrecks and close the shore path to cars",
    ),
    Story(
        "Harbor",
        "children",
        "Teenagers jump from the pier between the ferries",
        "They dare each other. Yesterday one came up beside the propeller.",
        "With the school we set up a place to swim at the Point, with a lifeguard until September. The pier has a "
        "rail.",
        "Ferry Landing",
        task="Give the young people a safe place to swim",
    ),
    Story(
        "Harbor",
        "police",
        "An officer laughed when I asked for an interpreter",
        "I went to the station because of my stolen purse. I asked for somebody who speaks Burmese. He laughed and "
        "said to come back with a friend.",
        "This should not have happened, and we are sorry. The desk now calls an interpreter by telephone in any "
        "language, at once; every officer of the desk was shown how. If you want it to be a complaint, it is dealt "
        "with apart from us: we explain the way.",
    ),
)
