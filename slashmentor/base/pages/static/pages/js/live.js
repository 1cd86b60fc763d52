// The figure on the bell, told by the server as it changes; asked for each minute where it can't tell.

const bell = document.querySelector("[data-bell]");
const figure = bell?.querySelector("[data-unread]");
let asking;

if (figure) listen();

function listen() {
  const source = new EventSource("/live/me");
  source.addEventListener("message", (event) => show(JSON.parse(event.data).unread));
  source.addEventListener("error", () => {
    // CLOSED means that there is no such stream here; otherwise the browser connects again by itself.
    if (source.readyState === EventSource.CLOSED) asking ??= setInterval(ask, 60_000);
  });
}

async function ask() {
  if (document.hidden) return;
  try {
    const answer = await fetch("/notifications/unread", { headers: { Accept: "application/json" } });
    if (answer.ok) show((await answer.json()).unread);
    else if (answer.status < 500) clearInterval(asking); // logged out meanwhile
  } catch {
    // No connection: the next minute tries again.
  }
}

function show(unread) {
  if (!Number.isInteger(unread)) return;
  figure.hidden = unread === 0;
  figure.textContent = unread > 99 ? "99+" : String(unread);
  const label = unread ? bell.dataset.labelUnread.replace("#", unread) : bell.dataset.label;
  bell.setAttribute("aria-label", label);
}
