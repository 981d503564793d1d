// What makes the server's pages quicker to the hand. Everything here works without it, too.
"use strict";
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (name, act, early = false) => document.addEventListener(name, act, early);

// Some browsers refuse storage; then nothing is remembered, and all else works.
const remembered = (name) => {
  try { return localStorage.getItem(name); } catch { return null; }
};
const remember = (name, value) => {
  try { localStorage.setItem(name, value); } catch { /* not remembered */ }
};

// The local day turns at midnight of this zone. Set each time: whatever other cookies there are, ours is right.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const { zoneCookie } = document.body.dataset;
if (zone && zoneCookie) {
  const secure = location.protocol === "https:" ? ";Secure" : "";
  document.cookie = `${zoneCookie}=${zone};Path=/;Max-Age=31536000;SameSite=Lax${secure}`;
}

// ---- Keys: a key presses its own control, and nothing a click could not do.
const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit], [type=button])";
const OWN_ENTER = "a, button, summary";
const NAMES = { " ": "space", "؟": "?" };

// Single keys can be switched off (WCAG 2.1.4), on this device; signing out leaves that as it is.
const https = location.protocol === "https:";
const KEYS = https ? "__Host-keys" : "keys";
const keysOff = () => document.cookie.split("; ").includes(`${KEYS}=off`);
const switchKeys = (on) =>
  (document.cookie = `${KEYS}=${on ? "on" : "off"};Path=/;Max-Age=31536000;SameSite=Lax${https ? ";Secure" : ""}`);

function control(key) {
  const all = $$("[data-hotkey]").filter((each) =>
    each.dataset.hotkey.toLowerCase().split(" ").includes(key) && !each.disabled && each.checkVisibility());
  return all.find((each) => each.closest("main, .dock, .strip")) || all[0];
}

function press(element) {
  if (element.matches(TYPING)) element.focus();
  else if (element.type === "radio" && element.checked) control("enter")?.click();
  else {
    if (element.type === "radio") element.focus();
    element.click();
  }
}

const atEnd = () => innerHeight + scrollY >= document.documentElement.scrollHeight - 4;
const idle = (target) => target === document.body || target.getAttribute("tabindex") === "-1";

// What stands there on a Latin keyboard, where this one has a letter of another script, or signs in the place of digits.
function place({ key, code, shiftKey }) {
  const digit = !shiftKey && code.match(/^Digit(.)/);
  if (digit) return digit[1];
  if (!/[\p{L}\p{M}\p{Nd}]/u.test(key) || /[\0-\x7f]|\p{Script=Latin}/u.test(key)) return "";
  return code === "Slash" ? (shiftKey ? "?" : "/") : code.replace(/^(Key|Numpad)/, "").toLowerCase();
}

// The keys that it may be meant as, the likeliest first. AltGr comes as Ctrl with Alt, and only writes signs.
function wanted(event) {
  const { target, altKey } = event;
  const key = NAMES[event.key] || event.key.toLowerCase();
  const altGr = event.getModifierState("AltGraph") || (event.ctrlKey && altKey);
  if ((event.ctrlKey && !altGr) || event.metaKey) return target.matches("textarea") && key === "enter" ? ["enter"] : [];
  if (target.matches(TYPING)) return [];
  if (altKey || altGr) return altGr && !keysOff() && /^[*/?]$/.test(key) ? [key] : [];
  if (key === "space") return idle(target) && atEnd() ? ["enter"] : [];
  if (key === "enter") return target.closest(OWN_ENTER) ? [] : ["enter"];
  if (key === "escape") return [key];
  return keysOff() ? [] : [key, place(event)].filter(Boolean);
}

function closeMenus(except) {
  $$("[data-menu][open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
}

on("keydown", (event) => {
  if (!event.key || event.defaultPrevented || event.repeat || $("dialog[open]")) return;
  if (event.isComposing || event.keyCode === 229) return; // an input method has it
  const menu = event.key === "Escape" && $("[data-menu][open]");
  if (menu) {
    closeMenus();
    $("summary", menu).focus();
    return;
  }
  const keys = wanted(event);
  if (keys.includes("?")) return void help();
  const found = keys.map(control).find(Boolean);
  if (!found) return;
  event.preventDefault();
  press(found);
});

function help() {
  const dialog = $("dialog[data-keys]");
  $("[data-single]", dialog).checked = !keysOff();
  dialog.showModal();
}

on("change", (event) => {
  if (event.target.matches("[data-single]")) switchKeys(event.target.checked);
});
on("click", (event) => {
  if (event.target.closest("[data-help]")) help();
  closeMenus(event.target.closest("[data-menu]"));
});

// ---- Sending: a second click is ignored; after 400 ms the button says what it does.
const sending = new Map();

function release(owner) {
  const state = sending.get(owner);
  if (!state) return;
  clearTimeout(state.timer);
  state.restore();
  sending.delete(owner);
}

function begin(owner, button) {
  const state = { restore: () => {} };
  state.timer = setTimeout(() => {
    if (button?.dataset.busy) state.restore = showBusy(button);
  }, 400);
  sending.set(owner, state);
  setTimeout(() => sending.get(owner) === state && release(owner), 9000);
}

function showBusy(button) {
  const label = [...button.childNodes];
  button.setAttribute("aria-disabled", "true");
  button.replaceChildren(button.dataset.busy);
  return () => {
    button.removeAttribute("aria-disabled");
    button.replaceChildren(...label);
  };
}

on("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  if (sending.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  const clock = $("input[name=ms]", form);
  if (clock) clock.value = Math.round(performance.now() - (shown.get(clock) ?? 0));
  begin(form, event.submitter);
}, true);

addEventListener("pageshow", () => [...sending.keys()].forEach(release));
on("htmx:beforeRequest", (event) => {
  const { elt } = event.detail;
  if (!elt.matches("a")) return;
  if (sending.has(elt)) event.preventDefault();
  else begin(elt, elt);
});
on("htmx:afterRequest", ({ detail: { elt } }) => release(elt.closest("form") ?? elt));

// ---- After a swap: focus goes to the new heading; the clock of a prompt starts.
const shown = new WeakMap();

function startClocks(root) {
  $$("input[name=ms]", root).forEach((clock) => shown.has(clock) || shown.set(clock, performance.now()));
}

function focusHeading(root) {
  const heading = root.matches?.("[data-focus]") ? root : $("[data-focus]", root);
  if (!heading) return;
  if (heading.dataset.focus === "top") scrollTo(0, 0);
  heading.focus({ preventScroll: heading.dataset.focus === "top" });
}

startClocks(document);
on("htmx:afterSettle", (event) => {
  startClocks(event.target);
  focusHeading(event.target);
});

// ---- Network: what was answered offline is kept for its prompt, and sent by itself.
const KEPT = "kept-answers";
const kept = () => JSON.parse(remembered(KEPT) || "[]");
const keep = (list) => remember(KEPT, JSON.stringify(list));

function say(what, kind = "caution") {
  const bar = $("[data-bar]");
  const words = $(`template[data-say="${what}"]`) || $("template[data-say='500']");
  bar.className = `bar ${kind}`;
  bar.replaceChildren(words.content.cloneNode(true));
}

const quiet = () => $("[data-bar]")?.replaceChildren();

function lost(event) {
  const { elt, requestConfig } = event.detail;
  const form = elt.closest("form[data-keep]");
  if (!form) return say(event.type === "htmx:timeout" ? "slow" : "lost");
  const values = [...requestConfig.formData].filter(([name]) => name !== "csrfmiddlewaretoken");
  keep([...kept().filter((each) => each.path !== requestConfig.path), { path: requestConfig.path, values }]);
  say(event.type === "htmx:timeout" ? "slow" : "offline");
}

// Resolves with the server's status; rejects where it could not be reached.
async function send({ path, values }) {
  const data = new FormData();
  const token = $("input[name=csrfmiddlewaretoken]")?.value || "";
  for (const [name, value] of [...values, ["csrfmiddlewaretoken", token]]) data.append(name, value);
  const source = $$("form[data-keep]").find((form) => form.getAttribute("action") === path);
  if (!source) return (await fetch(path, { method: "POST", body: new URLSearchParams(data) })).status;
  let status = 0;
  const note = (event) => (status = event.detail.xhr.status);
  document.addEventListener("htmx:afterRequest", note, { once: true });
  await htmx.ajax("POST", path, { source, values: data });
  return status;
}

let under = false;

async function sendKept() {
  if (under) return;
  under = true;
  try {
    for (const entry of kept()) {
      const status = await send(entry);
      if (status >= 500) break;
      keep(kept().filter((each) => each.path !== entry.path));
      if (status < 400) say("sent", "note");
      else say("refused", "wrong");
    }
  } catch {
    // Still no connection: the next round tries again.
  }
  under = false;
}

document.addEventListener("htmx:sendError", lost);
document.addEventListener("htmx:timeout", lost);
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  say(status >= 500 ? "500" : String(status), "wrong");
});
document.addEventListener("htmx:beforeRequest", () => kept().length || quiet());
addEventListener("online", sendKept);
setInterval(() => kept().length && navigator.onLine && sendKept(), 5000);
if (kept().length) sendKept();

// ---- Key points: ticks suggest a grade, and never force it.
customElements.define("key-points", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", () => this.suggest());
  }

  suggest() {
    const boxes = $$("input[type=checkbox]", this);
    const ticked = boxes.filter((box) => box.checked).length;
    const best = ticked === boxes.length && !this.hasAttribute("data-hinted") ? 2 : 1;
    const index = ticked < Number(this.dataset.needed) ? 0 : best;
    const grades = $$(".grades .grade");
    grades.forEach((grade, place) => {
      grade.toggleAttribute("data-suggested", place === index);
      grade.dataset.hotkey = place === index ? `${place + 1} Enter` : `${place + 1}`;
    });
    const words = { ticked, all: boxes.length, grade: grades[index]?.dataset.word };
    $("[data-sum]", this).textContent = this.dataset.sentence.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  }
});
