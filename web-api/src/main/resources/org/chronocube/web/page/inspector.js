// SPDX-License-Identifier: Apache-2.0
// Values of all bands at a place, and how they went through time.

import { fetchJson, withParameters } from './api.js';
import { Chart } from './chart.js';
import * as format from './format.js';

const byId = (id) => document.getElementById(id);
const MOST_SHOWN = 3;

export class Inspector {
  #chart;
  #layer = null;
  #place = null;
  #values = null;
  #series = null;
  #onError;
  #onClose;
  #shown = new Map();

  /** @param onPick called with an instant when the user picks one in the chart */
  constructor({ onPick, onClose, onError }) {
    this.#chart = new Chart(onPick);
    this.#onError = onError;
    this.#onClose = onClose;
    byId('inspector-close').addEventListener('click', () => this.close());
    byId('inspector').addEventListener('keydown', (event) => event.key === 'Escape' && this.close());
  }

  get place() {
    return this.#place;
  }

  /**
   * Opens at a place of a layer: values at the date shown, and the series of all dates, or of those
   * of a span ([first, last] in ms).
   */
  open(layer, place, instant, infoUrl, span) {
    this.#layer = layer;
    this.#place = place;
    byId('place').textContent = format.position(place.lon, place.lat, 5);
    byId('inspector').hidden = false;
    byId('chart-panel').hidden = !covers(layer, place);
    this.#chart.now = instant;
    if (!covers(layer, place)) {
      this.#values?.abort();
      this.#series?.abort();
      byId('values-date').textContent = '';
      byId('values').replaceChildren(note('This place is outside the layer.'));
      return Promise.resolve();
    }
    return Promise.all([this.showDate(instant, infoUrl), this.#showSeries(span)]);
  }

  close() {
    if (this.#place) {
      this.#values?.abort();
      this.#series?.abort();
      this.#place = null;
      byId('inspector').hidden = true;
      this.#chart.clear();
      this.#onClose();
    }
  }

  /** Shows the values of another date at the same place. */
  async showDate(instant, infoUrl) {
    if (!covers(this.#layer, this.#place)) {
      return;
    }
    this.#values?.abort();
    const request = (this.#values = new AbortController());
    this.#chart.now = instant;
    byId('values').classList.add('busy');
    try {
      const answer = await fetchJson(infoUrl, request.signal);
      byId('values-date').textContent = instant === undefined ? '' : `${format.date(instant)} ${format.clock(instant)}`;
      byId('values').replaceChildren(valuesTable(this.#layer, answer.features[0]?.properties));
    } catch (failure) {
      this.#report(failure, byId('values'));
    } finally {
      if (request === this.#values) byId('values').classList.remove('busy');
    }
  }

  async #showSeries(span) {
    this.#series?.abort();
    const request = (this.#series = new AbortController());
    const { lon, lat } = this.#place;
    const url = withParameters('api/series', {
      layer: this.#layer.name,
      lon: lon.toFixed(7),
      lat: lat.toFixed(7),
      ...(span && { time: span.map((t) => new Date(t).toISOString()).join('/') }),
    });
    byId('series-csv').href = withParameters(url, { format: 'csv' });
    byId('chart').classList.add('busy');
    byId('chart-hint').textContent = 'Reading all dates…';
    try {
      this.#draw(await fetchJson(url, request.signal));
    } catch (failure) {
      this.#chart.clear();
      byId('chips').replaceChildren();
      this.#report(failure, byId('chart-hint'));
    } finally {
      if (request === this.#series) byId('chart').classList.remove('busy');
    }
  }

  #draw(answer) {
    const bands = this.#layer.bands;
    const shown = this.#shownBands();
    const series = bands.map((band, i) => ({
      name: band.name,
      colour: format.colour(i),
      shown: shown.has(band.name),
      values: answer.dates.map((d) => d.bands[band.name]?.mean ?? null),
    }));
    const isEmpty = series.every((s) => s.values.every((v) => v === null));
    byId('chart').hidden = isEmpty;
    if (isEmpty) {
      this.#chart.clear();
      byId('chips').replaceChildren();
      byId('chart-hint').textContent = 'No date has data here.';
      return;
    }
    this.#chart.show({ times: answer.dates.map((d) => Date.parse(d.time)), series });
    byId('chips').replaceChildren(...series.map((s, i) => this.#chip(s, i)));
  }

  // What the user last chose for this layer; at first the bands that share the first band's unit
  // and scale, so that one axis fits them.
  #shownBands() {
    const { name, bands } = this.#layer;
    if (!this.#shown.has(name)) {
      const alike = bands.filter((b) => b.unit === bands[0].unit && b.scale === bands[0].scale);
      this.#shown.set(name, new Set(alike.slice(0, MOST_SHOWN).map((b) => b.name)));
    }
    return this.#shown.get(name);
  }

  #chip(series, index) {
    const chip = document.createElement('button');
    chip.type = 'button';
    chip.className = 'chip';
    chip.setAttribute('aria-pressed', String(series.shown));
    chip.append(swatch(series.colour), series.name);
    chip.addEventListener('click', () => {
      const shown = chip.getAttribute('aria-pressed') !== 'true';
      chip.setAttribute('aria-pressed', String(shown));
      this.#chart.toggle(index, shown);
      this.#shownBands()[shown ? 'add' : 'delete'](series.name);
    });
    return chip;
  }

  #report(failure, element) {
    if (failure.name !== 'AbortError') {
      element.textContent = 'Could not be read.';
      this.#onError(failure.message);
    }
  }
}

function valuesTable(layer, properties) {
  // GetFeatureInfo gives samples as they are stored, null where there are none.
  const values = layer.bands.map((band) => physical(band, properties?.[band.name]));
  if (values.every((v) => v === null)) {
    return note('No data here at this date. Other dates may have some.');
  }
  const table = document.createElement('table');
  table.className = 'values';
  layer.bands.forEach((band, i) => table.append(row(band, i, values[i])));
  return table;
}

function physical(band, stored) {
  return typeof stored === 'number' ? stored * band.scale + band.offset : null;
}

function note(text) {
  const p = document.createElement('p');
  p.className = 'empty';
  p.textContent = text;
  return p;
}

function covers({ bbox: [west, south, east, north] }, { lon, lat }) {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

function row(band, index, value) {
  const tr = document.createElement('tr');
  const th = document.createElement('th');
  th.scope = 'row';
  th.append(swatch(format.colour(index)), band.title === band.name ? band.name : `${band.name}, ${band.title}`);
  const td = document.createElement('td');
  td.textContent = format.value(value, band);
  td.dataset.band = band.name;
  if (band.unit && band.unit !== '1' && value !== null) {
    const unit = document.createElement('span');
    unit.className = 'unit';
    unit.textContent = ` ${band.unit}`;
    td.append(unit);
  }
  tr.append(th, td);
  return tr;
}

function swatch(colour) {
  const span = document.createElement('span');
  span.className = 'swatch';
  span.style.background = colour;
  return span;
}
