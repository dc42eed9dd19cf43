#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the data directory beside this script: the layers that OGC's WMS 1.3 suite asks for by name.

usage: make.py          (needs GDAL's Python module and NumPy; the result is committed)

The suite's own data set is a fictive village at 0, 0 drawn from vector files. Chronocube serves
rasters, and the automatic tests only look at which areas a layer covers and which it leaves free,
so every layer is a raster of simple shapes made here: its code where the layer is, 0 (nodata) elsewhere.
cite:Autos is a time series of thirteen maps five seconds apart, with one or two cars each.
"""
import pathlib
import xml.sax.saxutils

import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
HERE = pathlib.Path(__file__).resolve().parent
STEP = 0.0001  # degrees a pixel in the village
VILLAGE = (-0.0050, -0.0025, 0.0050, 0.0025)
POLYGONS = (-2.0, -1.0, 2.0, 6.0)
STREET = (-0.0042, -0.0024, 0.0042, 0.0024)

# code, title as the suite wants it, what it shows
LAYERS = {
    "Lakes": (1, "A lake with an island-free shore"),
    "Forests": (2, "A forest in the north-west"),
    "NamedPlaces": (3, "The village and its surroundings"),
    "Ponds": (4, "Two fish ponds"),
    "Streams": (5, "A stream into the lake"),
    "Bridges": (6, "A bridge over the stream"),
    "RoadSegments": (7, "Roads through the village"),
    "DividedRoutes": (8, "A divided road in the west"),
    "Buildings": (9, "Houses along the road"),
    "MapNeatline": (10, "The frame of the map"),
    "BasicPolygons": (11, "Two diamonds, one above the other"),
    "Autos": (12, "Cars on the road, every five seconds for a minute"),
}
COLOURS = ["4a80f0", "66a266", "c5e1c5", "6fa8dc", "2f6fd0", "9c7a4f", "c0a03c", "a52a2a", "aaaaaa", "000000",
           "b3b3b3", "d00000"]
# Where the suite looks for the cars of each instant: cells of 10 x 10 of 420 x 240 pixels over STREET.
CARS = [[(135, 105)], [(95, 115)], [(60, 125)], [(45, 135)], [(45, 155), (45, 5)], [(45, 185), (45, 55)],
        [(45, 225), (45, 105)], [(45, 155)], [(45, 205), (75, 215)], [(75, 175)], [(75, 135)],
        [(75, 95), (350, 20)], [(75, 55), (345, 45)]]


def write(path, array, extent):
    """One band of bytes, deflated, nodata 0, longitude and latitude of WGS 84."""
    path.parent.mkdir(parents=True, exist_ok=True)
    height, width = array.shape
    out = gdal.GetDriverByName("GTiff").Create(str(path), width, height, 1, gdal.GDT_Byte, ["COMPRESS=DEFLATE"])
    min_x, min_y, max_x, max_y = extent
    out.SetGeoTransform((min_x, (max_x - min_x) / width, 0, max_y, 0, (min_y - max_y) / height))
    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    out.SetProjection(wgs84.ExportToWkt())
    out.GetRasterBand(1).SetNoDataValue(0)
    out.GetRasterBand(1).WriteArray(array)


def grid(extent, step):
    """Longitudes and latitudes of the pixel centres, row by row."""
    min_x, min_y, max_x, max_y = extent
    x = min_x + (np.arange(round((max_x - min_x) / step)) + 0.5) * step
    y = max_y - (np.arange(round((max_y - min_y) / step)) + 0.5) * step
    return np.meshgrid(x, y)


def village():
    """Masks of the village's layers, on the grid of VILLAGE."""
    x, y = grid(VILLAGE, STEP)
    frame = np.zeros(x.shape, bool)
    frame[[0, -1], :] = True
    frame[:, [0, -1]] = True
    return {
        "Lakes": ((x - 0.0021) / 0.00085) ** 2 + ((y + 0.00085) / 0.0007) ** 2 < 1,
        "Forests": (x < -0.0005) & (y > 0.0004),
        "NamedPlaces": (np.abs(x) < 0.0040) & (np.abs(y) < 0.0020),
        "Ponds": np.hypot(x + 0.0030, y + 0.0015) < 0.0004,
        "Streams": (np.abs(y - 0.0004 * np.sin(x * 2000)) < 0.0002) & (x > 0),
        "Bridges": (np.abs(x - 0.0010) < 0.0001) & (np.abs(y) < 0.0006),
        "RoadSegments": np.abs(x - 0.0010) < 0.0001,
        "DividedRoutes": np.abs(np.abs(x + 0.0032) - 0.0003) < 0.0001,
        "Buildings": (np.abs(x - 0.0014) < 0.0002) & (np.abs(y - 0.0010) < 0.0002),
        "MapNeatline": frame,
    }


def polygons():
    x, y = grid(POLYGONS, 0.05)
    return (np.abs(x) + np.abs(y) < 1) | (np.abs(x) + np.abs(y - 4) < 2)


def street(cars):
    """The street map at one instant: a pixel is 5 of the suite's, a cell two by two."""
    array = np.zeros((48, 84), np.uint8)
    for left, top in cars:
        array[top // 5 : top // 5 + 2, left // 5 : left // 5 + 2] = LAYERS["Autos"][0]
    return array


def archive():
    for name, mask in village().items():
        write(HERE / f"archive/village/20000101_{name}.tif", np.where(mask, LAYERS[name][0], 0).astype(np.uint8), VILLAGE)
    diamonds = np.where(polygons(), LAYERS["BasicPolygons"][0], 0).astype(np.uint8)
    write(HERE / "archive/polygons/20000101_BasicPolygons.tif", diamonds, POLYGONS)
    for i, cars in enumerate(CARS):
        write(HERE / f"archive/autos/20000101T00{i * 5 // 60:02}{i * 5 % 60:02}_Autos.tif", street(cars), STREET)


def text(path, content):
    path = HERE / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def catalog():
    bands = "\n".join(f"      - {{name: {n}, type: uint8, nodata: 0}}" for n in LAYERS if n not in ("BasicPolygons", "Autos"))
    cubes = []
    for name, (_, what) in LAYERS.items():
        product = {"BasicPolygons": "polygons", "Autos": "autos"}.get(name, "village")
        extent = {"polygons": POLYGONS, "autos": STREET, "village": VILLAGE}[product]
        shape = {"polygons": (140, 80), "autos": (48, 84), "village": (50, 100)}[product]
        cubes.append(f"""  - name: {name}
    title: "cite:{name}"
    description: "{what}"
    products: [{product}]
    bands: [{name}]
    grid: {{crs: "EPSG:4326", shape: [{shape[0]}, {shape[1]}], extent: [{extent[0]}, {extent[1]}, {extent[2]}, {extent[3]}]}}
    time: instant
    mosaic: most-recent
""")
    text("chronocube/catalog.yaml", f"""# Written by make.py: the layers that OGC's WMS suite asks for, as cubes of one date, and one of thirteen.
version: 1
index: jdbc:sqlite:index.sqlite
products:
  - id: village
    title: A fictive village
    description: Shapes at 0, 0 for OGC's WMS test suite.
    parser: geotiff
    location: ../archive/village
    options:
      pattern: '(?<scene>(?<time>\\d{{8}}))_(?<band>\\w+)\\.tif'
      time-format: yyyyMMdd
    bands:
{bands}
  - id: polygons
    title: Two diamonds
    description: Shapes at 0, 0 and 0, 4 for OGC's WMS test suite.
    parser: geotiff
    location: ../archive/polygons
    options:
      pattern: '(?<scene>(?<time>\\d{{8}}))_(?<band>\\w+)\\.tif'
      time-format: yyyyMMdd
    bands:
      - {{name: BasicPolygons, type: uint8, nodata: 0}}
  - id: autos
    title: Cars on a road
    description: Thirteen instants, five seconds apart.
    parser: geotiff
    location: ../archive/autos
    options:
      pattern: '(?<scene>(?<time>\\d{{8}}T\\d{{6}}))_(?<band>\\w+)\\.tif'
      time-format: yyyyMMdd'T'HHmmss
    bands:
      - {{name: Autos, type: uint8, nodata: 0}}
cubes:
{"".join(cubes)}""")


def layer(name, what):
    extent = {"BasicPolygons": POLYGONS, "Autos": STREET}.get(name, VILLAGE)
    time = "" if name != "Autos" else """
    <entry key="time">
      <dimensionInfo>
        <enabled>true</enabled>
        <presentation>DISCRETE_INTERVAL</presentation>
        <resolution>5000</resolution>
        <units>ISO8601</units>
        <defaultValue>
          <strategy>MAXIMUM</strategy>
        </defaultValue>
        <nearestMatchEnabled>true</nearestMatchEnabled>
      </dimensionInfo>
    </entry>"""
    box = "\n    ".join(f"<{k}>{v}</{k}>" for k, v in zip(("minx", "miny", "maxx", "maxy"), extent))
    what = xml.sax.saxutils.escape(what)
    folder = f"workspaces/cite/archive/{name}"
    text(f"{folder}/coverage.xml", f"""<coverage>
  <id>coverage-{name}</id>
  <name>{name}</name>
  <nativeName>{name}</nativeName>
  <namespace>
    <id>namespace-cite</id>
  </namespace>
  <title>cite:{name}</title>
  <description>{what}</description>
  <abstract>{what}</abstract>
  <keywords>
    <string>OGC</string>
    <string>conformance</string>
  </keywords>
  <metadataLinks>
    <metadataLink>
      <type>text/html</type>
      <metadataType>TC211</metadataType>
      <content>https://cite.opengeospatial.org/teamengine/about/wms13/1.3.0/site/</content>
    </metadataLink>
  </metadataLinks>
  <srs>EPSG:4326</srs>
  <nativeBoundingBox>
    {box}
    <crs>EPSG:4326</crs>
  </nativeBoundingBox>
  <latLonBoundingBox>
    {box}
    <crs>EPSG:4326</crs>
  </latLonBoundingBox>
  <projectionPolicy>REPROJECT_TO_DECLARED</projectionPolicy>
  <enabled>true</enabled>
  <metadata>{time}
    <entry key="dirName">archive_{name}</entry>
  </metadata>
  <store class="coverageStore">
    <id>coveragestore-archive</id>
  </store>
  <nativeFormat>Chronocube</nativeFormat>
  <nativeCoverageName>{name}</nativeCoverageName>
</coverage>
""")
    text(f"{folder}/layer.xml", f"""<layer>
  <name>{name}</name>
  <id>layer-{name}</id>
  <type>RASTER</type>
  <defaultStyle>
    <id>style-village</id>
  </defaultStyle>
  <resource class="coverage">
    <id>coverage-{name}</id>
  </resource>
  <attribution>
    <title>Chronocube</title>
    <href>https://cite.opengeospatial.org/</href>
  </attribution>
</layer>
""")


def configuration():
    workspace = "<workspace>\n  <id>workspace-cite</id>\n  <name>cite</name>\n</workspace>\n"
    text("workspaces/default.xml", workspace)
    text("workspaces/cite/workspace.xml", workspace)
    text("workspaces/cite/namespace.xml", """<namespace>
  <id>namespace-cite</id>
  <prefix>cite</prefix>
  <uri>http://www.opengis.net/cite</uri>
</namespace>
""")
    text("workspaces/cite/archive/coveragestore.xml", """<coverageStore>
  <id>coveragestore-archive</id>
  <name>archive</name>
  <description>The layers of OGC's WMS test suite</description>
  <type>Chronocube</type>
  <enabled>true</enabled>
  <workspace>
    <id>workspace-cite</id>
  </workspace>
  <url>file:chronocube/catalog.yaml</url>
</coverageStore>
""")
    text("workspaces/cite/styles/village.xml", """<style>
  <id>style-village</id>
  <name>village</name>
  <workspace>
    <id>workspace-cite</id>
  </workspace>
  <format>sld</format>
  <languageVersion>
    <version>1.0.0</version>
  </languageVersion>
  <filename>village.sld</filename>
</style>
""")
    entries = "\n".join(f'              <ColorMapEntry color="#{c}" quantity="{code}" label="{name}"/>'
                        for c, (name, (code, _)) in zip(COLOURS, LAYERS.items()))
    text("workspaces/cite/styles/village.sld", f"""<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>village</Name>
    <UserStyle>
      <Title>Village</Title>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <ColorMap type="values">
{entries}
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
""")
    text("global.xml", """<global>
  <settings>
    <id>settings-cite</id>
    <contact>
      <address>1 Example Street</address>
      <addressCity>Example</addressCity>
      <addressCountry>Nowhere</addressCountry>
      <addressPostalCode>0000</addressPostalCode>
      <addressState>None</addressState>
      <addressType>Work</addressType>
      <contactEmail>operator@example.org</contactEmail>
      <contactFacsimile>+00 00 000001</contactFacsimile>
      <contactOrganization>Chronocube</contactOrganization>
      <contactPerson>The operator of this server</contactPerson>
      <contactPosition>Operator</contactPosition>
      <contactVoice>+00 00 000000</contactVoice>
    </contact>
    <charset>UTF-8</charset>
    <numDecimals>8</numDecimals>
  </settings>
  <updateSequence>1</updateSequence>
</global>
""")
    for service, name, title in (("wms", "WMS", "maps"), ("wcs", "WCS", "coverages"), ("wps", "WPS", "processes")):
        text(f"{service}.xml", f"""<{service}>
  <id>{service}</id>
  <enabled>true</enabled>
  <name>{name}</name>
  <title>Chronocube {title} for OGC's test suites</title>
  <abstrct>A fictive village as rasters, and cars on its road every five seconds.</abstrct>
  <accessConstraints>NONE</accessConstraints>
  <fees>NONE</fees>
  <keywords>
    <string>OGC</string>
    <string>conformance</string>
  </keywords>
</{service}>
""")


if __name__ == "__main__":
    archive()
    catalog()
    configuration()
    for layer_name, (_, shown) in LAYERS.items():
        layer(layer_name, shown)
