# SPDX-License-Identifier: Apache-2.0
"""Expected values of the speckle filters, none of them from Chronocube.

    python3 make-expected.py S1_GRD.tiff S1_CUBE.nc

lee-otb and gamma-map-otb are of Orfeo Toolbox 8.1 (otbcli_Despeckle); the others are the papers'
equations written down pixel by pixel with NumPy, without sharing any code or order of sums with
the Java loops. Files are little-endian float32, row-major; NaN = no data.
"""
import subprocess
import sys
import numpy as np
from osgeo import gdal

ROWS, COLS, LOOKS = 40, 48, 4.4


def write(name, a):
    a.astype("<f4").tofile(name + ".f32")


def windows(a, radius):
    for r in range(a.shape[0]):
        for c in range(a.shape[1]):
            w = a[max(0, r - radius):r + radius + 1, max(0, c - radius):c + radius + 1]
            yield r, c, w[~np.isnan(w)]


def variance(v):
    return np.var(v, ddof=1) if v.size > 1 else 0.0


def local(a, radius, formula):
    out = np.full(a.shape, np.nan)
    for r, c, v in windows(a, radius):
        if not np.isnan(a[r, c]):
            out[r, c] = formula(a[r, c], v.mean(), variance(v))
    return out


def lee(y, m, var):
    ci2, cu2 = var / m ** 2, 1 / LOOKS
    return m if ci2 <= cu2 else m + (1 - cu2 / ci2) * (y - m)


def gamma_map(y, m, var):
    ci, cu = np.sqrt(var) / m, 1 / np.sqrt(LOOKS)
    if ci <= cu:
        return m
    if ci >= np.sqrt(2) * cu:
        return y
    alpha = (1 + cu ** 2) / (ci ** 2 - cu ** 2)
    # The posterior's maximum: alpha x^2 - (alpha - L - 1) m x - L m y = 0, its positive root.
    roots = np.roots([alpha, -(alpha - LOOKS - 1) * m, -LOOKS * m * y])
    return max(roots.real)


def refined_lee(a):
    pad = np.pad(a, 3, constant_values=np.nan)
    yy, xx = np.mgrid[-3:4, -3:4]
    templates = {  # gradient over the 3 x 3 means, then half window and its mean, both ways
        "vertical": (np.array([[-1, 0, 1]] * 3), (xx <= 0, (1, 0)), (xx >= 0, (1, 2))),
        "horizontal": (np.array([[1, 1, 1], [0, 0, 0], [-1, -1, -1]]), (yy <= 0, (0, 1)), (yy >= 0, (2, 1))),
        "falling": (np.array([[0, 1, 1], [-1, 0, 1], [-1, -1, 0]]), (xx >= yy, (0, 2)), (xx <= yy, (2, 0))),
        "rising": (np.array([[1, 1, 0], [1, 0, -1], [0, -1, -1]]), (yy + xx <= 0, (0, 0)), (yy + xx >= 0, (2, 2))),
    }
    out = np.full(a.shape, np.nan)
    for r in range(a.shape[0]):
        for c in range(a.shape[1]):
            if np.isnan(a[r, c]):
                continue
            w = pad[r:r + 7, c:c + 7]
            means = np.full((3, 3), np.nan)
            for i in range(3):
                for j in range(3):
                    s = w[2 * i:2 * i + 3, 2 * j:2 * j + 3]
                    # centres must lie in the image
                    if 0 <= r + 2 * (i - 1) < a.shape[0] and 0 <= c + 2 * (j - 1) < a.shape[1]:
                        s = s[~np.isnan(s)]
                        means[i, j] = s.mean() if s.size else np.nan
            if np.isnan(means).any():
                v = w[~np.isnan(w)]
            else:
                grads = {k: abs((t[0] * means).sum()) for k, t in templates.items()}
                t = templates[max(grads, key=grads.get)]
                near = [abs(means[h[1]] - means[1, 1]) for h in t[1:]]
                half = w[t[1][0] if near[0] <= near[1] else t[2][0]]
                v = half[~np.isnan(half)]
            m, var, cu2 = v.mean(), variance(v), 1 / LOOKS
            varx = max(0.0, (var - m * m * cu2) / (1 + cu2))
            out[r, c] = m if var == 0 else m + varx / var * (a[r, c] - m)
    return out


def otb(image, name, arguments):
    dataset = gdal.GetDriverByName("GTiff").Create("in.tif", COLS, ROWS, 1, gdal.GDT_Float32)
    dataset.GetRasterBand(1).WriteArray(image)
    del dataset
    subprocess.run(["otbcli_Despeckle", "-in", "in.tif", "-out", "out.tif", "float"] + arguments, check=True,
                   stdout=subprocess.DEVNULL)
    write(name, gdal.Open("out.tif").ReadAsArray())


def quegan_yu(stack, radius):
    means = np.array([local(d, radius, lambda y, m, v: m) for d in stack])
    return means * np.nanmean(stack / means, axis=0)


grd = gdal.Open(sys.argv[1]).ReadAsArray(600, 300, COLS, ROWS).astype(np.float64) ** 2
grd = grd.astype(np.float32).astype(np.float64)
write("grd-power", grd)
otb(grd, "lee-otb", ["-filter", "lee", "-filter.lee.rad", "2", "-filter.lee.nblooks", str(LOOKS)])
otb(grd, "gamma-map-otb", ["-filter", "gammamap", "-filter.gammamap.rad", "2", "-filter.gammamap.nblooks", str(LOOKS)])

holes = grd.copy()
holes[5:9, 5:20] = np.nan
holes[20:40, 30:33] = np.nan
holes[np.random.default_rng(4).random(grd.shape) < 0.05] = np.nan
write("holes-power", holes)
write("boxcar-5", local(holes, 2, lambda y, m, v: m))
write("lee-7", local(holes, 3, lee))
write("gamma-map-5", local(holes, 2, gamma_map))
write("refined-lee", refined_lee(grd))
write("refined-lee-holes", refined_lee(holes))

band = gdal.Open('NETCDF:"%s":S1-SIGMA0-VV' % sys.argv[2])
dn = band.ReadAsArray(0, 0, 24, 20).astype(np.float64)
db = 20 * np.log10(np.where(dn > 0, dn, np.nan)) - 83
stack = (10 ** (db / 10)).astype(np.float32).astype(np.float64)[:5]
stack[1, 3:6, 4:9] = np.nan
write("dates-power", stack)
write("quegan-yu-5", quegan_yu(stack, 2))
