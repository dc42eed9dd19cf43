#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Computes what ValidShareArchiveTest expects, with NumPy, SciPy and rasterio only.

Run in this folder; seen with NumPy 1.24.2, SciPy 1.10.1, rasterio 1.3.5, Python 3.11.
"""
import glob
import json
import os

import numpy as np
import rasterio
import rasterio.features
from rasterio.transform import Affine
from scipy import ndimage

HERE = os.path.dirname(os.path.abspath(__file__))
ARCHIVE = os.path.join(HERE, *[".."] * 7, "data-dir", "archive")

# In the cubes' own CRS; the second reaches beyond the Belgian grid to the west and south.
FIELD = [[643300, 5675900], [643820, 5675960], [643700, 5676400], [643410, 5676333], [643300, 5675900]]
BEYOND = [[643055, 5675705], [643555, 5675705], [643555, 5676205], [643055, 5676205], [643055, 5675705]]
FOREST = [[465300, 5079400], [466000, 5079500], [465900, 5080200], [465250, 5080000], [465300, 5079400]]
MARGIN = 40


def counts(product, band, ring, clear):
    answer = {}
    for path in sorted(glob.glob(os.path.join(ARCHIVE, product, "*", f"*_{band}.tif"))):
        with rasterio.open(path) as f:
            samples, transform = f.read(1), f.transform
        shape = tuple(n + 2 * MARGIN for n in samples.shape)
        inside = rasterio.features.geometry_mask(
            [{"type": "Polygon", "coordinates": [ring]}], shape,
            transform * Affine.translation(-MARGIN, -MARGIN), invert=True)
        valid = np.zeros(shape, bool)
        valid[MARGIN:-MARGIN, MARGIN:-MARGIN] = clear(samples)
        answer[os.path.basename(os.path.dirname(path))] = int((inside & valid).sum())
    return {"ring": ring, "pixels": int(inside.sum()), "counts": answer}


def scl(samples):
    return (samples != 0) & ~np.isin(samples, [3, 8, 9, 10])


def scl_dilated(samples):
    y, x = np.mgrid[-2:3, -2:3]
    clouds = ndimage.binary_dilation(np.isin(samples, [3, 8, 9, 10]), x * x + y * y <= 4)
    return (samples != 0) & ~clouds


def clm(samples):
    return (samples != 255) & (samples != 1)


with open(os.path.join(HERE, "valid-shares.json"), "w", encoding="utf-8") as out:
    json.dump({
        "field": counts("belgium-s2-l2a", "SCL", FIELD, scl),
        "field-dilated": counts("belgium-s2-l2a", "SCL", FIELD, scl_dilated),
        "beyond": counts("belgium-s2-l2a", "SCL", BEYOND, scl),
        "forest": counts("slovenia-s2-l1c", "CLM", FOREST, clm),
    }, out, indent=1)
    out.write("\n")
