# Change vectors of the Taizhou pair. Run with: python3 expected.py TAIZHOU_FOLDER > expected.csv
import gzip, sys
import numpy as np

def read(name):
    return np.frombuffer(gzip.open(f"{sys.argv[1]}/{name}").read(), np.uint8).reshape(6, -1).astype(np.float64)

def z(x):
    return (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, ddof=1, keepdims=True)

a, b = read("2000TM.gz"), read("2003TM.gz")
d = z(b) - z(a)
magnitude = np.linalg.norm(d, axis=0)
code = ((d > 0) * (2 ** np.arange(6))[:, None]).sum(axis=0)
angle = np.degrees(np.arccos((a * b).sum(axis=0) / np.linalg.norm(a, axis=0) / np.linalg.norm(b, axis=0)))
two = np.degrees(np.arctan2(d[3], d[2])) % 360
plain = np.linalg.norm(b - a, axis=0)
for i in range(0, a.shape[1], 1601):
    print(f"{i},{magnitude[i]:.8g},{code[i]},{angle[i]:.8g},{two[i]:.8g},{plain[i]:.8g}")
