#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""WMTS in QGIS: tiles of a layer at one of its dates.

usage: tiles.py [BASE [FOLDER [LAYER]]]
       tiles.py http://127.0.0.1:8080/geoserver /tmp/tiles chronocube:bordeaux

GeoServer answers WMTS at BASE/gwc/service/wmts, and so does the embedded server. GeoServer's tile
cache keeps the dates apart only if the layer has a parameter filter for TIME. Needs QGIS's Python
module; without a screen: QT_QPA_PLATFORM=offscreen.
"""
import pathlib
import sys
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree

from qgis.core import (
    QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsMapRendererSequentialJob,
    QgsMapSettings, QgsProject, QgsRasterLayer, QgsRectangle)
from qgis.PyQt.QtCore import QSize

WMTS = "{http://www.opengis.net/wmts/1.0}"
OWS = "{http://www.opengis.net/ows/1.1}"
GRIDS = ("EPSG:900913", "WebMercatorQuad", "EPSG:3857", "GoogleMapsCompatible")


def describe(capabilities, name):
    """A web map grid of the layer, its first style, its dates, its box in longitude and latitude."""
    with urllib.request.urlopen(capabilities) as answer:
        root = ElementTree.parse(answer).getroot()
    for layer in root.iter(f"{WMTS}Layer"):
        if layer.findtext(f"{OWS}Identifier") == name:
            grids = [link.findtext(f"{WMTS}TileMatrixSet") for link in layer.findall(f"{WMTS}TileMatrixSetLink")]
            dates = [value.text for value in layer.findall(f"{WMTS}Dimension/{WMTS}Value")]
            style = layer.find(f"{WMTS}Style").findtext(f"{OWS}Identifier") or ""
            corners = [layer.findtext(f"{OWS}WGS84BoundingBox/{OWS}{c}Corner") for c in ("Lower", "Upper")]
            return next(g for g in GRIDS if g in grids), style, dates, [float(v) for c in corners for v in c.split()]
    raise SystemExit(f"no layer {name} in {capabilities}")


def draw(layer, extent, path):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(extent)
    settings.setOutputSize(QSize(480, 480))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(str(path))
    return len({image.pixel(x, y) for x in range(0, 480, 16) for y in range(0, 480, 16)})


def main(base="http://127.0.0.1:8080/geoserver", folder="tiles", name="chronocube:bordeaux"):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    capabilities = f"{base}/gwc/service/wmts?service=WMTS&version=1.0.0&request=GetCapabilities"
    grid, style, dates, box = describe(capabilities, name)
    mercator = QgsCoordinateReferenceSystem("EPSG:3857")
    to_map = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), mercator, QgsProject.instance())
    extent = to_map.transformBoundingBox(QgsRectangle(*box))
    print(f"{name}: {len(dates)} dates, grid {grid}, style {style}")
    for date in dates[:3]:
        source = "&".join([
            "crs=EPSG:3857", "format=image/png", f"layers={name}", f"styles={style}", f"tileMatrixSet={grid}",
            "tileDimensions=" + urllib.parse.quote(f"time={date}"), "url=" + urllib.parse.quote(capabilities)])
        layer = QgsRasterLayer(source, name, "wms")
        if not layer.isValid():
            raise SystemExit(f"QGIS cannot open {name}")
        path = folder / f"{name.split(':')[-1]}-{date[:10]}.png"
        print(f"  {path}: {draw(layer, extent, path)} colours")
        del layer


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    main(*sys.argv[1:])
    application.exitQgis()
