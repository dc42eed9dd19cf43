// SPDX-License-Identifier: Apache-2.0
// What the page shows, kept in the URL's hash so that a link brings it back.

/**
 * Reads the hash. Every value is checked; what makes no sense is left out.
 * `map` is zoom/lat/lon, `at` is lon,lat.
 */
export function readHash(hash = location.hash) {
  const p = new URLSearchParams(hash.replace(/^#/, ''));
  const state = {};
  if (p.get('layer')) state.layer = p.get('layer');
  if (p.get('style')) state.style = p.get('style');
  const time = Date.parse(p.get('time') ?? '');
  if (Number.isFinite(time)) state.time = time;
  const opacity = Number(p.get('opacity') ?? NaN);
  if (opacity >= 0 && opacity <= 1) state.opacity = opacity;
  const [zoom, lat, lon] = numbers(p.get('map'), '/', 3);
  if (zoom >= 0 && zoom <= 24 && isPosition(lon, lat)) state.view = { zoom, lat, lon };
  const [atLon, atLat] = numbers(p.get('at'), ',', 2);
  if (isPosition(atLon, atLat)) state.at = { lon: atLon, lat: atLat };
  return state;
}

/** Writes the hash without adding to the browser's history. */
export function writeHash(state) {
  const p = new URLSearchParams();
  p.set('layer', state.layer);
  if (state.style) p.set('style', state.style);
  if (state.time !== undefined) p.set('time', new Date(state.time).toISOString());
  if (state.opacity !== 1) p.set('opacity', String(state.opacity));
  const { zoom, lat, lon } = state.view;
  p.set('map', `${round(zoom, 2)}/${round(lat, 5)}/${round(lon, 5)}`);
  if (state.at) p.set('at', `${round(state.at.lon, 6)},${round(state.at.lat, 6)}`);
  const hash = `#${p.toString().replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%2C', ',')}`;
  if (hash !== location.hash) {
    history.replaceState(null, '', hash);
  }
}

function numbers(text, separator, count) {
  const parts = (text ?? '').split(separator).map(Number);
  return text && parts.length === count && parts.every(Number.isFinite) ? parts : [];
}

function isPosition(lon, lat) {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

function round(value, digits) {
  return Number(value.toFixed(digits));
}
