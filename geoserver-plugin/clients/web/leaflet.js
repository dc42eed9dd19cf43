// SPDX-License-Identifier: Apache-2.0
// A tiled WMS layer with TIME in Leaflet.
const map = L.map("map").setView([0, 0], 2);
const tiles = L.tileLayer.wms(`${base}/wms`, { version: "1.3.0", format: "image/png", transparent: true, layers: "", maxZoom: 20 });
let shown = null;

controls((layer, time) => {
  tiles.setParams({ layers: layer.name, time });
  if (shown !== layer.name) {
    const [west, south, east, north] = layer.box;
    map.fitBounds([[south, west], [north, east]]);
    shown = layer.name;
  }
  tiles.addTo(map);
}).catch(failed);
