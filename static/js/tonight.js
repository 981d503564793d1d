// Tonight's sheet: its button opens the browser's own printing.
document.querySelector("[data-print]").addEventListener("click", () => window.print());
