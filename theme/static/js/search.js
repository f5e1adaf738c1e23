/* 查找: looks words up in the index (plugins/search/shards.py says what stands where) and shows the stories that hold
   them. What is folded, what is a letter and how numbers are written is plugins/search/folding.py and numbers.py over again. */
(function () {
  "use strict";
  const PAGE = 20, BATCH = 6, RANKS = 5, ONE = "*", END = ".";
  const form = document.querySelector("form.search"), field = form.elements.q, ways = document.querySelector(".ways");
  const found = document.querySelector(".found");
  const NAMES = { section: "栏目", year: "年份", village: "村", base: "基地" };

  /* Letters */

  const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/u;
  const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
  const OTHERS = /[\0-/:-@[-\x60{-\xbf×÷\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d\ufe10-\ufe1f\ufe30-\ufe6f]/gu;
  const MARKS = { '"': "'“”„‟‘’‚‛«»「」『』〝〞", "-": "‐‑‒–—―−─", "~": "〜∼", "·": "•‧・∙⋅", ".": "。", ",": "、", "<": "〈《", ">": "〉》", "[": "【〖〔", "]": "】〗〕" };
  const forms = new Map();
  for (const form of Object.keys(MARKS)) for (const mark of MARKS[form]) forms.set(mark, form);
  const folded = new Map();

  function formOf(letter) {
    let form = folded.get(letter);
    if (form === undefined) {
      if (UNSEEN.test(letter)) form = "";
      else if (SPACES.test(letter)) form = " ";
      else form = Array.from(letter.normalize("NFKC").toLowerCase(), one => forms.get(one) || one).join("");
      folded.set(letter, form);
    }
    return form;
  }
  const fold = text => Array.from(text, formOf).join("");
  const letters = text => fold(text).replace(OTHERS, END);

  function wordsOf(query) {
    return fold(query).split(/ +/).filter(word => /[^.]/.test(letters(word)));
  }

  /* Shards */

  const waiting = {}, values = {};
  window.searchShard = function (name, value) { values[name] = value; };

  function load(name, address) {
    return waiting[name] = waiting[name] || new Promise(function (done, fail) {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => name in values ? done(values[name]) : fail(address);
      script.onerror = () => { delete waiting[name]; fail(address); };
      document.head.append(script);
    });
  }
  const shard = (name, digest) => load(name, "shards/" + name + "." + digest + ".js");
  const start = () => load("index", "index.js");

  const VALUES = {};
  for (let code = 33, value = 0; code < 127; code++) {
    const letter = String.fromCharCode(code);
    if (!'",<\\'.includes(letter)) VALUES[letter] = value++;
  }

  function numbers(text) {
    const list = [];
    let number = 0, scale = 1, last = -1;
    for (const letter of text) {
      const value = VALUES[letter];
      number += scale * value;
      if (value < 60) { list.push(last += number + 1); number = 0; scale = 1; } else scale *= 30;
    }
    return list;
  }

  const digits = letter => letter.codePointAt(0).toString(16).padStart(6, "0");

  /* The rows that begin with a key, or with one letter: each the lists of its ranks. */
  async function rowsOf(index, key) {
    const code = Array.from(key, digits).join(""), name = "k" + code.slice(0, 4);
    if (!index.keys[name.slice(1)]) return [];
    const directory = await shard(name, index.keys[name.slice(1)]);
    const names = Object.keys(directory).filter(one => code.startsWith(one) || one.startsWith(code));
    const shards = await Promise.all(names.map(one => shard(one, directory[one])));
    const rows = shards.flatMap(text => text.split(" ")).filter(row => row.startsWith(key));
    return rows.map(row => row.slice(String.fromCodePoint(row.codePointAt(0)).length).replace(/^./u, "").split(","));
  }

  /* Which stories may hold a word: their ranks from 1, 0 where they do not, and whether a caption may. */
  async function look(index, word) {
    const line = Array.from(letters(word)), all = new Uint8Array(index.stories).fill(RANKS), none = new Uint8Array(index.stories);
    if (!Object.keys(index.keys).length) return { ranks: all, captions: all, exact: false };
    let keys = line.slice(0, -1).map((letter, n) => letter + line[n + 1]).filter(key => key[0] !== END);
    const two = line.length === 2 && keys.length && line[1] !== END;
    if (line.length === 1) keys = [line[0] + ONE];
    if (keys.length > 3) keys = keys.filter((_, n) => n % 2 === 0 || n === keys.length - 1);
    if (!keys.length) keys = [line.find(letter => letter !== END)];
    const rows = await Promise.all(keys.map(key => rowsOf(index, key)));
    const ranks = none.slice(), captions = none.slice();
    for (let rank = RANKS; rank > 0; rank--) {
      const counts = new Uint8Array(index.stories);
      rows.forEach(function (some, n) {
        for (const lists of some) for (const story of numbers(lists[rank % RANKS] || "")) if (counts[story] === n) counts[story]++;
      });
      counts.forEach(function (count, story) {
        if (count !== keys.length) return;
        ranks[story] = rank;
        if (rank === 4) captions[story] = 1;
      });
    }
    return { ranks, captions, exact: line.length === 1 || Boolean(two) };
  }

  /* Texts */

  function before(list, number) {
    let place = list.length - 1;
    while (list[place][0] > number) place--;
    return place;
  }

  async function storyOf(index, number) {
    const place = before(index.texts, number), directory = await shard("d" + place, index.texts[place][1]);
    const [first, digest] = directory[before(directory, number)];
    const record = (await shard("t" + first, digest))[number - first];
    if (!record.fields) {
      const [url, headline, section, date, villages, names, standfirst, photos, text] = record;
      record.fields = [[headline], [standfirst], [[names, ...villages].join("\n")], photos.map(photo => photo[0]), [section + "\n" + date + "\n" + text]];
      record.folded = record.fields.map(field => field.map(fold));
    }
    return record;
  }

  /* The place of a story that holds all words, Infinity of another. */
  function rankOf(story, words) {
    return Math.max(...words.map(function (word) {
      const single = Array.from(word).length === 1;
      const rank = story.folded.findIndex((field, rank) => (!single || rank === 0 || rank === 2) && field.some(text => text.includes(word)));
      return rank < 0 ? Infinity : rank + 1;
    }));
  }
  const photosOf = (story, words) => story[7].filter((_, n) => words.every(word => story.folded[3][n].includes(word)));

  /* What is shown */

  function make(name, given, ...inside) {
    const element = document.createElement(name);
    for (const key in given) if (given[key] !== "") element.setAttribute(key, given[key]);
    element.append(...inside);
    return element;
  }

  /* The text with all words in it marked. */
  function marked(text, words) {
    const places = [], on = [];
    let line = "", at = 0;
    for (const letter of text) {
      for (const one of formOf(letter)) for (let n = 0; n < one.length; n++) places.push(at);
      line += formOf(letter);
      at += letter.length;
    }
    places.push(at);
    for (const word of words) {
      for (let place = line.indexOf(word); place >= 0; place = line.indexOf(word, place + 1)) {
        for (let n = places[place]; n < Math.max(places[place + word.length], places[place] + 1); n++) on[n] = true;
      }
    }
    const pieces = make("span", {});
    for (let from = 0, to; from < text.length; from = to) {
      for (to = from + 1; to < text.length && Boolean(on[to]) === Boolean(on[from]);) to++;
      pieces.append(on[from] ? make("mark", {}, text.slice(from, to)) : text.slice(from, to));
    }
    return pieces;
  }

  /* A line around the first word that its field holds; of no field but the headline, how the story begins. */
  function lineOf(story, words) {
    for (const texts of [[story[8]], story.fields[3], [story[6]], [story[5].replace(/\n/g, "　")]]) {
      for (const text of texts) for (const line of text.split("\n")) {
        const folded = fold(line), word = words.find(word => folded.includes(word));
        if (!word) continue;
        const letters = Array.from(line), at = Math.max(0, Array.from(folded.slice(0, folded.indexOf(word))).length - 24);
        return (at ? "…" : "") + letters.slice(at, at + 90).join("") + (at + 90 < letters.length ? "…" : "");
      }
    }
    return story[6].split("\n")[0] || Array.from(story[8].split("\n").find(line => line) || "").slice(0, 60).join("");
  }

  function picture([words, anchor, thumb, width, height], url, asked) {
    const image = thumb ? make("img", { src: "../" + thumb, width, height, loading: "lazy", alt: words }) : "";
    return make("a", { href: "../" + url + "#" + anchor }, image, make("span", {}, marked(words, asked)));
  }

  function hit(story, words, alone) {
    const [url, headline, section, date, villages] = story, shown = photosOf(story, words);
    const item = make("li", {}, make("h3", {}, make("a", { href: "../" + url }, marked(headline.split("\n")[0], words))));
    if (story[9]) item.firstChild.append(make("small", { class: "held" }, "未发布"));
    if (!alone) item.append(make("p", {}, marked(lineOf(story, words), words)));
    item.append(make("p", { class: "date" }, [section, date, ...villages].join(" · ")));
    if (shown.length) item.append(make("div", { class: "shots" }, ...(alone ? shown : shown.slice(0, 1)).map(photo => picture(photo, url, words))));
    return item;
  }

  /* Names that are near to what was not found, by how many letters are others. */
  function distance(one, other) {
    let row = Array.from({ length: other.length + 1 }, (_, n) => n);
    Array.from(one).forEach(function (letter, n) {
      const next = [n + 1];
      for (let m = 0; m < other.length; m++) next.push(Math.min(next[m] + 1, row[m + 1] + 1, row[m] + (letter === other[m] ? 0 : 1)));
      row = next;
    });
    return row[other.length];
  }

  function near(words) {
    const names = Array.from(document.querySelectorAll(".ways [data-name]"), link => link.dataset.name);
    const rows = Array.from(new Set(names), name => [Math.min(...words.map(word => distance(word, fold(name)) / Math.max(word.length, name.length))), name]);
    return rows.filter(row => row[0] <= 0.6).sort((a, b) => a[0] - b[0]).slice(0, 5).map(row => row[1]);
  }

  /* The page */

  const status = make("p", { role: "status", class: "count" });
  const tabs = make("div", { class: "tabs", role: "group", "aria-label": "看什么" });
  const hits = make("ol", { class: "hits" }), end = make("div", { class: "end" });
  found.append(status, tabs, hits, end);
  const filters = make("div", { class: "filters" });
  for (const kind in NAMES) filters.append(make("label", {}, NAMES[kind], make("select", { name: kind }, new Option("全部", ""))));
  form.append(filters);
  for (const [value, name] of [["", "稿件"], ["photos", "图片"]]) tabs.append(make("button", { type: "button", value }, name));

  function asked() {
    const given = new URLSearchParams(location.search), state = { q: given.get("q") || "", tab: given.get("tab") || "" };
    for (const kind in NAMES) state[kind] = given.get(kind) || "";
    state.page = Math.max(1, parseInt(given.get("page"), 10) || 1);
    return state;
  }
  let state = asked(), run = 0, typing = false;

  function address(more) {
    const given = new URLSearchParams(), next = Object.assign({}, state, more);
    for (const key in next) if (next[key] && !(key === "page" && next[key] === 1)) given.set(key, next[key]);
    return location.pathname.replace(/^.*\//, "") + (String(given) ? "?" + given : "");
  }

  function go(more, replace) {
    const url = address(more) || "./";
    try { history[replace ? "replaceState" : "pushState"](null, "", url); } catch (refused) {
      if (!replace) return location.assign(url); // some browsers keep the address of a file
    }
    state = Object.assign({}, state, more);
    show();
  }

  const visible = () => new Promise(function (done) {
    new IntersectionObserver(function (seen, watch) {
      if (seen.some(one => one.isIntersecting)) { watch.disconnect(); done(); }
    }, { rootMargin: "0px 0px 100px" }).observe(end);
  });

  async function filtered(index, ranks) {
    const kinds = Object.keys(NAMES).filter(kind => state[kind]), facets = await shard("f", index.facets);
    for (const kind in NAMES) {
      const select = form.elements[kind];
      if (select.length === 1) {
        const names = Object.keys(facets[kind] || {});
        if (kind === "year") names.reverse();
        select.append(...names.map(name => new Option(name, name)));
        select.parentNode.hidden = !names.length;
      }
      select.value = state[kind];
    }
    for (const kind of kinds) {
      const inside = new Set(numbers((facets[kind] || {})[state[kind]] || ""));
      ranks.forEach((rank, story) => { if (!inside.has(story)) ranks[story] = 0; });
    }
  }

  async function show() {
    const own = ++run, words = wordsOf(state.q), photos = state.tab === "photos";
    if (document.activeElement !== field || !typing) field.value = state.q;
    found.hidden = filters.hidden = !state.q.trim();
    ways.hidden = false;
    tabs.childNodes.forEach(tab => tab.setAttribute("aria-pressed", tab.value === state.tab));
    found.setAttribute("aria-busy", "true");
    try {
      if (found.hidden) return;
      if (!words.length) return tell("请写上要找的字。");
      const index = await start(), looks = await Promise.all(words.map(word => look(index, word)));
      const ranks = new Uint8Array(index.stories);
      ranks.forEach(function (_, story) {
        const all = looks.map(one => one.ranks[story]);
        if (Math.min(...all) && (!photos || looks.every(one => one.captions[story]))) ranks[story] = Math.max(...all);
      });
      await filtered(index, ranks);
      if (own !== run) return;
      let may = [];
      ranks.forEach((rank, story) => { if (rank) may.push([rank, story]); });
      let exact = looks.every(one => one.exact) && !(photos && words.length > 1);
      if (!Object.keys(index.keys).length) {
        const stories = await Promise.all(may.map(row => storyOf(index, row[1])));
        may = may.map((row, n) => [rankOf(stories[n], words), row[1]]).filter((row, n) => row[0] < Infinity && (!photos || photosOf(stories[n], words).length));
        exact = true;
      }
      may.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      await fill(own, index, words, may, exact, photos);
    } catch (fault) {
      if (own === run) tell("查找用的索引没有取到，请刷新页面再试。");
      if (fault instanceof Error) throw fault;
    } finally {
      if (own === run) found.setAttribute("aria-busy", "false");
    }
  }

  function tell(text, ...more) {
    status.textContent = text;
    hits.replaceChildren();
    end.replaceChildren(...more);
    document.title = document.title.replace(/^.*?(?=查找)/, state.q ? state.q + " · " : "");
  }

  /* Read the texts of those that may be hits, a few at a time as they come into view, and show those that are. */
  async function fill(own, index, words, may, exact, photos) {
    const first = (state.page - 1) * PAGE;
    let next = exact ? first : 0, good = next, cleared = false;
    const clear = () => { if (!cleared) { tell(""); cleared = true; } };
    const count = () => {
      const done = exact || next >= may.length, total = exact ? may.length : done ? good : may.length;
      status.textContent = total ? (done ? "找到 " : "约 ") + total + " 篇" + (photos ? "稿件的图片" : "") : "";
      return total;
    };
    while (next < may.length && good < first + PAGE) {
      if (good > first) await visible();
      const batch = may.slice(next, next + Math.min(BATCH, exact ? first + PAGE - good : BATCH));
      const stories = await Promise.all(batch.map(row => storyOf(index, row[1])));
      if (own !== run) return;
      clear();
      for (const story of stories) {
        if (good >= first + PAGE) break;
        next++;
        if (rankOf(story, words) === Infinity || photos && !photosOf(story, words).length) continue;
        if (good++ >= first) hits.append(hit(story, words, photos));
      }
      count();
    }
    clear();
    const total = count();
    if (!total) return nothing(words, photos);
    ways.hidden = true;
    const pages = make("ul", {});
    if (state.page > 1) pages.append(make("li", {}, make("a", { href: address({ page: state.page - 1 }), rel: "prev" }, "上一页")));
    if (state.page > 1 || next < may.length) pages.append(make("li", {}, make("span", { "aria-current": "page" }, "第 " + state.page + " 页")));
    if (next < may.length) pages.append(make("li", {}, make("a", { href: address({ page: state.page + 1 }), rel: "next" }, "下一页")));
    if (pages.children.length) end.append(make("nav", { class: "pages", "aria-label": "翻页" }, pages));
  }

  function nothing(words, photos) {
    const names = near(words), narrow = Object.keys(NAMES).some(kind => state[kind]);
    const links = names.map(name => make("li", {}, make("a", { href: address({ q: name, page: 1 }) }, name)));
    status.textContent = "没有" + (photos ? "图片说明" : "稿件") + "写到“" + state.q.trim() + "”" + (narrow ? "，放宽上面的条件试试" : "") + "。";
    if (links.length) end.append(make("p", {}, "是不是要找："), make("ul", { class: "links" }, ...links));
  }

  let pause;
  field.addEventListener("input", function (event) {
    clearTimeout(pause);
    if (event.isComposing) return;
    pause = setTimeout(() => { const replace = typing; typing = true; go({ q: field.value, page: 1 }, replace); }, 150);
  });
  field.addEventListener("compositionend", () => field.dispatchEvent(new Event("input")));
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(pause);
    const same = field.value === state.q;
    typing = false;
    go({ q: field.value, page: same ? state.page : 1 }, same);
  });
  filters.addEventListener("change", event => { typing = false; go({ [event.target.name]: event.target.value, page: 1 }); });
  tabs.addEventListener("click", event => { if (event.target.value !== undefined) { typing = false; go({ tab: event.target.value, page: 1 }); } });
  end.addEventListener("click", function (event) {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const given = new URLSearchParams(link.search);
    typing = false;
    go({ q: given.get("q") || "", page: parseInt(given.get("page"), 10) || 1 });
    status.scrollIntoView({ block: "nearest" });
  });
  addEventListener("popstate", () => { typing = false; state = asked(); show(); });
  show();
})();
