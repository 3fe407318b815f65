// Looks for words in PAGES: a page is found that has them all, whatever their case and accents.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const folded = PAGES.map(([, , text]) => fold(text));
const words = document.getElementById("words");
const list = document.getElementById("found");
const count = document.getElementById("count");

function excerpt(index, word) {
  const text = PAGES[index][2];
  const at = Math.max(0, folded[index].indexOf(word));
  const from = Math.max(0, text.lastIndexOf(" ", Math.max(0, at - 60)) + 1);
  return (from > 0 ? "… " : "") + text.slice(from, from + 180) + (from + 180 < text.length ? " …" : "");
}

function search() {
  const asked = fold(words.value).split(/\s+/).filter(Boolean);
  list.replaceChildren();
  count.textContent = "";
  if (!asked.length) return;
  let found = 0;
  PAGES.forEach(([address, title], index) => {
    if (!asked.every((word) => folded[index].includes(word))) return;
    found += 1;
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = title;
    const text = document.createElement("p");
    text.textContent = excerpt(index, asked[0]);
    item.append(link, text);
    list.append(item);
  });
  count.textContent = String(found);
  history.replaceState(null, "", "?q=" + encodeURIComponent(words.value));
}

words.value = new URLSearchParams(location.search).get("q") ?? "";
words.addEventListener("input", search);
search();
