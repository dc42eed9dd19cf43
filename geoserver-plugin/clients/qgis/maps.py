#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""WMS with time in QGIS: one map per date of a layer, as the temporal controller shows them.

usage: maps.py [BASE [FOLDER [LAYER]]]
       maps.py http://127.0.0.1:8080/geoserver /tmp/maps chronocube:bordeaux

BASE is the root of GeoServer or of the embedded server. Needs QGIS's Python module (3.22 or later);
without a screen: QT_QPA_PLATFORM=offscreen.
"""
import pathlib
import sys
import urllib.request
import xml.etree.ElementTree as ElementTree

from qgis.core import (
    QgsApplication, QgsDateTimeRange, QgsMapRendererSequentialJob, QgsMapSettings, QgsPointXY, QgsRaster,
    QgsRasterLayer, QgsTemporalNavigationObject)
from qgis.PyQt.QtCore import QDateTime, QSize, Qt

WMS = "{http://www.opengis.net/wms}"


def time_dimension(base, name):
    """The dates of a layer: the text of its time dimension, and its instants where they are listed."""
    url = f"{base}/wms?service=WMS&version=1.3.0&request=GetCapabilities"
    with urllib.request.urlopen(url) as answer:
        root = ElementTree.parse(answer).getroot()
    for layer in root.iter(f"{WMS}Layer"):
        if layer.findtext(f"{WMS}Name") == name:
            for dimension in layer.findall(f"{WMS}Dimension"):
                if dimension.get("name") == "time":
                    extent = dimension.text.strip()
                    return extent, [part for part in extent.split(",") if "/" not in part]
    raise SystemExit(f"no layer {name} with a time dimension at {base}")


def open_layer(base, name, extent):
    """What QGIS's dialog puts together when a layer with a time dimension is added."""
    source = "&".join([
        "type=wmst", "temporalSource=provider", "allowTemporalUpdates=true", f"timeDimensionExtent={extent}",
        "crs=EPSG:4326", "format=image/png", f"layers={name}", "styles=", "version=1.3.0",
        f"url={base}/wms?"])
    layer = QgsRasterLayer(source, name, "wms")
    if not layer.isValid():
        raise SystemExit(f"QGIS cannot open {name}")
    return layer


def frames(instants):
    """The temporal controller, with a frame that begins at every date."""
    for instant in instants:
        begin = QDateTime.fromString(instant.replace(".000Z", "Z"), Qt.ISODate)
        controller = QgsTemporalNavigationObject()
        controller.setTemporalExtents(QgsDateTimeRange(begin, begin.addSecs(86400)))
        yield instant, controller.dateTimeRangeForFrameNumber(0)


def draw(layer, time_range, path):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent())
    settings.setOutputSize(QSize(480, 480))
    settings.setIsTemporal(True)
    settings.setTemporalRange(time_range)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    if job.errors():
        raise SystemExit(f"{path.name}: {job.errors()[0].message}")
    image = job.renderedImage()
    image.save(str(path))
    return len({image.pixel(x, y) for x in range(0, 480, 16) for y in range(0, 480, 16)})


def main(base="http://127.0.0.1:8080/geoserver", folder="maps", name="chronocube:bordeaux"):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    extent, instants = time_dimension(base, name)
    layer = open_layer(base, name, extent)
    temporal = layer.dataProvider().temporalCapabilities().availableTemporalRange()
    print(f"{name}: {len(instants)} dates, {temporal.begin().toString(Qt.ISODate)} to {temporal.end().toString(Qt.ISODate)}")
    for instant, time_range in frames(instants[:12]):
        path = folder / f"{name.split(':')[-1]}-{instant[:10]}.png"
        print(f"  {path}: {draw(layer, time_range, path)} colours")
    box = layer.extent()
    found = layer.dataProvider().identify(
        QgsPointXY(box.center().x(), box.center().y()), QgsRaster.IdentifyFormatText, box, 200, 200)
    values = [line for text in found.results().values() for line in str(text).splitlines() if "=" in line]
    print("  identify, in the middle:", ", ".join(values[:4]))


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    main(*sys.argv[1:])
    application.exitQgis()
