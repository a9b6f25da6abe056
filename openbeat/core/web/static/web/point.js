// Offers to fill in the exact point from where the device is. The form works without: the two figures can be typed, or left out.
const button = document.querySelector("[data-point] [data-here]");
if (button && navigator.geolocation) {
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      document.getElementById("id_lat").value = coords.latitude.toFixed(5);
      document.getElementById("id_lon").value = coords.longitude.toFixed(5);
    });
  });
}
