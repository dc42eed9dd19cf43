# SPDX-License-Identifier: Apache-2.0
"""Makes sites.geojson and the tables of this folder: python3 make.py NATURA2000.geojson ARCHIVE
(GDAL 3.6 and NumPy 1.24; ARCHIVE is data-dir/archive)."""
import csv, glob, json, math, os, sys
import numpy as np
from osgeo import gdal, ogr, osr

gdal.UseExceptions()
natura, archive = sys.argv[1:3]
WEST, NORTH, ROWS, COLS, STEP = 643260, 5676480, 66, 64, 10
rng = np.random.default_rng(36)


def place(geometry, width, x, y):
    """The outline at another place and size, with metres for degrees."""
    g = geometry.Clone()
    west, east, south, north = g.GetEnvelope()
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = width / max((east - west) * squeeze, north - south)
    def move(part):
        for i in range(part.GetGeometryCount()):
            move(part.GetGeometryRef(i))
        for i in range(part.GetPointCount() if part.GetGeometryCount() == 0 else 0):
            lon, lat = part.GetPoint_2D(i)
            part.SetPoint_2D(
                i,
                x + (lon - (west + east) / 2) * squeeze * scale,
                y + (lat - (south + north) / 2) * scale)
    move(g)
    g = g.SimplifyPreserveTopology(0.4)
    parts = [g] if g.GetGeometryName() == "POLYGON" else [p for p in g]
    rings = [
        [[[round(v, 2) for v in ring.GetPoint_2D(i)] for i in range(ring.GetPointCount())]
         for ring in part]
        for part in parts]
    return {"type": "MultiPolygon", "coordinates": rings}


features = []
for f in json.load(open(natura))["features"]:
    g = ogr.CreateGeometryFromJson(json.dumps(f["geometry"]))
    width = 60 + 500 * rng.random() ** 2
    x, y = WEST + COLS * STEP * rng.random(), NORTH - ROWS * STEP * rng.random()
    features.append({
        "type": "Feature",
        "properties": {"code": "N%02d" % len(features), "name": f["properties"]["naam"]},
        "geometry": place(g, width, x, y)})
features[5]["geometry"]["coordinates"] = [[[[643301, 5676401], [643304, 5676401], [643304, 5676403], [643301, 5676401]]]]
with open("sites.geojson", "w") as out:
    crs = {"type": "name", "properties": {"name": "EPSG:32631"}}
    out.write('{"type": "FeatureCollection", "crs": %s, "features": [\n' % json.dumps(crs))
    out.write(",\n".join(json.dumps(f, separators=(",", ":")) for f in features) + "\n]}\n")


def burn(feature, touched):
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(32631)
    layer_of = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = layer_of.CreateLayer("site", srs)
    row = ogr.Feature(layer.GetLayerDefn())
    row.SetGeometry(ogr.CreateGeometryFromJson(json.dumps(feature["geometry"])))
    layer.CreateFeature(row)
    mask = gdal.GetDriverByName("MEM").Create("", COLS, ROWS, 1, gdal.GDT_Byte)
    mask.SetGeoTransform((WEST, STEP, 0, NORTH, 0, -STEP))
    mask.SetProjection(srs.ExportToWkt())
    gdal.RasterizeLayer(mask, [1], layer, burn_values=[1], options=["ALL_TOUCHED=TRUE"] if touched else [])
    return mask.ReadAsArray().astype(bool)


masks = []
for f in features:
    mask = burn(f, False)
    masks.append(mask if mask.any() else burn(f, True))
values, classes = [], []
for scene in sorted(glob.glob(os.path.join(archive, "belgium-s2-l2a", "*_2023*"))):
    date = os.path.basename(scene)[-8:]
    read = lambda band: gdal.Open(glob.glob(f"{scene}/*_{band}.tif")[0]).ReadAsArray()
    b08, scl = read("B08"), read("SCL")
    for f, mask in zip(features, masks):
        code = f["properties"]["code"]
        of = b08[mask & (b08 != 65535)] * 0.0001
        if of.size:
            values.append([code, date, mask.sum(), of.size, of.mean(),
                           of.std(ddof=1) if of.size > 1 else "", of.min(), of.max(), np.percentile(of, 90)])
        of = scl[mask & (scl != 0)]
        for c in np.unique(of):
            classes.append([code, date, c, (of == c).sum(), of.size])


def save(name, header, rows):
    with open(name, "w") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(header.split())
        table.writerows([["%.9g" % v if isinstance(v, float) else v for v in row] for row in rows])


save("values.csv", "site date pixels count mean sd min max p90", values)
save("classes.csv", "site date class pixels valid", classes)
