// [data-picture="/media/"]: adds a picture to the text beside it. The file goes up alone, and its Markdown comes
// back into the text where one was writing, with what the picture shows in words.

const token = document.querySelector("meta[name=csrf]")?.content ?? "";

for (const box of document.querySelectorAll("[data-picture]")) offer(box);

function offer(box) {
  const text = document.getElementById(box.dataset.for);
  const [file, alt] = box.querySelectorAll("input");
  const button = box.querySelector("button");
  const says = box.nextElementSibling; // outside: it is still there when the box has closed;
  if (!text) return;
  box.hidden = false;
  button.addEventListener("click", add);
  alt.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // would send the whole form
    add();
  });

  async function add() {
    if (!file.files.length) return file.focus();
    if (!alt.value.trim()) {
      says.textContent = box.dataset.wordless;
      return alt.focus();
    }
    const body = new FormData();
    body.append("file", file.files[0]);
    body.append("alt", alt.value);
    button.disabled = true;
    says.textContent = box.dataset.busy;
    const answer = await fetch(box.dataset.picture, { method: "POST", headers: { "X-CSRFToken": token }, body }).catch(() => null);
    const sent = await answer?.json().catch(() => null);
    button.disabled = false;
    if (!answer?.ok || !sent?.markdown) {
      says.textContent = sent?.error ?? box.dataset.broken;
      return;
    }
    text.setRangeText(`\n\n${sent.markdown}\n\n`, text.selectionEnd, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    says.textContent = box.dataset.done;
    file.value = alt.value = "";
    box.open = false;
    text.focus();
  }
}
