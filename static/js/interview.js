// A mock interview: its clock, and what is said aloud. Sound stays in this page's memory; no request ever holds any.
"use strict";

// Words with data-when are shown in the states they name.
const showState = (root, state) => $$("[data-when]", root).forEach((each) => {
  each.hidden = !each.dataset.when.split(" ").includes(state);
});

// ---- Clock: by the clock on the wall, so that it is right after the machine has slept.
const HIDDEN = "hidden clock";

customElements.define("interview-clock", class extends HTMLElement {
  connectedCallback() {
    this.end ??= Date.now() + this.dataset.left * 1000;
    this.said = this.left;
    this.off = stored(() => sessionStorage.getItem(HIDDEN)) === location.pathname;
    $("button", this).onclick = () => {
      this.off = !this.off;
      stored(() => sessionStorage.setItem(HIDDEN, this.off ? location.pathname : ""));
      this.show();
    };
    this.tick();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  get left() {
    return Math.max(0, Math.ceil((this.end - Date.now()) / 1000));
  }

  tick() {
    this.show();
    this.announce();
    if (this.left) this.timer = setTimeout(() => this.tick(), (this.end - Date.now()) % 1000 || 1000);
  }

  show() {
    const { left } = this;
    showState(this, this.off ? "off" : left ? "left" : "over");
    $("[data-time]", this).textContent = `${Math.floor(left / 60)}:${`${left % 60}`.padStart(2, "0")}`;
  }

  // Of the moments since the last look only the latest.
  announce() {
    const moment = [0, 30, 60].find((each) => this.left <= each && each < this.said);
    if (moment === undefined) return;
    this.said = moment;
    if (!this.off) $("[role=status]", this).textContent = this.dataset[`says-${moment}`];
  }
});

// ---- Tape: one microphone, and what it heard of each part.
const MOST_BYTES = 5e6; // of one part: twenty minutes in most browsers

const tape = {
  state: "off",
  sounds: new Map(), // part: addresses of what was recorded of it

  show(state) {
    this.state = state;
    $$("interview-recorder").forEach((each) => showState(each, state));
  },

  async open() {
    this.show("asking");
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const [track] = stream.getTracks();
      if (this.state !== "asking") return track.stop();
      track.onended = () => this.close("lost");
      this.stream = stream;
      this.begin();
      this.listen();
      this.show("on");
    } catch ({ name }) {
      this.close({ NotAllowedError: "refused", NotFoundError: "missing" }[name] ?? "broken");
    }
  },

  begin() {
    const { part } = this;
    let sound = new Blob();
    const recorder = new MediaRecorder(this.stream, { audioBitsPerSecond: 32000 });
    recorder.ondataavailable = ({ data }) => {
      sound = new Blob([sound, data], { type: recorder.mimeType });
      if (sound.size > MOST_BYTES) this.close("full");
    };
    recorder.onstop = () => sound.size && this.keep(part, URL.createObjectURL(sound));
    recorder.start(1000);
    this.recorder = recorder;
  },

  finish() {
    if (this.recorder?.state === "recording") this.recorder.stop();
  },

  close(state) {
    this.finish();
    this.stream?.getTracks()[0].stop();
    this.audio?.close();
    this.stream = this.audio = null;
    this.show(state);
  },

  // Another part, and not the same one drawn anew.
  turn(part) {
    if (part === this.part) return;
    this.part = part;
    this.finish();
    if (this.stream) this.begin();
    else if (this.state !== "asking") this.show("off");
  },

  listen() {
    this.audio = new AudioContext();
    const analyser = this.audio.createAnalyser();
    const samples = new Float32Array(analyser.fftSize);
    this.audio.createMediaStreamSource(this.stream).connect(analyser);
    const look = setInterval(() => {
      if (!this.stream) return clearInterval(look);
      analyser.getFloatTimeDomainData(samples);
      $$("interview-recorder meter").forEach((meter) => (meter.value = Math.max(...samples) ** 0.5));
    }, 100);
  },

  keep(part, sound) {
    this.sounds.set(part, [...(this.sounds.get(part) ?? []), sound]);
    $$("interview-playback").forEach((each) => each.show());
  },

  forget() {
    if (this.recorder) this.recorder.onstop = null;
    this.close("off");
    [...this.sounds.values()].flat().forEach(URL.revokeObjectURL);
    this.sounds.clear();
    $$("interview-playback").forEach((each) => each.show());
  },
};

customElements.define("interview-recorder", class extends HTMLElement {
  connectedCallback() {
    $("button", this).onclick = () => (/asking|on/.test(tape.state) ? tape.close("off") : tape.open());
    tape.turn(this.dataset.part);
    showState(this, window.MediaRecorder && navigator.mediaDevices ? tape.state : "none");
  }

  disconnectedCallback() {
    if (!$("interview-recorder")) tape.close("off");
  }
});

// ---- Playback
customElements.define("interview-playback", class extends HTMLElement {
  connectedCallback() {
    $("button", this).onclick = () => {
      tape.forget();
      const gone = this.nextElementSibling;
      gone.hidden = false;
      gone.focus();
    };
    this.show();
  }

  show() {
    const sounds = tape.sounds.get(this.dataset.part) ?? [];
    const list = $("[data-sounds]", this);
    if (list.childElementCount !== sounds.length) list.replaceChildren(...sounds.map((each) => this.player(each)));
    this.hidden = !sounds.length;
  }

  // A recording tells its length at its end only: the player is sent there and back.
  player(src) {
    const player = Object.assign(document.createElement("audio"), { src, controls: true, ariaLabel: this.dataset.label });
    player.onloadedmetadata = () => {
      if (player.duration < Infinity) return;
      player.ontimeupdate = () => {
        player.ontimeupdate = null;
        player.currentTime = 0;
      };
      player.currentTime = 1e9;
    };
    return player;
  }
});

// After a click Enter goes on.
addEventListener("click", ({ detail, target }) => detail && target.closest(".scripted > button")?.blur());
addEventListener("pagehide", () => tape.forget());
