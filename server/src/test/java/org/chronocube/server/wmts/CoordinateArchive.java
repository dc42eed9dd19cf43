// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.encode.tiff.GeoTiffEncoder;
import org.chronocube.server.encode.tiff.TiffOptions;
import org.chronocube.time.TimeInterval;

/**
 * A data directory whose pixels encode where and when they are: layer {@code t:coords}, 60 rows ×
 * 80 columns of 10 m at easting 500000, northing 6000000 of EPSG:32632, on three days of May 2024;
 * drawn, red is the column, green the row, blue the day.
 */
final class CoordinateArchive {

  static final int ROWS = 60;
  static final int COLUMNS = 80;
  static final List<Integer> DAYS = List.of(1, 2, 4);

  private final Path root;

  private CoordinateArchive(Path root) {
    this.root = root;
  }

  static void write(Path root) throws IOException {
    CoordinateArchive archive = new CoordinateArchive(root);
    for (int day : DAYS) {
      archive.scene(day);
    }
    archive.configure();
  }

  /** Adds a day; it must be indexed. */
  static void add(Path root, int day) throws IOException {
    new CoordinateArchive(root).scene(day);
  }

  /** The colour of a pixel. */
  static int colour(int row, int column, int day) {
    return 0xFF000000 | column << 16 | row << 8 | day;
  }

  private void scene(int day) throws IOException {
    for (String band : List.of("COL", "ROW", "DAY")) {
      Path file = root.resolve("scenes/a_2024050" + day + "_" + band + ".tif");
      Files.createDirectories(file.getParent());
      try (Encoded encoded = new GeoTiffEncoder(TiffOptions.DEFAULT).encode(raster(band, day));
          OutputStream out = Files.newOutputStream(file)) {
        encoded.writeTo(out);
      }
    }
  }

  private static RasterSource raster(String band, int day) {
    GeoBox grid =
        new GeoBox(
            new Shape(ROWS, COLUMNS),
            Affine.northUp(500000, 6000000, new Resolution(10, 10)),
            "EPSG:32632");
    return new RasterSource() {
      @Override
      public GeoBox grid() {
        return grid;
      }

      @Override
      public List<Band> bands() {
        return List.of(Band.of(band, DataType.UINT16, NoData.of(65535)));
      }

      @Override
      public List<TimeInterval> times() {
        return List.of();
      }

      @Override
      public List<RasterBlock> read(int slice, Window window) {
        RasterBlock block = RasterBlock.allocate(window.shape());
        for (int i = 0; i < window.height(); i++) {
          for (int j = 0; j < window.width(); j++) {
            block.samples()[block.index(i, j)] =
                switch (band) {
                  case "COL" -> window.colStart() + j;
                  case "ROW" -> window.rowStart() + i;
                  default -> day;
                };
            block.mask().setValid(block.index(i, j));
          }
        }
        return List.of(block);
      }
    };
  }

  private void configure() throws IOException {
    text(
        "chronocube/catalog.yaml",
        """
        version: 1
        index: jdbc:sqlite:index.sqlite
        products:
          - id: scenes
            title: Scenes
            parser: geotiff
            location: ../scenes
            options:
              pattern: '(?<scene>(?<acquisition>[a-z]+_(?<time>\\d{8})))_(?<band>[A-Z]+)\\.tif'
              time-format: yyyyMMdd
            bands:
              - {name: COL, title: Column, type: uint16, nodata: 65535}
              - {name: ROW, title: Row, type: uint16, nodata: 65535}
              - {name: DAY, title: Day, type: uint16, nodata: 65535}
        cubes:
          - name: coords
            title: Coordinates
            description: Samples that encode where and when they are.
            products: [scenes]
            bands: [COL, ROW, DAY]
            grid: {crs: "EPSG:32632", resolution: 10, extent: [500000, 5999400, 500800, 6000000]}
            time: solar-day
            mosaic: most-recent
            resampling: nearest
        """);
    text(
        "wmts.xml",
        "<wmts><enabled>true</enabled><name>WMTS</name><title>Tiles &amp; times</title>"
            + "<abstrct>Of a test</abstrct></wmts>");
    text("workspaces/t/workspace.xml", "<workspace><name>t</name></workspace>");
    text(
        "workspaces/t/s/coveragestore.xml",
        "<coverageStore><name>s</name><type>Chronocube</type><enabled>true</enabled>"
            + "<url>file:chronocube/catalog.yaml</url></coverageStore>");
    text(
        "workspaces/t/s/coords/coverage.xml",
        "<coverage><name>coords</name><nativeName>coords</nativeName><title>Coordinates</title>"
            + "<srs>EPSG:32632</srs><enabled>true</enabled><metadata><entry key='time'>"
            + "<dimensionInfo><enabled>true</enabled></dimensionInfo></entry></metadata>"
            + "</coverage>");
    text(
        "workspaces/t/s/coords/layer.xml",
        "<layer><name>coords</name><id>l</id><defaultStyle><name>rgb</name></defaultStyle>"
            + "<styles><style><name>gray</name></style></styles></layer>");
    text(
        "layergroups/both.xml",
        "<layerGroup><id>g</id><name>both</name><title>A group</title><publishables>"
            + "<published type='layer'><id>l</id></published></publishables>"
            + "<styles><style/></styles></layerGroup>");
    style("rgb", channel("Red", "COL") + channel("Green", "ROW") + channel("Blue", "DAY"));
    style("gray", channel("Gray", "COL"));
    style("other", channel("Gray", "ROW"));
  }

  private void style(String name, String channels) throws IOException {
    text(
        "styles/" + name + ".sld",
        "<StyledLayerDescriptor version='1.0.0' xmlns='http://www.opengis.net/sld'><NamedLayer>"
            + "<Name>n</Name><UserStyle><Title>Style "
            + name
            + "</Title><FeatureTypeStyle><Rule><RasterSymbolizer><ChannelSelection>"
            + channels
            + "</ChannelSelection></RasterSymbolizer></Rule></FeatureTypeStyle></UserStyle>"
            + "</NamedLayer></StyledLayerDescriptor>");
    text(
        "styles/" + name + ".xml",
        "<style><name>" + name + "</name><filename>" + name + ".sld</filename></style>");
  }

  // Samples 0 to 255 are levels as they are.
  private static String channel(String colour, String band) {
    return "<"
        + colour
        + "Channel><SourceChannelName>"
        + band
        + "</SourceChannelName><ContrastEnhancement><Normalize>"
        + "<VendorOption name='algorithm'>StretchToMinimumMaximum</VendorOption>"
        + "<VendorOption name='minValue'>0</VendorOption>"
        + "<VendorOption name='maxValue'>255</VendorOption></Normalize></ContrastEnhancement></"
        + colour
        + "Channel>";
  }

  private void text(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
