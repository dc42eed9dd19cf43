#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""WCS in QGIS: a coverage with its values, at one date, and its statistics.

usage: coverages.py [BASE [COVERAGE [TIME]]]
       coverages.py http://127.0.0.1:8080/geoserver chronocube:bordeaux 2016-05-04T00:00:00.000Z

QGIS's own provider speaks WCS 1.0.0 or 1.1 with the server: names have a colon. Without TIME the
newest date comes. Needs QGIS's Python module; without a screen: QT_QPA_PLATFORM=offscreen.
"""
import sys
import time

from qgis.core import QgsApplication, QgsPointXY, QgsRasterBandStats, QgsRasterLayer


def main(base="http://127.0.0.1:8080/geoserver", name="chronocube:bordeaux", date=None):
    for version in ("1.0.0", "1.1.1"):
        source = f"url={base}/wcs&identifier={name}&format=GeoTIFF&version={version}&cache=AlwaysNetwork"
        if date:
            source += f"&time={date}"
        began = time.monotonic()
        layer = QgsRasterLayer(source, name, "wcs")
        if not layer.isValid():
            # Asking layer.error() for more ends Python in QGIS 3.22.
            raise SystemExit(f"QGIS cannot open {name} by WCS {version}")
        provider = layer.dataProvider()
        opened = time.monotonic() - began
        middle = QgsPointXY(layer.extent().center())
        value, found = provider.sample(middle, 1)
        statistics = provider.bandStatistics(1, QgsRasterBandStats.Min | QgsRasterBandStats.Max, layer.extent(), 10000)
        print(f"{name} by WCS {version}: {layer.width()} x {layer.height()}, {layer.crs().authid()}, "
              f"{layer.bandCount()} bands, opened in {opened:.1f} s")
        print(f"  band 1: {statistics.minimumValue:g} to {statistics.maximumValue:g}, "
              f"in the middle {value:g}" + ("" if found else " (no data)"))
        del provider, layer  # before QGIS ends


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    main(*sys.argv[1:])
    application.exitQgis()
