// What a passkey needs of the browser: its answer goes into the form, and the form is sent. webauthn-json (of allauth)
// turns bytes into text and back.
"use strict";
const WORDS = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "there" };

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()).request_options;
}

async function ask(form) {
  const said = form.querySelector("[role=alert]");
  const button = form.querySelector("button:not([hidden])");
  said.textContent = "";
  button.disabled = true;
  try {
    const credential = await window.webauthnJSON[form.dataset.passkey](await options(form));
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    said.textContent = form.dataset[WORDS[error.name] || "failed"];
  } finally {
    button.disabled = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  for (const each of document.querySelectorAll("[data-no-passkey]")) each.hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(form);
  }, true);
}
