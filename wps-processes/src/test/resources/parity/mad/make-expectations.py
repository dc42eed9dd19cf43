#!/usr/bin/python3
"""Writes expected.txt from the pairs and OTB's variates; see SOURCE.txt. Needs Debian's numpy, scipy and GDAL.

usage: make-expectations.py OTB_TAIZHOU.tif RHO OTB_BORDEAUX.tif RHO   (RHO: OTB's log line, numbers by blanks)
"""
import gzip
import os
import sys

import numpy as np
from osgeo import gdal
from scipy.linalg import eigh
from scipy.stats import chi2, f as f_distribution, t as t_distribution

HERE = os.path.dirname(os.path.abspath(__file__))
TAIZHOU = os.path.join(HERE, "../../org/chronocube/algorithm/taizhou")


def read(path, dtype, bands):
    return np.frombuffer(gzip.open(path).read(), dtype).reshape(bands, -1).astype(float)


def moments(z, w):
    mean = (z * w).sum(1) / w.sum()
    d = z - mean[:, None]
    n = z.shape[1]
    return mean, (d * w) @ d.T / w.sum() * n / (n - 1)


def mad(a, b, iterations, tolerance=1e-3):
    """Nielsen 2007, eq. 1-8: canonical correlations from the generalised eigenproblem."""
    p = len(a)
    w = np.ones(a.shape[1])
    before = None
    for iteration in range(iterations + 1):
        mean, c = moments(np.vstack([a, b]), w)
        cxx, cyy, cxy = c[:p, :p], c[p:, p:], c[:p, p:]
        rho2, va = eigh(cxy @ np.linalg.solve(cyy, cxy.T), cxx)
        rho = np.sqrt(rho2)
        va = va * np.sign(((cxx / np.sqrt(np.diag(cxx))[:, None]) @ va).sum(0))
        vb = np.linalg.solve(cyy, cxy.T @ va) / rho
        variates = va.T @ (a - mean[:p, None]) - vb.T @ (b - mean[p:, None])
        chi = (variates**2 / (2 * (1 - rho))[:, None]).sum(0)
        if before is not None and np.abs(rho - before).max() < tolerance:
            break
        before, w = rho, chi2.sf(chi, p)
    return variates, rho, chi, iteration


def sfa(a, b, iterations, tolerance=1e-3):
    """Wu et al. 2014, with chi-square weights; vectors scaled to a largest coefficient of +1."""
    p = len(a)
    w = np.ones(a.shape[1])
    before = None
    for iteration in range(iterations + 1):
        mean, c = moments(np.vstack([a, b]), w)
        sd = np.sqrt(np.diag(c))
        z = (np.vstack([a, b]) - mean[:, None]) / sd[:, None]
        x, y = z[:p], z[p:]
        d = x - y
        ca = (d * w) @ d.T
        cb = ((x * w) @ x.T + (y * w) @ y.T) / 2
        slowness, v = eigh(ca, cb)
        largest = v[np.abs(v).argmax(0), np.arange(p)]
        v = v / largest
        variates = v.T @ d
        variances = slowness * np.diag(v.T @ (cb / w.sum()) @ v) * len(w) / (len(w) - 1)
        chi = (variates**2 / variances[:, None]).sum(0)
        if before is not None and np.abs(np.sqrt(slowness) - np.sqrt(before)).max() < tolerance:
            break
        before, w = slowness, chi2.sf(chi, p)
    statistic = np.sqrt((variates**2 / np.sqrt(slowness)[:, None]).sum(0))
    return variates, slowness, chi, iteration, statistic


def normalisation(a, b, chi, columns, no_change):
    """Canty & Nielsen 2008: orthogonal regression from the first principal axis of (after, before)."""
    p, n = a.shape
    chosen = chi2.sf(chi, p) > no_change
    row, column = np.arange(n) // columns, np.arange(n) % columns
    hold = ((row * 73856093 + column * 19349663 & 0x7FFFFFFF) >> 7) % 3 == 0
    train, test = chosen & ~hold, chosen & hold
    result = []
    for x, y in zip(b, a):
        values, vectors = np.linalg.eigh(np.cov(x[train], y[train]))
        slope = vectors[1, 1] / vectors[0, 1]
        intercept = y[train].mean() - slope * x[train].mean()
        r = np.corrcoef(x[train], y[train])[0, 1]
        d = y[test] - (intercept + slope * x[test])
        t = d.mean() / np.sqrt(d.var(ddof=1) / len(d))
        f = (slope * x[test]).var(ddof=1) / y[test].var(ddof=1)
        pt = 2 * t_distribution.sf(abs(t), len(d) - 1)
        pf = 2 * min(f_distribution.cdf(f, len(d) - 1, len(d) - 1), f_distribution.sf(f, len(d) - 1, len(d) - 1))
        result.append([slope, intercept, r, train.sum(), test.sum(), t, pt, f, pf])
    return np.array(result).T


def pair(out, name, a, b, columns, otb, rho, no_change):
    n = a.shape[1]
    pixels = np.arange(37, n, n // 40)
    line(out, name + ".pixels", pixels)
    line(out, name + ".otb.rho", [float(r) for r in rho.split()])
    otb_variates = gdal.Open(otb).ReadAsArray().reshape(len(a), -1)
    for j in range(len(a)):
        line(out, "%s.otb.mad%d" % (name, j + 1), otb_variates[j, pixels])
    for method, iterations in (("mad", 0), ("irmad", 50)):
        variates, r, chi, made = mad(a, b, iterations)
        line(out, "%s.%s.spectrum" % (name, method), r)
        line(out, "%s.%s.iterations" % (name, method), [made])
        line(out, "%s.%s.meanNoChange" % (name, method), [chi2.sf(chi, len(a)).mean()])
        line(out, "%s.%s.chiSquare" % (name, method), chi[pixels])
        change = np.sqrt((variates**2 * (r / (2 * (1 - r)))[:, None]).sum(0))
        line(out, "%s.%s.change" % (name, method), change[pixels])
        line(out, "%s.%s.last" % (name, method), variates[-1, pixels])
    for row, values in zip(
        ("slope", "intercept", "correlation", "training", "holdOut", "t", "tProbability", "f", "fProbability"),
        normalisation(a, b, chi, columns, no_change),
    ):
        line(out, "%s.normalisation.%s" % (name, row), values)
    for method, iterations in (("sfa", 0), ("isfa", 50)):
        variates, slowness, chi, made, statistic = sfa(a, b, iterations)
        line(out, "%s.%s.spectrum" % (name, method), slowness)
        line(out, "%s.%s.iterations" % (name, method), [made])
        line(out, "%s.%s.meanNoChange" % (name, method), [chi2.sf(chi, len(a)).mean()])
        line(out, "%s.%s.chiSquare" % (name, method), chi[pixels])
        line(out, "%s.%s.change" % (name, method), statistic[pixels])
        line(out, "%s.%s.last" % (name, method), variates[-1, pixels])


def line(out, name, values):
    out.write(name + ":" + "".join(" %.10g" % v for v in values) + "\n")


with open(os.path.join(HERE, "expected.txt"), "w") as out:
    a, b = (read(os.path.join(TAIZHOU, n), np.uint8, 6) for n in ("2000TM.gz", "2003TM.gz"))
    pair(out, "taizhou", a, b, 400, sys.argv[1], sys.argv[2], 0.95)
    a, b = (read(os.path.join(HERE, n), "<u2", 4) for n in ("bordeaux-before.gz", "bordeaux-after.gz"))
    pair(out, "bordeaux", a, b, 80, sys.argv[3], sys.argv[4], 0.7)
