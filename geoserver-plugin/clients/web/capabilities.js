// SPDX-License-Identifier: Apache-2.0
// What both pages need to know of a server: its layers with time, their dates and boxes.

/** The page's parameters: ?base=…/geoserver&layer=…&time=… */
const page = new URLSearchParams(location.search);
const base = page.get("base") || "http://127.0.0.1:8080/geoserver";

/** Layers with a time dimension: [{name, title, times, box: [west, south, east, north]}]. */
async function layersWithTime() {
  const url = `${base}/wms?service=WMS&version=1.3.0&request=GetCapabilities`;
  const answer = await fetch(url);
  if (!answer.ok) {
    throw new Error(`${url}: ${answer.status}`);
  }
  const xml = new DOMParser().parseFromString(await answer.text(), "text/xml");
  return [...xml.querySelectorAll("Layer > Dimension[name=time]")].map((dimension) => {
    const layer = dimension.parentElement;
    const own = (tag) => [...layer.children].find((c) => c.tagName === tag);
    const box = own("EX_GeographicBoundingBox");
    const edge = (name) => Number(box.querySelector(name).textContent);
    return {
      name: own("Name").textContent,
      title: own("Title").textContent,
      times: instants(dimension.textContent.trim()),
      box: [edge("westBoundLongitude"), edge("southBoundLatitude"), edge("eastBoundLongitude"), edge("northBoundLatitude")],
    };
  });
}

/** Listed instants; of an interval (start/end/period, as for long series) its two ends. */
function instants(extent) {
  return extent.split(",").flatMap((part) => part.split("/").slice(0, 2)).sort();
}

/** Fills the choice of layers and the slider of dates, and calls show(layer, time) for every change. */
async function controls(show) {
  const choice = document.getElementById("layer");
  const slider = document.getElementById("slider");
  const label = document.getElementById("time");
  const layers = await layersWithTime();
  choice.append(...layers.map((l) => new Option(l.title, l.name)));
  choice.value = page.get("layer") || layers[0].name;
  const layer = () => layers.find((l) => l.name === choice.value);
  const changed = () => {
    const time = layer().times[Number(slider.value)];
    label.textContent = time;
    show(layer(), time);
  };
  const chosen = () => {
    const { times } = layer();
    slider.max = times.length - 1;
    const asked = times.findIndex((t) => t.startsWith(page.get("time") || "never"));
    slider.value = asked >= 0 ? asked : times.length - 1;
    changed();
  };
  choice.addEventListener("change", chosen);
  slider.addEventListener("input", changed);
  chosen();
}

/** Tells on the page what went wrong. */
function failed(error) {
  document.getElementById("time").textContent = `${error.message}: is the server running, and does it allow other origins (CORS)?`;
}
