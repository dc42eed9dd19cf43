# Thresholds of three made-up statistics and of a real one, by other programs than the one tested.
# Run with: python3 expected.py TAIZHOU_FOLDER > expected.csv
import gzip, sys
import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm
from skimage.filters import threshold_otsu

def sequence(seed, n):
    out = np.empty(n, np.int64)
    x = seed
    for i in range(n):
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        out[i] = x >> 8
    return out

def bells(seed, n):  # sums of four numbers below 1000, less 1998
    return sequence(seed, 4 * n).reshape(n, 4).__mod__(1000).sum(axis=1) - 1998

def modes():
    v = bells(11, 4000) + 1998
    v[3000:] += 2500
    return v.astype(np.float32)

def magnitudes():  # lengths of vectors of three, one in twelve with six times the spread
    v = np.stack([bells(s, 6000) for s in (3, 5, 7)]).astype(np.float64)
    v[:, ::12] *= 6
    return np.sqrt((v * v).sum(axis=0)).astype(np.float32)

def signed():  # 4 % grow, 2 % shrink, all are 300 too high
    v = bells(21, 5000) + 300
    v[::25] += 5000
    v[7::50] -= 4500
    return v.astype(np.float32)

def taizhou(folder):
    def read(name):
        return np.frombuffer(gzip.open(f"{folder}/{name}").read(), np.uint8).reshape(6, -1).astype(np.float64)
    def z(x):
        return (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, ddof=1, keepdims=True)
    d = z(read("2003TM.gz")) - z(read("2000TM.gz"))
    return np.sqrt((d * d).sum(axis=0)).astype(np.float32)

def kittler(h, edges):
    i = np.arange(len(h))
    best, at = np.inf, -1
    for t in range(len(h) - 1):
        j = 1.0
        for part in (slice(0, t + 1), slice(t + 1, None)):
            n = h[part].sum()
            if np.count_nonzero(h[part]) < 2:
                j = np.inf
                break
            p = n / h.sum()
            mean = (h[part] * i[part]).sum() / n
            sd = np.sqrt((h[part] * (i[part] - mean) ** 2).sum() / n)
            j += 2 * p * (np.log(sd) - np.log(p))
        if j < best:
            best, at = j, t
    return edges[at + 1]

def rosin(h, edges):
    peak = int(np.argmax(h))
    end = int(np.nonzero(h)[0][-1]) + 1
    a, b = np.array([peak, h[peak]], float), np.array([end, 0.0])
    u = (b - a) / np.hypot(*(b - a))
    d = [abs(u[0] * (h[k] - a[1]) - u[1] * (k - a[0])) if h[k] < a[1] + (k - a[0]) * (b - a)[1] / (b - a)[0] else 0
         for k in range(peak, end)]
    k = peak + int(np.argmax(d))
    return (edges[k] + edges[k + 1]) / 2

def em(h, edges):
    x = (edges[1:] + edges[:-1]) / 2
    cut = x <= otsu(h, edges)
    r = np.where(cut, 1.0, 0.0)
    for _ in range(20000):
        w = np.array([(h * r).sum(), (h * (1 - r)).sum()])
        m = np.array([(h * r * x).sum(), (h * (1 - r) * x).sum()]) / w
        s = np.sqrt(np.array([(h * r * (x - m[0]) ** 2).sum(), (h * (1 - r) * (x - m[1]) ** 2).sum()]) / w)
        p = w[0] * norm.pdf(x, m[0], s[0])
        q = w[1] * norm.pdf(x, m[1], s[1])
        new = p / (p + q)
        if np.abs(new - r).max() < 1e-13:
            break
        r = new
    f = lambda v: w[1] * norm.pdf(v, m[1], s[1]) - w[0] * norm.pdf(v, m[0], s[0])
    grid = np.linspace(edges[0], edges[-1], 20001)
    sign = np.sign([f(v) for v in grid])
    up = np.nonzero((sign[:-1] < 0) & (sign[1:] > 0))[0]
    return brentq(f, grid[up[-1]], grid[up[-1] + 1], xtol=1e-12)

def otsu(h, edges):
    return threshold_otsu(hist=(h, (edges[1:] + edges[:-1]) / 2))

def kmeans(h, edges):  # the best cut of all
    x = (edges[1:] + edges[:-1]) / 2
    low = x <= otsu(h, edges)
    return (np.average(x[low], weights=h[low]) + np.average(x[~low], weights=h[~low])) / 2

METHODS = [("otsu", otsu, 256), ("kittler-illingworth", kittler, 256), ("rosin", rosin, 256),
           ("em", em, 1024), ("k-means", kmeans, 4096)]

def fold(h, edges):  # distances from the bins' edge nearest to the median
    below = np.concatenate([[0], np.cumsum(h)])
    half = h.sum() / 2
    b = int(np.searchsorted(below, half)) - 1
    e = b + 1 if half - below[b] > h[b] / 2 else b
    up, down = h[e:], h[:e][::-1]
    n = max(len(up), len(down))
    folded = np.zeros(n, h.dtype)
    folded[:len(up)] += up
    folded[:len(down)] += down
    width = edges[1] - edges[0]
    return edges[e], folded, np.arange(n + 1) * width

for name, v in [("modes", modes()), ("magnitudes", magnitudes()), ("taizhou", taizhou(sys.argv[1])), ("signed", signed())]:
    for method, rule, bins in METHODS:
        h, edges = np.histogram(v.astype(np.float64), bins)
        if v.min() < 0:
            m, h, edges = fold(h, edges)
            t = rule(h, edges)
            print(f"{name},{method},{m - t:.7g},{m + t:.7g}")
        else:
            print(f"{name},{method},-Infinity,{rule(h, edges):.7g}")
    if v.min() >= 0:
        print(f"{name},percentile:98,-Infinity,{np.percentile(v, 98, method='inverted_cdf'):.7g}")
    else:
        m = np.median(v)
        d = np.percentile(np.abs(v - m), 98, method='inverted_cdf')
        print(f"{name},percentile:98,{m - d:.7g},{m + d:.7g}")
