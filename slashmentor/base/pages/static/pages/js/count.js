// <textarea data-count="200 2000"> says below itself how many characters it has, and how many it takes.

for (const field of document.querySelectorAll("textarea[data-count]")) {
  const [least, most] = field.dataset.count.split(" ").map(Number);
  const shown = document.createElement("output");
  shown.className = "count small quiet";
  shown.htmlFor = field.id;
  // Read by those who look; a screen reader would say a number with every letter.
  shown.setAttribute("aria-hidden", "true");
  field.after(shown);
  const count = () => {
    const now = field.value.trim().length;
    shown.textContent = `${now} / ${now < least ? least : most}`;
    shown.toggleAttribute("data-enough", now >= least && now <= most);
  };
  field.addEventListener("input", count);
  count();
}
