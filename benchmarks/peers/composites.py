# SPDX-License-Identifier: Apache-2.0
"""Medians over time as one writes them with NumPy, rasterio, Zarr and dask."""
import os
import warnings

import dask.array
import numpy as np
import rasterio
import zarr
from rasterio.windows import Window

import peer

warnings.filterwarnings("ignore", message="All-NaN")


def store(files, path):
    """Copies the files into a Zarr array (time, row, column), blocks as in the files, once."""
    if not os.path.exists(path):
        with rasterio.open(files[0]) as first:
            shape = (len(files), first.height, first.width)
        part = zarr.open(path + ".part", "w", shape=shape, chunks=(1, 512, 512), dtype="u2", fill_value=0)
        for i, file in enumerate(files):
            with rasterio.open(file) as f:
                part[i] = f.read(1)
        os.rename(path + ".part", path)
    return []


def answer(median):
    """A number for each row, which every pixel changes; halves are rounded up."""
    whole = np.where(np.isnan(median), 0, np.floor(median.astype("f8") + 0.5))
    return whole @ np.arange(1, whole.shape[1] + 1)


def dask_median(path, row, col, size):
    cube = dask.array.from_zarr(path)[:, row:row + size, col:col + size].rechunk((-1, 512, 512))
    return answer(dask.array.nanmedian(dask.array.where(cube == 0, np.nan, cube.astype("f4")), axis=0).compute())


def sort(cube):
    """Sorts in 16 bits, holes last, and takes what is in the middle of the rest."""
    valid = np.count_nonzero(cube, axis=0)
    cube[cube == 0] = 65535
    cube.sort(axis=0)
    low = np.take_along_axis(cube, np.maximum(valid - 1, 0)[None] // 2, 0)[0].astype("f4")
    high = np.take_along_axis(cube, np.minimum(valid // 2, len(cube) - 1)[None], 0)[0].astype("f4")
    return answer(np.where(valid == 0, np.nan, (low + high) / 2))


def sort_rasterio(files, row, col, size):
    cube = np.empty((len(files), size, size), "u2")
    for i, file in enumerate(files):
        with rasterio.open(file) as f:
            f.read(1, window=Window(col, row, size, size), out=cube[i])
    return sort(cube)


def sort_zarr(path, row, col, size):
    return sort(zarr.open(path, "r")[:, row:row + size, col:col + size])


version = f"dask {dask.__version__}, zarr {zarr.__version__}, NumPy {np.__version__}, rasterio {rasterio.__version__}"
peer.serve(version, store=store, dask_median=dask_median, sort_rasterio=sort_rasterio, sort_zarr=sort_zarr)
