// Turns <time data-ago datetime="…"> into “40 minutes ago” in the reader's language, and keeps it true.
// Older than a month stays the day that the server wrote; the title has the exact moment in either case.

const MONTH = 30 * 86400;
const STEPS = [
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];
const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { numeric: "auto" });

function ago(seconds) {
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return words.format(-Math.trunc(seconds / length), unit);
  }
  return words.format(0, "second");
}

function tell(root) {
  for (const time of root.querySelectorAll("time[data-ago]")) {
    const seconds = (Date.now() - Date.parse(time.dateTime)) / 1000;
    if (!(Math.abs(seconds) < MONTH)) continue;
    const text = ago(seconds);
    if (time.textContent !== text) time.textContent = text;
  }
}

tell(document);
setInterval(() => document.hidden || tell(document), 60_000);
document.addEventListener("visibilitychange", () => document.hidden || tell(document));
document.addEventListener("htmx:load", (event) => tell(event.target));
