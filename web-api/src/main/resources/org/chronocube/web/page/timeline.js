// SPDX-License-Identifier: Apache-2.0
// The slider over the real dates of a layer. The slider's value is an instant, so the gaps between
// acquisitions are seen as they are; it always comes to rest on a date.

import * as format from './format.js';

const PAUSE_MS = 900;

export class Timeline {
  #root = document.getElementById('timeline');
  #slider = document.getElementById('time');
  #play = document.getElementById('play');
  #instants = [];
  #index = 0;
  #timer = 0;
  #onChange;
  #whenDrawn;

  /**
   * @param onChange called with an instant in ms when the user, or playing, picks a date
   * @param whenDrawn gives a promise that settles when the map shows the date: playing waits for it
   */
  constructor(onChange, whenDrawn) {
    this.#onChange = onChange;
    this.#whenDrawn = whenDrawn;
    this.#slider.addEventListener('input', () => this.#pick(this.nearest(Number(this.#slider.value))));
    this.#slider.addEventListener('keydown', (event) => this.#key(event));
    document.getElementById('previous').addEventListener('click', () => this.step(-1));
    document.getElementById('next').addEventListener('click', () => this.step(1));
    this.#play.addEventListener('click', () => (this.isPlaying ? this.pause() : this.#start()));
    new ResizeObserver(() => this.#drawAxis()).observe(this.#slider);
  }

  get isPlaying() {
    return this.#play.getAttribute('aria-pressed') === 'true';
  }

  /** The instant shown, in ms, or undefined when the layer has no time. */
  get instant() {
    return this.#instants[this.#index];
  }

  /** Shows the dates of a layer, at the one nearest to `wanted` (the newest when undefined). */
  show(instants, wanted) {
    this.pause();
    this.#instants = instants;
    this.#root.hidden = instants.length === 0;
    if (instants.length === 0) {
      return;
    }
    this.#slider.min = instants[0];
    this.#slider.max = instants.at(-1);
    this.#slider.step = 1;
    this.#slider.disabled = instants.length < 2;
    this.#index = wanted === undefined ? instants.length - 1 : this.nearest(wanted);
    this.#drawTicks();
    this.#drawAxis();
    this.#label();
  }

  /** Goes to the date nearest to an instant, as if the user had picked it. */
  goTo(instant) {
    this.pause();
    this.#pick(this.nearest(instant));
  }

  step(by) {
    this.pause();
    this.#pick(Math.min(Math.max(this.#index + by, 0), this.#instants.length - 1));
  }

  togglePlaying() {
    this.#play.click();
  }

  /** Position of the date nearest to an instant; the earlier of two equally near. */
  nearest(instant) {
    let low = 0;
    let high = this.#instants.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#instants[middle] < instant) low = middle + 1;
      else high = middle;
    }
    const before = this.#instants[low - 1];
    return before !== undefined && instant - before <= this.#instants[low] - instant ? low - 1 : low;
  }

  pause() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#play.setAttribute('aria-pressed', 'false');
    this.#play.setAttribute('aria-label', 'Play');
  }

  #start() {
    if (this.#instants.length < 2) {
      return;
    }
    this.#play.setAttribute('aria-pressed', 'true');
    this.#play.setAttribute('aria-label', 'Pause');
    this.#advance();
  }

  async #advance() {
    this.#pick((this.#index + 1) % this.#instants.length);
    await this.#whenDrawn();
    if (this.isPlaying) {
      this.#timer = setTimeout(() => this.isPlaying && this.#advance(), PAUSE_MS);
    }
  }

  #pick(index) {
    const changed = index !== this.#index;
    this.#index = index;
    this.#label();
    if (changed) {
      this.#onChange(this.instant);
    }
  }

  #key(event) {
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5 };
    const ends = { Home: -Infinity, End: Infinity };
    const by = steps[event.key] ?? ends[event.key];
    if (by !== undefined) {
      event.preventDefault();
      this.step(by);
    }
  }

  #label() {
    const t = this.instant;
    const clock = format.clock(t);
    const place = `${this.#index + 1} of ${this.#instants.length}`;
    this.#slider.value = t;
    this.#slider.setAttribute('aria-valuetext', `${format.date(t)} ${clock}, ${place}`);
    document.getElementById('now-date').textContent = format.date(t);
    document.getElementById('now-detail').textContent = clock ? `${clock} · ${place}` : place;
    document.getElementById('previous').disabled = this.#index === 0;
    document.getElementById('next').disabled = this.#index === this.#instants.length - 1;
    this.#play.disabled = this.#instants.length < 2;
  }

  #share(t) {
    const first = this.#instants[0];
    const span = this.#instants.at(-1) - first;
    return span === 0 ? 0.5 : (t - first) / span;
  }

  #drawTicks() {
    const svg = document.getElementById('ticks');
    svg.setAttribute('viewBox', '0 0 1 16');
    svg.setAttribute('preserveAspectRatio', 'none');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('vector-effect', 'non-scaling-stroke');
    path.setAttribute('d', this.#instants.map((t) => `M${this.#share(t).toFixed(5)} 3V14`).join(''));
    svg.replaceChildren(path);
  }

  #drawAxis() {
    if (this.#instants.length === 0) {
      return;
    }
    const axis = document.getElementById('axis');
    const most = Math.max(2, Math.floor(axis.clientWidth / 78));
    const ticks = format.axisTicks(this.#instants[0], this.#instants.at(-1), most);
    axis.replaceChildren(
      ...ticks.map(({ at, label }) => {
        const span = document.createElement('span');
        span.textContent = label;
        span.style.left = `${100 * this.#share(at)}%`;
        return span;
      }),
    );
  }
}
