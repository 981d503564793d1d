// A note that was saved in two windows comes back with both texts: what was typed meanwhile is typed on below them.
let since = "";
on("htmx:beforeSwap", ({ detail: { target, requestConfig } }) => {
  const field = $("#note-words");
  const sent = requestConfig.formData.get("words");
  since = "";
  if (target.id !== "note" || !field || sent === null || field.value === sent) return;
  since = field.value.startsWith(sent) ? field.value.slice(sent.length) : `\n\n---\n\n${field.value}`;
});
on("htmx:afterSettle", () => {
  const field = since && $("#note-words");
  if (!field) return;
  field.value += since;
  since = "";
  htmx.trigger(field, "change"); // which saves it
});
