// The figure on the bell, told by the server as it changes; asked for each minute where it can't tell.

const bell = document.querySelector("[data-bell]");
const figure = bell?.querySelector("[data-unread]");
let source;
let asking;

if (figure) {
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", hush);
  addEventListener("pageshow", look); // also back to a page that the browser kept
  look();
  if (!figure.hidden) visited();
}

// Only a tab that is looked at listens: over HTTP/1 a browser opens six connections to a server, all tabs together.
function look() {
  if (document.hidden) hush();
  else if (!source && !asking) listen();
}

function listen() {
  source = new EventSource("/live/me");
  source.addEventListener("unread", (event) => show(Number(event.data)));
  source.addEventListener("error", () => {
    // CLOSED means that there is no such stream here; otherwise the browser connects again by itself.
    if (source?.readyState !== EventSource.CLOSED) return;
    hush();
    asking = setInterval(ask, 60_000);
  });
}

function hush() {
  source?.close();
  source = undefined;
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

// What this page shows needs no bell any more: said once, when somebody looks at it.
function visited() {
  if (document.hidden) {
    document.addEventListener("visibilitychange", visited, { once: true });
    return;
  }
  const body = new URLSearchParams({ path: location.pathname, age: String(Math.ceil(performance.now())) });
  const token = document.querySelector("meta[name=csrf]")?.content ?? "";
  fetch("/notifications/visited", { method: "POST", body, headers: { "X-CSRFToken": token }, keepalive: true })
    .then((answer) => (answer.ok ? answer.json() : {}))
    .then(({ unread }) => show(unread))
    .catch(() => {}); // It stays new: better twice than never.
}

function show(unread) {
  if (!Number.isInteger(unread)) return;
  figure.hidden = unread === 0;
  figure.textContent = unread > 99 ? "99+" : String(unread);
  const label = unread ? bell.dataset.labelUnread.replace("#", unread) : bell.dataset.label;
  bell.setAttribute("aria-label", label);
}
