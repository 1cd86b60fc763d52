// Keys for a review's buttons: those named in aria-keyshortcuts, unless somebody is typing or has turned them off.

const form = document.querySelector("form[data-keys-for]");
const toggle = document.querySelector("button[data-keys]");
const OFF = "review-keys-off";

function isOn() {
  return localStorage.getItem(OFF) === null;
}

function show() {
  toggle.setAttribute("aria-pressed", String(isOn()));
  for (const key of form.querySelectorAll("kbd")) key.hidden = !isOn();
}

toggle.hidden = false;
toggle.addEventListener("click", () => {
  if (isOn()) localStorage.setItem(OFF, "1");
  else localStorage.removeItem(OFF);
  show();
});
show();

document.addEventListener("keydown", (event) => {
  if (!isOn() || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]")) return;
  const key = event.key.toLowerCase();
  if (!/^[1-9s]$/.test(key)) return;
  const meant = form.querySelector(`[aria-keyshortcuts="${key}"]`);
  if (!meant) return;
  event.preventDefault();
  meant.click();
});
