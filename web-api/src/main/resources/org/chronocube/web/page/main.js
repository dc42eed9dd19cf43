// SPDX-License-Identifier: Apache-2.0
// Wires the parts of the page together; `state` is the one truth about what is shown.

import { fetchJson, withParameters } from './api.js';
import * as format from './format.js';
import { Inspector } from './inspector.js';
import { MapView } from './map.js';
import { Sidebar } from './sidebar.js';
import { readHash, writeHash } from './state.js';
import { Timeline } from './timeline.js';
import { showError } from './toasts.js';

const byId = (id) => document.getElementById(id);

class Page {
  #catalog;
  #layer = null;
  #state = { style: '', opacity: 1 };
  #map;
  #timeline;
  #sidebar;
  #inspector;

  constructor(catalog) {
    this.#catalog = catalog;
    this.#map = new MapView(catalog.layers, {
      onClick: (place) => this.#inspect(place),
      onLayer: (name) => this.#showLayer({ layer: name, time: this.#timeline.instant }),
      onMove: () => this.#remember(),
      onError: showError,
      onLoading: showLoading,
      onPointer: ({ lon, lat }) => (byId('coordinates').textContent = format.position(lon, lat)),
    });
    this.#timeline = new Timeline({
      onChange: (instant) => this.#showTime(instant),
      whenDrawn: () => this.#map.drawn(),
      fetchAround: (instant) => this.#datesAround(instant),
    });
    this.#inspector = new Inspector({
      onPick: (instant) => this.#timeline.goTo(instant),
      onClose: () => {
        this.#map.mark(null);
        this.#remember();
      },
      onError: showError,
    });
    this.#sidebar = new Sidebar(catalog, {
      onLayer: (name) => this.#showLayer({ layer: name, time: this.#timeline.instant }),
      onStyle: (style) => this.#showStyle(style),
      onOpacity: (opacity) => this.#showOpacity(opacity),
    });
    window.addEventListener('hashchange', () => this.#showLayer(readHash()));
    window.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Shows what a hash says; what it does not say is the layer's own default. */
  start() {
    this.#showLayer(readHash());
  }

  async #datesAround(instant) {
    const near = new Date(instant).toISOString();
    try {
      const answer = await fetchJson(withParameters('api/times', { layer: this.#layer.name, near }));
      return answer.instants.map(Date.parse);
    } catch (failure) {
      showError(failure.message);
      return [];
    }
  }

  async #showLayer({ layer: name, style, time, opacity, view, at }) {
    const layer = this.#catalog.layers.find((l) => l.name === name) ?? this.#catalog.layers[0];
    const known = layer.styles.some((s) => s.name === style);
    this.#inspector.close();
    this.#layer = layer;
    this.#state = { style: known ? style : (layer.styles[0]?.name ?? ''), opacity: opacity ?? this.#state.opacity };
    this.#sidebar.select(layer, this.#state.style, this.#state.opacity);
    await this.#timeline.show(layer.time, time);
    if (layer !== this.#layer) {
      return;
    }
    this.#map.show({
      url: this.#catalog.services.wms,
      name: layer.name,
      style: this.#state.style,
      time: this.#timeline.instant,
      bbox: layer.bbox,
      opacity: this.#state.opacity,
    });
    document.title = `${layer.title} – Chronocube`;
    if (view) this.#map.view = view;
    else this.#map.zoomToLayer(false);
    if (at) this.#inspect(at);
    this.#remember();
  }

  #showTime(instant) {
    this.#map.time = instant;
    if (this.#inspector.place) {
      this.#inspector.showDate(instant, this.#map.featureInfoUrl(this.#inspector.place));
    }
    this.#remember();
  }

  #showStyle(style) {
    this.#state.style = style;
    this.#map.style = style;
    this.#remember();
  }

  #showOpacity(opacity) {
    this.#state.opacity = opacity;
    this.#map.opacity = opacity;
    this.#remember();
  }

  #inspect(place) {
    this.#map.mark(place);
    const opened = this.#inspector.open(
      this.#layer,
      place,
      this.#timeline.instant,
      this.#map.featureInfoUrl(place),
      this.#timeline.listed,
    );
    this.#remember();
    opened.then(() => {
      if (this.#inspector.place === place) this.#map.uncover(place, byId('inspector'));
    });
  }

  #key(event) {
    if (event.target.closest('input, select, button, a')) {
      return;
    }
    if (event.key === ' ') {
      event.preventDefault();
      this.#timeline.togglePlaying();
    } else if (event.key === ',' || event.key === '.') {
      this.#timeline.step(event.key === ',' ? -1 : 1);
    }
  }

  #remember() {
    if (this.#layer) {
      writeHash({
        layer: this.#layer.name,
        style: this.#state.style,
        opacity: this.#state.opacity,
        time: this.#timeline.instant,
        view: this.#map.view,
        at: this.#inspector.place,
      });
    }
  }
}

function showLoading(isLoading) {
  byId('progress').hidden = !isLoading;
  byId('map').setAttribute('aria-busy', String(isLoading));
}

try {
  const catalog = await fetchJson('api/layers');
  if (catalog.layers.length === 0) {
    showError('This server has no layers yet. Index an archive and reload the page.');
  } else {
    new Page(catalog).start();
  }
} catch (failure) {
  showError(failure.message);
}
