"""Where the beats of Alder Falls meet, and what came of it. Everybody and everything in it is invented."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class House:
    """Where and when a beat meets: the n-th weekday (Monday is 0) of a month, and what helps there."""

    place: str
    address: str
    weekday: int
    week: int  # 0 is the first of the month
    interpreters: tuple[str, ...] = ()
    child_care: bool = True
    access: str = ""
    online: str = ""


HOUSES = {
    "Millrace": House("Millrace School, library", "3 Sluice Street", 1, 1, ("es",),
                      access="No steps from the yard side. Hearing loop. Bus 2 stops in front."),
    "Old Town": House("Public library, Room 2", "1 Court Street", 2, 0, ("es",), child_care=False,
                      access="Lift to the second floor. Hearing loop.", online="https://meet.alderfalls.example/old-town"),
    "Harbor": House("Community center, large hall", "40 Basin Street", 3, 1, ("my", "vi"),
                    access="No steps. Tea and something to eat from six."),
    "Southbank": House("Southbank School, hall", "12 Garden Road", 0, 2, ("ar", "es"),
                       access="Two steps at the door; the caretaker has a ramp and opens the side door."),
    "Foundry": House("Foundry branch library", "8 Furnace Street", 1, 2, ("es", "my"),
                     access="No steps. Three minutes from the station."),
    "Cedar Hill": House("Senior center", "25 Hill Road", 4, 0, ("zh-hans",), child_care=False,
                        access="No steps, parking in front, large print on request."),
}  # fmt: skip
ELSEWHERE = House("Town hall, council room", "2 Court Street", 2, 3)


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a meeting: its note, and what was talked about beside what the agenda brought."""

    summary: str
    item: str
    said: str
    language: str = "en"
    strategies: str = field(default="")


NOTES = (
    Came(
        "{people} people came. The liaison officer reported on each task of the chart, the late ones first. Most time "
        "went to the dark corners of the beat: we agreed to walk them together before the next meeting.",
        "Dark corners on the way home",
        "Seven places were named. A walk was agreed, and the list goes to the lighting office with the photos.",
        strategies="The liaison officer asks the lighting office; the block contact collects further places.",
    ),
    Came(
        "{people} people came, six of them for the first time. Two tasks were reported done, and the room agreed. "
        "One task slipped again; the commander explained why, and will come back in person.",
        "Why some tasks take so long",
        "The commander named what she can change and what she cannot. She comes back with dates.",
    ),
    Came(
        "{people} people came. Cars were the first topic: speed, and where they stop in front of the school. The town "
        "engineer was there and took three streets with him.",
        "Speed in front of the school",
        "The engineer measures for two weeks. An officer is there in the mornings until then.",
        strategies="The engineer reports at the next meeting. Parents help to count.",
    ),
    Came(
        "{people} people came. Young people had asked for half an hour of the evening, and used it: they want to be "
        "asked before they are sent away. The officers answered, and both sides stayed long after the end.",
        "What young people want to say",
        "They told of three evenings. It was agreed to meet on their ground next month, without uniforms.",
    ),
    Came(
        "Vinieron {people} personas. Se informó de cada tarea del tablero; dos están hechas y una se atrasó. Lo más "
        "importante fue el ruido de los fines de semana: la patrulla de noche hablará con los dos locales.",
        "Ruido los fines de semana",
        "Los vecinos contaron cuatro noches. La oficial enlace habla con los dueños y vuelve con la respuesta.",
        language="es",
    ),
    Came(
        "{people} people came. Break-ins into sheds and cellars were explained: how many, where, what was found. "
        "Officers look at doors and locks with whoever wants it.",
        "Break-ins into sheds",
        "Five since the last meeting, all on two streets, all on weekdays. Ten households asked for a visit.",
        strategies="Visits by appointment, with the block contact. The figures come to each meeting.",
    ),
    Came(
        "{people} people came, fewer than usual: it rained hard. All tasks were gone through. The evening ended early, "
        "with the wish to meet earlier in winter.",
        "When we meet in winter",
        "From November to February we begin half an hour earlier.",
    ),
    Came(
        "{people} people came. The calls from strangers who ask old people for money were explained, with two sheets "
        "to take home. Three neighbours said that it had happened to them.",
        "Calls from strangers",
        "Nobody from the police asks for money or cards. Sheets in five languages lie at the library.",
    ),
)  # fmt: skip
CANCELLED = "The house has no heating this week; the meeting of next month takes up both agendas."
MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
FORUM = "Cameras on Falls Street: what for, what not, who looks?"
FORUM_ACCESS = "Live captions. Questions may be sent before, by anybody, in any language."
