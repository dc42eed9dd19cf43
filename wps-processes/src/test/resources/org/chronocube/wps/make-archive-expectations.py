#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Computes what ArchiveProcessesTest expects, with NumPy, SciPy, rasterio and pyproj only.

Run in this folder; seen with NumPy 1.24.2, SciPy 1.10.1, rasterio 1.3.5, pyproj 3.4.1, Python 3.11.
"""
import glob
import json
import os

import numpy as np
import rasterio
import rasterio.features
from pyproj import Geod, Transformer
from scipy import ndimage

HERE = os.path.dirname(os.path.abspath(__file__))
ARCHIVE = os.path.join(HERE, *[".."] * 7, "data-dir", "archive")
AREA = [[5.0520, 51.2160], [5.0560, 51.2165], [5.0555, 51.2190], [5.0530, 51.2195], [5.0520, 51.2160]]


def read(path):
    with rasterio.open(path) as f:
        return f.read(1), f.transform, f.nodata


def series():
    move = Transformer.from_crs(4326, 32631, always_xy=True)
    ring = [move.transform(*p) for p in AREA]
    rows = []
    for folder in sorted(glob.glob(os.path.join(ARCHIVE, "belgium-s2-l2a", "belgium*_*"))):
        band = {b: read(glob.glob(os.path.join(folder, f"*{b}.tif"))[0]) for b in ("B04", "B08", "SCL")}
        transform = band["B04"][1]
        red, nir, scl = (band[b][0] for b in ("B04", "B08", "SCL"))
        inside = rasterio.features.geometry_mask(
            [{"type": "Polygon", "coordinates": [ring]}], red.shape, transform, invert=True)
        valid = inside & (red != 65535) & (nir != 65535) & np.isin(scl, [4, 5, 6])
        r, n = red[valid] * 0.0001, nir[valid] * 0.0001
        ndvi = (n - r) / (n + r)
        ndvi = ndvi[np.isfinite(ndvi)]
        row = {"date": folder[-8:], "pixels": int(inside.sum()), "count": int(ndvi.size)}
        if ndvi.size:
            row.update(mean=ndvi.mean(), sd=ndvi.std(ddof=1), min=ndvi.min(), max=ndvi.max(),
                       p10=np.percentile(ndvi, 10), p50=np.percentile(ndvi, 50))
        rows.append(row)
    return rows


def otsu(values, bins=256):
    # The formula of scikit-image's threshold_otsu.
    counts, edges = np.histogram(values, bins)
    centres = (edges[:-1] + edges[1:]) / 2
    w1, w2 = np.cumsum(counts), np.cumsum(counts[::-1])[::-1]
    m1 = np.cumsum(counts * centres) / w1
    m2 = (np.cumsum((counts * centres)[::-1]) / w2[::-1])[::-1]
    return centres[np.argmax(w1[:-1] * w2[1:] * (m1[:-1] - m2[1:]) ** 2)]


def change():
    before, after = [], []
    for b in ("B04", "B03", "B02", "B08"):
        before.append(read(glob.glob(os.path.join(ARCHIVE, "bordeaux-s2-l1c", "*20160504*", f"*{b}.tif"))[0]))
        after.append(read(glob.glob(os.path.join(ARCHIVE, "bordeaux-s2-l1c", "*20171026*", f"*{b}.tif"))[0]))
    transform = before[0][1]
    a = np.stack([x[0] for x in before]) * 0.0001
    b = np.stack([x[0] for x in after]) * 0.0001
    valid = (a > 0).all(0) & (b > 0).all(0)

    def z(x):
        v = x[:, valid]
        return (x - v.mean(1)[:, None, None]) / v.std(1, ddof=1)[:, None, None]

    delta = z(b) - z(a)
    magnitude = np.sqrt((delta ** 2).sum(0))
    threshold = otsu(magnitude[valid])
    changed = valid & (magnitude > threshold)
    labels, n = ndimage.label(changed, np.ones((3, 3)))
    sizes = np.bincount(labels.ravel())[1:]
    largest = int(sizes.argmax()) + 1
    codes = sum((delta[i] > 0) * 2 ** i for i in range(4))
    geod, area = Geod(ellps="WGS84"), 0.0
    for shape, _ in rasterio.features.shapes(
            (labels == largest).astype(np.uint8), mask=labels == largest, connectivity=4, transform=transform):
        for i, ring in enumerate(shape["coordinates"]):
            part = abs(geod.polygon_area_perimeter(*zip(*ring))[0])
            area += -part if i else part
    return {"threshold": threshold, "valid": int(valid.sum()), "changed": int(changed.sum()), "patches": int(n),
            "patches10": int((sizes >= 10).sum()), "largestPixels": int(sizes.max()), "largestArea": area,
            "meanMagnitude": magnitude[valid].mean(), "maxMagnitude": magnitude[valid].max(),
            "magnitude_100_200": magnitude[100, 200], "direction_100_200": int(codes[100, 200])}


def reflectance(year, *names):
    """Bands on the 10 m grid; those of 20 m by the pixel in which a pixel's centre lies."""
    def band(name):
        return read(glob.glob(os.path.join(ARCHIVE, "bordeaux-s2-l1c", f"*{year}*", f"*{name}.tif"))[0])

    fine, to, _ = band("B04")
    rows, cols = np.indices(fine.shape) + 0.5
    bands = []
    for name in names:
        samples, transform, _ = band(name)
        c, r = ~transform * (to * (cols, rows))
        bands.append(samples[np.floor(r).astype(int), np.floor(c).astype(int)])
    return np.stack(bands) * 0.0001


def burn():
    """dNBR and the classes of FIREMON's table."""
    nir, swir = np.stack([reflectance(y, "B08", "B12") for y in ("20160504", "20171026")]).swapaxes(0, 1)
    nbr = (nir - swir) / (nir + swir)
    difference = nbr[0] - nbr[1]
    severity = 1 + np.digitize(difference, [-0.25, -0.1, 0.1, 0.27, 0.44, 0.66])
    return {"mean": difference.mean(), "difference_100_200": difference[100, 200],
            "severities": np.bincount(severity.ravel(), minlength=8)[1:].tolist(),
            "changed": int((np.abs(difference) > 0.1).sum())}


def tasselled_cap():
    """Shi and Xu's coefficients for blue, green, red, near and short-wave infrared."""
    cap = np.array([[0.3510, 0.3813, 0.3437, 0.7196, 0.2396, 0.1949],
                    [-0.3599, -0.3533, -0.4734, 0.6633, 0.0087, -0.2856],
                    [0.2578, 0.2305, 0.0883, 0.1071, -0.7611, -0.5308]])
    a, b = [np.tensordot(cap, reflectance(y, "B02", "B03", "B04", "B08", "B11", "B12"), 1)
            for y in ("20160504", "20171026")]
    delta = b - a
    angle = np.degrees(np.arccos((a * b).sum(0) / np.linalg.norm(a, axis=0) / np.linalg.norm(b, axis=0)))
    return {"mean": np.linalg.norm(delta, axis=0).mean(),
            "magnitude_100_200": np.linalg.norm(delta[:, 100, 200]),
            "direction_100_200": int(((delta[:, 100, 200] > 0) * [1, 2, 4]).sum()),
            "angle_100_200": angle[100, 200]}


def box_sums(a, radius):
    # Windows shrink at the edge: zeros beyond it.
    return ndimage.uniform_filter(a, 2 * radius + 1, mode="constant") * (2 * radius + 1) ** 2


def moments(power, radius):
    ok = np.isfinite(power)
    n, s, q = (box_sums(np.where(ok, v, 0.0), radius) for v in (np.ones_like(power), power, power ** 2))
    mean = s / n
    return mean, (q - n * mean ** 2) / (n - 1)


def speckle():
    dates = []
    for folder in sorted(glob.glob(os.path.join(ARCHIVE, "belgium-s1-grd", "*"))):
        for file in glob.glob(os.path.join(folder, "*VV.tif")):
            with rasterio.open(file) as f:
                dn, nodata = f.read(1).astype(float), f.nodata
            assert dn.min() > 0
            power = (np.where(dn == nodata, np.nan, dn) * 10 ** (-83 / 20)) ** 2
            dates.append((file.split("_")[-2][:8], power))
    days = sorted({d for d, _ in dates})
    assert len(days) == len(dates)
    stack = np.stack([p for _, p in sorted(dates, key=lambda x: x[0])])
    means = np.stack([moments(p, 2)[0] for p in stack])
    quegan = means * np.nanmean(stack / means, axis=0)
    mean, variance = moments(stack[0], 2)
    weight = np.maximum(0, 1 - mean ** 2 / 4.4 / variance)
    lee = mean + weight * (stack[0] - mean)
    pixels = [(0, 0), (20, 30), (33, 5), (65, 63)]
    return {"days": days,
            "lee5": [[r, c, 10 * np.log10(lee[r, c])] for r, c in pixels],
            "quegan5": [[r, c, 10 * np.log10(quegan[0, r, c])] for r, c in pixels],
            "leeMean": np.nanmean(10 * np.log10(lee)), "queganMean": np.nanmean(10 * np.log10(quegan[0]))}


if __name__ == "__main__":
    with open(os.path.join(HERE, "archive-expectations.json"), "w") as out:
        json.dump({"area": AREA, "series": series(), "change": change(), "burn": burn(),
                   "tasselledCap": tasselled_cap(), "speckle": speckle()}, out, indent=1)
        out.write("\n")
