// What were you asked? A section that was opened stays open when what was found takes the place of the list.
"use strict";
let opened = [];
on("htmx:beforeSwap", () => (opened = $$("#rows details[open]").map(({ id }) => id)));
on("htmx:afterSettle", () => opened.forEach((id) => $(`#${id}`)?.setAttribute("open", "")));
