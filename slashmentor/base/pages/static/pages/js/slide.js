// <input type="number" data-slide>: a slider at the end of its list item that moves with it. Without script, the plain field.

for (const field of document.querySelectorAll("input[data-slide]")) {
  const slider = document.createElement("input");
  slider.type = "range";
  for (const name of ["min", "max", "step"]) slider.setAttribute(name, field.getAttribute(name));
  // The field beside it is what speech and the keyboard use: one stop for one number.
  slider.tabIndex = -1;
  slider.setAttribute("aria-hidden", "true");
  slider.value = field.value || 1;
  slider.addEventListener("input", () => (field.value = slider.value));
  field.addEventListener("input", () => (slider.value = field.value || 1));
  field.closest("li").append(slider);
}
