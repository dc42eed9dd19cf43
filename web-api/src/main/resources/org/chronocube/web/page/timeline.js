// SPDX-License-Identifier: Apache-2.0
// The slider over the real dates of a layer. The slider's value is an instant, so the gaps between
// acquisitions are seen as they are; it always comes to rest on a date. Of a time axis too long to
// list, only the dates around the one shown are here; more are fetched as they are needed.

import * as format from './format.js';

const PAUSE_MS = 900;

export class Timeline {
  #root = document.getElementById('timeline');
  #slider = document.getElementById('time');
  #play = document.getElementById('play');
  #instants = [];
  #start = 0;
  #end = 0;
  #complete = true;
  #index = 0;
  #shown;
  #asked;
  #timer = 0;
  #onChange;
  #whenDrawn;
  #fetchAround;

  /**
   * @param onChange called with an instant in ms when the user, or playing, picks a date
   * @param whenDrawn gives a promise that settles when the map shows the date: playing waits for it
   * @param fetchAround gives a promise of the dates (ms, ascending) around an instant; none when
   *     they cannot be had
   */
  constructor({ onChange, whenDrawn, fetchAround }) {
    this.#onChange = onChange;
    this.#whenDrawn = whenDrawn;
    this.#fetchAround = fetchAround;
    this.#slider.addEventListener('input', () => this.#seek(Number(this.#slider.value)));
    this.#slider.addEventListener('keydown', (event) => this.#key(event));
    document.getElementById('previous').addEventListener('click', () => this.step(-1));
    document.getElementById('next').addEventListener('click', () => this.step(1));
    this.#play.addEventListener('click', () => (this.isPlaying ? this.pause() : this.#run()));
    new ResizeObserver(() => this.#drawAxis()).observe(this.#slider);
  }

  get isPlaying() {
    return this.#play.getAttribute('aria-pressed') === 'true';
  }

  /** The instant shown, in ms, or undefined when the layer has no time. */
  get instant() {
    return this.#instants[this.#index];
  }

  /** First and last of the dates that are here, when not all of the axis are; else undefined. */
  get listed() {
    return this.#complete ? undefined : [this.#instants[0], this.#instants.at(-1)];
  }

  /**
   * Shows the time axis of a layer, at the date nearest to `wanted` (when undefined: the newest that
   * clouds leave mostly free, or the newest).
   *
   * @param time as api/layers gives it, or null
   */
  async show(time, wanted) {
    this.pause();
    this.#instants = [];
    this.#root.hidden = !time;
    if (!time) {
      return;
    }
    this.#start = Date.parse(time.start);
    this.#end = Date.parse(time.end);
    this.#complete = time.complete;
    const target = wanted ?? (time.clear ? Date.parse(time.clear) : this.#end);
    const asked = (this.#asked = {});
    const instants = time.complete ? time.instants.map(Date.parse) : await this.#fetchAround(target);
    if (asked !== this.#asked || instants.length === 0) {
      return;
    }
    this.#instants = instants;
    this.#slider.min = this.#start;
    this.#slider.max = this.#end;
    this.#slider.step = 1;
    this.#slider.disabled = this.#start === this.#end;
    this.#index = this.nearest(target);
    this.#shown = this.instant;
    this.#drawTicks();
    this.#drawAxis();
    this.#label();
  }

  /** Goes to the date nearest to an instant, as if the user had picked it. */
  goTo(instant) {
    this.pause();
    return this.#seek(instant);
  }

  async step(by) {
    this.pause();
    await this.#move(by);
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

  #run() {
    this.#play.setAttribute('aria-pressed', 'true');
    this.#play.setAttribute('aria-label', 'Pause');
    this.#advance();
  }

  async #seek(instant) {
    await this.#cover(instant);
    this.#pick(this.nearest(instant));
  }

  async #move(by) {
    const target = this.#index + by;
    if (target < 0 || target >= this.#instants.length) {
      await this.#cover(by < 0 ? this.#instants[0] - 1 : this.#instants.at(-1) + 1);
    }
    this.#pick(Math.min(Math.max(this.#index + by, 0), this.#instants.length - 1));
  }

  // Fetches the dates around an instant that lies beyond those that are here.
  async #cover(instant) {
    const wanted = Math.min(Math.max(instant, this.#start), this.#end);
    if (this.#complete || (wanted >= this.#instants[0] && wanted <= this.#instants.at(-1))) {
      return;
    }
    const asked = (this.#asked = {});
    const instants = await this.#fetchAround(wanted);
    if (asked === this.#asked && instants.length > 0) {
      const shown = this.instant;
      this.#instants = instants;
      this.#index = this.nearest(shown);
      this.#drawTicks();
    }
  }

  async #advance() {
    if (this.instant === this.#end) await this.#seek(this.#start);
    else await this.#move(1);
    await this.#whenDrawn();
    if (this.isPlaying) {
      this.#timer = setTimeout(() => this.isPlaying && this.#advance(), PAUSE_MS);
    }
  }

  #pick(index) {
    this.#index = index;
    this.#label();
    if (this.instant !== this.#shown) {
      this.#shown = this.instant;
      this.#onChange(this.instant);
    }
  }

  #key(event) {
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5 };
    const ends = { Home: this.#start, End: this.#end };
    if (event.key in steps) {
      event.preventDefault();
      this.step(steps[event.key]);
    } else if (event.key in ends) {
      event.preventDefault();
      this.goTo(ends[event.key]);
    }
  }

  #label() {
    const t = this.instant;
    const clock = format.clock(t);
    const place = this.#complete ? `${this.#index + 1} of ${this.#instants.length}` : '';
    const detail = [clock, place].filter(Boolean);
    this.#slider.value = t;
    this.#slider.setAttribute('aria-valuetext', [format.date(t), ...detail].join(', '));
    document.getElementById('now-date').textContent = format.date(t);
    document.getElementById('now-detail').textContent = detail.join(' · ');
    document.getElementById('previous').disabled = t <= this.#start;
    document.getElementById('next').disabled = t >= this.#end;
    this.#play.disabled = this.#start === this.#end;
  }

  #share(t) {
    const span = this.#end - this.#start;
    return span === 0 ? 0.5 : (t - this.#start) / span;
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
    const ticks = format.axisTicks(this.#start, this.#end, most);
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
