// SPDX-License-Identifier: Apache-2.0
// The list of layers and how the chosen one looks.

import * as format from './format.js';

const byId = (id) => document.getElementById(id);

export class Sidebar {
  #layers;

  /**
   * @param services URLs of wms, wcs, wps
   * @param layers as api/layers gives them
   * @param onLayer, onStyle called with a name; onOpacity with 0 to 1
   */
  constructor({ services, layers }, { onLayer, onStyle, onOpacity }) {
    this.#layers = layers;
    byId('layers').replaceChildren(...layers.map((layer) => entry(layer, onLayer)));
    byId('style').addEventListener('change', () => {
      this.#showLegend();
      onStyle(byId('style').value);
    });
    byId('opacity').addEventListener('input', () => {
      this.#labelOpacity();
      onOpacity(Number(byId('opacity').value) / 100);
    });
    byId('legend-image').addEventListener('error', () => (byId('legend').hidden = true));
    byId('sheet-toggle').addEventListener('click', () => this.#openSheet(!byId('sidebar').classList.contains('open')));
    linkServices(services);
  }

  /** Shows a layer as chosen. */
  select(layer, style, opacity) {
    this.layer = layer;
    for (const input of byId('layers').querySelectorAll('input')) {
      input.checked = input.value === layer.name;
      if (input.checked) input.parentElement.scrollIntoView({ block: 'nearest' });
    }
    byId('style').replaceChildren(...layer.styles.map((s) => new Option(s.title, s.name, false, s.name === style)));
    byId('style').disabled = layer.styles.length < 2;
    byId('opacity').value = Math.round(opacity * 100);
    this.#labelOpacity();
    this.#showLegend();
    byId('description').textContent = layer.description;
    byId('facts').replaceChildren(...facts(layer));
    byId('details').hidden = false;
    this.#openSheet(false);
  }

  #showLegend() {
    const style = this.layer.styles.find((s) => s.name === byId('style').value);
    byId('legend').hidden = !style?.legend;
    if (style?.legend) {
      byId('legend-image').alt = `Legend of ${style.title}`;
      byId('legend-image').src = style.legend;
    }
  }

  #labelOpacity() {
    byId('opacity-value').textContent = `${byId('opacity').value} %`;
  }

  #openSheet(open) {
    byId('sidebar').classList.toggle('open', open);
    byId('sheet-toggle').setAttribute('aria-expanded', String(open));
  }
}

function entry(layer, onLayer) {
  const label = document.createElement('label');
  label.className = 'layer';
  const input = document.createElement('input');
  input.type = 'radio';
  input.name = 'layer';
  input.value = layer.name;
  input.addEventListener('change', () => onLayer(layer.name));
  const title = document.createElement('span');
  title.className = 'layer-title';
  title.textContent = layer.title;
  const span = document.createElement('span');
  span.className = 'layer-span';
  span.textContent = spanOf(layer.time);
  label.append(input, title, span);
  return label;
}

function spanOf(time) {
  if (!time) {
    return 'No scenes yet';
  }
  const from = format.date(Date.parse(time.start));
  const to = format.date(Date.parse(time.end));
  const count = time.complete ? `${time.instants.length} ${time.instants.length === 1 ? 'date' : 'dates'}` : 'many dates';
  return from === to ? `${from}, ${count}` : `${from} – ${to}, ${count}`;
}

function gridOf({ crs, x, y, unit }) {
  const size = x === y ? `${format.number(x)} ${unit}` : `${format.number(x)} × ${format.number(y)} ${unit}`;
  return `${size}, ${crs}`;
}

function facts(layer) {
  const rows = [
    ['Bands', layer.bands.map((b) => b.name).join(', ')],
    ['Grid', gridOf(layer.grid)],
    ['Name', layer.name],
    ['Source', layer.attribution],
  ];
  return rows
    .filter(([, value]) => value)
    .flatMap(([term, value]) => {
      const dt = document.createElement('dt');
      dt.textContent = term;
      const dd = document.createElement('dd');
      dd.textContent = value;
      return [dt, dd];
    });
}

function linkServices(services) {
  for (const [service, version] of [['wms', '1.3.0'], ['wcs', '2.0.1'], ['wps', '1.0.0']]) {
    const link = byId(`link-${service}`);
    link.hidden = !services[service];
    link.href = `${services[service]}?service=${service.toUpperCase()}&version=${version}&request=GetCapabilities`;
  }
}
