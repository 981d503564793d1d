// The report of an interview: ticks suggest a grade for their own answer, and after a grade the next answer opens.
"use strict";
customElements.define("answer-ticks", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", () => this.suggest());
  }

  suggest() {
    const form = this.closest("form");
    const boxes = $$("input", this);
    const ticked = boxes.filter((box) => box.checked).length;
    const value = this.dataset.suggests.split(" ")[ticked];
    const grades = $$(".grade", form);
    grades.forEach((grade, place) => {
      grade.toggleAttribute("data-suggested", grade.value === value);
      grade.dataset.hotkey = `${place + 1}${grade.value === value ? " Enter" : ""}`;
    });
    const { word } = grades.find((grade) => grade.value === value).dataset;
    const words = { ticked, all: boxes.length, grade: word };
    $("[data-sum]", form).textContent = this.dataset.sentence.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  }
});

on("htmx:afterSettle", ({ target }) => {
  const next = target.dataset?.next && document.getElementById(target.dataset.next);
  if (!next || $("[name=answers][open]")) return; // or another was opened meanwhile
  const answer = $("details", next);
  if (answer) answer.open = true;
  $("[tabindex='-1']", next).focus();
});

// A link to an answer opens it.
on("click", ({ target }) => {
  const link = target.closest("a[href^='#answer-']");
  if (link) $(`${link.hash} details`).open = true;
});
