// What a passkey needs of the browser: a button asks for it, and its form takes the answer to the button's address.
// webauthn-json (of allauth) turns bytes into text and back.
"use strict";
const WORDS = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "there" };

async function options({ dataset, formAction }) {
  if (dataset.options) return JSON.parse(dataset.options);
  const answer = await fetch(formAction, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()).request_options;
}

async function ask(button) {
  const { form, formAction, dataset } = button;
  const said = document.querySelector("[data-passkey-said]");
  said.textContent = "";
  button.disabled = true;
  try {
    const credential = await window.webauthnJSON[dataset.passkey](await options(button));
    const input = Object.assign(document.createElement("input"), { type: "hidden", name: "credential" });
    input.value = JSON.stringify(credential);
    form.append(input);
    form.action = formAction;
    form.submit();
  } catch (error) {
    said.textContent = dataset[WORDS[error.name] || "failed"];
  } finally {
    button.disabled = false;
  }
}

if (window.PublicKeyCredential) {
  for (const each of document.querySelectorAll("[data-with-passkeys]")) each.hidden = false;
  for (const each of document.querySelectorAll("[data-no-passkey]")) each.hidden = true;
  for (const button of document.querySelectorAll("button[data-passkey]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      ask(button);
    });
  }
}
