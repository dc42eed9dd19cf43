# SPDX-License-Identifier: Apache-2.0
"""Writes what the contract suite expects, from the archive's own files.

Nothing of Chronocube takes part: rasterio (GDAL) reads the pixels, NumPy does the arithmetic of
styles, masks and processes, PROJ (through rasterio.warp) the coordinates of other CRSs. Run it with
Debian's Python from this module's folder after the archive or a style has changed:

    /usr/bin/python3 src/test/expected/expected.py ../data-dir src/test/resources/org/chronocube/contract/expected

A raster is a text: a line "columns rows bands", then the rows of each band; "nan" is no data.
A map is a PNG at one pixel per map pixel.
"""
import glob
import json
import os
import sys
from datetime import datetime

import numpy as np
import rasterio
import rasterio.warp
import scipy.linalg
import scipy.optimize
import scipy.special
import scipy.stats
from PIL import Image

DATA_DIR, OUT = sys.argv[1], sys.argv[2]
ARCHIVE = os.path.join(DATA_DIR, "archive")
ORIGIN = f"rasterio {rasterio.__version__} (GDAL {rasterio.__gdal_version__}), NumPy {np.__version__}"
NDVI_CLASSES = [
    (0.0, "5b4a3a"), (0.2, "e3d3a1"), (0.4, "f7f3b5"), (0.6, "8fcb63"), (0.8, "43a047"), (1.01, "0a5a2c")]
SCL = {
    1: "ff0004", 2: "868686", 3: "774b0a", 4: "10d22c", 5: "ffff52", 6: "0000ff", 7: "818181",
    8: "c0c0c0", 9: "f1f1f1", 10: "bac5eb", 11: "52fff9"}


def one(pattern):
    found = glob.glob(os.path.join(ARCHIVE, pattern))
    assert len(found) == 1, (pattern, found)
    return found[0]


def read(pattern):
    """Stored samples as float64, NaN where the file says nodata."""
    with rasterio.open(one(pattern)) as file:
        samples = file.read(1).astype(np.float64)
        if file.nodata is not None:
            samples[samples == file.nodata] = np.nan
        return samples


def belgium(date, band):
    return read(f"belgium-s2-l2a/*_{date}/*_{band}.tif")


def belgium_ndvi(date):
    """The cube belgium_ndvi: physical values, vegetation, bare soil and water only, float32."""
    scl = belgium(date, "SCL")
    red = belgium(date, "B04") * 1e-4
    infrared = belgium(date, "B08") * 1e-4
    with np.errstate(invalid="ignore", divide="ignore"):
        ndvi = (infrared - red) / (infrared + red)
    return np.where(np.isin(scl, [4, 5, 6]), ndvi, np.nan).astype(np.float32)


def sar(date, band):
    """The cube belgium_s1: decibels of the stored root, float32."""
    return (20 * np.log10(read(f"belgium-s1-grd/*_{date}/*_{band}.tif") * 7.079457843841373e-5)).astype(
        np.float32)


def slovenia_ndvi(time):
    ndvi = read(f"slovenia-s2-l1c/*_{time}/*_NDVI.tif")
    return np.where(read(f"slovenia-s2-l1c/*_{time}/*_CLM.tif") == 1, np.nan, ndvi).astype(np.float32)


def bordeaux(year, band):
    return read(f"bordeaux-s2-l1c/*_{year}*/*_{band}.tif")


def bordeaux_change():
    """Lengths of the differences of z-scores, and which are beyond Otsu's threshold on 256 bins."""
    def score(samples):
        return (samples.astype(np.float64) - samples.mean(dtype=np.float64)) / samples.std(ddof=1, dtype=np.float64)
    magnitude = np.sqrt(sum(
        (score(bordeaux(2017, b)) - score(bordeaux(2016, b))) ** 2 for b in ("B02", "B03", "B04", "B08")))
    counts, edges = np.histogram(magnitude.astype(np.float32), 256)
    centres = (edges[:-1] + edges[1:]) / 2
    weight, moment = np.cumsum(counts), np.cumsum(counts * centres)
    low, high = weight[:-1], weight[-1] - weight[:-1]
    between = low * high * (moment[:-1] / low - (moment[-1] - moment[:-1]) / high) ** 2
    return magnitude, (magnitude > centres[np.argmax(between)]).astype(float)


def number(value):
    if np.isnan(value):
        return "nan"
    return str(int(value)) if value == int(value) else np.format_float_positional(np.float32(value), unique=True)


def raster(name, *bands):
    with open(os.path.join(OUT, name + ".txt"), "w", encoding="ascii") as out:
        out.write(f"# {ORIGIN}\n{bands[0].shape[1]} {bands[0].shape[0]} {len(bands)}\n")
        for band in bands:
            for row in band:
                out.write(" ".join(number(v) for v in row) + "\n")


def rgb(text):
    return tuple(int(text[i:i + 2], 16) for i in (0, 2, 4))


def picture(name, pixels):
    Image.fromarray(pixels.astype(np.uint8), "RGBA").save(os.path.join(OUT, name + ".png"), optimize=True)


def transparent(samples):
    return np.zeros(samples.shape + (4,), np.uint8)


def intervals(samples, entries):
    """An entry holds below its quantity, down to the one before."""
    pixels = transparent(samples)
    low = -np.inf
    for quantity, colour in entries:
        pixels[(samples >= low) & (samples < quantity)] = rgb(colour) + (255,)
        low = quantity
    return pixels


def values(samples, entries):
    pixels = transparent(samples)
    for value, colour in entries.items():
        pixels[samples == value] = rgb(colour) + (255,)
    return pixels


def level(samples, low, high):
    """Clamped and stretched to 0..255, rounded."""
    return np.floor((np.clip(samples, low, high) - low) * (255 / (high - low)) + 0.5)


def channels(*levels):
    pixels = transparent(levels[0])
    for i in range(3):
        pixels[..., i] = np.nan_to_num(levels[i % len(levels)])
    pixels[..., 3] = np.where(np.isnan(levels[0]), 0, 255)
    return pixels


def reprojected_map(name, samples, transform, crs, colours, target_crs, box, width, height):
    """
    Nearest neighbour through the exact position of each pixel's centre; beside it a gray picture
    of how far that is from the nearest edge of the file's grid, in hundredths of a file's pixel:
    who transforms less exactly finds the neighbour there.
    """
    xs = box[0] + (np.arange(width) + 0.5) * (box[2] - box[0]) / width
    ys = box[3] - (np.arange(height) + 0.5) * (box[3] - box[1]) / height
    x, y = np.meshgrid(xs, ys)
    e, n = rasterio.warp.transform(target_crs, crs, x.ravel(), y.ravel())
    column, row = ~transform * (np.array(e), np.array(n))
    column, row = column.reshape(x.shape), row.reshape(x.shape)
    inside = (column > 0) & (column < samples.shape[1]) & (row > 0) & (row < samples.shape[0])
    at = samples[np.clip(row, 0, samples.shape[0] - 1).astype(int),
                 np.clip(column, 0, samples.shape[1] - 1).astype(int)]
    pixels = np.where(inside[..., None], colours(at), 0)
    picture(name, pixels)
    edge = np.minimum(abs(column - np.round(column)), abs(row - np.round(row)))
    Image.fromarray(np.floor(edge * 100).astype(np.uint8), "L").save(os.path.join(OUT, name + "_edges.png"))


def maps():
    picture("map_ndvi_classes_20230405", intervals(belgium_ndvi("20230405"), NDVI_CLASSES))
    picture("map_ndvi_classes_20230415", intervals(belgium_ndvi("20230415"), NDVI_CLASSES))
    picture("map_scene_classes_20230415", values(belgium("20230415", "SCL"), SCL))
    picture("map_scene_classes_20230420", values(belgium("20230420", "SCL"), SCL))
    picture("map_scene_classes_20230430", values(belgium("20230430", "SCL"), SCL))
    picture("map_reflectance_gray_20230415", channels(level(belgium("20230415", "B08"), 0, 4000)))
    picture("map_sar_vv_20230415", channels(level(sar("20230415", "VV").astype(np.float64), -22, -2)))
    picture("map_infrared_20230415", channels(
        level(belgium("20230415", "B08"), 0, 6500),
        level(belgium("20230415", "B04"), 0, 2400),
        level(belgium("20230415", "B01"), 0, 2200)))
    picture("map_change_window", values(bordeaux_change()[1][50:82, 100:164], {1: "e31a1c"}))
    window = np.s_[50:178, 100:228]
    picture("map_true_colour_2017", channels(
        level(bordeaux(2017, "B04")[window], 400, 1950),
        level(bordeaux(2017, "B03")[window], 600, 1900),
        level(bordeaux(2017, "B02")[window], 780, 1920)))
    with rasterio.open(one("belgium-s2-l2a/*_20230415/*_SCL.tif")) as file:
        reprojected_map("map_scene_classes_20230415_3857", file.read(1).astype(np.float64), file.transform,
                        file.crs, lambda s: values(s, SCL), "EPSG:3857",
                        (562300, 6659500, 563400, 6660700), 110, 120)


def rasters():
    raster("belgium_s2_20230415", *[belgium("20230415", b) for b in ("B08", "B04", "B11", "B01", "SCL")])
    raster("belgium_s2_20230405_b08_window", belgium("20230405", "B08")[38:48, 4:14])
    raster("belgium_ndvi_20230415", belgium_ndvi("20230415"))
    raster("belgium_ndvi_20230405", belgium_ndvi("20230405"))
    raster("belgium_s1_20230415", sar("20230415", "VV"), sar("20230415", "VH"))
    raster("bordeaux_2017_b04_b08_window", *[bordeaux(2017, b)[50:82, 100:164] for b in ("B04", "B08")])
    raster("bordeaux_2016_b04_b08_window", *[bordeaux(2016, b)[50:82, 100:164] for b in ("B04", "B08")])
    raster("bordeaux_change_window", *[b[50:82, 100:164] for b in bordeaux_change()])
    raster("slovenia_ndvi_20160804", slovenia_ndvi("20160804T100613"))
    april = sorted(glob.glob(os.path.join(ARCHIVE, "belgium-s2-l2a/*_202304*")))
    dates = [path[-8:] for path in april if "20230405" <= path[-8:] <= "20230415"]
    raster("belgium_s2_20230405_20230415_b08_window", *[belgium(d, "B08")[38:48, 4:14] for d in dates])


def statistics(samples):
    valid = samples[~np.isnan(samples)].astype(np.float64)
    if valid.size == 0:
        return {"pixels": int(samples.size), "count": 0}
    return {
        "pixels": int(samples.size), "count": int(valid.size), "mean": float(valid.mean()),
        "sd": float(valid.std(ddof=1)), "min": float(valid.min()), "max": float(valid.max()),
        "p50": float(np.percentile(valid, 50))}


def joint_methods(window):
    """MAD, SFA and normalisation on joint moments, without iterations, from the papers' equations."""
    def pair(*bands):
        return [np.array([(belgium(d, b)[window] * 1e-4).ravel() for b in bands]) for d in ("20230405", "20230415")]

    def mad(before, after):
        p = len(before)
        c = np.cov(before, after)
        r2, a = scipy.linalg.eigh(c[:p, p:] @ np.linalg.solve(c[p:, p:], c[p:, :p]), c[:p, :p])
        r = np.sqrt(r2)
        b = np.linalg.solve(c[p:, p:], c[p:, :p] @ a) / r
        squares = (a.T @ center(before) - b.T @ center(after)) ** 2 / (2 * (1 - r))[:, None]
        return np.sqrt((r[:, None] * squares).sum(0)), squares.sum(0)

    def center(bands):
        return bands - bands.mean(1)[:, None]

    def layers(name, distance, chi_square):
        confidence = scipy.stats.chi2.cdf(chi_square, 3)
        raster(name + "_20230405_20230415",
               *[v.reshape(10, 10) for v in (distance, chi_square, confidence, (distance > 2).astype(float))])

    before, after = pair("B08", "B04", "B11")
    layers("MultivariateAlterationDetection", *mad(before, after))
    x, y = [center(v) / v.std(1, ddof=1)[:, None] for v in (before, after)]
    slowness, w = scipy.linalg.eigh(np.cov(x - y), (np.cov(x) + np.cov(y)) / 2)
    features = (w / np.abs(w).max(0)).T @ (x - y)
    layers("SlowFeatureAnalysis", np.sqrt((features**2 / np.sqrt(slowness)[:, None]).sum(0)),
           (features**2 / features.var(1, ddof=1)[:, None]).sum(0))

    before, after = pair("B08", "B04")
    no_change = scipy.stats.chi2.sf(mad(before, after)[1], 2)
    row, column = np.arange(100) // 10, np.arange(100) % 10
    training = (no_change > 0.3) & (((row * 73856093 + column * 19349663 & 0x7FFFFFFF) >> 7) % 3 != 0)
    normalised = []
    for reference, target in zip(before, after):
        axes = np.linalg.eigh(np.cov(target[training], reference[training]))[1]
        slope = axes[1, 1] / axes[0, 1]
        normalised.append(reference[training].mean() + slope * (target - target[training].mean()))
    raster("RadiometricNormalisation_20230405_20230415", *[v.reshape(10, 10) for v in (no_change, *normalised)])


def series_methods():
    """Trend, harmonic regression, CUSUM and EWMA of the papers' equations, Slovenia, rows and columns 40 to 49."""
    paths = sorted(glob.glob(os.path.join(ARCHIVE, "slovenia-s2-l1c", "slovenia-s2-l1c_201[67]*")))
    stamps = [path[-15:] for path in paths]
    cube = np.array([slovenia_ndvi(stamp)[40:50, 40:50] for stamp in stamps]).astype(np.float64)
    days = np.array([(datetime.strptime(stamp, "%Y%m%dT%H%M%S") - datetime(1970, 1, 1)).total_seconds() / 86400
                     for stamp in stamps])

    def each(name, function):
        pixels = np.array([function(days[~np.isnan(y)], y[~np.isnan(y)]) for y in cube.reshape(len(days), 100).T])
        raster(name, *[band.reshape(10, 10) for band in pixels.T])

    def trend(t, y):
        years = (t - days[0]) / 365.25
        slope, intercept = scipy.stats.theilslopes(y, years)[:2]
        n = len(y)
        s = sum(np.sign(y[i + 1:] - y[i]).sum() for i in range(n))
        ties = np.unique(y, return_counts=True)[1]
        variance = (n * (n - 1) * (2 * n + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18
        z = (s - np.sign(s)) / np.sqrt(variance)
        p = 2 * scipy.stats.norm.sf(abs(z))
        return slope, intercept, z, p, 1 - p, s / (n * (n - 1) / 2), n, abs(z) > 1.96

    def harmonics(t, of, trend=False):
        columns = [np.ones(len(t))] + ([(t - (days[0] + days[-1]) / 2) / 365.25] if trend else [])
        for k in range(1, of + 1):
            columns += [np.cos(2 * np.pi * k * t / 365.25), np.sin(2 * np.pi * k * t / 365.25)]
        return np.column_stack(columns)

    def fit(x, y):
        return np.linalg.lstsq(x, y, rcond=None)[0]

    def regression(t, y):
        x = harmonics(t, 1, True)
        c = fit(x, y)
        squares = ((y - x @ c) ** 2).sum()
        phase = 1 + np.arctan2(c[3], c[2]) / (2 * np.pi) % 1 * 365.25
        return *c, np.hypot(c[2], c[3]), phase, np.sqrt(squares / len(y)), 1 - squares / ((y - y.mean()) ** 2).sum(), len(y)

    def cusum(t, y):
        s = np.cumsum(y - y.mean())[:-1]
        return (max(s.max(), 0) - min(s.min(), 0)) / y.std(ddof=1) / np.sqrt(len(y)), len(y)

    def ewma(t, y):
        start = (datetime(2017, 5, 1) - datetime(1970, 1, 1)).days
        before, x = t < start, harmonics(t, 1)
        r = y - x @ fit(x[before], y[before])
        keep = before & (abs(r) <= 1.5 * r[before].std(ddof=1))
        r = y - x @ fit(x[keep], y[keep])
        keep = abs(r) < np.where(before, 1.5, 20) * r[before].std(ddof=1)
        sigma = r[keep & before].std(ddof=1)
        levels, e = [], 0
        for i, value in enumerate(r[keep], 1):
            e = 0.7 * e + 0.3 * value
            levels.append(e / (3 * sigma * np.sqrt(0.3 / 1.7 * (1 - 0.7 ** (2 * i)))))
        monitored = ~before[keep]
        levels, t, r = np.array(levels)[monitored], t[keep][monitored], r[keep][monitored]
        side = np.where(abs(levels) > 1, np.sign(levels), 0)
        date = size = np.nan
        length = 0
        i = 0
        while i < len(side):
            j = i
            while j < len(side) and side[j] == side[i]:
                j += 1
            if side[i] != 0 and j - i >= 3 and length == 0:
                date, size, length = t[i], r[i:j].mean(), j - i
            i = j
        return date, size, levels[abs(levels).argmax()], levels[-1], length, sigma, len(y), length > 0

    each("trend_slovenia", trend)
    each("harmonic_slovenia", regression)
    each("cusum_slovenia", cusum)
    each("ewma_slovenia", ewma)


def radar(window):
    """Ratios and tests of radar images, from the papers' equations; 4.4 looks."""
    looks = 4.4
    dates = sorted(f.split("_")[-1] for f in glob.glob(os.path.join(ARCHIVE, "belgium-s1-grd", "belgium-s1-grd_*")))
    series = {d: 10 ** (np.array([sar(d, p) for p in ("VV", "VH")]).astype(np.float64) / 10) for d in dates}
    before, after = series["20230403"], series["20230415"]

    def sums(plane, side):
        padded = np.pad(plane, side // 2)
        return np.lib.stride_tricks.sliding_window_view(padded, (side, side)).sum(axis=(2, 3))[window]

    def ratios(side, guard=0):
        inner = [sums(p, guard) if guard else 0 for p in (*after, *before)]
        s = [sums(p, side) - i for p, i in zip((*after, *before), inner)]
        return np.array([s[0] / s[2], s[1] / s[3]])

    log_ratio = (10 * np.log10(ratios(5))).mean(0)
    raster("sar_change_20230403_20230415", log_ratio, (np.abs(log_ratio) > 1.5).astype(float))

    cell = sums(np.ones(before[0].shape), 3)
    ring = sums(np.ones(before[0].shape), 11) - sums(np.ones(before[0].shape), 5)
    variance = scipy.special.polygamma(1, looks * cell) + scipy.special.polygamma(1, looks * ring)
    combined = np.vectorize(lambda v: scipy.optimize.brentq(
        lambda n: scipy.special.polygamma(1, n) - v, 0.1, 100, xtol=1e-12))(variance)
    limit = np.log(scipy.stats.f.isf((1 - 0.9**0.5) / 2, 2 * combined, 2 * combined))
    cfar = np.log(ratios(3) / ratios(11, 5)) / limit
    cfar = np.where(np.abs(cfar[0]) > np.abs(cfar[1]), cfar[0], cfar[1])
    raster("sar_cfar_20230403_20230415", cfar, (np.abs(cfar) > 1).astype(float))

    def box(z, f, rho):
        omega2 = -f / 4 * (1 - 1 / rho) ** 2
        return (1 - omega2) * scipy.stats.chi2.sf(rho * z, f) + omega2 * scipy.stats.chi2.sf(rho * z, f + 4)

    def omnibus(x):
        k = len(x)
        z = -2 * looks * (2 * k * np.log(k) + np.log(x).sum((0, 1)) - k * np.log(x.sum(0)).sum(0))
        return z, box(z, 2 * (k - 1), 1 - (k / looks - 1 / (looks * k)) / (6 * (k - 1)))

    x = np.array([before, after])[(np.s_[:], np.s_[:], *window)]
    p = omnibus(x)[1]
    raster("omnibus_pair_20230403_20230415", p, (p < 0.05).astype(float))

    x = np.array(list(series.values()))[(np.s_[:], np.s_[:], *window)]
    days = [(np.datetime64(f"{d[:4]}-{d[4:6]}-{d[6:]}") - np.datetime64("1970-01-01")).astype(int) for d in series]
    changes, first = np.zeros((10, 10)), np.full((10, 10), np.nan)
    for r, c in np.ndindex(10, 10):
        start = 0
        while start < len(days) - 1 and omnibus(x[start:, :, r, c])[1] < 0.05:
            for j in range(2, len(days) - start + 1):
                z = omnibus(x[start:start + j, :, r, c])[0] - (omnibus(x[start:start + j - 1, :, r, c])[0] if j > 2 else 0)
                if box(z, 2, 1 - (1 + 1 / (j * (j - 1))) / (6 * looks)) < 0.05:
                    break
            else:
                break
            start += j - 1
            changes[r, c] += 1
            first[r, c] = days[start] if changes[r, c] == 1 else first[r, c]
    raster("omnibus_test", changes, first, np.maximum(omnibus(x)[1], 1e-8))


def bfast_monitor(window):
    """The mean of the dates before April 18, and sums of three residuals over c sqrt(2), c as in strucchange's table."""
    dates = [f"202304{day}" for day in ("03", "05", "08", "12", "15", "17", "20", "24", "27", "29")]
    series = np.array([sar(d, "VV")[window] for d in dates], dtype=np.float64)
    residuals = series - series[:6].mean(0)
    sigma = np.sqrt((residuals[:6] ** 2).sum(0) / 5)
    sums = np.array([np.abs(residuals[k - 2:k + 1].sum(0)) for k in range(6, 10)]) / (sigma * np.sqrt(6))
    ratio = sums / (1.902003 * np.sqrt(2))
    days = np.array([np.datetime64(f"{d[:4]}-{d[4:6]}-{d[6:]}").astype(int) for d in dates[6:]], dtype=float)
    date = np.where((ratio > 1).any(0), days[(ratio > 1).argmax(0)], np.nan)
    raster("BfastMonitor_20230418", date, np.median(residuals[6:], axis=0), ratio.max(0), sigma,
           (ratio.max(0) > 1).astype(float))


def indices_and_neighbourhoods(window):
    """Difference of NDVI, and PCA-k-means on 2 x 2 pixels, from the papers' equations."""
    def ndvi(date):
        red, infrared = [belgium(date, b)[window] * 1e-4 for b in ("B04", "B08")]
        return (infrared - red) / (infrared + red)

    before, after = ndvi("20230405"), ndvi("20230415")
    difference = after - before
    raster("IndexDifference_20230405_20230415", difference, before, after, (np.abs(difference) > 0.05).astype(float))

    # One row and column more above and left: a neighbourhood starts there.
    lengths = np.hypot(*[
        (belgium("20230415", b) - belgium("20230405", b))[37:48, 3:14] * 1e-4 for b in ("B08", "B04")])
    inner = lengths[1:, 1:]
    tiles = inner.reshape(5, 2, 5, 2).transpose(0, 2, 1, 3).reshape(-1, 4)
    variances, vectors = np.linalg.eigh(np.cov(tiles.T))
    variances, vectors = variances[::-1], vectors[:, ::-1]
    kept = int(np.searchsorted(np.cumsum(variances) / variances.sum(), 0.9)) + 1
    vectors = (vectors * np.where(vectors.sum(0) < 0, -1, 1))[:, :kept]
    hoods = np.stack([lengths[r:r + 10, c:c + 10] for r in (0, 1) for c in (0, 1)], axis=-1).reshape(-1, 4)
    points = (hoods - tiles.mean(0)) @ vectors
    counts, edges = np.histogram(points[:, 0], 256)
    middle = (edges[1:] + edges[:-1]) / 2
    below, moment = np.cumsum(counts), np.cumsum(counts * middle)
    above = 100 - below
    with np.errstate(invalid="ignore", divide="ignore"):
        between = below * above * (moment / below - (moment[-1] - moment) / above) ** 2
    far = points[:, 0] > middle[np.nanargmax(between[:-1])]
    for _ in range(100):
        centres = [points[~far].mean(0), points[far].mean(0)]
        distances = [np.linalg.norm(points - c, axis=1) for c in centres]
        far = distances[0] > distances[1]
    if inner.ravel()[far].mean() < inner.ravel()[~far].mean():
        distances = distances[::-1]
    score = (distances[0] / (distances[0] + distances[1])).reshape(10, 10)
    raster("PcaKMeans_20230405_20230415", score, inner, (score > 0.5).astype(float))


def processes():
    """Window rows 38 to 47, columns 4 to 13: x 643300 to 643400, y 5676000 to 5676100."""
    window = np.s_[38:48, 4:14]
    dates = [path[-8:] for path in sorted(glob.glob(os.path.join(ARCHIVE, "belgium-s2-l2a/*_202304*")))]
    series = {d: statistics(belgium_ndvi(d)[window]) for d in dates}
    difference = [
        (belgium("20230415", b) - belgium("20230405", b))[window] * 1e-4 for b in ("B08", "B04")]
    magnitude = np.hypot(*difference)
    direction = np.degrees(np.arctan2(difference[1], difference[0])) % 360
    threshold = 0.03
    raster("change_20230405_20230415", magnitude, direction, (magnitude > threshold).astype(float))
    power = 10 ** (sar("20230415", "VV").astype(np.float64) / 10)
    windows = np.lib.stride_tricks.sliding_window_view(power[36:50, 2:16], (5, 5))
    raster("speckle_boxcar_20230415", 10 * np.log10(windows.mean(axis=(2, 3))))
    joint_methods(window)
    radar(window)
    bfast_monitor(window)
    indices_and_neighbourhoods(window)
    with open(os.path.join(OUT, "series_ndvi.json"), "w", encoding="ascii") as out:
        json.dump({"origin": ORIGIN, "dates": series}, out, indent=1)


def together(p, q):
    return p * q / (p * q + (1 - p) * (1 - q))


def alert(days, bands, start):
    """Reiche et al. 2021 with classes of the pixel's history: forest N(m, s), non-forest N(m - 2 s, s)."""
    probabilities, ways = [], []
    for band in bands:
        history = band[days < start]
        m, s = np.median(history), np.std(history, ddof=1)
        forest = np.exp(-0.5 * ((band - m) / s) ** 2)
        other = np.exp(-0.5 * ((band - (m - 2 * s)) / s) ** 2)
        probabilities.append(np.clip(other / (forest + other), 0.1, 0.9))
        ways.append((band - m) / (-2 * s))
    p = together(*probabilities)
    none = [np.nan, np.nan, np.nan, 0, np.nan, np.nan, 0]
    i = int(np.argmax(days >= start))
    while i < len(days):
        if p[i] < 0.5:
            i += 1
            continue
        change, j = together(p[i - 1], p[i]), i
        while j + 1 < len(days) and change < 0.975:
            j += 1
            change = together(change, p[j])
            if change < 0.5:
                break
        rejected = j > i and change < 0.5
        if rejected:
            i = j
            continue
        confirmed = change >= 0.975 and p[j] >= 0.5
        if not confirmed and change < 0.85:
            return [np.nan, np.nan, change, 0, np.nan, np.nan, 0]
        way = np.mean([w[i:j + 1] for w in ways])
        return [days[i], days[j] if confirmed else np.nan, change, 2 if confirmed else 1, way, j - i + 1, 1]
    return none


def alerts():
    dates = sorted(os.path.basename(d)[-8:] for d in glob.glob(os.path.join(ARCHIVE, "belgium-s1-grd", "*_*")))
    days = np.array([np.datetime64(f"{d[:4]}-{d[4:6]}-{d[6:]}").astype(int) for d in dates])
    stacks = [np.stack([sar(d, b)[38:48, 4:14].astype(np.float64) for d in dates]) for b in ("VV", "VH")]
    rows, columns = stacks[0].shape[1:]
    result = np.empty((7, rows, columns))
    for r in range(rows):
        for c in range(columns):
            result[:, r, c] = alert(days, [s[:, r, c] for s in stacks], np.datetime64("2023-04-17").astype(int))
    raster("alerts_20230417", *result.astype(np.float32))


def scenes():
    found = {}
    for path in sorted(glob.glob(os.path.join(ARCHIVE, "*", "*", "*.json"))):
        with open(path, encoding="utf-8") as file:
            item = json.load(file)
        product = os.path.basename(os.path.dirname(os.path.dirname(path)))
        found.setdefault(product, []).append(
            {"id": item["id"], "time": item["properties"]["datetime"],
             "cloud": item["properties"].get("eo:cloud_cover")})
    with open(os.path.join(OUT, "scenes.json"), "w", encoding="ascii") as out:
        json.dump(found, out, indent=0)


os.makedirs(OUT, exist_ok=True)
maps()
rasters()
processes()
alerts()
series_methods()
scenes()
