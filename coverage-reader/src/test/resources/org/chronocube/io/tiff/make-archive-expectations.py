#!/usr/bin/env python3
"""Writes archive.csv: what GDAL reads from some files of the sample archive.

Run with a Python that has GDAL's bindings and NumPy, from the project's top directory:
    python3 coverage-reader/src/test/resources/org/chronocube/io/tiff/make-archive-expectations.py
"""
import csv
import os

import numpy as np
from osgeo import gdal

gdal.UseExceptions()
gdal.SetConfigOption("GDAL_PAM_ENABLED", "NO")

ARCHIVE = "data-dir/archive"
BORDEAUX = "bordeaux-s2-l1c/T30TXQ_20171026T110131/T30TXQ_20171026T110131_"
FILES = [
    BORDEAUX + "B02.tif",
    BORDEAUX + "B10.tif",
    BORDEAUX + "B12.tif",
    "belgium-s2-l2a/belgium-s2-l2a_20230405/belgium-s2-l2a_20230405_SCL.tif",
    "belgium-s1-grd/belgium-s1-grd_20230412/belgium-s1-grd_20230412_VH.tif",
    "slovenia-s2-l1c/slovenia-s2-l1c_20160824T100607/slovenia-s2-l1c_20160824T100607_NDVI.tif",
    "slovenia-s2-l1c/slovenia-s2-l1c_20160824T100607/slovenia-s2-l1c_20160824T100607_CLM.tif",
]
FILES += sorted(
    os.path.relpath(os.path.join(folder, name), ARCHIVE)
    for folder, _, names in os.walk(os.path.join(ARCHIVE, "newyork-landsat8"))
    for name in names
    if name.lower().endswith(".tif")
)[:2]

with open(os.path.join(os.path.dirname(__file__), "archive.csv"), "w", newline="") as out:
    rows = csv.writer(out, lineterminator="\n")
    out.write("# GDAL " + gdal.VersionInfo("RELEASE_NAME") + ", NumPy " + np.__version__ + "\n")
    rows.writerow(["path", "level", "height", "width", "crs", "geotransform", "valid", "sum", "checksum"])
    for path in FILES:
        dataset = gdal.Open(os.path.join(ARCHIVE, path))
        band = dataset.GetRasterBand(1)
        levels = [band] + [band.GetOverview(i) for i in range(band.GetOverviewCount())]
        for level, image in enumerate(levels):
            pixels = image.ReadAsArray().astype(np.float64)
            valid = (image.GetMaskBand().ReadAsArray() != 0) & ~np.isnan(pixels)
            rows.writerow([
                path.replace(os.sep, "/"), level, image.YSize, image.XSize,
                "EPSG:" + dataset.GetSpatialRef().GetAuthorityCode(None),
                " ".join(repr(v) for v in dataset.GetGeoTransform()),
                int(valid.sum()), repr(float(pixels[valid].sum())), image.Checksum(),
            ])
