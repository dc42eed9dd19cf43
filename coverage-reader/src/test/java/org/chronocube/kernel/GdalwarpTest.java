// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelMap;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Reduction;
import org.chronocube.grid.Shape;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.BandUse;
import org.chronocube.plan.LevelRead;
import org.chronocube.plan.ReadPlan;
import org.chronocube.plan.ReadTask;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scenes of the sample archive on other grids against gdalwarp ({@code gdalwarp/cases.txt}, run by
 * {@code gdalwarp/make-expected.sh}): the same pixels are valid; nearest is identical, the others
 * within 1 count.
 */
class GdalwarpTest {

  private static final Path ARCHIVE = Path.of("..", "data-dir", "archive");
  private static final CrsRegistry CRS = new CrsRegistry();

  private final BlockReaders rasters =
      new BlockReaders(
          Map.of("file", FileByteSources.anywhere()),
          List.of(new TiffFormat(new BlockCache(8 << 20))));

  record Case(String name, String source, Resampling method, String options) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = GdalwarpTest.class.getResourceAsStream("gdalwarp/cases.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Arrays.stream(line.split("\\|")).map(String::trim).toList())
          .map(
              f ->
                  new Case(
                      f.get(0),
                      f.get(1),
                      Resampling.parse(f.get(2).replaceFirst("^near$", "nearest")),
                      f.get(3)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void makes_what_gdalwarp_makes(Case c) throws Exception {
    BlockReader source = rasters.open(ARCHIVE.resolve(c.source()).toUri());
    BlockReader expected =
        rasters.open(
            GdalwarpTest.class.getResource("gdalwarp/expected/" + c.name() + ".tif").toURI());
    RasterBlock made = warp(source, expected.info().grid(), c);
    RasterBlock wanted = expected.read(0, 0, expected.info().shape().window());

    boolean[] rim = c.method() == Resampling.AVERAGE ? rim(source, expected.info().grid()) : null;
    int holes = 0;
    double worst = 0;
    for (int i = 0; i < wanted.samples().length; i++) {
      if (rim != null && rim[i]) {
        continue;
      }
      boolean valid = wanted.samples()[i] != 0;
      if (valid != made.mask().isValid(i)) {
        holes++;
      } else if (valid) {
        double off = Math.abs(wanted.samples()[i] - made.samples()[i]);
        worst = Math.max(worst, off);
      }
    }
    assertThat(holes).as("pixels valid in one only").isZero();
    assertThat(worst).isLessThanOrEqualTo(c.method() == Resampling.NEAREST ? 0 : 1);
    assertThat(made.mask().count()).isPositive();
  }

  // Target pixels whose footprint reaches across the border of the source: there gdalwarp 3.6
  // counts pixels of the border for the part outside too, and paints pixels wholly outside.
  private static boolean[] rim(BlockReader source, GeoBox target) {
    PixelTransform exact = CRS.pixelTransform(target, source.info().grid());
    int width = target.width();
    boolean[] rim = new boolean[width * target.height()];
    Shape raster = source.info().shape();
    for (int i = 0; i < rim.length; i++) {
      int col = i % width;
      int row = i / width;
      double[] p = {col, row, col + 1, row + 1};
      exact.transform(p, 2);
      boolean inside = p[0] >= 0 && p[1] >= 0 && p[2] <= raster.width() && p[3] <= raster.height();
      boolean outside =
          p[2] < -9 || p[3] < -9 || p[0] > raster.width() + 9 || p[1] > raster.height() + 9;
      rim[i] = !inside && !outside;
    }
    return rim;
  }

  private RasterBlock warp(BlockReader source, GeoBox target, Case c) {
    NoData noData = option(c, "-srcnodata (\\S+)").map(NoData::of).orElse(NoData.NONE);
    Granule granule =
        new Granule(
            "band",
            source.info().uri(),
            0,
            source.info().grid(),
            source.info().type(),
            noData,
            Scaling.IDENTITY);
    Scene scene =
        new Scene(
            "scene",
            "product",
            Instant.EPOCH,
            CRS.footprint(granule.grid()),
            null,
            null,
            Map.of(),
            List.of(granule));
    BandUse use = new BandUse("band", c.method());
    ReadPlan plan =
        ReadPlan.of(
            target,
            target.window(),
            MosaicRule.FIRST_VALID,
            List.of(scene),
            List.of(use),
            CRS::pixelTransform);
    ReadTask task = plan.scenes().get(0).task(use).orElseThrow();
    List<Shape> levels = source.info().levels().stream().map(RasterInfo.Level::shape).toList();
    LevelRead level = task.at(c.options().contains("-ovr AUTO") ? levels : levels.subList(0, 1));
    RasterBlock block = source.read(level.level(), 0, level.window());
    for (int i = 0; i < block.samples().length; i++) {
      if (noData.matches(block.samples()[i])) {
        block.mask().setInvalid(i);
      }
    }
    PixelTransform exact = CRS.pixelTransform(target, level.grid());
    Reduction reduction = level.reduction();
    if (c.options().contains("XSCALE")) {
      Reduction stated =
          new Reduction(
              1 / option(c, "XSCALE=(\\S+)").orElseThrow(),
              1 / option(c, "YSCALE=(\\S+)").orElseThrow());
      assertThat(reduction.x()).isCloseTo(stated.x(), withinPercentage(0.5));
      assertThat(reduction.y()).isCloseTo(stated.y(), withinPercentage(0.5));
      reduction = stated;
    }
    RasterBlock part =
        Resampler.resample(
            block,
            level.window(),
            level.grid().shape(),
            PixelMap.of(exact, task.target(), PixelMap.DEFAULT_TOLERANCE),
            reduction,
            task.target(),
            c.method());
    Encoding.store(part, granule.type(), NoData.of(0));
    RasterBlock result = RasterBlock.allocate(target.shape());
    result.paste(part, task.target().rowStart(), task.target().colStart());
    return result;
  }

  private static Optional<Double> option(Case c, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(c.options());
    return matcher.find() ? Optional.of(Double.parseDouble(matcher.group(1))) : Optional.empty();
  }
}
