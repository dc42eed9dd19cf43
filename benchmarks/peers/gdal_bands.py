# SPDX-License-Identifier: Apache-2.0
"""Whole bands read by GDAL on one thread, and the files they are read from."""
import peer

import numpy
from osgeo import gdal

gdal.UseExceptions()
gdal.SetConfigOption("GDAL_NUM_THREADS", "1")

TYPES = {"uint8": numpy.uint8, "uint16": numpy.uint16, "float32": numpy.float32}


def make(source, target, kind, codec, predictor):
    """A COG of the source's values, shifted to 8 bits, as they are, or as reflectance."""
    file = gdal.Open(source)
    values = file.GetRasterBand(1).ReadAsArray()
    if kind == "uint8":
        values = numpy.minimum(values >> 4, 255)
    elif kind == "float32":
        values = values * 1e-4
    values = values.astype(TYPES[kind])
    memory = gdal.GetDriverByName("MEM").CreateCopy("", file)
    if kind != "uint16":
        code = gdal.GDT_Byte if kind == "uint8" else gdal.GDT_Float32
        memory = gdal.GetDriverByName("MEM").Create("", values.shape[1], values.shape[0], 1, code)
    memory.GetRasterBand(1).WriteArray(values)
    options = [f"COMPRESS={codec}", f"PREDICTOR={predictor}", "BLOCKSIZE=512", "OVERVIEWS=NONE"]
    gdal.GetDriverByName("COG").CreateCopy(target, memory, options=options)
    return []


def read(path, floats):
    """Some pixels of a band, all of which is read."""
    file = gdal.Open(path)  # a band does not keep its file open
    band = file.GetRasterBand(1)
    values = band.ReadAsArray(buf_type=gdal.GDT_Float32) if floats else band.ReadAsArray()
    return values.ravel()[::100003]


def digest(path):
    """Sums of all values, plain and by place."""
    file = gdal.Open(path)
    values = file.GetRasterBand(1).ReadAsArray().astype(numpy.float64).ravel()
    return [values.sum(), (values * (numpy.arange(values.size) % 8191)).sum()]


peer.serve(f"GDAL {gdal.__version__}", make=make, read=read, digest=digest)
