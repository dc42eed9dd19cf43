# SPDX-License-Identifier: Apache-2.0
"""Mean NDVI of a box, date by date, from one file a band and date."""
import warnings

import numpy as np
import rasterio
from rasterio.windows import from_bounds

from peer import serve

try:
    import rioxarray
    import xarray as xr
except ImportError:
    rioxarray = None

warnings.simplefilter("ignore")


def _mean(red, nir):
    red, nir = (np.where(b == 0, np.nan, b.astype("float64")) for b in (red, nir))
    return np.nanmean((nir - red) / (nir + red))


def loop(red, nir, box):
    answer = []
    for files in zip(red, nir):
        bands = []
        for file in files:
            with rasterio.open(file) as source:
                bands.append(source.read(1, window=from_bounds(*box, source.transform)))
        answer.append(_mean(*bands))
    return answer


def dask(red, nir, box):
    def stack(files):
        opened = [
            rioxarray.open_rasterio(f, chunks={"x": 512, "y": 512}).squeeze("band", drop=True).rio.clip_box(*box)
            for f in files
        ]
        together = xr.concat(opened, dim="time")
        return together.where(together != 0).astype("float64")

    red, nir = stack(red), stack(nir)
    return ((nir - red) / (nir + red)).mean(("x", "y")).compute().values


functions = {"loop": loop} if rioxarray is None else {"loop": loop, "dask": dask}
serve(f"rasterio {rasterio.__version__}", **functions)
