"""What the beats of Alder Falls agreed on at their meetings. Everybody and everything in it is invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """A task, and what became of it. Without `done` it is open, and late where `late` says so."""

    beat: str
    title: str
    done: str = ""
    slip: str = ""  # why the date moved
    problem: str = ""
    remover: str = ""  # who can remove the problem
    removed: str = ""  # what became of the problem
    question: str = ""  # of the block contact
    reply: str = ""
    back: str = ""  # why it did not hold
    again: str = ""  # what was done then
    late: bool = False
    language: str = "en"
    contact: str = "block_contact"


STORIES = (
    Story(
        "Millrace",
        "Walk the paths by the river with the block contact, every second Thursday after dark",
        done="Six walks took place. We wrote down eleven places that are too dark; nine have light now.",
        question="May more neighbours come along?",
        reply="Yes. Meet us at seven at the mill gate; we walk for an hour.",
    ),
    Story(
        "Millrace",
        "Take down the fence that hides the bus stop on Sluice Street",
        problem="The fence stands on railway ground, and the railway has not answered two letters.",
        remover="The railway's property office",
        late=True,
    ),
    Story(
        "Millrace",
        "Contar las bicicletas robadas del otoño y decir dónde",
        done="Fueron catorce, nueve de ellas en la estación. La lista está en la biblioteca y en la reunión.",
        language="es",
    ),
    Story(
        "Old Town",
        "Keep the market square clear for fire engines on Saturdays",
        done="Four posts and a painted line. On five Saturdays in a row the way was clear.",
        back="On the last two Saturdays vans stood on the line again until noon.",
        again="The market's rules say it now, and the warden has a key to the posts. Clear on six Saturdays.",
    ),
    Story(
        "Old Town",
        "Tell every shop on Falls Street whom to call at night",
        slip="The new list of numbers came from the printer a week late.",
        done="All 31 shops have the sheet. It says whom to call for what, in two languages.",
        contact="chair",
    ),
    Story(
        "Old Town",
        "Agree with the theatre on where taxis wait after a show",
        question="Will the neighbours of Court Street be asked before it is decided?",
        late=True,
    ),
    Story(
        "Harbor",
        "Explain in Burmese how to report a theft, with the elders of the community center",
        done="Two evenings with 44 people. The steps are on a sheet in Burmese, and three elders can explain them.",
        slip="The interpreter was ill on the first date; we did not want to do it without her.",
    ),
    Story(
        "Harbor",
        "Have the wreck at the old cannery pier removed",
        problem="The owner of the boat cannot be found; the port needs an order of the court to move it.",
        remover="The port authority, with the city's lawyer",
        slip="The court hears it on the 3rd of next month; before that nobody may touch the boat.",
    ),
    Story(
        "Harbor",
        "Light the stairs from the basin to Cannery Street",
        done="Eight lamps on the stairs. They stay on until five in the morning.",
        problem="The cable runs under a private yard.",
        remover="The owner of the yard",
        removed="The owner signed; the cable was laid in a day.",
    ),
    Story(
        "Southbank",
        "Meet the parents of both schools about the walk to school",
        done="Two meetings, with Arabic and Spanish. Three crossings were named; the town engineer has the list.",
        contact="chair",
    ),
    Story(
        "Southbank",
        "Poner luz en la cancha de fútbol hasta las nueve",
        done="Hay luz de lunes a sábado hasta las nueve. El vecino de enfrente lo probó con nosotros.",
        slip="El permiso del parque llegó tarde.",
        language="es",
    ),
    Story(
        "Southbank",
        "Answer the shop owners of Garden Road about the broken windows",
        question="We hear nothing since the meeting. What was found?",
        reply="One case is with the court. For the two others there is no trace; we said so to the owners this week.",
        late=True,
    ),
    Story(
        "Foundry",
        "Show at the station, each month, what became of what was reported there",
        done="A board hangs in the hall since the first of the month: what was said, what was done, what is late.",
    ),
    Story(
        "Foundry",
        "Close the gap in the fence along the tracks at Furnace Street",
        problem="Two children were seen on the tracks while the fence is being measured.",
        remover="The railway",
        removed="The railway put up a provisional fence within four days.",
        done="The new fence stands, two metres high, over the whole length.",
        back="Somebody cut a hole beside the bridge.",
        again="The hole is closed, and the bridge has a camera of the railway. It was looked at for a month.",
    ),
    Story(
        "Foundry",
        "Find a room for young people on Friday evenings",
        slip="The room of the church needs a second way out before more than thirty people may be in it.",
        late=True,
        contact="chair",
    ),
    Story(
        "Cedar Hill",
        "Visit everybody over eighty who lives alone and asked for it, about calls from strangers",
        done="37 visits in five weeks, two of us each time. Eleven had been called; nobody had paid.",
    ),
    Story(
        "Cedar Hill",
        "Count the cars that do not stop at the hospital crossing",
        done="Three mornings: one car in nine did not stop. The figures are with the town engineer, and on the board.",
        contact="chair",
    ),
    Story(
        "Cedar Hill",
        "Mark the trails of the woods so that an ambulance finds people",
        problem="The posts have to be chosen with the park office, which has one person for it.",
        remover="The park office",
        question="How does one say where one is until then?",
        reply="By the numbers on the benches. The dispatcher has the list.",
    ),
)
