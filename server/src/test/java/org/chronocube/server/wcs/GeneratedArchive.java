// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

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
import org.chronocube.server.encode.SampleRaster;
import org.chronocube.server.encode.tiff.GeoTiffEncoder;
import org.chronocube.server.encode.tiff.TiffOptions;
import org.chronocube.time.TimeInterval;

/**
 * A small archive whose pixels say where they are ({@link SampleRaster}): 60 rows × 50 columns of
 * 10 m, bands B0, B1, B2, on 1, 5 and 9 April 2023 (slices 0, 1, 2). On the 9th only the western 30
 * columns were seen. The same once more in degrees.
 */
final class GeneratedArchive {

  static final GeoBox UTM =
      new GeoBox(
          new Shape(60, 50), Affine.northUp(600000, 5700000, Resolution.of(10)), "EPSG:32631");
  static final GeoBox DEGREES =
      new GeoBox(new Shape(60, 50), Affine.northUp(4, 51, Resolution.of(1 / 64.0)), "EPSG:4326");
  static final int BANDS = 3;
  static final int SEEN_COLUMNS = 30;
  private static final List<String> DAYS = List.of("20230401", "20230405", "20230409");

  private GeneratedArchive() {}

  /** Writes files and catalog; gives the catalog. */
  static Path write(Path folder) throws IOException {
    write(folder.resolve("utm"), UTM);
    write(folder.resolve("degrees"), DEGREES);
    Path catalog = folder.resolve("catalog.yaml");
    Files.writeString(
        catalog,
        "version: 1\nindex: jdbc:sqlite:index.sqlite\nproducts:\n"
            + product("utm")
            + product("degrees")
            + "cubes:\n"
            + cube("fields", "utm", "\"EPSG:32631\"", "600000, 5699400, 600500, 5700000")
            + cube("timeless", "utm", "\"EPSG:32631\"", "600000, 5699400, 600500, 5700000")
            + cube("globe", "degrees", "\"EPSG:4326\"", "4, 50.0625, 4.78125, 51"));
    return catalog;
  }

  private static String product(String id) {
    return """
          - id: %1$s
            title: Generated
            parser: geotiff
            location: %1$s
            options:
              pattern: '(?<scene>(?<time>\\d{8}))_(?<band>B\\d)\\.tif'
              time-format: yyyyMMdd
            bands:
              - {name: B0, title: Red, type: uint16, nodata: 65535, scale: 0.5, offset: -1, unit: "1"}
              - {name: B1, type: uint16, nodata: 65535, unit: "1"}
              - {name: B2, type: uint8, nodata: 255}
        """
        .formatted(id);
  }

  private static String cube(String name, String product, String crs, String extent) {
    return """
          - name: %s
            title: Cube %s
            products: [%s]
            bands: [B0, B1, B2]
            grid: {crs: %s, shape: [60, 50], extent: [%s]}
            time: solar-day
            mosaic: most-recent
            resampling: nearest
        """
        .formatted(name, name, product, crs, extent);
  }

  private static void write(Path folder, GeoBox grid) throws IOException {
    Files.createDirectories(folder);
    for (int slice = 0; slice < DAYS.size(); slice++) {
      int columns = slice == 2 ? SEEN_COLUMNS : grid.width();
      GeoBox seen = grid.crop(new Window(0, grid.height(), 0, columns));
      for (int band = 0; band < BANDS; band++) {
        Path file = folder.resolve(DAYS.get(slice) + "_B" + band + ".tif");
        RasterSource source = new One(seen, band, slice);
        try (Encoded encoded = new GeoTiffEncoder(TiffOptions.COG.withBlock(16)).encode(source);
            OutputStream out = Files.newOutputStream(file)) {
          encoded.writeTo(out);
        }
      }
    }
  }

  /** One band of one slice. */
  private record One(GeoBox grid, int band, int slice) implements RasterSource {

    @Override
    public List<Band> bands() {
      return band == 2
          ? List.of(Band.of("B2", DataType.UINT8, NoData.of(255)))
          : List.of(Band.of("B" + band, DataType.UINT16, NoData.of(65535)));
    }

    @Override
    public List<TimeInterval> times() {
      return List.of();
    }

    @Override
    public List<RasterBlock> read(int ignored, Window window) {
      List<Band> three = List.of(bands().get(0), bands().get(0), bands().get(0));
      return List.of(new SampleRaster(grid, three, List.of()).read(slice, window).get(band));
    }
  }
}
