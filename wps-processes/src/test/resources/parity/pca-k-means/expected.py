# PCA-k-means of the Taizhou pair. Run with: python3 expected.py TAIZHOU_FOLDER > expected.csv
import gzip, sys
import numpy as np
from skimage.filters import threshold_otsu
from sklearn.cluster import KMeans

H, ENERGY = 4, 0.9

def read(name):
    return np.frombuffer(gzip.open(f"{sys.argv[1]}/{name}").read(), np.uint8).reshape(6, -1).astype(np.float64)

def z(x):
    return (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, ddof=1, keepdims=True)

a, b = read("2000TM.gz"), read("2003TM.gz")
labels = np.frombuffer(gzip.open(f"{sys.argv[1]}/labels.gz").read(), np.uint8)

def run(name, d, labels):
    d = d.astype(np.float32).astype(np.float64)  # as images are stored
    SHAPE, difference = d.shape, d.ravel()
    tiles = d.reshape(SHAPE[0] // H, H, SHAPE[1] // H, H).transpose(0, 2, 1, 3).reshape(-1, H * H)
    mean = tiles.mean(axis=0)
    values, vectors = np.linalg.eigh(np.cov(tiles.T))
    values, vectors = values[::-1], vectors[:, ::-1]
    vectors = vectors * np.where(vectors.sum(axis=0) < 0, -1, 1)
    s = int(np.searchsorted(np.cumsum(values) / values.sum(), ENERGY)) + 1
    hoods = np.empty(SHAPE + (H * H,))
    padded = np.pad(d, H, constant_values=np.nan)
    for i in range(H * H):
        r, c = H - H // 2 + i // H, H - H // 2 + i % H
        part = padded[r:r + SHAPE[0], c:c + SHAPE[1]]
        hoods[..., i] = np.where(np.isnan(part), d, part)
    points = (hoods.reshape(-1, H * H) - mean) @ vectors[:, :s]
    first = points[:, 0] > threshold_otsu(points[:, 0])
    start = np.array([points[~first].mean(axis=0), points[first].mean(axis=0)])
    k = KMeans(2, init=start, n_init=1, tol=0, max_iter=2000).fit(points)
    change = int(np.argmax([difference[k.labels_ == i].mean() for i in (0, 1)]))
    far = np.linalg.norm(points[:, None, :] - k.cluster_centers_[None], axis=2)
    score = far[:, 1 - change] / far.sum(axis=1)
    yes = score > 0.5
    tp, fp = (yes & (labels == 1)).sum(), (yes & (labels == 2)).sum()
    fn, tn = (~yes & (labels == 1)).sum(), (~yes & (labels == 2)).sum()
    n = tp + fp + fn + tn
    chance = ((tp + fp) * (tp + fn) + (fn + tn) * (fp + tn)) / n ** 2
    kappa = ((tp + tn) / n - chance) / (1 - chance)
    print(f"# {name}: {s} components, {yes.sum()} changed, OA {(tp + tn) / n:.6f}, kappa {kappa:.6f}, F1 {2 * tp / (2 * tp + fp + fn):.6f}", file=sys.stderr)
    return score

def square(x, n):
    return x.reshape(-1, 400, 400)[:, :n, :n]

whole = np.linalg.norm(z(b) - z(a), axis=0).reshape(400, 400)
run("six bands, standardised", whole, labels)
run("band 4", np.abs(b[3] - a[3]).reshape(400, 400), labels)
part = np.linalg.norm(z(square(b, 200).reshape(6, -1)) - z(square(a, 200).reshape(6, -1)), axis=0).reshape(200, 200)
few = square(labels, 200).ravel()
six = run("six bands, standardised, of 200 x 200 pixels", part, few)
one = run("band 4 of 200 x 200 pixels", np.abs(square(b, 200)[3] - square(a, 200)[3]), few)
for i in range(0, six.size, 401):
    print(f"{i},{six[i]:.7g},{one[i]:.7g}")
