// SPDX-License-Identifier: Apache-2.0
// The map: one WMS layer over an outline of the world that needs no tile server.

import { fetchImage, withParameters } from './api.js';

const ol = window.ol;
const TILE_SIZE = 512;
const MARGIN = 60;
const WORLD = 2 * Math.PI * 6_378_137;

export class MapView {
  #map;
  #wms = null;
  #source = null;
  #marker = new ol.source.Vector();
  #pins = new ol.source.Vector();
  #loading = 0;
  #waiting = [];
  #onError;
  #onLoading;

  /**
   * @param layers as api/layers gives them: each has a pin where it is too small to see
   * @param onClick called with {lon, lat}
   * @param onLayer called with the name of another layer whose pin was clicked
   * @param onMove called when the view has come to rest
   * @param onError called with a message
   * @param onLoading called with true while tiles are on their way
   */
  constructor(layers, { onClick, onLayer, onMove, onError, onLoading, onPointer }) {
    this.#onError = onError;
    this.#onLoading = onLoading;
    for (const { name, bbox } of layers) {
      const extent = ol.proj.transformExtent(bbox, 'EPSG:4326', 'EPSG:3857');
      this.#pins.addFeature(new ol.Feature({ geometry: ol.geom.Polygon.fromExtent(extent), name }));
    }
    this.#map = new ol.Map({
      target: 'map',
      keyboardEventTarget: document.getElementById('map'),
      layers: [background(), graticule(), pinLayer(this.#pins), markerLayer(this.#marker)],
      controls: [new ol.control.Zoom(), new ol.control.ScaleLine(), this.#zoomControl()],
      view: new ol.View({ center: [0, 2e6], zoom: 2, maxZoom: 21, constrainResolution: true, showFullExtent: true }),
    });
    this.#map.on('singleclick', (event) => {
      const other = this.#pinAt(event);
      if (other) onLayer(other);
      else onClick(lonLat(event.coordinate));
    });
    this.#map.on('moveend', onMove);
    this.#map.on('pointermove', (event) => onPointer(lonLat(event.coordinate)));
    document.getElementById('map').addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        onClick(lonLat(this.#map.getView().getCenter()));
      }
    });
  }

  #pinAt(event) {
    const feature = this.#map.forEachFeatureAtPixel(event.pixel, (f) => f, {
      layerFilter: (layer) => layer.getSource() === this.#pins,
      hitTolerance: 4,
    });
    return feature && !feature.get('chosen') ? feature.get('name') : undefined;
  }

  get view() {
    const view = this.#map.getView();
    return { zoom: view.getZoom(), ...lonLat(view.getCenter()) };
  }

  set view({ zoom, lat, lon }) {
    this.#map.getView().setCenter(ol.proj.fromLonLat([lon, lat]));
    this.#map.getView().setZoom(zoom);
  }

  /** Puts a WMS layer on the map in place of the one before. `bbox` is west, south, east, north. */
  show({ url, name, style, time, bbox, opacity }) {
    this.#drop();
    const extent = ol.proj.transformExtent(bbox, 'EPSG:4326', 'EPSG:3857');
    this.#source = new ol.source.TileWMS({
      url,
      params: { LAYERS: name, STYLES: style, FORMAT: 'image/png', TRANSPARENT: true, VERSION: '1.3.0', ...timeOf(time) },
      projection: 'EPSG:3857',
      tileGrid: ol.tilegrid.createXYZ({ tileSize: TILE_SIZE, maxZoom: 22 }),
      hidpi: false,
      transition: 0,
      tileLoadFunction: (tile, src) => this.#load(tile, src),
    });
    this.#wms = new ol.layer.Tile({ source: this.#source, extent, opacity });
    this.#map.getLayers().insertAt(2, this.#wms);
    this.#pins.forEachFeature((f) => f.set('chosen', f.get('name') === name));
  }

  set style(style) {
    this.#source.updateParams({ STYLES: style });
  }

  set time(time) {
    this.#source.updateParams(timeOf(time));
  }

  set opacity(opacity) {
    this.#wms?.setOpacity(opacity);
  }

  /** Brings the whole layer into view. */
  zoomToLayer(animate = true) {
    if (!this.#wms) {
      return;
    }
    const size = this.#map.getSize();
    const narrow = !size || size[0] < 700;
    this.#map.getView().fit(this.#wms.getExtent(), {
      padding: narrow ? [20, 20, 150, 20] : [50, 70, 140, 70],
      maxZoom: 18,
      duration: animate && !matchMedia('(prefers-reduced-motion: reduce)').matches ? 500 : 0,
    });
  }

  /**
   * Moves the map so that a panel of the page covers neither a place nor, where there is room
   * beside the panel, the layer.
   */
  uncover({ lon, lat }, panel) {
    const [width, height] = this.#map.getSize();
    const map = this.#map.getTargetElement().getBoundingClientRect();
    const box = panel.getBoundingClientRect();
    const free = { right: box.left - map.left, bottom: box.top - map.top };
    const place = this.#map.getPixelFromCoordinate(ol.proj.fromLonLat([lon, lat]));
    if (!place) {
      return;
    }
    let [dx, dy] = [0, 0];
    if (free.right > MARGIN * 4) {
      const [west, , east, north] = this.#wms.getExtent();
      const left = this.#map.getPixelFromCoordinate([west, north])[0];
      const right = this.#map.getPixelFromCoordinate([east, north])[0];
      const fits = left >= 0 && right - left < free.right - 2 * MARGIN / 3;
      const edge = fits ? right + MARGIN / 3 : place[0] + MARGIN;
      dx = Math.max(0, edge - free.right);
    } else if (place[1] > free.bottom - MARGIN / 3) {
      dy = place[1] - free.bottom / 2;
    }
    if (dx !== 0 || dy !== 0) {
      this.#map.getView().animate({
        center: this.#map.getCoordinateFromPixel([width / 2 + dx, height / 2 + dy]),
        duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300,
      });
    }
  }

  /** Marks a place, or none. */
  mark(place) {
    this.#marker.clear();
    if (place) {
      this.#marker.addFeature(new ol.Feature(new ol.geom.Point(ol.proj.fromLonLat([place.lon, place.lat]))));
    }
  }

  /**
   * URL of GetFeatureInfo for a place. It asks for a map of a few centimetres around the place: on
   * the map as shown, half a screen pixel could be another pixel of the layer.
   */
  featureInfoUrl({ lon, lat }) {
    const [x, y] = ol.proj.fromLonLat([lon, lat]);
    const half = 0.05;
    const { LAYERS, STYLES, TIME } = this.#source.getParams();
    return withParameters(this.#source.getUrls()[0], {
      SERVICE: 'WMS',
      VERSION: '1.3.0',
      REQUEST: 'GetFeatureInfo',
      LAYERS,
      QUERY_LAYERS: LAYERS,
      STYLES,
      ...(TIME && { TIME }),
      CRS: 'EPSG:3857',
      BBOX: [x - half, y - half, x + half, y + half].join(),
      WIDTH: 3,
      HEIGHT: 3,
      I: 1,
      J: 1,
      INFO_FORMAT: 'application/json',
    });
  }

  /** Settles when no tile is on its way. */
  drawn() {
    return new Promise((resolve) => {
      this.#map.once('rendercomplete', resolve);
      this.#map.render();
    });
  }

  #drop() {
    if (this.#wms) {
      this.#map.removeLayer(this.#wms);
    }
  }

  async #load(tile, src) {
    const source = this.#source;
    this.#count(1);
    try {
      const blob = await fetchImage(src);
      const image = tile.getImage();
      const url = URL.createObjectURL(blob);
      image.addEventListener('load', () => URL.revokeObjectURL(url), { once: true });
      image.src = url;
    } catch (failure) {
      tile.setState(3 /* ol.TileState.ERROR */);
      if (source === this.#source) {
        this.#onError(failure.message);
      }
    } finally {
      this.#count(-1);
    }
  }

  #count(by) {
    this.#loading += by;
    this.#onLoading(this.#loading > 0);
  }

  #zoomControl() {
    const button = document.createElement('button');
    button.type = 'button';
    button.title = 'Zoom to the layer';
    button.setAttribute('aria-label', 'Zoom to the layer');
    button.innerHTML =
      '<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4"/><rect x="7" y="7" width="6" height="6"/></svg>';
    button.addEventListener('click', () => this.zoomToLayer());
    const element = document.createElement('div');
    element.className = 'zoom-to ol-unselectable ol-control';
    element.append(button);
    return new ol.control.Control({ element });
  }
}

function timeOf(time) {
  return time === undefined ? {} : { TIME: new Date(time).toISOString() };
}

function lonLat(coordinate) {
  const [lon, lat] = ol.proj.toLonLat(coordinate);
  return { lon, lat };
}

function css(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function background() {
  const style = () =>
    new ol.style.Style({
      fill: new ol.style.Fill({ color: css('--land') }),
      stroke: new ol.style.Stroke({ color: css('--border'), width: 1 }),
    });
  const source = new ol.source.Vector({
    url: 'page/world.json',
    format: new ol.format.TopoJSON({ layers: ['countries'] }),
  });
  source.on('featuresloadend', ({ features }) => features.forEach((f) => f.getGeometry().setCoordinates(mended(f))));
  const layer = new ol.layer.Vector({
    source,
    style: style(),
    updateWhileInteracting: true,
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => layer.setStyle(style()));
  return layer;
}

// The outlines run on across the antimeridian: follow them there instead of jumping back around the
// world. A ring that does not come back to where it began holds the pole.
function mended(feature) {
  const geometry = feature.getGeometry();
  const polygons = geometry.getType() === 'Polygon' ? [geometry.getCoordinates()] : geometry.getCoordinates();
  const result = polygons.map((rings) => rings.map(unrolled));
  return geometry.getType() === 'Polygon' ? result[0] : result;
}

function unrolled(ring) {
  let turns = 0;
  const points = ring.map(([x, y], i) => {
    const step = i === 0 ? 0 : x - ring[i - 1][0];
    if (Math.abs(step) > WORLD / 2) turns -= Math.sign(step);
    return [x + turns * WORLD, Math.max(y, -WORLD)];
  });
  if (turns !== 0) {
    points.push([points.at(-1)[0], -WORLD], [points[0][0], -WORLD], points[0]);
  }
  return points;
}

function graticule() {
  return new ol.layer.Graticule({
    strokeStyle: new ol.style.Stroke({ color: css('--grid'), width: 0.8, lineDash: [2, 4] }),
    showLabels: true,
    wrapX: false,
    targetSize: 160,
    lonLabelPosition: 1,
    latLabelPosition: 0,
    lonLabelStyle: label('top'),
    latLabelStyle: label('bottom'),
    intervals: [90, 45, 30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001],
  });
}

function label(textBaseline) {
  return new ol.style.Text({
    font: '11px system-ui, "DejaVu Sans", sans-serif',
    textBaseline,
    textAlign: textBaseline === 'top' ? 'center' : 'start',
    offsetY: textBaseline === 'top' ? 4 : -2,
    offsetX: textBaseline === 'top' ? 0 : 4,
    fill: new ol.style.Fill({ color: css('--ink-2') }),
    stroke: new ol.style.Stroke({ color: css('--land'), width: 3 }),
  });
}

// Far out, where its pixels cannot be seen, a layer is a pin.
function pinLayer(source) {
  return new ol.layer.Vector({
    source,
    zIndex: 5,
    style: (feature, resolution) => {
      if (!isSmall(feature, resolution)) {
        return undefined;
      }
      const chosen = feature.get('chosen');
      return new ol.style.Style({
        geometry: new ol.geom.Point(ol.extent.getCenter(feature.getGeometry().getExtent())),
        image: new ol.style.Circle({
          radius: chosen ? 7 : 6,
          fill: new ol.style.Fill({ color: chosen ? css('--accent') : css('--surface') }),
          stroke: new ol.style.Stroke({ color: chosen ? css('--surface') : css('--accent'), width: 2.5 }),
        }),
        zIndex: chosen ? 1 : 0,
      });
    },
  });
}

function isSmall(feature, resolution) {
  return ol.extent.getWidth(feature.getGeometry().getExtent()) / resolution < 14;
}

function markerLayer(source) {
  const circle = (radius, color, width) =>
    new ol.style.Style({
      image: new ol.style.Circle({ radius, stroke: new ol.style.Stroke({ color, width }) }),
    });
  return new ol.layer.Vector({ source, style: [circle(8, '#ffffff', 5), circle(8, '#0d5c63', 2.5)], zIndex: 10 });
}
