/* The preview follows what is typed. Without this, its buttons send the form into the frame. */
customElements.define("live-preview", class extends HTMLElement {
  connectedCallback() {
    this.frame = this.querySelector("iframe");
    this.buttons = [...this.querySelectorAll("button.pick")];
    this.form = document.getElementById(this.dataset.form);
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
    const answer = await fetch(this.chosen.formAction, { method: "POST", body: new FormData(this.form) }).catch(() => null);
    if (!answer?.ok || turn !== this.turn) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const shown = this.frame.contentDocument;
    shown.body.replaceWith(shown.adoptNode(page.body));
  }
});

/* Leaving with words that nobody saved asks first. */
const isChanged = (field) => {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  if (!("defaultValue" in field)) return false;
  const untouched = field.cloneNode();  /* which leaves out what a field of its kind leaves out, such as line breaks */
  untouched.value = field.defaultValue;
  return field.value !== untouched.value;
};
const draft = document.getElementById("revision");
if (draft) {
  let saving = false;
  draft.addEventListener("submit", () => { saving = true; });
  addEventListener("pageshow", () => { saving = false; });
  addEventListener("beforeunload", (event) => {
    const unsaved = "unsaved" in draft.dataset || [...draft.elements].some(isChanged);
    if (unsaved && !saving) event.preventDefault();
  });
}
