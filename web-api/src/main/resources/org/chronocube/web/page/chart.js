// SPDX-License-Identifier: Apache-2.0
// Time series of several bands; a click goes to the nearest date.

import * as format from './format.js';

const uPlot = window.uPlot;
const HEIGHT = 210;

export class Chart {
  #element = document.getElementById('chart');
  #hint = document.getElementById('chart-hint');
  #plot = null;
  #data = null;
  #now;
  #onPick;

  /** @param onPick called with an instant in ms */
  constructor(onPick) {
    this.#onPick = onPick;
    this.#element.addEventListener('click', () => {
      const index = this.#plot?.cursor.idx;
      if (index !== null && index !== undefined) {
        this.#onPick(this.#data.times[index]);
      }
    });
    new ResizeObserver(() => this.#resize()).observe(this.#element);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#data && this.show(this.#data));
  }

  /**
   * @param data {times: ms[], series: [{name, colour, values: (number|null)[], shown}]}
   */
  show(data) {
    this.clear();
    this.#data = data;
    const columns = [data.times.map((t) => t / 1000), ...data.series.map((s) => s.values)];
    this.#plot = new uPlot(this.#options(data), columns, this.#element);
    const shown = data.series.filter((s) => s.shown).map((s) => s.name);
    this.#element.setAttribute('role', 'img');
    this.#element.setAttribute('aria-label', `Chart of ${shown.join(', ')} at ${data.times.length} dates`);
    this.#say(null);
  }

  /** Marks the date the map shows. */
  set now(instant) {
    this.#now = instant;
    this.#plot?.redraw();
  }

  toggle(index, shown) {
    this.#data.series[index].shown = shown;
    this.#plot.setSeries(index + 1, { show: shown });
  }

  clear() {
    this.#plot?.destroy();
    this.#plot = null;
    this.#data = null;
    this.#hint.textContent = '';
  }

  #options(data) {
    const css = getComputedStyle(document.documentElement);
    const ink = css.getPropertyValue('--ink-2').trim();
    const line = css.getPropertyValue('--line').trim();
    const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 }, font: '11px system-ui, "DejaVu Sans", sans-serif' };
    return {
      width: Math.max(200, this.#element.clientWidth),
      height: HEIGHT,
      padding: [10, 22, 0, 0],
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
      scales: { x: { time: true } },
      axes: [{ ...axis, space: 64, values: (_, splits) => dateLabels(splits) }, { ...axis, size: 48 }],
      series: [
        {},
        ...data.series.map((s) => ({
          label: s.name,
          show: s.shown,
          stroke: s.colour,
          width: 2,
          spanGaps: true,
          points: { show: true, size: 6, fill: s.colour },
        })),
      ],
      hooks: {
        draw: [(plot) => this.#drawNow(plot)],
        setCursor: [(plot) => this.#say(plot.cursor.idx)],
      },
    };
  }

  #drawNow(plot) {
    if (this.#now === undefined) {
      return;
    }
    const x = Math.round(plot.valToPos(this.#now / 1000, 'x', true)) + 0.5;
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue('--accent');
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
  }

  #say(index) {
    if (index === null || index === undefined || !this.#data) {
      this.#hint.textContent = 'Click the chart to go to a date.';
      return;
    }
    const values = this.#data.series
      .filter((s) => s.shown)
      .map((s) => `${s.name} ${format.number(s.values[index])}`);
    this.#hint.textContent = `${format.date(this.#data.times[index])}: ${values.join(', ')}`;
  }

  #resize() {
    const width = this.#element.clientWidth;
    if (this.#plot && width > 0 && width !== this.#plot.width) {
      this.#plot.setSize({ width, height: HEIGHT });
    }
  }
}

// Short where neighbours say the rest: the year only where it changes.
function dateLabels(splits) {
  const long = splits.length > 1 && splits.at(-1) - splits[0] > 540 * 86_400;
  let year = null;
  return splits.map((seconds) => {
    const [day, month, y] = format.date(seconds * 1000).split(' ');
    const label = long ? month : `${day} ${month}`;
    const isNew = y !== year;
    year = y;
    return isNew ? `${label}\n${y}` : label;
  });
}
