// The reading page: one claim at a time, filters, search, all of it kept in the address after "#".
(() => {
  "use strict";
  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const article = one("article"), panel = one(".panel"), status = one(".status");
  const rail = one(".rail"), field = one(".search input"), keys = one(".help input");
  const cardsHome = one(".cards");
  root.classList.replace("no-js", "js-on");

  // --- what the page holds, looked up once ---

  const numbers = (value) => (value ? value.split(" ").map(Number) : []);
  const claims = new Map(), byId = new Map();
  for (const card of all(".card")) {
    const data = card.dataset;
    const claim = {
      n: Number(data.n), id: card.id, card, kind: [data.kind], who: [data.who],
      verdict: data.verdict.split(" "), commitment: [data.commitment],
      source: data.source.split(" "), status: [data.status],
      spans: [], cues: [], conditions: [], beads: [], notes: [], rows: [], length: 0,
    };
    claims.set(claim.n, claim);
    byId.set(claim.id, claim);
  }
  const gather = (name, list) => {
    for (const span of all(`[data-${name}]`, article))
      for (const n of numbers(span.dataset[name])) claims.get(n)?.[list].push(span);
  };
  gather("c", "spans");
  gather("q", "cues");
  gather("f", "conditions");
  for (const claim of claims.values())
    claim.length = claim.spans.reduce((sum, span) => sum + span.textContent.length, 0);
  for (const bead of all(".beads a", article)) claims.get(Number(bead.dataset.n)).beads.push(bead);
  for (const note of all(".notes [data-n], .restated [data-n]", article))
    claims.get(Number(note.dataset.n)).notes.push(note);
  for (const row of all(".all tbody tr")) claims.get(Number(row.dataset.n)).rows.push(row);

  const ordered = [...claims.values()].sort((a, b) => a.n - b.n);
  const isRejected = (claim) => claim.status[0] === "rejected";
  const isInQuestion = (claim) => claim.verdict.some((v) => v !== "none" && v !== "supported");
  const facets = new Map(all("[data-facet]").map((set) => [set.dataset.facet, set]));

  const state = { chosen: null, filters: new Map(), words: "" };
  let matching = new Set(), hits = [], hit = -1, from = null, at = null, complaint = "";

  // --- the address ---

  const parse = (hash) => {
    const [id, ...rest] = hash.replace(/^#/, "").split(";").map((part) => {
      try { return decodeURIComponent(part); } catch { return part; }
    });
    const read = { id, filters: new Map(), words: "", unknown: [] };
    for (const part of rest.filter(Boolean)) {
      const [name, ...value] = part.split("=");
      if (name === "q") { read.words = value.join("="); continue; }
      const set = facets.get(name);
      if (!set) { read.unknown.push(part); continue; }
      const known = new Set(all("input", set).map((box) => box.value));
      const wanted = value.join("=").split(",").filter(Boolean);
      read.unknown.push(...wanted.filter((v) => !known.has(v)).map((v) => `${name}=${v}`));
      const found = wanted.filter((v) => known.has(v));
      if (found.length) read.filters.set(name, new Set(found));
    }
    return read;
  };
  const address = () => {
    const parts = [state.chosen ? state.chosen.id : ""];
    for (const [name, values] of state.filters) parts.push(`${name}=${[...values].join(",")}`);
    if (state.words) parts.push(`q=${encodeURIComponent(state.words)}`);
    return `#${parts.join(";")}`;
  };
  const note = (push) => {
    if (address() === (location.hash || "#")) return;
    history[push ? "pushState" : "replaceState"](null, "", address());
  };
  const follow = (hash, options = {}) => {
    const read = parse(hash);
    const claim = byId.get(read.id);
    const part = read.id && !claim ? document.getElementById(read.id) : null;
    const unknown = [...read.unknown];
    if (read.id && !claim && !part) unknown.unshift(read.id);
    complaint = unknown.length ? `Not on this page: ${unknown.join(", ")}` : "";
    state.filters = read.filters;
    if (read.words !== state.words) search(read.words);
    if (field) field.value = read.words;
    filter();
    if (claim) choose(claim, options); else { close(); if (state.filters.size) toMatch(); }
    if (part) reveal(part);
    say();
  };
  const unfold = (part) => {
    for (let box = part?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  };
  const reveal = (part) => {
    unfold(part);
    part.scrollIntoView({ block: part.closest("article") ? "center" : "start" });
  };

  // --- one claim stands out ---

  const holding = (span) =>
    numbers(span.dataset.c).map((n) => claims.get(n)).filter((c) => !isRejected(c) || isShown(c));
  const isShown = (claim) => !isRejected(claim) || root.classList.contains("show-rejected");
  const narrowFirst = (a, b) => a.length - b.length || b.n - a.n;

  let lit = [];
  const light = (claim) => {
    for (const [element, name] of lit) element.classList.remove(name);
    lit = [];
    if (!claim) return;
    const add = (element, name) => { element.classList.add(name); lit.push([element, name]); };
    for (const span of claim.spans) add(span, "lit");
    for (const span of claim.cues) add(span, "lit-q");
    for (const span of claim.conditions) add(span, "lit-f");
    for (const span of gaps(claim)) add(span, "thread");
    const touched = [...claim.spans, ...claim.cues, ...claim.conditions].map((s) => s.closest(".row"));
    for (const row of new Set(touched)) if (row) add(row, "dim");
    for (const element of [...claim.beads, ...claim.rows, ...claim.notes]) add(element, "lit");
  };
  const gaps = (claim) => {
    const own = new Set(claim.spans), found = [];
    const blocks = new Map();
    for (const span of claim.spans) {
      const block = span.closest("[id]");
      blocks.set(block, [...(blocks.get(block) ?? []), span]);
    }
    for (const [block, spans] of blocks) {
      if (spans.length < 2) continue;
      const within = all("[data-c]", block);
      const [first, last] = [within.indexOf(spans[0]), within.indexOf(spans.at(-1))];
      found.push(...within.slice(first, last).filter((span) => !own.has(span)));
    }
    return found;
  };

  const choose = (claim, { focus = false, span = null, returnTo = null } = {}) => {
    if (!state.chosen) from = returnTo ?? (document.activeElement !== document.body ? document.activeElement : null);
    if (returnTo) from = returnTo;
    put();
    hover(null);
    state.chosen = claim;
    at = span && claim.spans.includes(span) ? span : claim.spans[0] ?? null;
    root.classList.add("choosing");
    light(claim);
    panel.replaceChildren(tools(claim), stack(claim, Boolean(span)), claim.card);
    panel.hidden = false;
    panel.scrollTop = 0;
    requestAnimationFrame(() => { panel.scrollTop = 0; });
    rove(claim.beads[0]);
    show(claim);
    if (focus) one("h3", claim.card).focus({ preventScroll: true });
  };
  const put = () => {
    const card = one(".card", panel);
    if (!card) return;
    const n = Number(card.dataset.n);
    const next = ordered.slice(n).find((claim) => claim.card.parentElement === cardsHome);
    cardsHome.insertBefore(card, next ? next.card : null);
  };
  const close = (back = false) => {
    put();
    state.chosen = null;
    panel.hidden = true;
    panel.replaceChildren();
    root.classList.remove("choosing");
    light(null);
    if (back && from?.isConnected) from.focus();
    from = null;
  };
  const show = (claim) => {
    const first = claim.spans[0] ?? claim.notes[0];
    unfold(first);
    const line = first?.getClientRects()[0];
    if (!line) return;
    const top = one(".top").offsetHeight + 8;
    const sheet = panel.getBoundingClientRect();
    const bottom = sheet.width > innerWidth * 0.9 ? sheet.top - 8 : innerHeight - 8;
    if (line.top >= top && line.bottom <= bottom) return;
    scrollBy(0, line.top - top - (bottom - top) / 4);
  };
  const button = (words, label, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", action);
    return made;
  };
  const tools = (claim) => {
    const line = document.createElement("div");
    line.className = "tools";
    const place = document.createElement("span");
    place.className = "place";
    const shown = reachable();
    place.textContent = `${shown.indexOf(claim) + 1} of ${shown.length}`;
    const copy = button("Copy address", "", async () => {
      const address = `${location.href.split("#")[0]}#${claim.id}`;
      try {
        await navigator.clipboard.writeText(address);
        copy.textContent = "Copied";
        setTimeout(() => { copy.textContent = "Copy address"; }, 2000);
      } catch { status.textContent = address; }
    });
    line.append(
      button("←", "Previous claim", () => step(-1)), place, button("→", "Next claim", () => step(1)),
      copy, button("✕", "Close", () => { close(true); note(); say(); }),
    );
    return line;
  };
  const onSameWords = () => (at ? holding(at).sort((a, b) => narrowFirst(b, a)) : []);
  const stack = (claim, open) => {
    const holds = onSameWords();
    if (holds.length < 2) return "";
    const box = document.createElement("details");
    box.className = "stack";
    box.open = open && innerWidth >= 960;
    const head = document.createElement("summary");
    head.textContent = `${holds.length} claims hold these words, widest first`;
    box.append(head);
    holds.forEach((held, depth) => {
      const row = button(one("h3", held.card).lastChild.textContent, "", () => go(held, { span: at }));
      row.className = `d${Math.min(depth, 3)}`;
      if (held === claim) row.setAttribute("aria-current", "true");
      box.append(row);
    });
    return box;
  };
  const go = (claim, options = {}) => { complaint = ""; choose(claim, options); note(options.push); say(); };
  const reachable = () => {
    const found = new Set(claimsWith(state.words));
    return ordered.filter((claim) => isShown(claim)
      && (!state.filters.size || matching.has(claim)) && (!found.size || found.has(claim)));
  };
  const step = (by, wanted = () => true, focus = false) => {
    const list = reachable().filter(wanted);
    if (!list.length) { complaint = "None among the claims that are shown"; say(); return; }
    const here = state.chosen ? state.chosen.n : by > 0 ? 0 : Infinity;
    const next = by > 0 ? list.find((c) => c.n > here) : list.findLast((c) => c.n < here);
    const target = next ?? (by > 0 ? list[0] : list.at(-1));
    go(target, { focus });
    if (list.length < reachable().length) say(`${list.indexOf(target) + 1} of ${list.length} in question`);
  };
  const widen = (by) => {
    const holds = onSameWords();
    const next = holds[holds.indexOf(state.chosen) + by];
    if (next) go(next, { span: at, focus: panel.contains(document.activeElement) });
  };

  let near = [];
  const hover = (claim) => {
    for (const span of near) span.classList.remove("near");
    near = claim && claim !== state.chosen ? claim.spans : [];
    for (const span of near) span.classList.add("near");
  };

  // --- filters ---

  const highlights = window.CSS?.highlights;
  const paint = (name, ranges) => {
    if (highlights) { if (ranges.length) highlights.set(name, new Highlight(...ranges)); else highlights.delete(name); }
  };
  const over = (span) => { const range = new Range(); range.selectNodeContents(span); return range; };
  let matched = [];
  const fits = (claim, besides = "") => {
    for (const [name, values] of state.filters)
      if (name !== besides && !claim[name].some((value) => values.has(value))) return false;
    return besides === "status" || state.filters.has("status") || !isRejected(claim);
  };
  const filter = () => {
    const filtered = state.filters.size > 0;
    root.classList.toggle("show-rejected", Boolean(state.filters.get("status")?.has("rejected")));
    matching = new Set(filtered ? ordered.filter((claim) => fits(claim)) : ordered.filter((c) => !isRejected(c)));
    root.classList.toggle("filtering", filtered);
    for (const claim of ordered) {
      const off = filtered && !matching.has(claim);
      for (const element of [...claim.beads.map((b) => b.parentElement), ...claim.notes]) element.classList.toggle("off", off);
    }
    for (const span of matched) span.classList.remove("match");
    matched = filtered ? [...new Set([...matching].flatMap((claim) => claim.spans))] : [];
    if (highlights) paint("match", matched.map(over));
    else for (const span of matched) span.classList.add("match");
    for (const [name, set] of facets)
      for (const box of all("input", set)) box.checked = Boolean(state.filters.get(name)?.has(box.value));
    one(".clear")?.classList.toggle("off", !filtered);
    count();
    rows();
  };
  // How many claims each row would leave, given what the other facets ask.
  const count = () => {
    for (const [name, set] of facets) {
      const others = ordered.filter((claim) => fits(claim, name));
      for (const box of all("input", set))
        one(".count", box.parentElement).textContent = others.filter((c) => c[name].includes(box.value)).length;
    }
  };
  const toMatch = () => {
    const boxes = matched.map((span) => span.getBoundingClientRect());
    if (boxes.some((box) => box.bottom > 60 && box.top < innerHeight) || !boxes.length) return;
    scrollBy(0, boxes.reduce((top, box) => Math.min(top, box.top), Infinity) - innerHeight / 3);
  };
  const rows = () => {
    const found = new Set(claimsWith(state.words));
    let shown = 0;
    for (const claim of ordered)
      for (const row of claim.rows) {
        const gone = (state.filters.size > 0 && !matching.has(claim)) || (state.words !== "" && !found.has(claim));
        row.classList.toggle("gone", gone);
        shown += !gone && isShown(claim);
      }
    const total = one("h2 .aside", one(".table") ?? root);
    if (total) total.textContent = shown < total.dataset.all ? `${shown} of ${total.dataset.all}` : total.dataset.all;
  };
  const say = (first = "") => {
    const parts = first ? [first] : [];
    if (complaint) parts.push(complaint);
    if (state.filters.size) {
      const named = [...state.filters].map(([name, values]) =>
        `${all("label", facets.get(name)).filter((row) => values.has(one("input", row).value))
          .map((row) => one(".name", row).textContent).join(" or ")} (${one("legend", facets.get(name)).textContent.toLowerCase()})`);
      const count = state.filters.has("status") ? ordered.length : ordered.filter((c) => !isRejected(c)).length;
      parts.push(`${matching.size || "None"} of ${count} claims: ${named.join("; ")}`);
    }
    if (state.words) {
      const claimed = claimsWith(state.words).length;
      parts.push(`“${state.words}”: ${hits.length || "none"} in the text, ${claimed || "no"} ${claimed === 1 ? "claim" : "claims"}`);
    }
    status.textContent = parts.join(" · ");
  };

  // --- search ---

  const folded = (text) => {
    // Letter by letter, so that places stay those of the text.
    let out = "";
    for (const unit of text.split("")) {
      const bare = unit.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
      out += bare.length === 1 ? bare : unit.toLowerCase().length === 1 ? unit.toLowerCase() : unit;
    }
    return out.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"').replace(/\s/g, " ");
  };
  let texts = null;
  const textsOf = () => texts ??= all(".body", article).map((body) => {
    const nodes = [], walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    let text = "";
    while (walker.nextNode()) { nodes.push([text.length, walker.currentNode]); text += walker.currentNode.data; }
    return { nodes, text: folded(text) };
  });
  const rangeIn = (nodes, start, end) => {
    const find = (place, isEnd) => {
      let low = 0, high = nodes.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (nodes[middle][0] < place || (!isEnd && nodes[middle][0] === place)) low = middle; else high = middle - 1;
      }
      return [nodes[low][1], place - nodes[low][0]];
    };
    const range = new Range();
    range.setStart(...find(start, false));
    range.setEnd(...find(end, true));
    return range;
  };
  const sayings = new Map();
  const claimsWith = (words) => {
    if (!words) return [];
    const needle = folded(words);
    return ordered.filter((claim) => {
      if (!sayings.has(claim)) sayings.set(claim, folded(one("h3", claim.card).lastChild.textContent));
      return !isRejected(claim) && sayings.get(claim).includes(needle);
    });
  };
  const search = (words) => {
    state.words = words.trim();
    hits = [];
    hit = -1;
    const needle = folded(state.words);
    if (needle)
      for (const { nodes, text } of textsOf())
        for (let place = text.indexOf(needle); place >= 0; place = text.indexOf(needle, place + needle.length))
          hits.push(rangeIn(nodes, place, place + needle.length));
    paint("hit", hits);
    rows();
  };
  const toHit = (by) => {
    if (!hits.length) return;
    hit = (hit + by + hits.length) % hits.length;
    unfold(hits[hit].startContainer.parentElement);
    const box = hits[hit].getBoundingClientRect();
    scrollBy(0, box.top - innerHeight / 3);
  };

  // --- mentions: words that a list names ---

  const toWords = (link) => {
    const [id, place] = [link.getAttribute("href").slice(1), link.dataset.at.split("-").map(Number)];
    const block = document.getElementById(id);
    if (!block) return;
    unfold(block);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".marker, .added") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const nodes = [];
    let text = "";
    while (walker.nextNode()) { nodes.push([text.length, walker.currentNode]); text += walker.currentNode.data; }
    const units = (points) => [...text].slice(0, points).join("").length;
    if (nodes.length) paint("mention", [rangeIn(nodes, units(place[0]), units(place[1]))]);
    if (!highlights) { block.classList.add("flash"); setTimeout(() => block.classList.remove("flash"), 2000); }
  };

  // --- glyphs and notes at the height of their lines ---

  const wide = matchMedia("(min-width: 60rem)"), narrow = matchMedia("(max-width: 39.99rem)");
  const warning = (li) => Number(isInQuestion(claims.get(Number(li.firstElementChild.dataset.n))));
  const blockRows = all(".row", article);
  const bottoms = new Map();
  const place = (row) => {
    if (row.closest(".around:not([open])")) return;
    const beads = all(".beads > li", row).filter((li) => li.offsetParent);
    const notes = wide.matches ? all(".notes li", row) : [];
    if (!beads.length && !notes.length) return;
    const frame = row.getBoundingClientRect();
    const topOf = (n) => {
      const claim = claims.get(Number(n));
      const span = [...(claim?.spans ?? []), ...(claim?.notes ?? [])].find((s) => row.contains(s) && !s.closest(".notes"));
      const line = span?.getClientRects()[0];
      return line ? line.top - frame.top + line.height / 2 : 12;
    };
    const beadTops = beads.map((li) => topOf(li.firstElementChild.dataset.n));
    const widths = beads.map((li) => li.offsetWidth);
    const noteTops = notes.map((li) => {
      if (li.dataset.n) return topOf(li.dataset.n) - 10;
      const call = one(`a.call[href="#${CSS.escape(li.id)}"]`, row);
      return call ? call.getBoundingClientRect().top - frame.top : 0;
    });
    const heights = notes.map((li) => li.offsetHeight);
    row.classList.add("placed");
    const lines = new Map();
    beads.forEach((li, n) => {
      const line = [...lines.keys()].find((key) => Math.abs(key - beadTops[n]) < 6) ?? beadTops[n];
      const used = lines.get(line) ?? [];
      used.push([li, widths[n]]);
      lines.set(line, used);
    });
    for (const [line, used] of lines) {
      // Where there is room for one glyph, the one that warns most stays.
      if (narrow.matches) {
        used.sort(([a], [b]) => warning(b) - warning(a));
        for (const [li] of used.slice(1)) li.style.visibility = "hidden";
        used.length = 1;
      }
      let end = narrow.matches ? 2 : 12;
      for (const [li, width] of used.reverse()) {
        li.style.insetBlockStart = `${line - 12}px`;
        li.style.insetInlineEnd = `${end}px`;
        end += width;
      }
    }
    const before = blockRows.slice(0, blockRows.indexOf(row)).findLast((other) => bottoms.has(other));
    let bottom = (bottoms.get(before) ?? -Infinity) - (frame.top + scrollY);
    const order = notes.map((li, n) => n).sort((a, b) => noteTops[a] - noteTops[b]);
    for (const n of order) {
      const top = Math.max(noteTops[n], bottom + 9);
      notes[n].style.insetBlockStart = `${top}px`;
      bottom = top + heights[n];
    }
    const reached = bottom + frame.top + scrollY;
    bottoms.set(row, Number.isFinite(reached) ? reached : bottoms.get(before));
    if (notes.length) {
      const end = article.getBoundingClientRect().bottom + scrollY;
      if (reached > end) article.style.paddingBlockEnd = `${reached - end + 16}px`;
    }
  };
  const seen = new Set();
  const watcher = new IntersectionObserver((entries) => {
    const come = entries.filter((e) => e.isIntersecting && !seen.has(e.target)).map((e) => e.target);
    for (const row of come) seen.add(row);
    // Notes of rows that come into view above others may reach down to theirs.
    const waiting = new Set(come);
    for (const row of blockRows.slice(Math.min(...come.map((row) => blockRows.indexOf(row))))) {
      const reached = bottoms.get(row), isNew = waiting.delete(row);
      if (seen.has(row)) place(row);
      if (!waiting.size && !isNew && bottoms.has(row) && bottoms.get(row) === reached) break;
    }
  }, { rootMargin: "150% 0%" });
  const placeAgain = () => {
    if (paper.matches) return;  // on paper they stand below their block
    for (const row of seen) {
      row.classList.remove("placed");
      for (const li of all(".beads > li, .notes li", row)) li.removeAttribute("style");
    }
    article.style.removeProperty("padding-block-end");
    bottoms.clear();
    const again = blockRows.filter((row) => seen.has(row));
    for (const row of again) place(row);
  };
  const paper = matchMedia("print");
  const fold = () => { for (const box of all(".notes", article)) box.open = wide.matches || paper.matches; };

  // --- one tab stop for all glyphs ---

  let stop = null;
  const rove = (bead) => {
    if (!bead) return;
    if (stop) stop.tabIndex = -1;
    stop = bead;
    stop.tabIndex = 0;
  };
  const beads = all(".beads a", article);
  for (const bead of beads) bead.tabIndex = -1;
  rove(beads[0]);
  const along = (bead, by) => {
    const list = beads.filter((b) => b.offsetParent && getComputedStyle(b).visibility !== "hidden");
    const next = list[list.indexOf(bead) + by];
    if (next) { rove(next); next.focus(); }
  };

  // --- what people do ---

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link) {
      const href = link.getAttribute("href");
      if (!href.startsWith("#") || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (link.dataset.at) { toWords(link); return; }
      if (href === "#") { event.preventDefault(); scrollTo(0, 0); return; }
      const claim = byId.get(parse(href).id);
      if (claim || href.startsWith("#;")) {
        event.preventDefault();
        const keyboard = event.detail === 0;
        if (claim) go(claim, { push: true, focus: keyboard, returnTo: panel.contains(link) ? null : link });
        else { history.pushState(null, "", href === "#;" ? "#" : href); follow(href === "#;" ? "#" : href); }
      }
      return;
    }
    const span = event.target.closest("article [data-c]");
    if (!span || !getSelection().isCollapsed) return;
    const holds = holding(span).filter((claim) => !state.filters.size || matching.has(claim)).sort(narrowFirst);
    if (!holds.length) return;
    const next = holds[(holds.indexOf(state.chosen) + 1) % holds.length];
    go(next, { span });
  });
  article.addEventListener("pointerover", (event) => {
    const marked = event.target.closest("[data-c], [data-n]");
    if (!marked) return hover(null);
    if (marked.matches(".beads a") && !marked.title) marked.title = one("h3", claims.get(Number(marked.dataset.n)).card).textContent;
    hover(marked.dataset.n ? claims.get(Number(marked.dataset.n)) : holding(marked).sort(narrowFirst)[0]);
  });
  article.addEventListener("pointerleave", () => hover(null));
  article.addEventListener("focusin", (event) => {
    if (event.target.dataset.n) { hover(claims.get(Number(event.target.dataset.n))); }
    if (event.target.matches(".beads a")) rove(event.target);
  });
  article.addEventListener("focusout", () => hover(null));

  rail?.addEventListener("change", (event) => {
    const { name, value, checked } = event.target;
    const values = state.filters.get(name) ?? new Set();
    if (checked) values.add(value); else values.delete(value);
    if (values.size) state.filters.set(name, values); else state.filters.delete(name);
    complaint = "";
    filter();
    toMatch();
    note();
    say();
  });
  one(".clear")?.addEventListener("click", () => { state.filters.clear(); filter(); note(); say(); });
  const drawer = one(".drawer");
  const openRail = (open) => { rail?.classList.toggle("open", open); drawer?.setAttribute("aria-expanded", open); };
  drawer?.addEventListener("click", () => openRail(!rail.classList.contains("open")));
  article.addEventListener("pointerdown", () => openRail(false));
  let typing = 0;
  field?.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => { complaint = ""; search(field.value); note(); say(); }, 120);
  });
  field?.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      clearTimeout(typing);
      if (field.value.trim() !== state.words) { search(field.value); note(); say(); }
      toHit(event.shiftKey ? -1 : 1);
    }
  });
  for (const stepper of all("[data-step]"))
    stepper.addEventListener("click", () => step(Number(stepper.dataset.step), isInQuestion));

  const help = one(".help");
  one(".help .close").addEventListener("click", () => help.close());
  try { keys.checked = localStorage.getItem("archive-keys") !== "off"; } catch { /* no storage here */ }
  keys.addEventListener("change", () => {
    try { localStorage.setItem("archive-keys", keys.checked ? "on" : "off"); } catch { /* no storage here */ }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const target = event.target;
    if (target.matches?.(".beads a")) {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (by) { event.preventDefault(); return along(target, by); }
    }
    if (event.key === "Escape") {
      if (drawer?.offsetParent && rail?.classList.contains("open")) { openRail(false); drawer.focus(); }
      else if (target === field) { event.preventDefault(); field.blur(); }
      else if (state.chosen) { close(true); note(); say(); }
      else if (state.words) { field.value = ""; search(""); note(); say(); }
      return;
    }
    if (!keys.checked || target.matches?.("input:not([type=checkbox]), textarea, select") || target.isContentEditable) return;
    const act = {
      j: () => step(1, undefined, true), k: () => step(-1, undefined, true),
      "[": () => widen(-1), "]": () => widen(1), d: () => step(1, isInQuestion, true),
      D: () => step(-1, isInQuestion, true), "/": () => field?.focus(),
      f: () => { openRail(true); one("input", rail)?.focus(); }, "?": () => help.showModal(),
    }[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  for (const head of all(".all thead button")) {
    head.addEventListener("click", () => {
      const cell = head.parentElement, body = one(".all tbody");
      const column = [...cell.parentElement.children].indexOf(cell);
      const down = cell.getAttribute("aria-sort") === "ascending";
      for (const other of cell.parentElement.children) other.setAttribute("aria-sort", "none");
      cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      const collator = new Intl.Collator(root.lang || undefined, { numeric: true });
      const value = (row) => row.children[column].dataset.sort ?? row.children[column].textContent.trim();
      const sorted = [...body.rows].map((row) => [value(row), row]);
      sorted.sort(([a], [b]) => (a === "") - (b === "") || (down ? -1 : 1) * collator.compare(a, b));
      body.append(...sorted.map(([, row]) => row));
    });
  }

  let closed = [];
  addEventListener("beforeprint", () => { closed = all("details:not([open], .around)"); for (const box of closed) box.open = true; });
  addEventListener("afterprint", () => { for (const box of closed) box.open = false; });
  addEventListener("popstate", () => follow(location.hash));
  addEventListener("hashchange", () => { if (address() !== location.hash) follow(location.hash); });
  let resizing = 0;
  addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(placeAgain, 100); });
  for (const media of [wide, paper]) media.addEventListener("change", () => { fold(); placeAgain(); });
  narrow.addEventListener("change", placeAgain);
  article.addEventListener("toggle", (event) => {
    if (!wide.matches || event.target.matches(".around")) placeAgain();
  }, true);

  fold();
  for (const row of blockRows) watcher.observe(row);
  document.fonts?.ready.then(placeAgain);
  follow(location.hash);
  // A browser scrolls to the element that the address names, though that is in the panel now.
  addEventListener("load", () => { if (state.chosen) { panel.scrollTop = 0; show(state.chosen); } });
})();
