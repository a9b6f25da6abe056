"""What Alder Falls found hard: hindered, escalated, not confirmed, and tactics that residents want or do not want."""

from __future__ import annotations

from openbeat.apps.progress.demo.facts import Idea, Story

LATER = (
    Story(
        "Harbor",
        "End the robberies at the footbridge before the winter",
        steps=(
            ("scanning", ""),
            ("analysis", "Seven of nine happened on Fridays, when the cannery pays in cash, on the dark half."),
            ("response", "The cannery pays by transfer from October on; light and two officers on foot until then."),
        ),
        ideas=(
            Idea(
                "patrol",
                "Two officers on foot at the bridge on Friday evenings",
                (17, 4, 2),
                why=(
                    ("wanted", "လူနှစ်ယောက် ရှိရင် ကျွန်မတို့ ညနေ ပြန်လျှောက်ရဲတယ်။", "my"),
                    ("in_part", "Only if they talk to us, and not only look.", "en"),
                ),
                official="wanted",
                official_why="The meeting of September, 31 hands of 34.",
                used=True,
            ),
            Idea(
                "stops",
                "Stop and check young people on bicycles at the bridge",
                (4, 2, 13),
                why=(
                    ("unwanted", "My son was stopped four times. He delivers bread.", "en"),
                    ("unwanted", "يوقفون أولادنا ولا يوقفون غيرهم.", "ar"),
                ),
                used=True,
                reason="Three riders of the last robberies are known by their bicycles. It is done on Fridays alone, "
                "each stop is written down, and it ends on the last day of the month.",
            ),
        ),
        problem="The lamp on the dark half hangs from a bridge that belongs to the port.",
        remover="The port authority",
        obstacle="agency",
        escalated="commander",
        asked="Please ask the port to let us hang one lamp before the cannery's next pay day.",
    ),
    Story(
        "Southbank",
        "Meet the night buses at the last stop for four weeks",
        done="We met 28 buses. Drivers and riders know whom to call; two young people asked for the boxing club.",
        silent=True,
        field="patrol",
        worked="in_part",
        why="Nobody was bothered while we stood there. In the week after, one driver was shouted at again.",
    ),
    Story(
        "Old Town",
        "Paint the school crossing on Orchard Road with the children",
        later=True,
        ideas=(
            Idea(
                "lights",
                "A raised crossing, and paint that shines in the dark",
                (12, 1, 0),
                agency="Public Works",
                official="wanted",
            ),
        ),
    ),
    Story(
        "Cedar Hill",
        "افتح باب المسجد مع الشرطة مساء الخميس للأسئلة",
        language="ar",
        done="ثلاث أمسيات وستون زائرًا. كُتبت الأسئلة، ولكل سؤال جواب معلّق على الباب.",
        field="talks",
        worked="yes",
        why="جاء الناس لأن الإمام دعاهم، ولأن الشرطي جاء بلا زي رسمي.",
    ),
    Story(
        "Harbor",
        "ဈေးဟောင်းနားက လမ်းမီးတွေကို ညတိုင်း စစ်ဆေးပါ",
        language="my",
        done="မီးဆယ့်နှစ်လုံးကို ပြင်ပြီး၊ ညတိုင်း စာရင်းမှတ်ပါတယ်။",
        field="lights",
        worked="in_part",
        why="မီးလင်းပေမယ့် လမ်းကြားက မှောင်နေဆဲပါ။",
        silent=True,
    ),
)

# For what the first beats put first, in the order of their tasks.
FOR_PRIORITIES: tuple[tuple[Idea, ...], ...] = (
    (
        Idea(
            "lights",
            "Two speed tables before anything else",
            (21, 5, 3),
            why=(
                ("wanted", "They cannot be talked out of it.", "en"),
                ("in_part", "Not before my door, please: the bus shakes the house.", "en"),
            ),
            agency="Public Works",
            official="wanted",
            official_why="So said the meeting, by show of hands.",
            used=True,
        ),
        Idea(
            "stops",
            "Checks of all cars on Weir Street on Saturday nights",
            (7, 6, 8),
            why=(("unwanted", "Siempre paran a los mismos.", "es"),),
            official="unwanted",
            official_why="The meeting wants the tables first, and nobody stopped who only drives home.",
            used=True,
            reason="Two people were hit in October. The checks end on the day the speed tables are laid, and the "
            "meeting gets the count of stops each month.",
        ),
    ),
    (Idea("lights", "Lamps that switch on when somebody walks by", (11, 2, 1)),),
    (
        Idea(
            "talks",
            "The owners, the bank and the liaison officer at one table, each month",
            (9, 1, 0),
            official="wanted",
        ),
    ),
)
