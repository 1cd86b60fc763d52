// <form data-draft="ask"> keeps what was typed in this browser until it was sent, and brings it back.
// A draft is dropped when the next page after sending is a good one; after an error it stays.

const who = document.body.dataset.member || "visitor";
const words = document.getElementById("words").dataset;
const OLDEST = 30 * 86_400_000;
const PREFIX = "draft:";
const forms = document.querySelectorAll("form[data-draft]");
const nameOf = (form) => `${PREFIX}${who}:${form.dataset.draft}`;

sweep();
for (const form of forms) keep(form);
// A page that sends on what another form said: a preview with the button that publishes it.
for (const form of document.querySelectorAll("form[data-sends-draft]")) {
  const name = `${PREFIX}${who}:${form.dataset.sendsDraft}`;
  form.addEventListener("submit", (event) => {
    const kept = read(name);
    if (kept) write(name, { ...kept, at: Date.now(), sent: !stays(event) });
  });
}

function keep(form) {
  const name = nameOf(form);
  const fresh = fields(form);
  const kept = read(name);
  const failed = "unsent" in form.dataset || form.querySelector("[aria-invalid=true], .notice.bad");
  // What the page said by itself is no draft: it may say something else when the draft comes back. What failed is.
  const typed = () => {
    const now = Object.entries(fields(form));
    return Object.fromEntries(failed ? now : now.filter(([field, value]) => value !== fresh[field]));
  };
  if (failed) write(name, { fields: fresh, at: Date.now() }); // not sent after all
  else if (kept && Object.entries(kept.fields).some(([field, value]) => field in fresh && value !== fresh[field])) {
    fill(form, kept.fields);
    tellBack(form, name, fresh);
  }
  let waiting;
  const save = () => {
    waiting = clearTimeout(waiting);
    write(name, { fields: typed(), at: Date.now() });
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 400);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon); // a suggestion was taken
  addEventListener("pagehide", () => waiting && save());
  form.addEventListener("submit", (event) => {
    waiting = clearTimeout(waiting);
    write(name, { fields: typed(), at: Date.now(), sent: !stays(event) });
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== form) return;
    if (event.detail.successful) localStorage.removeItem(name);
    else write(name, { fields: typed(), at: Date.now() });
  });
}

// <button data-draft-stays> only shows what it would be: nothing was kept, so the draft is.
function stays(event) {
  return event.submitter?.hasAttribute("data-draft-stays") ?? false;
}

function fields(form) {
  const found = {};
  for (const field of form.elements) {
    if (!field.name || ["hidden", "password", "file", "submit", "button"].includes(field.type)) continue;
    if (["checkbox", "radio"].includes(field.type)) found[`${field.name}=${field.value}`] = field.checked;
    else if (field.tagName !== "FIELDSET" && field.tagName !== "OUTPUT") found[field.name] = field.value;
  }
  return found;
}

function fill(form, kept) {
  for (const field of form.elements) {
    const checked = kept[`${field.name}=${field.value}`];
    if (["checkbox", "radio"].includes(field.type)) {
      if (checked !== undefined) field.checked = checked;
    } else if (field.name in kept && field.type !== "hidden") field.value = kept[field.name];
  }
  form.dispatchEvent(new Event("restored", { bubbles: true }));
}

function tellBack(form, name, before) {
  const notice = document.createElement("div");
  notice.className = "notice";
  notice.setAttribute("role", "status");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn plain" });
  button.textContent = words.draftDrop;
  button.addEventListener("click", () => {
    localStorage.removeItem(name);
    fill(form, before);
    notice.remove();
  });
  notice.append(Object.assign(document.createElement("p"), { textContent: words.draftBack }), button);
  form.prepend(notice);
}

// Sent drafts whose page came out well, and those of long ago.
function sweep() {
  const well = !document.body.hasAttribute("data-wrong") && !document.querySelector("input[type=password]");
  const open = new Set([...forms].filter((form) => form.querySelector("[aria-invalid=true], .notice.bad")).map(nameOf));
  for (const name of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
    const kept = read(name);
    if (!kept || Date.now() - kept.at > OLDEST || (kept.sent && well && !open.has(name))) localStorage.removeItem(name);
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, draft) {
  try {
    localStorage.setItem(name, JSON.stringify(draft));
  } catch {
    // The browser keeps nothing (private mode, full): the form works as it would without drafts.
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-forget-drafts]")) return;
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
});
