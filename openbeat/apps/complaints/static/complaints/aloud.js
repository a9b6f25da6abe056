// Reads the page aloud with a voice of the browser in the language of the page; without one there is no button. Where the department recorded it, the page has that instead.
const button = document.querySelector("[data-aloud]");
const speech = window.speechSynthesis;
const language = document.documentElement.lang;

const said = () => {
  const parts = document.querySelectorAll("main h1, main .lead, main label, main legend, main .hint, main .helptext, main li > a, main .notice p");
  return [...parts].filter((part) => part.offsetParent).map((part) => part.textContent.trim()).join(". ");
};

const voice = () => speech?.getVoices().find((each) => each.lang.toLowerCase().startsWith(language.split("-")[0].toLowerCase()));

const speak = () => {
  if (speech.speaking) {
    speech.cancel();
    return;
  }
  const words = new SpeechSynthesisUtterance(said());
  words.voice = voice();
  words.lang = words.voice.lang;
  speech.speak(words);
};

if (button && speech) {
  const offer = () => { button.hidden = !voice(); };
  offer();
  speech.addEventListener?.("voiceschanged", offer);
  button.addEventListener("click", speak);
  window.addEventListener("pagehide", () => speech.cancel());
}
