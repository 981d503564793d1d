/* The preview follows what is typed. Without this, its buttons send the form into the frame. */
customElements.define("live-preview", class extends HTMLElement {
  connectedCallback() {
    this.frame = this.querySelector("iframe");
    this.buttons = [...this.querySelectorAll("button.pick")];
    this.form = document.getElementById(this.dataset.form);
    const links = [...this.querySelectorAll("a.pick")];
    for (const link of links) link.addEventListener("click", () => { for (const each of links) each.ariaCurrent = each === link ? "true" : null; });
    if (!this.form || !this.buttons.length) return;
    this.choose(this.buttons[0]);
    for (const button of this.buttons) {
      button.addEventListener("click", (event) => { event.preventDefault(); this.choose(button); this.refresh(); });
    }
    this.form.addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.refresh(), 400); });
    this.frame.addEventListener("load", () => this.refresh(), { once: true });
  }
  choose(chosen) {
    this.chosen = chosen;
    for (const button of this.buttons) button.setAttribute("aria-pressed", button === chosen);
  }
  async refresh() {
    const turn = this.turn = (this.turn ?? 0) + 1;
    const text = await send(this.chosen, this.form);
    if (text && turn === this.turn) show(text, this.frame);
  }
});

/* So does what the grader says of an answer, once it was tried. Without this, its button sends the form into the frame. */
customElements.define("try-grader", class extends HTMLElement {
  connectedCallback() {
    [this.button] = this.querySelectorAll("button");
    this.field = this.querySelector("textarea");
    this.form = this.button.form;
    if (!this.form) return;
    const later = () => { clearTimeout(this.timer); if (this.turn) this.timer = setTimeout(() => this.refresh(), 400); };
    this.button.addEventListener("click", (event) => { event.preventDefault(); this.refresh(); });
    this.field.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.refresh(); });
    for (const words of [this.form, this.field]) words.addEventListener("input", later);
  }
  async refresh() {
    const turn = this.turn = (this.turn ?? 0) + 1;
    const text = await send(this.button, this.form);
    if (text && turn === this.turn) show(text, this.querySelector("iframe"));
  }
});

/* The page that a button gets for its form, once it is there to its end; empty where there is none. */
const send = ({ formAction }, form) => fetch(formAction, { method: "POST", body: new FormData(form) })
  .then((answer) => (answer.ok ? answer.text() : "")).catch(() => "");

/* A page's body in a frame that has its sheets already. */
function show(text, frame) {
  const page = new DOMParser().parseFromString(text, "text/html"), shown = frame.contentDocument;
  shown.body.replaceWith(shown.adoptNode(page.body));
}

/* Leaving with words that nobody saved asks first; an answer to try is none of them. */
const isChanged = (field) => {
  if (field.closest("try-grader")) return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  if (!("defaultValue" in field)) return false;
  const untouched = field.cloneNode();  /* which leaves out what a field of its kind leaves out, such as line breaks */
  untouched.value = field.defaultValue;
  return field.value !== untouched.value;
};
const draft = document.getElementById("revision") ?? document.getElementById("review");
if (draft) {
  let saving = false;
  draft.addEventListener("submit", () => { saving = true; });
  addEventListener("pageshow", () => { saving = false; });
  addEventListener("beforeunload", (event) => {
    const unsaved = "unsaved" in draft.dataset || [...draft.elements].some(isChanged);
    if (unsaved && !saving) event.preventDefault();
  });
}

/* A new question's key is proposed while its words are typed, until it is written by hand. */
const proposing = document.querySelector("form[data-proposes-key]");
if (proposing) {
  const { text, key } = proposing.elements;
  let proposed = key.value;
  const keyOf = (words) => words.normalize("NFKD").replace(/[^\w\s-]/g, "").toLowerCase().split(/[\s_-]+/)
    .filter(Boolean).reduce((stem, word) => stem.done || `${stem.key}-${word}`.length > 61
      ? { ...stem, done: true } : { key: `${stem.key}-${word}` }, { key: "" }).key.slice(1);
  text.addEventListener("input", () => {
    if (key.value === proposed) key.value = proposed = keyOf(text.value);
  });
}
