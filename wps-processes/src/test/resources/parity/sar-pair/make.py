"""Ratios of two Sentinel-1 dates, written down from the equations. Needs NumPy and SciPy:
  python3 make.py belgium-s1-grd > expected.csv
First line: rows, columns. Then one line a pixel: VV before, VH before, VV after, VH after (dB, nan without data), then
log-ratio of 5x5 means (mean of the polarisations, largest), mean ratio (mean, largest), CFAR statistic and its dB (window 3,
guard 5, background 11, rate 0.01, 4.4 looks), CFAR statistic of VV alone without background (window 3, rate 0.01),
p-value of the omnibus test of VV alone and 3x3 means, by the F law."""
import glob, sys
import numpy as np
from osgeo import gdal
from scipy.optimize import brentq
from scipy.special import polygamma
from scipy.stats import f as F

ROWS, COLS, LOOKS = 24, 21, 4.4
def read(day, pol):
    ds = gdal.Open(glob.glob('%s/*_202304%02d/*_%s.tif' % (sys.argv[1], day, pol))[0])
    return 20*np.log10(ds.ReadAsArray(20, 30, COLS, ROWS).astype(float)) - 83
db = np.array([[read(3, 'VV'), read(3, 'VH')], [read(15, 'VV'), read(15, 'VH')]]).round(3)
rng = np.random.default_rng(11)
ok = rng.random((ROWS, COLS)) > .08
ok[4:9, 2:8] = False
db[:, :, ~ok] = np.nan
x = 10**(db.astype(np.float32).astype(float)/10)

def windows(a, side):
    r = side//2
    p = np.pad(np.where(ok, a, 0), r)
    return sum(p[i:i+ROWS, j:j+COLS] for i in range(side) for j in range(side))
def count(side): return windows(np.ones((ROWS, COLS)), side)
def ratio(pol, side): return windows(x[1, pol], side)/windows(x[0, pol], side)
largest = lambda v: np.where(np.abs(v[0]) >= np.abs(v[1]), v[0], v[1])
lr = np.array([10*np.log10(ratio(p, 5)) for p in (0, 1)])
mr = 1 - np.minimum(10**(lr/10), 10**(-lr/10))

def limit(looks, rate): return np.log(F.isf(rate/2, 2*looks, 2*looks))
def combined(a, b):
    goal = polygamma(1, a) + polygamma(1, b)
    return brentq(lambda l: polygamma(1, l) - goal, .01, min(a, b), xtol=1e-12)
cell, ring = count(3), count(11) - count(5)
rate = 1 - (1 - .01)**.5
stat, db_ratio = np.zeros((2, 2, ROWS, COLS))
for p in (0, 1):
    bg = (windows(x[1, p], 11) - windows(x[1, p], 5))/(windows(x[0, p], 11) - windows(x[0, p], 5))
    ln = np.log(ratio(p, 3)/bg)
    t = np.array([[limit(combined(LOOKS*c, LOOKS*r), rate) if c > 0 and r >= c else np.nan for c, r in zip(cc, rr)]
                  for cc, rr in zip(cell, ring)])
    stat[p], db_ratio[p] = ln/t, 10/np.log(10)*ln
pick = np.abs(stat[0]) >= np.abs(stat[1])
single = np.log(ratio(0, 3))/np.array([[limit(LOOKS*c, .01) if c else np.nan for c in r] for r in cell])
full = cell == 9
r = ratio(0, 3)
p_value = np.where(full, 2*F.sf(np.maximum(r, 1/r), 18*LOOKS, 18*LOOKS), np.nan)
cols = [db[0, 0], db[0, 1], db[1, 0], db[1, 1], lr.mean(0), largest(lr), mr.mean(0), largest(mr),
        np.where(pick, stat[0], stat[1]), np.where(pick, db_ratio[0], db_ratio[1]), single, p_value]
print('%d,%d' % (ROWS, COLS))
for i in range(ROWS):
    for j in range(COLS):
        print(','.join('%.9g' % (c[i, j] if ok[i, j] or k < 4 else np.nan) for k, c in enumerate(cols)))
