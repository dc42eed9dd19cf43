# SPDX-License-Identifier: Apache-2.0
"""Makes the maps of this folder: python3 make.py (NumPy 1.24, SciPy 1.10, scikit-image 0.19)."""
import numpy as np
import scipy.ndimage as ndi
from skimage.filters import apply_hysteresis_threshold
from skimage.morphology import disk

H, W = 300, 24  # taller than a strip of 256 rows


def save(name, classes):
    with open(name + ".txt", "w") as f:
        for row in classes:
            f.write("".join(str(int(v)) for v in row) + "\n")


def each_class(classes, radius, element, operator, closing):
    structure = np.ones((2 * radius + 1,) * 2) if element == "square" else disk(radius)
    result = classes.copy()
    for c in sorted(np.unique(classes[classes > 0]), reverse=True):
        # A border of background, so that SciPy's closing does not clear the edge.
        padded = np.pad(classes == c, 2 * radius)
        done = operator(padded, structure=structure)
        done = done[2 * radius : -2 * radius, 2 * radius : -2 * radius]
        if closing:
            result[done & (classes == 0)] = c
        else:
            result[(classes == c) & ~done] = 0
    return result


rng = np.random.default_rng(20)
levels = np.rint(ndi.gaussian_filter(rng.normal(size=(H, W)), 2) * 35).clip(-9, 9)
levels = np.abs(levels).astype(int)
classes = np.where(levels < 4, 0, 1)
classes[(ndi.gaussian_filter(rng.normal(size=(H, W)), 3) > 0.03) & (classes > 0)] = 2
save("levels", levels)
save("classes", classes)
for element in ("square", "disk"):
    for radius in (1, 2):
        name = f"{element}_{radius}"
        save("close_" + name, each_class(classes, radius, element, ndi.binary_closing, True))
        save("open_" + name, each_class(classes, radius, element, ndi.binary_opening, False))
save("hysteresis_3_6", apply_hysteresis_threshold(levels, 3, 6))
