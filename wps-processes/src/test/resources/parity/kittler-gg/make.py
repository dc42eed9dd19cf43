"""Thresholds of log-ratios by the criterion of Kittler and Illingworth with generalised Gaussian classes, written down
from the equations of Bazi, Bruzzone and Melgani (2005, 2006), all pairs of
thresholds around the median tried. Needs NumPy and SciPy:
  python3 make.py belgium-s1-grd > histograms.csv
One line a histogram: name, smallest value, largest value, low and high threshold, counts of 64 bins."""
import glob, sys
import numpy as np
from osgeo import gdal
from scipy.ndimage import uniform_filter
from scipy.optimize import brentq
from scipy.special import gamma, gammaln

BINS = 64

def cost(x, h, width, folded=False):
    p = h.sum()
    if p <= 0: return np.inf
    m = 0 if folded else (h*x).sum()/p
    var = (h*(x - m)**2).sum()/p
    if var <= width**2/12: return np.inf
    r = np.log(var/((h*np.abs(x - m)).sum()/p)**2)
    f = lambda be: gammaln(1/be) + gammaln(3/be) - 2*gammaln(2/be) - r
    be = 0.3 if f(0.3) <= 0 else 10 if f(10) >= 0 else brentq(f, 0.3, 10, xtol=1e-14)
    b = np.sqrt(gamma(3/be)/gamma(1/be)/var)
    a = b*be/((1 if folded else 2)*gamma(1/be))
    return (h*(-2*np.log(p*a) + 2*(b*np.abs(x - m))**be)).sum()

def thresholds(lo, hi, counts):
    h = counts/counts.sum(); w = (hi - lo)/BINS
    x = lo + (np.arange(BINS) + .5)*w
    c = np.full((BINS + 1, BINS + 1), np.inf)
    for i in range(BINS):
        for j in range(i + 1, BINS + 1): c[i, j] = cost(x[i:j], h[i:j], w, lo >= 0 and i == 0)
    best = (c[0, BINS], 0, BINS)
    median = int(np.searchsorted(np.cumsum(h), 0.5)) if lo < 0 else 0
    for i in range(median + 1 if lo < 0 else 1):
        for j in range(median + 1, BINS + 1):
            J = c[i, j] + (c[0, i] if i else 0) + (c[j, BINS] if j < BINS else 0)
            if J < best[0] - 1e-10: best = (J, i, j)
    _, i, j = best
    return (-np.inf if i == 0 else lo + i*w), (np.inf if j == BINS else lo + j*w)

rng = np.random.default_rng(20050401)
def laplace(n, m, s): return rng.laplace(m, s, n)
def normal(n, m, s): return rng.normal(m, s, n)
def log_gamma_ratio(n, looks): return 10*np.log10(rng.gamma(looks, size=n)/rng.gamma(looks, size=n))
def belgium(folder):
    def power(day):
        ds = gdal.Open(glob.glob('%s/*_202304%02d/*_VV.tif' % (folder, day))[0])
        dn = ds.ReadAsArray().astype(float)
        return uniform_filter(10**((20*np.log10(dn) - 83)/10), 5)
    return (10*np.log10(power(15)/power(3)))[2:-2, 2:-2].ravel()
cases = [
    ('three', np.concatenate([normal(50000, 0, 1), laplace(6000, -8, 1.2), normal(9000, 7, 1.5)])),
    ('more', np.concatenate([laplace(50000, 0, .8), normal(6000, 9, 2)])),
    ('few', np.concatenate([log_gamma_ratio(60000, 40), normal(600, -12, 1.5), normal(300, 10, 1.5)])),
    ('none', normal(80000, 0, 1)),
    ('speckle', log_gamma_ratio(80000, 4.4)),
    ('positive', np.concatenate([rng.gamma(2, 1, 50000), normal(8000, 15, 2)])),
    ('folded', np.abs(np.concatenate([log_gamma_ratio(60000, 40), normal(2000, 7, 1)]))),
    ('foldednone', np.abs(log_gamma_ratio(60000, 40))),
    ('belgium', belgium(sys.argv[1])),
]
for name, v in cases:
    lo, hi = np.float32(v.min()), np.float32(v.max())
    counts, _ = np.histogram(v.astype(np.float32), BINS, (lo, hi))
    t = thresholds(float(lo), float(hi), counts)
    print(','.join([name, '%.9g' % lo, '%.9g' % hi, '%.9g' % t[0], '%.9g' % t[1]] + [str(c) for c in counts]))
