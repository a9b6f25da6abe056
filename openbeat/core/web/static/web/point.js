// Offers to fill in the exact point from where the device is, or from where somebody presses on a map. The form works without: the two figures can be typed, or left out.
const part = document.querySelector("[data-point]");
const lat = document.getElementById("id_lat");
const lon = document.getElementById("id_lon");
const button = part?.querySelector("[data-here]");
const sheet = part?.querySelector("svg[data-box]");

const put = (latitude, longitude) => {
  lat.value = latitude.toFixed(5);
  lon.value = longitude.toFixed(5);
  lat.dispatchEvent(new Event("input"));
};

if (button && navigator.geolocation) {
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => put(coords.latitude, coords.longitude));
  });
}

if (sheet) {
  const [west, south, east, north] = sheet.dataset.box.split(" ").map(Number);
  const { width, height } = sheet.viewBox.baseVal;
  const pin = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  pin.setAttribute("class", "fill-mark");
  pin.setAttribute("r", "18");
  const show = () => {
    const [x, y] = [(lon.valueAsNumber - west) / (east - west), (north - lat.valueAsNumber) / (north - south)];
    pin.remove();
    if (x >= 0 && x <= 1 && y >= 0 && y <= 1) {
      pin.setAttribute("cx", x * width);
      pin.setAttribute("cy", y * height);
      sheet.append(pin);
    }
  };
  for (const hint of part.querySelectorAll("[data-picks]")) hint.hidden = false;
  sheet.style.cursor = "crosshair";
  sheet.addEventListener("click", (event) => {
    const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
    put(north - (spot.y / height) * (north - south), west + (spot.x / width) * (east - west));
  });
  for (const figure of [lat, lon]) figure.addEventListener("input", show);
  show();
}
