// <input data-complete="/topics/complete">: suggests while one types words parted by spaces or commas.
// The address answers ?q= with [{"value": "peer-review", "label": "12 questions"}, …].
// A combobox after ARIA 1.2 (list below, arrows, Enter takes, Escape closes); without script, a plain field.

for (const input of document.querySelectorAll("input[data-complete]")) enhance(input);

function enhance(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? "");
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let waiting;
  let chosen = -1;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, 150);
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose((chosen + step + list.children.length) % list.children.length);
    else if (event.key === "Escape") close();
    else if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0) take(list.children[chosen]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // keeps the focus in the field
    const item = event.target.closest("li");
    if (item) take(item);
  });

  async function suggest() {
    const word = lastWord();
    if (!word) return close();
    const answer = await fetch(`${input.dataset.complete}?q=${encodeURIComponent(word)}`).catch(() => null);
    if (!answer?.ok || word !== lastWord()) return;
    const taken = new Set(input.value.toLowerCase().split(/[\s,]+/));
    const found = (await answer.json()).filter(({ value }) => !taken.has(value)).slice(0, 8);
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  }

  function option({ value, label }, index) {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.dataset.value = value;
    const more = document.createElement("small");
    more.textContent = label && label !== value ? ` ${label}` : "";
    item.append(value, more);
    return item;
  }

  function choose(index) {
    chosen = index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    if (index >= 0) input.setAttribute("aria-activedescendant", list.children[index].id);
    else input.removeAttribute("aria-activedescendant");
  }

  function take(item) {
    input.value = `${input.value.slice(0, input.value.length - lastWord().length)}${item.dataset.value} `;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    close();
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function lastWord() {
    return input.value.split(/[\s,]+/).at(-1);
  }
}
