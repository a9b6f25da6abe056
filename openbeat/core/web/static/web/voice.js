// Records a voice in the page and puts it among the files of the form: nothing is sent before its button is pressed. Where the browser cannot, there is no button.
const part = document.querySelector("[data-voice]");
const files = part?.closest("form")?.querySelector("input[type=file]");
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const ENDINGS = { "audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg" };

const begin = async (button, said) => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const kind = KINDS.find((each) => MediaRecorder.isTypeSupported(each)) ?? "";
  const recorder = new MediaRecorder(stream, kind ? { mimeType: kind } : undefined);
  const pieces = [];
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  recorder.addEventListener("stop", () => {
    for (const track of stream.getTracks()) track.stop();
    const [type] = recorder.mimeType.split(";");
    const kept = new DataTransfer();
    for (const file of files.files) kept.items.add(file);
    kept.items.add(new File(pieces, `voice-${kept.items.length + 1}.${ENDINGS[type] ?? "webm"}`, { type }));
    files.files = kept.files;
    said.textContent = part.dataset.kept;
    button.textContent = part.dataset.again;
  });
  recorder.start(1000);
  said.textContent = part.dataset.running;
  button.textContent = part.dataset.stop;
  return recorder;
};

if (files && window.MediaRecorder && navigator.mediaDevices?.getUserMedia) {
  const button = part.querySelector("button");
  const said = part.querySelector("[role=status]");
  let recorder = null;
  part.hidden = false;
  button.addEventListener("click", async () => {
    if (recorder?.state === "recording") {
      recorder.stop();
      return;
    }
    try {
      recorder = await begin(button, said);
    } catch {
      said.textContent = part.dataset.refused;
    }
  });
}
