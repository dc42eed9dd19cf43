"""Runs USGS pyccd on pixel histories: writes observations.csv and expected.csv (see SOURCE.txt).

Usage: reference.py PYCCD_CHECKOUT FOLDER_OF_ITS_SAMPLES
"""
import sys
import warnings

import numpy as np

np.bool, np.int = bool, int  # pyccd 2018 names them so
warnings.simplefilter("ignore")
sys.path.insert(0, sys.argv[1])
import ccd  # noqa: E402

QA = dict(QA_BITPACKED=False, QA_FILL=255, QA_CLEAR=0, QA_WATER=1, QA_SHADOW=2, QA_SNOW=3, QA_CLOUD=4)
REAL = ["sample_1", "sample_2", "sample_WA_grid08_row12_col2265_fmask_fail",
        "sample_WA_grid08_row999_col1_normal", "sample_WA_grid08_row9_col2267_persistent_snow",
        "test_3657_3610_observations"]
EPOCH = 719163  # ordinal of 1970-01-01


def simulated(i):
    """Seven bands, season and trend, noise, clouds that no mask found, and up to three breaks."""
    r = np.random.default_rng(1000 + i)
    step = [16, 8, 5][i % 3]
    years = [18, 14, 7][i % 3]
    days = EPOCH + 11000 + np.arange(0, years * 365, step)
    days = days[r.random(len(days)) > [0.35, 0.5, 0.5][i % 3]]
    base = np.array([1400, 1600, 1700, 3800, 2800, 2000, 2930.0])
    season = np.array([60, 120, -150, 900, -200, -150, 120.0])
    noise = np.array([60, 70, 80, 180, 120, 100, 30.0])
    w = 2 * np.pi * days / 365.2425
    y = base[:, None] + season[:, None] * np.cos(w - 3.3) + 0.25 * season[:, None] * np.cos(2 * w - 1)
    y = y + r.normal(size=y.shape) * noise[:, None] * r.uniform(0.6, 1.4)
    y = y + (np.array([2, 2, 3, -15, 6, 5, 0]) * r.uniform(-1, 1))[:, None] * (days - days[0]) / 365
    for _ in range(i % 4):
        at = days[0] + r.random() * (days[-1] - days[0])
        jump = r.uniform(1, 12) * r.choice([-1, 1], 7) * noise
        jump[6] = 0
        y[:, days >= at] += jump[:, None]
    cloud = r.random(len(days)) < 0.03
    y[:6, cloud] += r.uniform(300, 3000, cloud.sum())
    return days, np.clip(np.round(y), 1, 9999).astype(int), np.zeros(len(days), int)


def real(name):
    table = np.genfromtxt(f"{sys.argv[2]}/{name}.csv", delimiter=",", dtype=int).T
    order = np.argsort(table[0])
    return table[0][order], table[1:8][:, order], table[8][order]


def kept(days, y, qa):
    """What pyccd's standard procedure looks at."""
    ok = ((qa == 0) | (qa == 1)) & np.all((y[:6] > 0) & (y[:6] < 10000), axis=0)
    celsius = y[6] * 10 - 27315
    ok &= (celsius > -9320) & (celsius < 7070)
    first = np.zeros(len(days), bool)
    if ok.any():
        first[np.flatnonzero(ok)[np.unique(days[ok], return_index=True)[1]]] = True
    return first


if __name__ == "__main__":
    with open("observations.csv", "w") as obs, open("expected.csv", "w") as out:
        out.write("pixel,start,end,break,observations,changed,quality,"
                  + ",".join(f"{b}_{n}" for b in range(6) for n in
                             ["rmse", "magnitude", "intercept"] + [f"c{k}" for k in range(7)]) + "\n")
        for k, name in enumerate(REAL + [f"simulated_{i}" for i in range(45)]):
            days, y, qa = real(name) if k < len(REAL) else simulated(k - len(REAL))
            ok = kept(days, y, qa)
            for column in (days[ok] - EPOCH, *y[:6, ok]):
                obs.write(name + "," + ",".join(str(v) for v in column) + "\n")
            # In integers, as the samples are; the thermal band takes no part in the detection.
            found = ccd.detect(days, *y.astype(float), qa, params=QA)
            for s in found["change_models"]:
                bands = [s[b] for b in ("blue", "green", "red", "nir", "swir1", "swir2")]
                numbers = [v for b in bands for v in
                           [b["rmse"], b["magnitude"], b["intercept"]] + list(b["coefficients"])]
                out.write(",".join([name] + [str(s[n] - EPOCH) for n in ("start_day", "end_day", "break_day")]
                                   + [str(s["observation_count"]), str(int(s["change_probability"])),
                                      str(s["curve_qa"])]
                                   + [f"{v:.9g}" for v in numbers]) + "\n")
