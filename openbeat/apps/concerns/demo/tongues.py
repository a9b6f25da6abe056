"""Stories in other languages that people of Alder Falls speak. Everybody and everything in them is invented."""

from openbeat.apps.concerns.demo.story import Story

STORIES = (
    Story(
        "Millrace",
        "lighting",
        "No hay luz en la parada del autobús",
        "Desde hace tres semanas la parada de Weir Street está a oscuras. Las mujeres que salen del turno de noche "
        "esperan allí solas.",
        "La lámpara se cambió el martes. Pasamos por allí tres noches seguidas y funciona.",
        "Weir Street",
        task="Reparar la lámpara de la parada de Weir Street",
        language="es",
    ),
    Story(
        "Foundry",
        "traffic",
        "Los coches no paran delante de la escuela",
        "A las ocho de la mañana nadie respeta el paso de peatones de la escuela. Ayer casi atropellan a un niño.",
        "Una agente está en el paso cada mañana hasta que pongan el semáforo. El semáforo llega en enero.",
        "Foundry School",
        task="Poner un semáforo delante de la escuela Foundry",
        slip="El fabricante entrega el semáforo un mes más tarde.",
        language="es",
    ),
    Story(
        "Southbank",
        "noise",
        "Fuegos artificiales todas las noches",
        "Desde el final de agosto tiran cohetes a medianoche junto al río. Los perros y los bebés no duermen.",
        "Hablamos con los jóvenes y con sus padres. Desde el día doce no hemos tenido más avisos.",
        language="es",
    ),
    Story(
        "Foundry",
        "police",
        "¿Por qué nadie contesta en español?",
        "Llamé dos veces al número del barrio y me pidieron que hablara inglés. ¿Cuándo hay alguien que hable español?",
        "Los martes de cuatro a siete atiende en español la agente de enlace, y a cualquier hora un intérprete por "
        "teléfono. Sentimos lo que pasó: ya está en la hoja de todos los turnos.",
        language="es",
    ),
    Story(
        "Harbor",
        "lighting",
        "လမ်းမီးများ ပျက်နေသည်",
        "ငါးဈေးဘေးက လမ်းမီး သုံးလုံး ပျက်နေတာ တစ်လရှိပါပြီ။ ညဘက် အလုပ်ကပြန်ရင် အရမ်းမှောင်ပါတယ်။",
        "လမ်းမီး သုံးလုံးစလုံးကို အသစ်လဲပြီးပါပြီ။ ညဘက်မှာ ကျွန်ုပ်တို့ ကိုယ်တိုင် သွားကြည့်ပြီးပါပြီ။",
        language="my",
        channel="in_person",
    ),
    Story(
        "Harbor",
        "traffic",
        "ကျောင်းရှေ့မှာ ကားတွေ မြန်လွန်းတယ်",
        "မနက်ပိုင်း ကလေးတွေ ကျောင်းသွားချိန်မှာ ကားတွေ အရမ်းမြန်မြန် မောင်းကြပါတယ်။ လမ်းကူးဖို့ ကြောက်ပါတယ်။",
        "မနက်တိုင်း ရဲအရာရှိတစ်ဦး ကျောင်းရှေ့မှာ စောင့်ပေးပါမည်။ လမ်းပေါ်တွင် အရှိန်လျှော့တုံး နှစ်ခု တပ်ဆင်ပြီးပါပြီ။",
        language="my",
    ),
    Story(
        "Southbank",
        "children",
        "السيارات مسرعة أمام المدرسة",
        "تمر السيارات بسرعة كبيرة أمام مدرسة ساوثبانك في الصباح، ولا يوجد ممر آمن للأطفال.",
        "وُضع ممر للمشاة مع إشارة ضوئية، ويقف شرطي هناك كل صباح حتى نهاية الشهر.",
        "Southbank School",
        language="ar",
    ),
    Story(
        "Southbank",
        "vandalism",
        "كتابات مسيئة على جدار المسجد",
        "وجدنا صباح الجمعة كتابات مسيئة على جدار المسجد. نريد أن نعرف ماذا ستفعلون.",
        "أزيلت الكتابات في اليوم نفسه وسُجل بلاغ كجريمة كراهية. تمر دورية بالمكان كل جمعة، وسنخبركم بما نصل إليه.",
        "Southbank Mosque",
        language="ar",
    ),
)
