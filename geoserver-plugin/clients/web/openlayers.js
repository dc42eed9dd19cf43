// SPDX-License-Identifier: Apache-2.0
// A WMS layer with TIME in OpenLayers; a click asks for the values under it at the date that is shown.
const source = new ol.source.ImageWMS({
  url: `${base}/wms`,
  params: { VERSION: "1.3.0", FORMAT: "image/png" },
  ratio: 1,
});
const map = new ol.Map({ target: "map", layers: [new ol.layer.Image({ source })], view: new ol.View({ center: [0, 0], zoom: 2 }) });
const label = document.getElementById("time");
let shown = null;

controls((layer, time) => {
  source.updateParams({ LAYERS: layer.name, STYLES: "", TIME: time });
  if (shown !== layer.name) {
    const extent = ol.proj.transformExtent(layer.box, "EPSG:4326", "EPSG:3857");
    map.getView().fit(extent, { padding: [20, 20, 20, 20] });
    shown = layer.name;
  }
}).catch(failed);

map.on("singleclick", async (event) => {
  const view = map.getView();
  const url = source.getFeatureInfoUrl(event.coordinate, view.getResolution(), view.getProjection(), { INFO_FORMAT: "application/json" });
  const found = await (await fetch(url)).json();
  label.textContent = found.features.map((f) => JSON.stringify(f.properties)).join(" ") || "no data here";
});
