// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.Catalog;
import org.chronocube.catalog.CatalogReader;
import org.chronocube.catalog.Datacube;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.jdbc.JdbcSceneIndexes;
import org.chronocube.index.jdbc.Options;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.SliceRequest;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.Indexer;
import org.chronocube.product.ProductParsers;
import org.chronocube.raster.RasterBlock;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample archive, from files through a real index to cube pixels. */
class ArchiveReadTest {

  @TempDir static Path temp;

  private static final CrsRegistry CRS = new CrsRegistry();
  private static final List<URI> OPENED = Collections.synchronizedList(new ArrayList<>());
  private static Catalog catalog;
  private static SceneIndex index;
  private static CubeEngine engine;

  @BeforeAll
  static void open() {
    catalog = CatalogReader.read(Path.of("..", "data-dir", "chronocube", "catalog.yaml"));
    index =
        JdbcSceneIndexes.open("jdbc:sqlite:" + temp.resolve("index.sqlite"), Options.forWriting());
    BlockReaders files =
        new BlockReaders(
            Map.of("file", FileByteSources.anywhere()),
            List.of(new TiffFormat(new BlockCache(32 << 20))));
    RasterOpener counted =
        uri -> {
          OPENED.add(uri);
          BlockReader reader = files.open(uri);
          return reader;
        };
    engine = new DefaultCubeEngine(index, counted, CRS, Runnable::run, 2, 64 << 20);
    Datacube datacube = new Datacube(catalog, index, files, engine, CRS);
    new Indexer(datacube, ProductParsers.discover()).indexCatalog(IndexProgress.NONE);
  }

  @AfterAll
  static void close() {
    index.close();
  }

  private static CubeRequest request(GeoBox target, String... bands) {
    return new CubeRequest(
        target,
        List.of(bands),
        List.of(),
        MosaicRule.MOST_RECENT,
        Resampling.NEAREST,
        Filter.INCLUDE,
        List.of(),
        CubeRequest.FailurePolicy.FAIL);
  }

  private static Cube cube(String name) {
    return catalog.cube(name).orElseThrow();
  }

  private static double mean(RasterBlock block, Scaling scaling) {
    double sum = 0;
    for (int i = 0; i < block.samples().length; i++) {
      sum += block.mask().isValid(i) ? scaling.toPhysical(block.samples()[i]) : 0;
    }
    return sum / block.mask().count();
  }

  @Test
  void ndviOfClearPixelsIsWhatNumPyFound() {
    Cube cube = cube("belgium_ndvi");
    Map<String, Double> means = new TreeMap<>();
    engine.slices(
        cube,
        SliceRequest.of(request(cube.grid())),
        Progress.NONE,
        slice -> {
          if (!slice.blocks().get(0).mask().isNoneValid()) {
            means.put(
                slice.instant().toString().substring(5, 10),
                mean(slice.blocks().get(0), cube.bands().get(0).band().scaling()));
          }
        });
    // data-dir/archive/README.md, "What the values look like"
    assertThat(means.get("04-05")).isCloseTo(0.797, within(0.0005));
    assertThat(means.get("04-15")).isCloseTo(0.800, within(0.0005));
  }

  // NumPy 1.24.2, SciPy 1.10.1 and rasterio 1.3.5 on the files: of the 52 pixels of classes 3, 8, 9
  // and 10 on 5 April, grown by binary_dilation with a disk of radius 1; 20 * log10(DN *
  // 10^(-83/20)).
  @Test
  void twoSensorsOfOneDayAreWhatNumPyFound() {
    Cube cube = cube("belgium_multi");
    Map<String, List<RasterBlock>> days = new TreeMap<>();
    engine.slices(
        cube,
        SliceRequest.of(request(cube.grid(), "red", "VV")),
        Progress.NONE,
        slice -> days.put(slice.instant().toString().substring(5, 10), slice.blocks()));

    RasterBlock red = days.get("04-05").get(0);
    RasterBlock radar = days.get("04-05").get(1);
    assertThat(red.mask().count()).isEqualTo(4140);
    assertThat(4140 * mean(red, Scaling.IDENTITY)).isCloseTo(159.7291, within(1e-4));
    assertThat(radar.mask().count()).isEqualTo(4224);
    assertThat(mean(radar, Scaling.IDENTITY)).isCloseTo(-10.628588, within(1e-5));
    // A day of Sentinel-1 alone, and one of Sentinel-2 alone that is all cloud.
    assertThat(days.get("04-08").get(0).mask().isNoneValid()).isTrue();
    assertThat(days.get("04-08").get(1).mask().isAllValid()).isTrue();
    assertThat(days.get("04-07").get(0).mask().isNoneValid()).isTrue();
    assertThat(days.get("04-07").get(1).mask().isNoneValid()).isTrue();
  }

  @Test
  void backscatterInDecibelIsWhatNumPyFound() {
    Cube cube = cube("belgium_s1");
    Map<String, List<Double>> means = new TreeMap<>();
    engine.slices(
        cube,
        SliceRequest.of(request(cube.grid())),
        Progress.NONE,
        slice ->
            means.put(
                slice.instant().toString().substring(5, 10),
                slice.blocks().stream().map(b -> mean(b, Scaling.IDENTITY)).toList()));
    assertThat(means).hasSize(10);
    assertThat(means.get("04-03").get(0)).isCloseTo(-11.00, within(0.006));
    assertThat(means.get("04-29").get(1)).isCloseTo(-18.63, within(0.006));
  }

  @Test
  void aProbeTouchesOneGranulePerBand() {
    Cube cube = cube("bordeaux");
    OPENED.clear();
    GeoBox probe = cube.grid().crop(new Window(100, 105, 200, 205));

    CubeRaster raster = engine.read(cube, request(probe, "B04", "B03", "B02"), Progress.NONE);

    assertThat(OPENED).hasSize(3).allMatch(uri -> uri.toString().contains("20171026"));
    assertThat(raster.blocks()).allMatch(b -> b.mask().isAllValid());
    assertThat(raster.report().scenes()).containsExactly("bordeaux-s2-l1c/T30TXQ_20171026T110131");
  }

  @Test
  void timesComeFromTheIndex() {
    OPENED.clear();
    Cube cube = cube("slovenia_ndvi");
    List<Instant> times = engine.times(cube, null, List.of(), Filter.INCLUDE);
    assertThat(times).hasSize(67).isSorted(); // 68 scenes, two of them on one solar day
    assertThat(OPENED).isEmpty();
    assertThat(
            engine.times(
                cube("bordeaux"),
                GeoBox.fitting(new Extent(5, 51, 6, 52), new Shape(10, 10), "EPSG:4326"),
                List.of(),
                Filter.INCLUDE))
        .isEmpty();
  }

  @Test
  void aYearOfLandsatIsOneMosaic() {
    Cube cube = cube("newyork_landsat");
    TimeInterval year =
        new TimeInterval(
            Instant.parse("2018-01-01T00:00:00Z"), Instant.parse("2019-01-01T00:00:00Z"));
    CubeRequest request = request(cube.grid(), "B4").withTimes(List.of(year));

    CubeRaster first = engine.read(cube, request, Progress.NONE);
    CubeRaster median = engine.read(cube, request.withRule(MosaicRule.MEDIAN), Progress.NONE);
    CubeRaster min = engine.read(cube, request.withRule(MosaicRule.MIN), Progress.NONE);

    assertThat(first.blocks().get(0).mask()).isEqualTo(median.blocks().get(0).mask());
    assertThat(first.report().scenes()).hasSizeBetween(3, 19).doesNotHaveDuplicates();
    assertThat(median.report().scenes()).hasSize(19);
    assertThat(mean(min.blocks().get(0), Scaling.IDENTITY))
        .isLessThan(mean(median.blocks().get(0), Scaling.IDENTITY));
  }
}
