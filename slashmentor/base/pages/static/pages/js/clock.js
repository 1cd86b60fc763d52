// <select data-own-clock>: chooses this browser's time zone, for readers whose clock nobody knows.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const select of document.querySelectorAll("select[data-own-clock]")) {
  if (!zone) continue;
  let own = [...select.options].find((option) => option.value === zone);
  if (!own) {
    own = new Option(zone.split("/").pop().replaceAll("_", " "), zone);
    select.append(own);
  }
  own.selected = true;
}
