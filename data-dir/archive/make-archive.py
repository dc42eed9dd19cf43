#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the sample archive: documentation of where every pixel comes from.

usage: make-archive.py SOURCE_DIR [ARCHIVE_DIR]

SOURCE_DIR holds copies of the repository folders named in README.md: s2_s1_gfmap_cubes,
oscd_bordeaux_imagery, eolearn_testeopatch, gdalcubes_L8NY18. Pixel values and georeferencing are
taken over unchanged; only containers, tiling and compression are chosen here, differently for each
product, so that a reader meets what users have on disk. Needs GDAL 3.6, NumPy and netCDF4.
"""

import datetime
import json
import pathlib
import shutil
import sys
from typing import NamedTuple, Optional

import netCDF4
import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
osr.UseExceptions()

EXTENSIONS = {
    "eo": "https://stac-extensions.github.io/eo/v1.1.0/schema.json",
    "proj": "https://stac-extensions.github.io/projection/v1.1.0/schema.json",
    "raster": "https://stac-extensions.github.io/raster/v1.1.0/schema.json",
    "sat": "https://stac-extensions.github.io/sat/v1.0.0/schema.json",
    "sar": "https://stac-extensions.github.io/sar/v1.0.0/schema.json",
    "processing": "https://stac-extensions.github.io/processing/v1.1.0/schema.json",
    "classification": "https://stac-extensions.github.io/classification/v1.1.0/schema.json",
}

# name: (STAC common name, centre wavelength and full width at half maximum in micrometres,
#        ground sample distance of the sensor in metres)
MSI = {
    "B01": ("coastal", 0.443, 0.027, 60),
    "B02": ("blue", 0.490, 0.098, 10),
    "B03": ("green", 0.560, 0.045, 10),
    "B04": ("red", 0.665, 0.038, 10),
    "B05": ("rededge", 0.704, 0.019, 20),
    "B06": ("rededge", 0.740, 0.018, 20),
    "B07": ("rededge", 0.783, 0.028, 20),
    "B08": ("nir", 0.842, 0.145, 10),
    "B8A": ("nir08", 0.865, 0.033, 20),
    "B09": ("nir09", 0.945, 0.026, 60),
    "B10": ("cirrus", 1.3735, 0.075, 60),
    "B11": ("swir16", 1.610, 0.143, 20),
    "B12": ("swir22", 2.190, 0.242, 20),
}

SCENE_CLASSES = [
    (0, "no_data"),
    (1, "saturated_or_defective"),
    (2, "dark_area"),
    (3, "cloud_shadow"),
    (4, "vegetation"),
    (5, "not_vegetated"),
    (6, "water"),
    (7, "unclassified"),
    (8, "cloud_medium_probability"),
    (9, "cloud_high_probability"),
    (10, "thin_cirrus"),
    (11, "snow"),
]
CLOUD_CLASSES = (8, 9, 10)

# Sentinel-1A repeats its 175 orbits every 12 days; see README.md for how the pass was derived.
S1_PASSES = {
    "2023-04-03": ("ascending", 88),
    "2023-04-05": ("descending", 110),
    "2023-04-08": ("ascending", 161),
    "2023-04-12": ("descending", 37),
}

SIGMA0_OFFSET_DB = -83.0
S2B_LAUNCH = "2017-03-07"


class Grid(NamedTuple):
    """Corner-anchored raster grid: EPSG code, GDAL geotransform, columns, rows."""

    epsg: int
    geotransform: tuple
    width: int
    height: int

    def footprint(self):
        """Corners in WGS84 longitude, latitude: counter-clockwise from the upper left, closed."""
        source, target = osr.SpatialReference(), osr.SpatialReference()
        source.ImportFromEPSG(self.epsg)
        target.ImportFromEPSG(4326)
        for reference in (source, target):
            reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        to_wgs84 = osr.CoordinateTransformation(source, target)
        x0, dx, _, y0, _, dy = self.geotransform
        x1, y1 = x0 + self.width * dx, y0 + self.height * dy
        corners = [(x0, y0), (x0, y1), (x1, y1), (x1, y0), (x0, y0)]
        return [[round(c, 9) for c in to_wgs84.TransformPoint(x, y)[:2]] for x, y in corners]


class Band(NamedTuple):
    """What the metadata says of one band; value = DN * scale + offset, in `unit`."""

    name: str
    title: str
    roles: tuple = ("data",)
    nodata: Optional[int] = None
    scale: Optional[float] = None
    offset: float = 0.0
    unit: Optional[str] = None
    note: Optional[str] = None
    resampling: str = "AVERAGE"  # of the overviews


class Encoding(NamedTuple):
    """GDAL driver and creation options."""

    driver: str
    options: tuple


def write_raster(path, array, grid, band, encoding):
    source = gdal.GetDriverByName("MEM").Create(
        "", grid.width, grid.height, 1, gdal.GetDataTypeByName(gdal_type(array.dtype)))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(grid.epsg)
    source.SetSpatialRef(reference)
    source.SetGeoTransform(grid.geotransform)
    raster = source.GetRasterBand(1)
    raster.WriteArray(array)
    raster.SetDescription(band.name)
    if band.nodata is not None:
        raster.SetNoDataValue(band.nodata)
    if band.scale is not None:
        raster.SetScale(band.scale)
        raster.SetOffset(band.offset)
    if band.note:
        raster.SetMetadataItem("NOTE", band.note)
    options = list(encoding.options)
    if encoding.driver == "COG":
        options.append("OVERVIEW_RESAMPLING=" + band.resampling)
    gdal.GetDriverByName(encoding.driver).CreateCopy(str(path), source, options=options)


def gdal_type(dtype):
    return {"uint8": "Byte", "uint16": "UInt16", "float32": "Float32"}[dtype.name]


def asset(path, array, grid, band, encoding):
    profile = "; profile=cloud-optimized" if encoding.driver == "COG" else ""
    raster = {"data_type": array.dtype.name, "sampling": "area"}
    if grid.epsg != 4326:
        raster["spatial_resolution"] = round(grid.geotransform[1], 4)
    if band.nodata is not None:
        raster["nodata"] = band.nodata
    if band.scale is not None:
        raster.update(scale=band.scale, offset=band.offset)
    if band.unit:
        raster["unit"] = band.unit
    x0, dx, _, y0, _, dy = grid.geotransform
    result = {
        "href": "./" + path.name,
        "type": "image/tiff; application=geotiff" + profile,
        "title": band.title,
        "roles": list(band.roles),
        "proj:shape": [grid.height, grid.width],
        "proj:transform": [dx, 0.0, x0, 0.0, dy, y0],
        "raster:bands": [raster],
    }
    if band.note:
        result["description"] = band.note
    if band.name in MSI:
        common, wavelength, width, gsd = MSI[band.name]
        result["gsd"] = gsd
        result["eo:bands"] = [{"name": band.name, "common_name": common,
                               "center_wavelength": wavelength, "full_width_half_max": width}]
    if band.name == "SCL":
        result["classification:classes"] = [
            {"value": v, "name": n, "description": n.replace("_", " ")} for v, n in SCENE_CLASSES]
    return result


def write_scene(folder, scene, rasters, properties, extensions):
    """Writes one GeoTIFF per (array, grid, band, encoding) and the STAC item of the scene."""
    directory = folder / scene
    directory.mkdir(parents=True, exist_ok=True)
    assets = {}
    for array, grid, band, encoding in rasters:
        path = directory / f"{scene}_{band.name}.tif"
        write_raster(path, array, grid, band, encoding)
        assets[band.name] = asset(path, array, grid, band, encoding)
    grid = min((r[1] for r in rasters), key=lambda g: g.geotransform[1])
    ring = grid.footprint()
    lons, lats = zip(*ring)
    item = {
        "type": "Feature",
        "stac_version": "1.0.0",
        "stac_extensions": [EXTENSIONS[e] for e in ("proj", "raster", "processing") + extensions],
        "id": scene,
        "bbox": [min(lons), min(lats), max(lons), max(lats)],
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": {**properties, "proj:epsg": grid.epsg},
        "links": [],
        "assets": assets,
    }
    text = json.dumps(item, indent=2, allow_nan=False)
    (directory / f"{scene}.json").write_text(text + "\n", encoding="utf-8")


def days_and_cubes(path, names):
    """ISO dates, grid and one (time, row, column) array of unsigned DN per variable name."""
    with netCDF4.Dataset(path) as data:
        data.set_auto_maskandscale(False)
        start = datetime.date(1990, 1, 1)
        days = [str(start + datetime.timedelta(int(t))) for t in data["t"][:]]
        x, y = data["x"][:], data["y"][:]  # pixel centres, y falling
        step = float(x[1] - x[0])
        corner = (float(x[0]) - step / 2, step, 0.0, float(y[0]) + step / 2, 0.0, -step)
        grid = Grid(32631, corner, len(x), len(y))
        return days, grid, {n: data[n][:].view(np.uint16) for n in names}


def belgium_s2(source, archive):
    resampled = "On the 10 m grid as delivered by the openEO back end."
    bands = [Band(n, f"Bottom-of-atmosphere reflectance {n}", ("data", "reflectance"), 65535,
                  1e-4, 0.0, "1", None if MSI[n][3] == 10 else resampled)
             for n in ("B01", "B04", "B08", "B11")]
    bands.append(Band("SCL", "Scene classification", nodata=0, note=resampled))
    bands.append(Band("AOT", "Aerosol optical thickness at 550 nm", nodata=65535, scale=1e-3,
                      unit="1", note=resampled))
    days, grid, cubes = days_and_cubes(source / "s2_s1_gfmap_cubes/cdse_sentinel2_l2a.nc",
                                       [f"S2-L2A-{b.name}" for b in bands])
    encoding = Encoding("GTiff", ("TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32",
                                  "COMPRESS=DEFLATE", "ZLEVEL=9", "PREDICTOR=2"))
    for i, day in enumerate(days):
        layers = {b.name: cubes[f"S2-L2A-{b.name}"][i] for b in bands}
        layers["SCL"] = layers["SCL"].astype(np.uint8)
        cloud = 100 * np.isin(layers["SCL"], CLOUD_CLASSES).mean()
        write_scene(
            archive / "belgium-s2-l2a", f"belgium-s2-l2a_{day.replace('-', '')}",
            [(layers[b.name], grid, b, encoding) for b in bands],
            {"datetime": day + "T00:00:00Z",
             "description": "The source gives the date only. eo:cloud_cover is the share of scene "
                            "classes 8, 9 and 10 over this patch.",
             "constellation": "sentinel-2", "instruments": ["msi"], "gsd": 10,
             "processing:level": "L2A", "eo:cloud_cover": round(float(cloud), 2)},
            ("eo", "classification"))


def belgium_s1(source, archive):
    note = "sigma0 in dB = 20 * log10(DN) - 83; DN clipped to 1..65534"
    bands = [Band(p, f"Square root of sigma0, {p}", ("data", "sigma0"), 65535,
                  10 ** (SIGMA0_OFFSET_DB / 20), 0.0, "1", note) for p in ("VV", "VH")]
    days, grid, cubes = days_and_cubes(source / "s2_s1_gfmap_cubes/cdse_sentinel1_grd.nc",
                                       [f"S1-SIGMA0-{b.name}" for b in bands])
    encoding = Encoding("GTiff", ("TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64",
                                  "COMPRESS=ZSTD", "ZSTD_LEVEL=19", "PREDICTOR=2"))
    for i, day in enumerate(days):
        orbit_state, relative_orbit = s1_pass(day)
        write_scene(
            archive / "belgium-s1-grd", f"belgium-s1-grd_{day.replace('-', '')}",
            [(cubes[f"S1-SIGMA0-{b.name}"][i], grid, b, encoding) for b in bands],
            {"datetime": day + "T00:00:00Z",
             "description": "The source gives the date only; platform, orbit direction and "
                            "relative orbit are derived from the 12-day repeat cycle.",
             "platform": "sentinel-1a", "constellation": "sentinel-1", "instruments": ["c-sar"],
             "gsd": 10, "processing:level": "L1",
             "sar:instrument_mode": "IW", "sar:frequency_band": "C",
             "sar:polarizations": ["VV", "VH"], "sar:product_type": "GRD",
             "sat:orbit_state": orbit_state, "sat:relative_orbit": relative_orbit},
            ("sar", "sat"))


def s1_pass(day):
    when = datetime.date.fromisoformat(day)
    matches = [p for first, p in S1_PASSES.items()
               if (when - datetime.date.fromisoformat(first)).days % 12 == 0]
    if len(matches) != 1:
        raise ValueError(f"day must belong to exactly one 12-day series, was {day}: {matches}")
    return matches[0]


def bordeaux(source, archive):
    encodings = {
        10: Encoding("COG", ("BLOCKSIZE=128", "COMPRESS=DEFLATE", "LEVEL=9", "PREDICTOR=YES")),
        20: Encoding("GTiff", ("TILED=YES", "BLOCKXSIZE=128", "BLOCKYSIZE=128", "COMPRESS=LZW",
                               "PREDICTOR=2")),
        60: Encoding("GTiff", ("COMPRESS=NONE",)),
    }
    scenes = {
        "S2A_OPER_MSI_L1C_TL_SGS__20160504T163055_A004524_T30TXQ": (
            "imgs_1", ("sat",),
            {"datetime": "2016-05-04T00:00:00Z",
             "description": "Date from the file name, whose time is that of processing.",
             "platform": "sentinel-2a", "sat:absolute_orbit": 4524}),
        "T30TXQ_20171026T110131": (
            "imgs_2", (),
            {"datetime": "2017-10-26T11:01:31Z",
             "description": "Time is the start of the datatake, from the file name."}),
    }
    for scene, (folder, extensions, properties) in scenes.items():
        rasters = []
        for name, (_, _, _, gsd) in MSI.items():
            array, grid = read(
                source / "oscd_bordeaux_imagery/bordeaux" / folder / f"{scene}_{name}.tif", 4326)
            band = Band(name, f"Top-of-atmosphere reflectance {name}", ("data", "reflectance"),
                        None, 1e-4, 0.0, "1")
            rasters.append((array, grid, band, encodings[gsd]))
        write_scene(archive / "bordeaux-s2-l1c", scene, rasters,
                    {**properties, "constellation": "sentinel-2", "instruments": ["msi"],
                     "gsd": 10, "processing:level": "L1C"},
                    ("eo",) + extensions)


def read(path, epsg):
    data = gdal.Open(str(path))
    if data.GetSpatialRef().GetAuthorityCode(None) != str(epsg):
        raise ValueError(f"{path}: CRS must be EPSG:{epsg}, was {data.GetSpatialRef().GetName()}")
    grid = Grid(epsg, data.GetGeoTransform(), data.RasterXSize, data.RasterYSize)
    return data.ReadAsArray(), grid


def slovenia(source, archive):
    patch = source / "eolearn_testeopatch/TestEOPatch"
    ring = json.loads((patch / "bbox.geojson").read_text())["coordinates"][0]
    xs, ys = zip(*ring)
    bands = [
        Band("NDVI", "Normalised difference vegetation index of L1C reflectances", unit="1"),
        Band("CLP", "Cloud probability", ("data", "cloud"), unit="1"),
        Band("CLM", "Cloud mask: 1 cloud, 0 clear", ("data", "cloud"), resampling="NEAREST"),
        Band("IS_DATA", "Data mask: 1 data, 0 none", ("data", "data-mask"), resampling="NEAREST"),
    ]
    files = {"NDVI": "data", "CLP": "data", "CLM": "mask", "IS_DATA": "mask"}
    cubes = {n: np.load(patch / d / f"{n}.npy", allow_pickle=False)[..., 0]
             for n, d in files.items()}
    _, height, width = cubes["NDVI"].shape
    # Row 0 is the northern edge: the patch's land-cover raster equals its polygons burnt that way.
    grid = Grid(32633, (min(xs), (max(xs) - min(xs)) / width, 0.0,
                        max(ys), 0.0, -(max(ys) - min(ys)) / height), width, height)
    encodings = {
        "float32": Encoding("COG", ("BLOCKSIZE=64", "COMPRESS=DEFLATE", "LEVEL=9",
                                    "PREDICTOR=FLOATING_POINT")),
        "uint8": Encoding("COG", ("BLOCKSIZE=64", "COMPRESS=DEFLATE", "LEVEL=9", "PREDICTOR=NO")),
    }  # GDAL warns that 64 is small for a COG: so is the patch, and it shall have an overview
    for i, time in enumerate(json.loads((patch / "timestamps.json").read_text())):
        rasters = [(cubes[b.name][i], grid, b, encodings[cubes[b.name].dtype.name]) for b in bands]
        properties = {
            "datetime": time + "Z",
            "description": "eo:cloud_cover is the share of cloud in CLM over this patch.",
            "constellation": "sentinel-2", "instruments": ["msi"], "gsd": 10,
            "processing:level": "L1C",
            "eo:cloud_cover": round(float(100 * cubes["CLM"][i].mean()), 2)}
        if time < S2B_LAUNCH:
            properties["platform"] = "sentinel-2a"
        stamp = time.replace("-", "").replace(":", "")
        write_scene(archive / "slovenia-s2-l1c", f"slovenia-s2-l1c_{stamp}", rasters, properties,
                    ("eo",))


def new_york(source, archive):
    """Landsat as delivered, bytes included: plain GeoTIFFs known by their names only."""
    for scene in sorted((source / "gdalcubes_L8NY18/L8NY18").iterdir()):
        directory = archive / "newyork-landsat8" / scene.name
        directory.mkdir(parents=True, exist_ok=True)
        for band in ("B2", "B3", "B4", "B5", "B6", "B7", "BQA"):
            [path] = scene.glob(f"*_{band}.TIF")
            shutil.copyfile(path, directory / path.name)


def main(arguments):
    if len(arguments) not in (1, 2):
        sys.exit(__doc__)
    source = pathlib.Path(arguments[0])
    archive = pathlib.Path(arguments[1]) if len(arguments) == 2 else pathlib.Path(__file__).parent
    for product in (belgium_s2, belgium_s1, bordeaux, slovenia, new_york):
        product(source, archive)


if __name__ == "__main__":
    main(sys.argv[1:])
