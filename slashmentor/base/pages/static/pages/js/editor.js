// [data-editor]: toolbar, completion of @people and #topics, and a preview that the server renders.
// Pages with an editor put {{ c.editor_scripts() }} into their scripts block, which brings the two elements too.

const token = document.querySelector("meta[name=csrf]")?.content ?? "";

for (const editor of document.querySelectorAll("[data-editor]")) {
  editor.querySelector("markdown-toolbar")?.removeAttribute("hidden");
  const expander = editor.querySelector("text-expander");
  if (expander) complete(expander);
  if (editor.dataset.preview) preview(editor);
}

// data-people and data-topics are addresses that answer ?q= with [{"value": "ada", "label": "Ada Lovelace"}, …]
function complete(expander) {
  const addresses = { "@": expander.dataset.people, "#": expander.dataset.topics };
  expander.addEventListener("text-expander-change", (event) => {
    const { key, text, provide } = event.detail;
    if (addresses[key] && text) provide(suggest(addresses[key], text));
  });
  expander.addEventListener("text-expander-value", (event) => {
    event.detail.value = event.detail.key + event.detail.item.dataset.value;
  });
}

async function suggest(address, text) {
  const answer = await fetch(`${address}?q=${encodeURIComponent(text)}`);
  const found = answer.ok ? await answer.json() : [];
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.append(...found.slice(0, 8).map(option));
  return { matched: found.length > 0, fragment: list };
}

let options = 0;
function option({ value, label }) {
  const item = document.createElement("li");
  item.id = `suggestion-${++options}`;
  item.setAttribute("role", "option");
  item.dataset.value = value;
  item.textContent = label && label !== value ? `${label} (${value})` : value;
  return item;
}

function preview(editor) {
  const text = editor.querySelector("textarea");
  const box = editor.querySelector(".preview");
  const here = editor.querySelector("[data-preview-here]");
  let waiting;
  let asked = null;
  const ask = async () => {
    if (!box.open || text.value === asked) return;
    asked = text.value;
    const answer = await fetch(editor.dataset.preview, {
      method: "POST",
      headers: { "X-CSRFToken": token, "HX-Request": "true" },
      body: new URLSearchParams({ body: asked }),
    }).catch(() => null);
    // The server's renderer has made it safe, with the same rules as for the saved text.
    if (answer?.ok && asked === text.value) here.innerHTML = await answer.text();
    else asked = null;
  };
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 600);
  });
  box.addEventListener("toggle", ask);
}
