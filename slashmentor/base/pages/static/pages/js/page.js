// What every page does: menus close again, addresses can be copied, a form is sent once.

// <details class="menu"> closes with Escape, with a click elsewhere, and when another one opens.
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest("details.menu[open]");
  if (menu) menu.querySelector("summary").focus();
  closeMenus(null);
});

function closeMenus(but) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== but) menu.open = false;
  }
}

// <a href="/q/1" data-copy data-copied="Copied">Share</a> copies its address; without script it is a link.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-copy]");
  if (!link || !navigator.clipboard) return;
  event.preventDefault();
  await navigator.clipboard.writeText(link.href);
  const before = link.textContent;
  link.textContent = link.dataset.copied;
  setTimeout(() => (link.textContent = before), 2000);
});

// <button data-copy-of="html" data-copied="Copied" hidden>Copy</button> copies what the field #html says; without script
// there is only the field.
for (const button of navigator.clipboard ? document.querySelectorAll("button[data-copy-of]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copyOf);
    await navigator.clipboard.writeText(field.value ?? field.textContent);
    const before = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = before), 2000);
  });
}

// A second click while the first is on its way sends nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.hasAttribute("aria-busy")) event.preventDefault();
  else form.setAttribute("aria-busy", "true");
});
const ready = () => document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy"));
addEventListener("pageshow", ready); // back to a page that the browser kept
document.addEventListener("htmx:afterRequest", ready);

// <select data-go> sends its form when changed; the button beside it is for those without script.
document.addEventListener("change", (event) => {
  if (event.target.matches("select[data-go]")) event.target.form.requestSubmit();
});

// Code, tables and formulas that are wider than the page can be scrolled by keyboard too.
function reach(root) {
  for (const wide of root.querySelectorAll(".prose :is(pre, table), .table, .formula")) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
  }
}
reach(document);
document.addEventListener("htmx:load", (event) => reach(event.target));
