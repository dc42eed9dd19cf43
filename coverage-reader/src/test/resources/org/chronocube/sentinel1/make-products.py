#!/usr/bin/env python3
"""Makes the Sentinel-1 test products and the values that are expected of them.

Run with Debian's python3 (NumPy, SciPy, GDAL): make-products.py GENUINE-SAFE
OLD-GENUINE-SAFE OUTPUT-FOLDER. The
annotation is the genuine one without the lists that nothing here reads; the measurement is made up:
the genuine ones are 800 MB. Its samples say where they are: DN = 20 + (3 * row + 7 * column) % 400,
only in some tiles, 0 elsewhere (sparse). Expected values are computed here from the annotation with
NumPy and SciPy, not with the code under test.
"""
import datetime, glob, json, os, sys, zipfile
import xml.etree.ElementTree as ET
import numpy as np
from osgeo import gdal, osr
from scipy.interpolate import CubicHermiteSpline, RegularGridInterpolator
from scipy.optimize import fsolve

UNUSED = {"qualityInformation", "downlinkInformationList", "attitudeList", "noiseList",
          "terrainHeightList", "azimuthFmRateList", "replicaInformationList", "antennaPattern",
          "dopplerCentroid", "swathTiming", "swathMerging", "sliceList", "inputDimensionsList"}
TILES = [(0, 0), (0, 25600), (8192, 12800), (16384, 4096), (4096, 17408)]  # row, column
C = 299792458.0


def seconds(text):
    return (datetime.datetime.fromisoformat(text) - datetime.datetime(2000, 1, 1)).total_seconds()


def numbers(element, name):
    return np.array(element.findtext(name).split(), float)


def stripped(path):
    tree = ET.parse(path)
    for parent in list(tree.iter()):
        for child in list(parent):
            if child.tag in UNUSED:
                parent.remove(child)
    for e in tree.iter():
        e.text = e.text if e.text and e.text.strip() else None
        e.tail = None
    return ET.tostring(tree.getroot(), encoding="UTF-8", xml_declaration=True)


def dn(row, col):
    return 20 + (3 * row + 7 * col) % 400


def measurement(path, rows, cols):
    out = gdal.GetDriverByName("GTiff").Create(
        path, cols, rows, 1, gdal.GDT_UInt16,
        ["TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512", "COMPRESS=DEFLATE", "PREDICTOR=2",
         "SPARSE_OK=TRUE"])
    for r, c in TILES:
        h, w = min(512, rows - r), min(512, cols - c)
        y, x = np.mgrid[r:r + h, c:c + w]
        out.GetRasterBand(1).WriteArray(dn(y, x).astype(np.uint16), c, r)
    out = None


class Radiometry:
    def __init__(self, calibration, noise):
        self.cal = list(ET.parse(calibration).getroot().iter("calibrationVector"))
        self.noise = ET.parse(noise).getroot()

    @staticmethod
    def table(vectors, name, row, col):
        lines = [float(v.findtext("line")) for v in vectors]
        along = [np.interp(col, numbers(v, "pixel"), numbers(v, name)) for v in vectors]
        return float(np.interp(row, lines, along))

    def a(self, name, row, col):
        return self.table(self.cal, name, row, col)

    def eta(self, row, col):
        value = self.table(list(self.noise.iter("noiseRangeVector")), "noiseRangeLut", row, col)
        for v in self.noise.iter("noiseAzimuthVector"):
            g = lambda k: int(v.findtext(k))
            if (g("firstAzimuthLine") <= row <= g("lastAzimuthLine")
                    and g("firstRangeSample") <= col <= g("lastRangeSample")):
                value *= float(np.interp(row, numbers(v, "line"), numbers(v, "noiseAzimuthLut")))
        return value


A, F = 6378137.0, 1 / 298.257223563
E2 = F * (2 - F)


def ecef(lon, lat, h):
    lon, lat = np.radians(lon), np.radians(lat)
    n = A / np.sqrt(1 - E2 * np.sin(lat) ** 2)
    return np.array([(n + h) * np.cos(lat) * np.cos(lon), (n + h) * np.cos(lat) * np.sin(lon),
                     (n * (1 - E2) + h) * np.sin(lat)])


class Geometry:
    """Range and Doppler equations solved in longitude, latitude with SciPy's fsolve."""

    def __init__(self, annotation):
        root = ET.parse(annotation).getroot()
        orbits = list(root.iter("orbit"))
        t = [seconds(o.findtext("time")) for o in orbits]
        xyz = lambda o, k: [float(o.findtext(k + "/" + i)) for i in "xyz"]
        self.s = CubicHermiteSpline(t, [xyz(o, "position") for o in orbits],
                                    [xyz(o, "velocity") for o in orbits])
        self.v = self.s.derivative()
        g = lambda k: root.findtext("imageAnnotation/imageInformation/" + k)
        self.t0, self.dt = seconds(g("productFirstLineUtcTime")), float(g("azimuthTimeInterval"))
        self.spacing = float(g("rangePixelSpacing"))
        self.shape = int(g("numberOfLines")), int(g("numberOfSamples"))
        cc = [c for c in root.iter("coordinateConversion") if c.find("azimuthTime") is not None]
        self.ct = np.array([seconds(c.findtext("azimuthTime")) for c in cc])
        self.gr0 = [float(c.findtext("gr0")) for c in cc]
        self.grsr = [numbers(c, "grsrCoefficients") for c in cc]
        self.points = [[float(p.findtext(k)) for k in
                        ("line", "pixel", "longitude", "latitude", "height")]
                       for p in root.iter("geolocationGridPoint")]
        self.fit()

    def slant(self, t, pixel):
        r = [np.polynomial.polynomial.polyval(pixel * self.spacing - g, c)
             for g, c in zip(self.gr0, self.grsr)]
        return float(np.interp(t, self.ct, r))

    # Lines by which the geolocation grid lies off the orbit: a plane in pixel and line.
    def fit(self):
        rows, off = [], []
        for line, pixel, lon, lat, h in self.points:
            p = ecef(lon, lat, h)
            t = fsolve(lambda t: np.dot(p - self.s(t[0]), self.v(t[0])) / 1e6,
                       self.t0 + line * self.dt, xtol=1e-14)[0]
            rows.append([1, (pixel + .5) / self.shape[1] - .5, (line + .5) / self.shape[0] - .5])
            off.append(line - (t - self.t0) / self.dt)
        self.plane = np.linalg.lstsq(np.array(rows), np.array(off), rcond=None)[0]

    def ground(self, line, pixel, h):
        shift = self.plane @ [1, (pixel + .5) / self.shape[1] - .5, (line + .5) / self.shape[0] - .5]
        t = self.t0 + (line - shift) * self.dt
        s, v, r = self.s(t), self.v(t), self.slant(t, pixel)

        def off(x):
            d = ecef(x[0], x[1], h) - s
            return [np.linalg.norm(d) - r, np.dot(d, v) / np.linalg.norm(v)]
        near = min(self.points, key=lambda p: abs(p[0] - line) + abs(p[1] - pixel))
        return fsolve(off, near[2:4], xtol=1e-13)

    def image(self, lon, lat, h):
        p = ecef(lon, lat, h)
        t = fsolve(lambda t: np.dot(p - self.s(t[0]), self.v(t[0])) / 1e6, self.t0 + 12.5,
                   xtol=1e-14)[0]
        r = np.linalg.norm(p - self.s(t))
        pixel = fsolve(lambda x: self.slant(t, x[0]) - r, 13000, xtol=1e-13)[0]
        line = (t - self.t0) / self.dt
        line += self.plane @ [1, (pixel + .5) / self.shape[1] - .5,
                              (line + .5) / self.shape[0] - .5]
        return line, pixel


def metadata_only(safe, output):
    name = os.path.basename(safe.rstrip("/"))
    with zipfile.ZipFile(f"{output}/{name[:-5]}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        z.write(safe + "/manifest.safe", name + "/manifest.safe")
        for path in sorted(glob.glob(safe + "/annotation/*.xml")):
            z.writestr(f"{name}/annotation/{os.path.basename(path)}", stripped(path))


def main(safe, old, output):
    os.makedirs(output, exist_ok=True)
    dem = gdal.GetDriverByName("GTiff").Create(output + "/plateau.tif", 12, 10, 1, gdal.GDT_Int16)
    dem.SetGeoTransform((0, .5, 0, 48, 0, -.5))
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    dem.SetProjection(crs.ExportToWkt())
    dem.GetRasterBand(1).Fill(1000)
    dem = None
    metadata_only(old, output)
    product(safe, output)


def product(safe, output):
    name = os.path.basename(safe.rstrip("/"))
    vv = os.path.basename(glob.glob(safe + "/annotation/*-vv-*.xml")[0])[:-4]
    vh = os.path.basename(glob.glob(safe + "/annotation/*-vh-*.xml")[0])[:-4]
    geometry = Geometry(f"{safe}/annotation/{vv}.xml")
    tiff = "/vsimem/m.tiff"
    measurement(tiff, *geometry.shape)
    f = gdal.VSIFOpenL(tiff, "rb")
    pixels = gdal.VSIFReadL(1, gdal.VSIStatL(tiff).size, f)
    with zipfile.ZipFile(f"{output}/{name[:-5]}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        z.write(safe + "/manifest.safe", name + "/manifest.safe")
        z.writestr(f"{name}/measurement/{vv}.tiff", pixels, zipfile.ZIP_STORED)
        for stem in (vv, vh):
            z.writestr(f"{name}/annotation/{stem}.xml", stripped(f"{safe}/annotation/{stem}.xml"))
        for kind in ("calibration", "noise"):
            z.writestr(f"{name}/annotation/calibration/{kind}-{vv}.xml",
                       stripped(f"{safe}/annotation/calibration/{kind}-{vv}.xml"))
    r = Radiometry(f"{safe}/annotation/calibration/calibration-{vv}.xml",
                   f"{safe}/annotation/calibration/noise-{vv}.xml")
    with open(output + "/radiometry.csv", "w") as out:
        out.write("row,col,dn,sigma0,beta0,gamma0,eta\n")
        for row, col in [(0, 0), (300, 20), (511, 511), (100, 26111), (8200, 12801), (8703, 13311),
                         (16384, 4097), (16675, 4607), (4100, 17559), (4100, 17560),
                         (4100, 17561), (4400, 17600)]:
            a = [r.a(k, row, col) for k in ("sigmaNought", "betaNought", "gamma")]
            out.write(f"{row},{col},{dn(row, col)},{a[0]:.9g},{a[1]:.9g},{a[2]:.9g},"
                      f"{r.eta(row, col):.9g}\n")
    with open(output + "/geometry.csv", "w") as out:
        out.write("line,pixel,height,lon,lat\n")
        for line, pixel in [(0, 0), (1000, 700), (8338, 13072), (16675, 26143), (5000, 20000.25)]:
            for h in (0, 1500, 4000):
                lon, lat = geometry.ground(line, pixel, h)
                out.write(f"{line},{pixel},{h},{lon:.10f},{lat:.10f}\n")
    wgs84, utm = osr.SpatialReference(), osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    utm.ImportFromEPSG(32631)
    for crs in (wgs84, utm):
        crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    to_utm = osr.CoordinateTransformation(wgs84, utm)
    to_lonlat = osr.CoordinateTransformation(utm, wgs84)
    with open(output + "/geocoded.csv", "w") as out:
        out.write("x,y,height,line,pixel,sigma0\n")
        for line, pixel, h in [(100, 100, 0), (400, 480, 0), (8300, 12900, 0), (8600, 13200, 0),
                               (16500, 4200, 0), (4300, 17450, 0), (4310, 17700, 0), (300, 25700, 0),
                               (310, 26000, 0), (8448, 13056, 0), (8600, 13201, 1000),
                               (4300, 17600, 1000), (16500, 4204, 1000)]:
            x, y, _ = to_utm.TransformPoint(*geometry.ground(line, pixel, h))
            x, y = 10 * np.floor(x / 10) + 5, 10 * np.floor(y / 10) + 5
            lon, lat, _ = to_lonlat.TransformPoint(x, y)
            at = geometry.image(lon, lat, h)
            row, col = (int(np.floor(v + .5)) for v in at)
            power = max(0, dn(row, col) ** 2 - r.eta(row, col)) / r.a("sigmaNought", row, col) ** 2
            out.write(f"{x:.0f},{y:.0f},{h},{at[0]:.5f},{at[1]:.5f},{power:.9g}\n")


main(*sys.argv[1:])
