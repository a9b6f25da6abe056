"""What volunteers of Alder Falls put into other languages. Everybody and everything in it is invented."""

from __future__ import annotations

from dataclasses import dataclass

from openbeat.apps.translators.lifecycle import Stage


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the town, what it is in other languages, and how far each of these has come."""

    words: str
    said: dict[str, str]
    stages: dict[str, Stage]


ASKED, TAKEN, PROPOSED, PUBLISHED, _WITHDRAWN = Stage

TEXTS = (
    Text(
        "Dark corners on the way home",
        {
            "es": "Rincones oscuros camino a casa",
            "ar": "زوايا مظلمة في طريق العودة إلى البيت",
            "my": "အိမ်ပြန်လမ်းက မှောင်တဲ့နေရာများ",
        },
        {"es": PUBLISHED, "ar": PUBLISHED, "my": PUBLISHED},
    ),
    Text(
        "Seven places were named. A walk was agreed, and the list goes to the lighting office with the photos.",
        {
            "es": "Se nombraron siete lugares. Se acordó un recorrido, y la lista va a la oficina de alumbrado con las "
            "fotos.",
            "ar": "ذُكرت سبعة أماكن. اتُّفق على جولة، وستُرسل القائمة مع الصور إلى مكتب الإنارة.",
            "my": "နေရာခုနစ်ခုကို ပြောကြတယ်။ အတူလျှောက်ကြည့်ဖို့ သဘောတူပြီး စာရင်းကို ဓာတ်ပုံတွေနဲ့အတူ မီးလင်းရေးရုံးကို ပို့မယ်။",
        },
        {"es": PUBLISHED, "ar": PROPOSED, "my": PUBLISHED},
    ),
    Text(
        "Walk the paths by the river with the block contact, every second Thursday after dark",
        {
            "es": "Recorrer los senderos del río con el contacto de la cuadra, cada dos jueves al anochecer",
            "ar": "السير في ممرات النهر مع جهة اتصال المربع السكني، يوم الخميس كل أسبوعين بعد حلول الظلام",
            "my": "ရပ်ကွက် ဆက်သွယ်ရန်ပုဂ္ဂိုလ်နဲ့အတူ မြစ်ဘေးလမ်းတွေကို နှစ်ပတ်တစ်ကြိမ် ကြာသပတေးနေ့ မှောင်ပြီးချိန် လျှောက်ကြည့်ရန်",
        },
        {"es": PUBLISHED, "ar": TAKEN, "my": PROPOSED},
    ),
    Text(
        "Six walks took place. We wrote down eleven places that are too dark; nine have light now.",
        {
            "es": "Se hicieron seis recorridos. Anotamos once lugares demasiado oscuros; nueve ya tienen luz.",
            "ar": "أُجريت ست جولات. سجّلنا أحد عشر مكانًا شديد الظلمة، وتسعة منها مُنارة الآن.",
            "my": "ခြောက်ကြိမ် လျှောက်ကြည့်ခဲ့တယ်။ အရမ်းမှောင်တဲ့ ၁၁ နေရာကို မှတ်ထားပြီး အခု ၉ နေရာ မီးလင်းနေပြီ။",
        },
        {"es": PROPOSED, "ar": ASKED, "my": TAKEN},
    ),
    Text(
        "Calls from strangers",
        {
            "es": "Llamadas de desconocidos",
            "ar": "مكالمات من غرباء",
            "my": "သူစိမ်းတွေဆီက ဖုန်းခေါ်ဆိုမှုများ",
        },
        {"es": TAKEN, "ar": PUBLISHED, "my": ASKED},
    ),
    Text(
        "Nobody from the police asks for money or cards. Sheets in five languages lie at the library.",
        {
            "es": "Nadie de la policía pide dinero ni tarjetas. En la biblioteca hay hojas en cinco idiomas.",
            "ar": "لا أحد من الشرطة يطلب مالًا أو بطاقات. توجد أوراق بخمس لغات في المكتبة.",
            "my": "ရဲတွေက ပိုက်ဆံ ဒါမှမဟုတ် ကတ် ဘယ်တော့မှ မတောင်းဘူး။ စာကြည့်တိုက်မှာ ဘာသာငါးမျိုးနဲ့ စာရွက်တွေ ရှိတယ်။",
        },
        {"es": ASKED, "ar": ASKED, "my": ASKED},
    ),
)  # fmt: skip
RETURNED = "Please say that it is about the telephone: “Llamadas telefónicas de desconocidos”."
