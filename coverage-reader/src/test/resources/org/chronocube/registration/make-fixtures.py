# SPDX-License-Identifier: Apache-2.0
"""Real bands with known shifts, made by SciPy and NumPy, none of it by Chronocube.

    python3 make-fixtures.py DATA_DIR 29RKH_B04.tif

NAME.u16.gz is a little-endian uint16 square, row-major; shifts.csv says how each was made: its
content lies (rows, cols) pixels beside that of the band it is of, and what scikit-image 0.19
(phase_cross_correlation, upsample_factor=100) measures between the two.
"""
import glob
import gzip
import os
import sys

import numpy as np
from osgeo import gdal
from scipy import ndimage
from skimage.registration import phase_cross_correlation

N = 192
rows = []


def band(path):
    return gdal.Open(path).ReadAsArray().astype(np.float64)


def bordeaux(year, name):
    return band(glob.glob(os.path.join(sys.argv[1], f"archive/bordeaux-s2-l1c/*{year}*/*_{name}.tif"))[0])


def centre(a, n=N):
    r, c = (a.shape[0] - n) // 2, (a.shape[1] - n) // 2
    return a[r:r + n, c:c + n]


def fourier(a, shift):
    # Mirrored once each way, so that nothing wraps around.
    big = np.pad(a, ((0, a.shape[0]), (0, a.shape[1])), mode="symmetric")
    return np.real(np.fft.ifft2(ndimage.fourier_shift(np.fft.fft2(big), shift)))[:a.shape[0], :a.shape[1]]


def cubic(a, shift):
    return ndimage.shift(a, shift, order=3, mode="mirror")


def decimated(a, k, row, col, n):
    part = a[row:row + n * k, col:col + n * k]
    return part.reshape(n, k, n, k).mean(axis=(1, 3))


def write(name, a, of="", shift=(0, 0), how="as it is", reference=None):
    a = np.clip(np.round(a), 0, 65535)
    with gzip.GzipFile(name + ".u16.gz", "wb", mtime=0) as out:
        out.write(a.astype("<u2").tobytes())
    seen = ("", "")
    if reference is not None:
        # skimage gives the shift that brings the second onto the first.
        seen = phase_cross_correlation(a, np.round(reference), upsample_factor=100, normalization=None)[0]
    rows.append(f"{name},{a.shape[0]},{of},{shift[0]},{shift[1]},{seen[0]},{seen[1]},{how}")


def main():
    b16, b17 = bordeaux(2016, "B04"), bordeaux(2017, "B04")
    write("b04-2016", centre(b16))
    write("b04-2016-fourier", centre(fourier(b16, (-1.62, 0.37))), "b04-2016", (-1.62, 0.37), "Fourier shift", centre(b16))
    write("b04-2017", centre(b17), how="another date", reference=centre(b16))
    write("b04-2017-cubic", centre(cubic(b17, (0.73, -2.45))), "b04-2017", (0.73, -2.45), "cubic spline", centre(b17))
    write("b03-2017-cubic", centre(cubic(bordeaux(2017, "B03"), (5.3, 7.85))), "b04-2017", (5.3, 7.85),
          "cubic spline of another band", centre(b17))
    n = 224
    write("b04-2016-half", decimated(b16, 2, 1, 1, n))
    # A window that begins a pixel further right and down sees the content half a pixel further left and up.
    write("b04-2016-half-offset", decimated(b16, 2, 2, 2, n), "b04-2016-half", (-0.5, -0.5), "means of 2 x 2 from (2, 2)",
          decimated(b16, 2, 1, 1, n))
    d04 = band(sys.argv[2])
    write("desert-b04", centre(d04))
    write("desert-b04-fourier", centre(fourier(centre(d04, 512), (0.21, 0.88))), "desert-b04", (0.21, 0.88), "Fourier shift",
          centre(d04))
    with open("shifts.csv", "w") as out:
        out.write("name,size,of,rows,cols,skimage_rows,skimage_cols,how\n" + "\n".join(rows) + "\n")


main()
