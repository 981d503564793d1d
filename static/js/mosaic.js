// ---- Mosaic: one tab stop; arrows move by what the eye sees; a line says what the tile is.
customElements.define("tile-mosaic", class extends HTMLElement {
  connectedCallback() {
    this.tiles = $$("li a", this);
    this.line = $(".mosaic-line", this);
    $(".skip", this)?.remove();
    this.tiles.forEach((tile, place) => (tile.tabIndex = place ? -1 : 0));
    this.addEventListener("keydown", (event) => this.move(event));
    for (const kind of ["focusin", "mouseover"]) this.addEventListener(kind, (event) => this.tell(event, kind));
  }

  tell(event, kind) {
    const tile = event.target.closest("li a");
    if (!tile) return;
    if (this.line) this.line.textContent = tile.getAttribute("aria-label");
    if (kind === "focusin") this.tiles.forEach((each) => (each.tabIndex = each === tile ? 0 : -1));
  }

  move(event) {
    const here = this.tiles.indexOf(event.target);
    if (here < 0) return;
    const steps = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: this.tiles.length - 1 };
    const next = this.tiles[steps[event.key]] || this.across(event);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  across({ key, target }) {
    const sign = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (!sign) return null;
    const from = target.getBoundingClientRect();
    const far = (tile) => {
      const box = tile.getBoundingClientRect();
      return { tile, down: (box.top - from.top) * sign, aside: Math.abs(box.left - from.left) };
    };
    const beyond = this.tiles.map(far).filter(({ down }) => down > 4);
    beyond.sort((a, b) => a.down - b.down || a.aside - b.aside);
    return beyond[0]?.tile;
  }
});
