#!/usr/bin/env python3
"""Writes fixtures/*.tif and fixtures.csv with GDAL: small files whose pixels encode their place.

Run with a Python that has GDAL's bindings and NumPy:
    python3 make-fixtures.py
The files here were written by GDAL 3.6.2 (libtiff 4.5.0, Debian 12).
"""
import csv
import os
import shutil

import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
gdal.SetConfigOption("GDAL_PAM_ENABLED", "NO")

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "fixtures")
HEIGHT, WIDTH = 29, 37

GDAL_TYPES = {
    "uint8": gdal.GDT_Byte, "int8": gdal.GDT_Byte, "uint16": gdal.GDT_UInt16,
    "int16": gdal.GDT_Int16, "uint32": gdal.GDT_UInt32, "int32": gdal.GDT_Int32,
    "float32": gdal.GDT_Float32, "float64": gdal.GDT_Float64, "float16": gdal.GDT_Float32,
    "bit1": gdal.GDT_Byte, "bit2": gdal.GDT_Byte, "bit4": gdal.GDT_Byte,
}
OPTIONS = {
    "int8": ["PIXELTYPE=SIGNEDBYTE"], "float16": ["NBITS=16"],
    "bit1": ["NBITS=1"], "bit2": ["NBITS=2"], "bit4": ["NBITS=4"],
}


def value(kind, row, col, band):
    """The sample at a place; the same formula stands in FixturesTest.java."""
    place = row * 1000 + band * 100 + col
    small = row * 5 + band * 11 + col * 3
    return {
        "uint8": small % 251, "int8": small % 251 - 125, "uint16": place * 2,
        "int16": place - 14000, "uint32": place * 150000, "int32": (place - 14000) * 150000,
        "float32": place + 0.25, "float64": place / 8 - 1000, "float16": row * 37 + col + band / 2,
        "bit1": small % 2, "bit2": small % 4, "bit4": small % 16,
    }[kind]


def pixels(kind, band, height=HEIGHT, width=WIDTH):
    rows, cols = np.mgrid[0:height, 0:width].astype(np.float64)
    return value(kind, rows, cols, band)


def create(name, kind, bands=1, options=(), height=HEIGHT, width=WIDTH):
    path = os.path.join(OUT, name)
    dataset = gdal.GetDriverByName("GTiff").Create(
        path, width, height, bands, GDAL_TYPES[kind], list(options) + OPTIONS.get(kind, []))
    for band in range(bands):
        data = pixels(kind, band, height, width)
        if kind == "int8":
            data = data.astype(np.int8).view(np.uint8)
        if "PREDICTOR=3" in options and "ENDIANNESS=BIG" in options:
            # libtiff 4.5 swaps bytes before this predictor when it writes, which is one time too
            # many, but not when it reads: swapped twice, the file is right and reads back right.
            data = data.astype(np.float64 if kind == "float64" else np.float32).byteswap()
        dataset.GetRasterBand(band + 1).WriteArray(data)
    return dataset


TILED = ["TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"]
STRIPS = ["BLOCKYSIZE=5"]


def matrix():
    """(name, kind, bands, options): every combination that takes a path of its own."""
    types = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64"]
    for kind in types:
        for compression in ["NONE", "PACKBITS", "LZW", "DEFLATE", "ZSTD"]:
            predictors = [1] if compression in ("NONE", "PACKBITS") else [1, 2]
            if kind.startswith("float") and compression not in ("NONE", "PACKBITS"):
                predictors.append(3)
            for predictor in predictors:
                options = TILED + ["COMPRESS=" + compression]
                if predictor > 1:
                    options.append("PREDICTOR=%d" % predictor)
                yield "%s-%s-p%d" % (kind, compression.lower(), predictor), kind, 1, options
        yield kind + "-none-strips-big-endian", kind, 1, STRIPS + ["ENDIANNESS=BIG"]
    layouts = [("uint16", "NONE", 1), ("uint16", "LZW", 2), ("uint8", "DEFLATE", 2),
               ("float32", "ZSTD", 3), ("int32", "DEFLATE", 2), ("float64", "DEFLATE", 3)]
    for kind, compression, predictor in layouts:
        for block, blocks in [("tiles", TILED), ("strips", STRIPS)]:
            for planes in ["PIXEL", "BAND"]:
                for order in ["LITTLE", "BIG"]:
                    if kind in ("int32", "float64") and (block == "strips" or order == "LITTLE"):
                        continue
                    options = blocks + ["COMPRESS=" + compression, "INTERLEAVE=" + planes,
                                        "ENDIANNESS=" + order]
                    if predictor > 1:
                        options.append("PREDICTOR=%d" % predictor)
                    name = "-".join([kind, compression.lower(), "p%d" % predictor, block,
                                     planes.lower(), order.lower(), "3bands"])
                    yield name, kind, 3, options
    for order in ["LITTLE", "BIG"]:
        yield ("uint16-deflate-p2-bigtiff-" + order.lower(), "uint16", 1,
               TILED + ["COMPRESS=DEFLATE", "PREDICTOR=2", "BIGTIFF=YES", "ENDIANNESS=" + order])
    for kind in ["bit1", "bit2", "bit4"]:
        yield kind + "-none-strips", kind, 1, STRIPS
        yield kind + "-deflate-tiles", kind, 1, TILED + ["COMPRESS=DEFLATE"]
        yield kind + "-packbits-strips-3bands", kind, 3, STRIPS + ["COMPRESS=PACKBITS"]
    for predictor in [1, 2, 3]:
        yield ("float16-deflate-p%d" % predictor, "float16", 1,
               TILED + ["COMPRESS=DEFLATE", "PREDICTOR=%d" % predictor])
    yield "uint8-alpha", "uint8", 4, TILED + ["COMPRESS=DEFLATE", "PHOTOMETRIC=RGB", "ALPHA=YES"]


def reference(code):
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(code)
    return srs


def special():
    dataset = create("nodata-float-nan.tif", "float32", 1, TILED + ["COMPRESS=DEFLATE", "PREDICTOR=3"])
    data = pixels("float32", 0)
    data[3, 4] = np.nan
    data[28, 36] = np.nan
    dataset.GetRasterBand(1).WriteArray(data)
    dataset.GetRasterBand(1).SetNoDataValue(float("nan"))
    dataset = create("nodata-int16.tif", "int16", 2, TILED + ["COMPRESS=LZW"])
    dataset.GetRasterBand(1).SetNoDataValue(float(value("int16", 3, 4, 0)))
    dataset = create("nodata-uint32.tif", "uint32")
    dataset.GetRasterBand(1).SetNoDataValue(float(value("uint32", 3, 4, 0)))
    dataset = create("nodata-float64.tif", "float64")
    dataset.GetRasterBand(1).SetNoDataValue(float(value("float64", 3, 4, 0)))
    dataset = create("nodata-out-of-range.tif", "uint8")
    dataset.GetRasterBand(1).SetNoDataValue(-9999)

    # Rows 16 to 28 of columns 0 to 31 (two tiles of the lower row) are never written.
    path = os.path.join(OUT, "sparse.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(
        path, WIDTH, HEIGHT, 1, gdal.GDT_UInt16, TILED + ["COMPRESS=DEFLATE", "SPARSE_OK=TRUE"])
    data = pixels("uint16", 0)
    dataset.GetRasterBand(1).WriteArray(data[:16], 0, 0)
    dataset.GetRasterBand(1).WriteArray(data[16:, 32:], 32, 16)

    dataset = create("scale-offset.tif", "uint16", 2, TILED)
    for band, scale, offset in [(1, 0.0001, -0.1), (2, 0.01, 0.0)]:
        dataset.GetRasterBand(band).SetScale(scale)
        dataset.GetRasterBand(band).SetOffset(offset)
    dataset.GetRasterBand(1).SetDescription("a <b> & c")

    # Georeferences.
    for name, code, transform, options in [
            ("geo-utm", 32631, (500000, 10, 0, 5700000, 0, -10), []),
            ("geo-latlon", 4326, (-5.5, 0.25, 0, 45, 0, -0.25), []),
            ("geo-point", 32631, (500000, 10, 0, 5700000, 0, -10), []),
            ("geo-rotated", 32631, (500000, 8, 6, 5700000, 6, -8), []),
            ("geo-south-up", 32631, (500000, 10, 0, 5700000, 0, 10), []),
            ("geo-laea", 3035, (4000000, 100, 0, 3000000, 0, -100), []),
    ]:
        dataset = create(name + ".tif", "uint8", 1, TILED + ["COMPRESS=DEFLATE"])
        dataset.SetGeoTransform(transform)
        dataset.SetSpatialRef(reference(code))
        if name == "geo-point":
            dataset.SetMetadataItem("AREA_OR_POINT", "Point")
    dataset = create("geo-utm-by-parameters.tif", "uint8", 1, TILED + ["COMPRESS=DEFLATE"])
    srs = osr.SpatialReference()
    srs.ImportFromProj4("+proj=tmerc +lat_0=0 +lon_0=-57 +k=0.9996 +x_0=500000 +y_0=10000000 "
                        "+datum=WGS84 +units=m")
    dataset.SetGeoTransform((500000, 10, 0, 5700000, 0, -10))
    dataset.SetSpatialRef(srs)
    dataset = create("geo-without-code.tif", "uint8", 1, TILED + ["COMPRESS=DEFLATE"])
    srs = osr.SpatialReference()
    srs.ImportFromProj4("+proj=sinu +R=6371007.181 +units=m")
    dataset.SetGeoTransform((0, 10, 0, 0, 0, -10))
    dataset.SetSpatialRef(srs)
    dataset = create("geo-gcps.tif", "uint8", 1, TILED + ["COMPRESS=DEFLATE"])
    dataset.SetGCPs([gdal.GCP(5, 45, 0, 0, 0), gdal.GCP(6, 45, 0, 37, 0), gdal.GCP(5, 44, 0, 0, 29),
                     gdal.GCP(6, 44, 0, 37, 29)], reference(4326))
    dataset = create("geo-none.tif", "uint8", 1, TILED + ["COMPRESS=DEFLATE"])
    del dataset

    # Overviews by nearest neighbour take the pixel at (2 row, 2 col) and (4 row, 4 col).
    for name, options, config in [
            ("overviews.tif", [], {}),
            ("overviews-beside.tif", [], {"COMPRESS_OVERVIEW": "LZW"})]:
        create(name, "float32", 1, TILED + ["COMPRESS=DEFLATE", "PREDICTOR=3"], 116, 148)
        path = os.path.join(OUT, name)
        dataset = gdal.Open(path, gdal.GA_Update if name == "overviews.tif" else gdal.GA_ReadOnly)
        gdal.SetConfigOption("GDAL_TIFF_OVR_BLOCKSIZE", "64")
        dataset.BuildOverviews("NEAREST", [2, 4])
        del dataset

    # A mask: a pixel is invalid where (row + col) % 5 == 0.
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
    dataset = create("mask.tif", "uint16", 2, TILED + ["COMPRESS=DEFLATE"], 58, 74)
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    rows, cols = np.mgrid[0:58, 0:74]
    dataset.GetRasterBand(1).GetMaskBand().WriteArray(np.where((rows + cols) % 5 == 0, 0, 255))
    del dataset
    dataset = gdal.Open(os.path.join(OUT, "mask.tif"), gdal.GA_Update)
    dataset.BuildOverviews("NEAREST", [2])
    del dataset
    gdal.GetDriverByName("COG").CreateCopy(
        os.path.join(OUT, "mask-cog.tif"), gdal.Open(os.path.join(OUT, "mask.tif")),
        options=["COMPRESS=ZSTD", "PREDICTOR=2", "BLOCKSIZE=128", "OVERVIEWS=FORCE_USE_EXISTING"])

    dataset = create("jpeg.tif", "uint8", 1, TILED + ["COMPRESS=JPEG"])
    dataset = gdal.GetDriverByName("GTiff").Create(
        os.path.join(OUT, "complex.tif"), 16, 16, 1, gdal.GDT_CFloat32, ["COMPRESS=DEFLATE"])
    del dataset


shutil.rmtree(OUT, ignore_errors=True)
os.makedirs(OUT)
with open(os.path.join(HERE, "fixtures.csv"), "w", newline="") as out:
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["file", "kind", "bands"])
    for name, kind, bands, options in matrix():
        dataset = create(name + ".tif", kind, bands, options)
        del dataset
        back = gdal.Open(os.path.join(OUT, name + ".tif"))
        for band in range(bands):
            data = back.GetRasterBand(band + 1).ReadAsArray()
            data = data.view(np.int8) if kind == "int8" else data
            assert (data == pixels(kind, band)).all(), name
        rows.writerow([name + ".tif", kind, bands])
special()
