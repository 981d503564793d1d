"use strict";
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (name, act, early = false) => document.addEventListener(name, act, early);

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}

// Storage may be refused or full: then nothing is remembered.
const stored = (act) => {
  try { return act(localStorage); } catch { return null; }
};

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const { zoneCookie } = document.body.dataset;
const https = location.protocol === "https:";
const setCookie = (pair) => (document.cookie = `${pair};Path=/;Max-Age=31536000;SameSite=Lax${https ? ";Secure" : ""}`);
if (zone && zoneCookie) setCookie(`${zoneCookie}=${zone}`);

// ---- Keys: a key presses its own control, and nothing a click could not do.
const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit], [type=button])";
const OWN_ENTER = "a, button, summary";
const NAMES = { " ": "space", "؟": "?" };

// Single keys can be switched off (WCAG 2.1.4), on this device; signing out leaves that as it is.
const KEYS = https ? "__Host-keys" : "keys";
const keysOff = () => document.cookie.split("; ").includes(`${KEYS}=off`);

function control(key) {
  const all = $$(`[data-hotkey~="${CSS.escape(key)}" i]`).filter((each) => !each.disabled && each.checkVisibility());
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

// What a Latin keyboard has there, where this one has a letter of another script, or signs in the place of digits.
function place({ key, code, shiftKey }) {
  const digit = !shiftKey && code.match(/^Digit(.)/);
  if (digit) return digit[1];
  if (!/^(?![\0-\x7f]|\p{Script=Latin})[\p{L}\p{M}\p{Nd}]/u.test(key)) return "";
  return code === "Slash" ? (shiftKey ? "?" : "/") : code.replace(/^(Key|Numpad)/, "").toLowerCase();
}

// The keys that it may be meant as, the likeliest first. AltGr comes as Ctrl with Alt, and only writes signs.
function wanted(event) {
  const { altKey } = event;
  const target = event.target.closest ? event.target : document.body;
  const key = NAMES[event.key] || event.key.toLowerCase();
  const altGr = event.getModifierState("AltGraph") || (event.ctrlKey && altKey);
  if ((event.ctrlKey && !altGr) || event.metaKey) return target.matches("[name=text]") && key === "enter" ? ["enter"] : [];
  if (target.matches(TYPING)) return [];
  if (altKey || altGr) return altGr && !keysOff() && /^[*/?]$/.test(key) ? [key] : [];
  if (key === "space") return idle(target) && atEnd() ? ["enter"] : [];
  if (key === "enter") return target.closest(OWN_ENTER) ? [] : ["enter"];
  return keysOff() && key !== "escape" ? [] : [key, place(event)];
}

const closeMenus = (except) => $$("[data-menu][open]").forEach((menu) => (menu.open = menu === except));

on("keydown", (event) => {
  if (!event.key || event.defaultPrevented || event.repeat || $("dialog[open]")) return;
  if (event.isComposing || event.keyCode === 229) return; // an input method has it
  const menu = event.key === "Escape" && $("[data-menu][open]");
  if (menu) {
    closeMenus();
    return $("summary", menu).focus();
  }
  const keys = wanted(event);
  if (keys.includes("?")) return help();
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

on("change", ({ target }) => target.matches("[data-single]") && setCookie(`${KEYS}=${target.checked ? "on" : "off"}`));
on("click", ({ target }) => {
  if (target.closest("[data-help]")) help();
  if (target.closest("[data-print]")) print();
  if (target.matches("[data-copy]")) copy(target);
  closeMenus(target.closest("[data-menu]"));
});

function copy(button) {
  $("#link").select();
  if (document.execCommand("copy")) button.textContent = button.dataset.copy;
}

// ---- Sending: a second click is ignored; after 400 ms the button says so.
const sending = new Map();

function release(owner) {
  sending.get(owner)?.();
  sending.delete(owner);
}

function begin(owner, button) {
  let restore;
  const busy = setTimeout(() => button?.dataset.busy && (restore = showBusy(button)), 400);
  const end = setTimeout(() => release(owner), 9000);
  sending.set(owner, () => {
    [busy, end].forEach(clearTimeout);
    restore?.();
  });
}

function showBusy(button) {
  const label = [...button.childNodes];
  button.ariaDisabled = "true";
  button.replaceChildren(button.dataset.busy);
  return () => {
    button.ariaDisabled = null;
    button.replaceChildren(...label);
  };
}

// The second click of a double click was for what stood there before.
on("click", (event) => {
  if (event.detail > 1 && event.target.closest(".go")) stop(event);
}, true);

on("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  if (sending.has(form)) return stop(event);
  $$("[name=ms]", form).forEach((clock) => (clock.value = Date.now() - shown));
  begin(form, event.submitter);
}, true);

addEventListener("pageshow", () => [...sending.keys()].forEach(release));
on("htmx:beforeRequest", (event) => {
  const { elt } = event.detail;
  if (!kept().length) $("[data-bar]").replaceChildren();
  if (!elt.matches("a")) return;
  if (sending.has(elt) || goOn(elt)) event.preventDefault();
  else begin(elt, elt);
});
on("htmx:afterRequest", ({ detail: { elt } }) => release(elt.closest("form") ?? elt));

// ---- After a swap with a heading to read: the focus, if idle, goes there; the clock starts.
let shown = Date.now();

on("htmx:afterSettle", ({ target }) => {
  const heading = target.matches("[data-focus]") ? target : $("[data-focus]", target);
  if (!heading) return;
  shown = Date.now();
  if (document.activeElement.matches(heading.dataset.focus ? "[open] *" : TYPING)) return;
  heading.focus();
  if (heading.dataset.focus === "top") scrollTo(0, 0);
});

on("htmx:load", ({ target: { dataset: { module } } }) => module && import(module));

// The next question came with the feedback, inert. After half an hour the server says what is next.
function goOn(link) {
  const next = $("template", link);
  if (!next || Date.now() - shown > 30 * MINUTE) return false;
  history.replaceState({ htmx: true }, "");
  history.pushState({ htmx: true }, "", link.href);
  htmx.swap("#run", next.innerHTML, { swapStyle: "outerHTML" });
  return true;
}

// ---- Network: an answer that could not be sent is kept for its owner and its prompt, and sent by itself.
const [owner, ...visitors] = (document.body.dataset.owners || "").split(" ").filter(Boolean);
const KEPT = "kept-answer ";
const MINUTE = 60000;

function say(what, kind = "caution") {
  const bar = $("[data-bar]");
  if (bar.firstChild && bar.dataset.says === what) return;
  const words = $(`template[data-say="${what}"]`) || $("template[data-say='500']");
  bar.className = `bar ${kind}`;
  bar.dataset.says = what;
  bar.replaceChildren(words.content.cloneNode(true));
}

const keysOf = (who) => stored((all) => Object.keys(all).filter((key) => key.startsWith(KEPT + who))) || [];
const forget = (key) => stored((all) => all.removeItem(key));

// What is not an answer of ours is left alone.
function entry(key) {
  try {
    const text = localStorage.getItem(key);
    const { body, tries, after } = text.length < 200000 && JSON.parse(text);
    const path = key.match(/ (\/[\w/-]+)$/)[1];
    return typeof body === "string" && { key, path, body, tries, after };
  } catch {
    return null;
  }
}

const kept = () => (owner ? keysOf(`${owner} `).map(entry).filter(Boolean) : []);
const isDue = ({ after }, at) => !(after > at && after < at + 60 * MINUTE);

// At once, then after 2, 4, 8 … seconds, a minute at most, and never sooner than the server asks.
function keep({ key, body, tries }, asked) {
  const times = tries > 0 ? tries : 0;
  const wish = asked * 1000 || Date.parse(asked) - Date.now() || 0;
  const wait = Math.max(times && Math.min(1000 * 2 ** times, MINUTE), Math.min(wish, 59 * MINUTE));
  const text = JSON.stringify({ body, tries: times + 1, after: Date.now() + wait });
  return stored((all) => all.setItem(key, text) ?? true);
}

const formOf = (path) => $$("form[data-keep]").find((form) => form.getAttribute("action") === path);

// The last word is its owner's: recorded (200), or never to be. All else comes from elsewhere, or is another's.
const isOwners = (names) => (names || "").split(" ").includes(owner);
const isLast = (names, status) => isOwners(names) && [200, 409, 410, 422].includes(status);

const TOKENS = "input[name=csrfmiddlewaretoken]";
let token = $(TOKENS)?.value;

function renewToken(html) {
  token = html.match(/name="csrfmiddlewaretoken" value="(\w+)"/)?.[1] || token;
  $$(TOKENS).forEach((field) => (field.value = token));
}

async function post({ path, body }) {
  const data = new URLSearchParams(body);
  data.set("csrfmiddlewaretoken", token);
  const headers = { "HX-Request": "true", Owner: owner };
  const answer = await fetch(path, { method: "POST", body: data, headers, redirect: "manual", signal: AbortSignal.timeout(8000) });
  return [answer, await answer.text()];
}

async function send(each) {
  let [answer, html] = await post(each);
  if (answer.status === 403) {
    renewToken(html);
    [answer, html] = await post(each);
  }
  const names = answer.headers.get("Owner");
  if (!isLast(names, answer.status)) {
    keep(each, answer.headers.get("Retry-After"));
    return say(names && !isOwners(names) ? "signed-out" : "kept");
  }
  forget(each.key);
  if (html && formOf(each.path)) htmx.swap("#run", html, { swapStyle: "outerHTML" });
  say(answer.ok ? "sent" : "refused", answer.ok ? "note" : "wrong");
}

async function sendAll(at) {
  for (const { key } of kept().filter((each) => isDue(each, at))) {
    const each = entry(key); // unless another window was quicker
    try {
      if (each) await send(each);
    } catch {
      keep(each);
      return say("offline");
    }
  }
}

let running = null;

// One window at a time, where the browser can tell.
function sendKept(at = Date.now()) {
  const act = () => sendAll(at);
  running ??= (navigator.locks?.request(KEPT, act) ?? act()).finally(() => (running = null));
  return running;
}

function notSent({ requestConfig: { path, formData }, xhr }, why) {
  if (!formOf(path)) return say(why === "offline" ? "lost" : why);
  const data = new URLSearchParams(formData);
  data.delete("csrfmiddlewaretoken");
  if (owner && keep({ key: `${KEPT}${owner} ${path}`, body: `${data}` }, xhr.getResponseHeader("Retry-After"))) say(why);
  else say("not-kept", "wrong");
}

on("htmx:sendError", ({ detail }) => notSent(detail, "offline"));
on("htmx:timeout", ({ detail }) => notSent(detail, "slow"));
on("htmx:beforeOnLoad", (event) => {
  const { xhr, requestConfig: { path } } = event.detail;
  const names = xhr.getResponseHeader("Owner");
  if (xhr.status === 403) renewToken(xhr.responseText);
  if (names && xhr.status === 401) return; // the sign-in page, with the answer in it
  if (formOf(path) && !isLast(names, xhr.status)) notSent(event.detail, "kept");
  else if (!names && (xhr.status < 400 || [401, 409, 422].includes(xhr.status))) say("lost");
  else return;
  if (!xhr.getResponseHeader("HX-Redirect")) stop(event); // django-htmx has it else
  if (xhr.status === 403) sendKept();
}, true);
on("htmx:responseError", ({ detail }) => say(detail.xhr.status, "wrong"));

// What is kept for a visitor goes to the account they have signed in to.
visitors.flatMap((who) => keysOf(`${who} `)).forEach((key) => stored((all) => {
  all.setItem(KEPT + owner + key.slice(key.lastIndexOf(" ")), all.getItem(key));
  all.removeItem(key);
}));
addEventListener("online", () => sendKept());
addEventListener("storage", ({ key, newValue }) => {
  if (key?.startsWith(KEPT) && newValue === null && formOf(key.split(" ")[2])) location.reload(); // another window sent it
});
setInterval(() => navigator.onLine && kept().length && sendKept(), 3000);
if (kept().length) {
  say("kept");
  sendKept();
}

// ---- Signing out: what is kept is sent first. What cannot be goes if the person agrees, once they are out.
const left = stored((all) => all.getItem("leaving")) || owner;
if (left !== owner) keysOf(`${left} `).forEach(forget);
forget("leaving");

function ask(count) {
  const dialog = $("dialog[data-unsent]");
  $("output", dialog).value = count;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => (dialog.onclose = () => resolve(dialog.returnValue)));
}

async function signOut(form) {
  await running;
  await sendKept(Infinity);
  const count = kept().length;
  if (count && (await ask(count)) !== "leave") return release(form);
  stored((all) => all.setItem("leaving", owner));
  if (keysOf("").length > keysOf(`${owner} `).length) form.insertAdjacentHTML("beforeend", "<input type=hidden name=others>");
  form.submit();
}

on("submit", (event) => {
  if (!event.target.matches("[data-sign-out]") || event.defaultPrevented || !keysOf("").length) return;
  event.preventDefault();
  signOut(event.target);
});

// The part of the page that was wanted comes along through signing in.
if (location.hash) $$("a[href*='?next=']").forEach((link) => (link.hash = location.hash));

// ---- Key points: ticks suggest a grade, and never force it.
on("change", ({ target }) => {
  const list = target.closest("key-points");
  if (!list) return;
  const boxes = $$("input[type=checkbox]", list);
  const ticked = boxes.filter((box) => box.checked).length;
  const best = ticked === boxes.length && !list.hasAttribute("data-hinted") ? 2 : 1;
  const index = ticked < Number(list.dataset.needed) ? 0 : best;
  const grades = $$(".grades .grade");
  grades.forEach((grade, place) => {
    grade.toggleAttribute("data-suggested", place === index);
    grade.dataset.hotkey = `${place + 1}${place === index ? " Enter" : ""}`;
  });
  const words = { ticked, all: boxes.length, grade: grades[index]?.dataset.word };
  $("[data-sum]", list).textContent = list.dataset.sentence.replace(/\{(\w+)\}/g, (_, name) => words[name]);
});
