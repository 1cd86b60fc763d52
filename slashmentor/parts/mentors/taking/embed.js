// A mentor page as a small card where this script stands: <script async src="https://…/@ada/mentor/embed.js"></script>
// It loads mentor.json from where it came itself, without cookies, and nothing else; what it shows stays in a shadow.
(() => {
  const here = document.currentScript;
  if (!here) return;
  const page = here.src.replace(/\/embed\.js([?#].*)?$/, "");
  const words = {/* words */};
  const style = `:host{all:initial;display:block;max-width:26rem}
article{box-sizing:border-box;padding:1rem 1.2rem;border:1px solid #85787f;border-radius:4px;background:#faf9f8;color:#241a20;font:1rem/1.5 Georgia,serif;overflow-wrap:break-word}
p{margin:0 0 .6rem}p:last-child{margin:0}.who{font-size:1.2rem;font-weight:600;line-height:1.25;margin:0}.small{font:.875rem/1.45 system-ui,sans-serif;color:#564a51}
a{color:#7a1d54;text-underline-offset:.15em}.who a{color:inherit;text-decoration:none}a:focus-visible{outline:2px solid #7a1d54;outline-offset:3px}.foot{display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;font-weight:600}
@media (prefers-color-scheme:dark){article{background:#191518;color:#ece5e8}.small{color:#bfb4ba}a{color:#e2abc8}}`;

  const made = (name, text, kind) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (kind) node.className = kind;
    return node;
  };
  const linked = (text, address) => {
    const node = made("a", text);
    if (/^https?:\/\//i.test(address)) node.href = address;
    node.rel = "noopener";
    return node;
  };
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, key) => (key in values ? String(values[key]) : all));

  const room = ({ state, places, open, away_until: day }) => {
    if (state === "open" && places) return filled(places === 1 ? words.open_one : words.open, { open, places });
    if (state === "away" && day) {
      const when = new Date(`${day}T12:00:00Z`).toLocaleDateString(document.documentElement.lang || undefined, { dateStyle: "long" });
      return filled(words.away, { day: when });
    }
    return state === "away" ? "" : words[state] || "";
  };

  // A script in the head has no place of its own: then the page begins with it.
  const put = (node) => {
    if (!here.closest("head")) here.after(node);
    else if (document.body) document.body.prepend(node);
    else addEventListener("DOMContentLoaded", () => document.body.prepend(node));
  };

  const show = (said) => {
    const host = made("div");
    const root = host.attachShadow({ mode: "open" });
    const card = made("article");
    card.dir = "auto";
    const who = made("p", "", "who");
    who.append(linked(`${said.name} /mentor`, said.url));
    card.append(who);
    if (said.line) card.append(made("p", said.line, "small"));
    if (said.lede) card.append(made("p", said.lede));
    const foot = made("p", "", "small foot");
    foot.append(made("span", room(said.availability || {})));
    if (said.ask) foot.append(linked(filled(words.ask, said), said.ask));
    card.append(foot);
    root.append(made("style", style), card);
    put(host);
  };

  const plain = () => {
    const line = made("p");
    line.append(linked("/mentor", page));
    put(line);
  };

  fetch(`${page}.json`, { credentials: "omit", referrerPolicy: "no-referrer" })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then(show)
    .catch(plain);
})();
