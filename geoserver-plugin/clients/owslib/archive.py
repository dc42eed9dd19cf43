#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The services with OWSLib: maps and coverages of dates, a time series, and a change map.

usage: archive.py [BASE [FOLDER]]
       archive.py http://127.0.0.1:8080/geoserver /tmp/owslib

Works with the shipped data directory (cubes bordeaux and slovenia_ndvi). Needs OWSLib 0.27 or later.
Where processes take a login, it is in the environment: CHRONOCUBE_USER and CHRONOCUBE_PASSWORD.
"""
import json
import os
import pathlib
import sys

from owslib.wcs import WebCoverageService
from owslib.wms import WebMapService
from owslib.wps import ComplexDataInput, WebProcessingService, monitorExecution


def maps(base, folder):
    wms = WebMapService(f"{base}/wms", version="1.3.0")
    layer = wms["chronocube:bordeaux"]
    print(f"WMS 1.3.0: {len(wms.contents)} layers; {layer.title}: {', '.join(t.strip() for t in layer.timepositions)}")
    for date in ("2016-05-04", "2017-10-26"):
        answer = wms.getmap(layers=[layer.name], styles=[""], srs="CRS:84", bbox=layer.boundingBoxWGS84,
                            size=(400, 440), format="image/png", time=date)
        path = folder / f"bordeaux-{date}.png"
        path.write_bytes(answer.read())
        print(f"  {path}: {path.stat().st_size} bytes")


def coverages(base, folder):
    wcs = WebCoverageService(f"{base}/wcs", version="2.0.1")
    print(f"WCS 2.0.1: {len(wcs.contents)} coverages")
    formats = wcs["chronocube__slovenia_ndvi"].supportedFormats
    if "application/x-netcdf" in formats:
        year = wcs.getCoverage(identifier=["chronocube__slovenia_ndvi"], format="application/x-netcdf",
                               subsets=[("time", "2016-01-01T00:00:00.000Z", "2016-12-31T00:00:00.000Z")])
        path = folder / "slovenia-2016.nc"
        path.write_bytes(year.read())
        print(f"  {path}: {path.stat().st_size} bytes")
    else:
        print(f"  no NetCDF here (in GeoServer it is an extension), only {', '.join(formats)}")
    day = wcs.getCoverage(identifier=["chronocube__bordeaux"], format="image/tiff",
                          subsets=[("time", "2016-05-04T00:00:00.000Z"), ("Lat", 44.82, 44.83), ("Long", -0.59, -0.58)])
    path = folder / "bordeaux-2016.tif"
    path.write_bytes(day.read())
    print(f"  {path}: {path.stat().st_size} bytes")


def processes(base, folder):
    wps = WebProcessingService(f"{base}/wps", version="1.0.0", username=os.environ.get("CHRONOCUBE_USER"),
                               password=os.environ.get("CHRONOCUBE_PASSWORD"))
    print(f"WPS 1.0.0: {len(wps.processes)} processes")
    point = ComplexDataInput("POINT (14.557 45.87)", mimeType="application/wkt")
    series = run(wps, "datacube:TimeSeries", [("cube", "slovenia_ndvi"), ("area", point)], "series", "application/json",
                 folder / "series.json")
    print(f"  time series: {len(json.loads(series.read_text())['features'])} dates, {series}")
    change = run(wps, "datacube:ChangeVectorAnalysis",
                 [("cube", "bordeaux"), ("before", "2016-05-04"), ("after", "2017-10-26")], "polygons", "application/json",
                 folder / "change.json")
    print(f"  changed areas: {len(json.loads(change.read_text())['features'])}, {change}")


def run(wps, process, inputs, output, mime_type, path):
    """Runs in the background, looks after it, and stores one output."""
    execution = wps.execute(process, inputs, output=[(output, True, mime_type)], mode="async")
    monitorExecution(execution, sleepSecs=1)
    if not execution.isSucceded():  # OWSLib's spelling
        raise SystemExit(f"{process}: {execution.status} {[e.text for e in execution.errors]}")
    execution.getOutput(str(path), identifier=output)
    return path


def main(base="http://127.0.0.1:8080/geoserver", folder="owslib"):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    maps(base, folder)
    coverages(base, folder)
    processes(base, folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
