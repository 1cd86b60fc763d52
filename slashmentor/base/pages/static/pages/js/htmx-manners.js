// htmx under our rules: every write carries the form token, and a broken connection says so beside the form.

const token = document.querySelector("meta[name=csrf]")?.content ?? "";
const words = document.getElementById("words").dataset;

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => say(words.offline));
}

function say(sentence) {
  const notice = document.createElement("div");
  notice.className = "notice bad";
  notice.setAttribute("role", "alert");
  notice.append(sentence);
  document.getElementById("says").replaceChildren(notice);
}

// What htmx put into the page takes over the focus that its predecessor had.
document.addEventListener("htmx:afterSettle", (event) => {
  event.target.querySelector?.("[data-focus]")?.focus();
});
