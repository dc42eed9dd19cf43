// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Against gdal_rasterize ({@code rasterize/make-expected.sh}) and by hand. */
class PolygonMaskTest {

  private static Geometry wkt(String text) {
    try {
      return new WKTReader().read(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Geometry area() throws IOException {
    try (InputStream in = PolygonMaskTest.class.getResourceAsStream("rasterize/area.wkt")) {
      return wkt(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static BlockReader expected(String name) throws URISyntaxException {
    BlockReaders rasters =
        new BlockReaders(
            Map.of("file", FileByteSources.anywhere()),
            List.of(new TiffFormat(new BlockCache(1 << 20))));
    return rasters.open(PolygonMaskTest.class.getResource("rasterize/" + name + ".tif").toURI());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"centre, false", "touched, true"})
  void burnsWhatGdalBurns(String name, boolean allTouched) throws Exception {
    BlockReader reader = expected(name);
    GeoBox grid = reader.info().grid();
    RasterBlock wanted = reader.read(0, 0, grid.window());

    ValidMask mask = PolygonMask.of(area(), grid.affine(), grid.window(), allTouched);

    List<String> differ = new ArrayList<>();
    for (int i = 0; i < mask.size(); i++) {
      if (mask.isValid(i) != (wanted.samples()[i] == 1)) {
        differ.add("row " + i / grid.width() + " column " + i % grid.width());
      }
    }
    assertThat(differ).isEmpty();
  }

  @Test
  void windowsAreParts() throws Exception {
    GeoBox grid = expected("centre").info().grid();
    ValidMask whole = PolygonMask.of(area(), grid.affine(), grid.window(), true);
    Window window = new Window(13, 77, 9, 64);

    ValidMask part = PolygonMask.of(area(), grid.affine(), window, true);

    for (int r = 0; r < window.height(); r++) {
      for (int c = 0; c < window.width(); c++) {
        assertThat(part.isValid(r * window.width() + c))
            .isEqualTo(whole.isValid((13 + r) * grid.width() + 9 + c));
      }
    }
  }

  @Test
  void polygonsThatShareABorderShareNoPixel() {
    Affine affine = Affine.northUp(0, 10, Resolution.of(1));
    // The border runs through pixel centres.
    ValidMask left =
        PolygonMask.of(
            wkt("POLYGON ((0 0, 4.5 0, 4.5 10, 0 10, 0 0))"),
            affine,
            new Window(0, 10, 0, 10),
            false);
    ValidMask right =
        PolygonMask.of(
            wkt("POLYGON ((4.5 0, 10 0, 10 10, 4.5 10, 4.5 0))"),
            affine,
            new Window(0, 10, 0, 10),
            false);
    assertThat(left.count()).isEqualTo(50);
    assertThat(right.count()).isEqualTo(50);
    assertThat(ValidMask.anyValid(List.of(left, right)).isAllValid()).isTrue();
  }

  @Test
  void polygonsFarAwayAndOtherGeometriesHaveNoPixels() {
    Affine affine = Affine.northUp(0, 10, Resolution.of(1));
    Window window = new Window(0, 10, 0, 10);
    for (String text :
        new String[] {
          "POLYGON ((1e300 0, 1e301 0, 1e301 5, 1e300 0))",
          "POLYGON ((0 11, 10 11, 5 20, 0 11))",
          "LINESTRING (0 0, 10 10)",
          "GEOMETRYCOLLECTION (POINT (5 5))",
          "POLYGON EMPTY"
        }) {
      assertThat(PolygonMask.of(wkt(text), affine, window, true).isNoneValid()).as(text).isTrue();
    }
    assertThat(
            PolygonMask.of(
                    wkt(
                        "POLYGON ((-1e300 -1e300, 1e300 -1e300, 1e300 1e300, -1e300 1e300, -1e300 -1e300))"),
                    affine,
                    window,
                    false)
                .isAllValid())
        .isTrue();
  }
}
