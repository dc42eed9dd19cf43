// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.FakeEngine;
import org.chronocube.analysis.TimeText;
import org.chronocube.band.Band;
import org.chronocube.catalog.CatalogReader;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.catalog.YamlNode;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Derivation;
import org.chronocube.cube.Progress;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.kernel.Resampling;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.CubeRequest.FailurePolicy;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.Indexer;
import org.chronocube.product.ProductParsers;
import org.chronocube.raster.RasterBlock;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cubes of change as they are written down, and the shipped one's pixels. */
class ChangeCubesTest {

  private static Derivation parse(String yaml) {
    return new ChangeCubes()
        .parse(new YamlNode("change", YamlNode.load(yaml, "test").value()), FakeEngine.cube());
  }

  @Test
  void the_bands_are_the_statistic_and_change_unless_it_says_others() {
    assertThat(parse("{cube: fake, method: ChangeVectorAnalysis}").bands())
        .extracting(Band::name)
        .containsExactly("magnitude", "change");
    assertThat(
            parse("{cube: fake, method: ChangeVectorAnalysis, bands: [red], output: direction}")
                .bands())
        .extracting(Band::name)
        .containsExactly("direction");
  }

  @Test
  void whatever_compares_two_times_can_be_a_cube() {
    for (PairDeclaration declaration : DatacubeProcesses.pairs()) {
      assertThat(parse("{cube: fake, method: " + declaration.name() + "}").bands())
          .as(declaration.name())
          .isNotEmpty();
    }
  }

  @Test
  void a_method_that_makes_its_bands_is_not_given_others() {
    String words = "{cube: fake, method: IndexDifference, parameters: {index: nir / red}}";
    assertThat(parse(words).bands()).extracting(Band::name).containsExactly("difference", "change");
    assertThatThrownBy(() -> parse(words.replace("method", "bands: [red], method")))
        .hasMessage("change: bands must be left out, for the method takes [nir / red], were [red]");
  }

  @Test
  void of_the_same_words_it_is_equal() {
    String words = "{cube: fake, method: ChangeVectorAnalysis, parameters: {standardise: true}}";
    assertThat(parse(words))
        .isEqualTo(parse(words))
        .isNotEqualTo(parse(words.replace("true", "false")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "method: Guess                      | change.method must be one of",
        "bands: [blue]                      | change: bands must be of red, nir, was blue",
        "parameters: {window: 3}            | change.parameters.window must be one of [spectralAngle, standardise, tasselledCap]",
        "parameters: {standardise: perhaps} | change: standardise must be a Boolean, was perhaps",
        "threshold: guess                   | change: threshold must be otsu",
        "output: [chi2]                     | change: output must be of [magnitude, direction, change], was chi2",
        "before: 1 year                     | change.before must be an ISO 8601 period",
        "before: P0D                        | change.before must be a period of more than 0",
        "since: 2016                        | change.since must be one of [bands, before, cube, method,",
      })
  void what_breaks_a_rule_is_named(String line, String message) {
    String yaml = "{cube: fake, " + line + "}";
    if (!line.startsWith("method")) {
      yaml = yaml.replace("fake,", "fake, method: ChangeVectorAnalysis,");
    }
    String broken = yaml;
    assertThatThrownBy(() -> parse(broken))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void the_shipped_catalog_has_cubes_of_change() {
    List<Cube> cubes = CatalogReader.read(Path.of("../data-dir/chronocube/catalog.yaml")).cubes();

    assertThat(cubes)
        .filteredOn(c -> c.derivation().isPresent())
        .extracting(Cube::name)
        .contains("bordeaux_change");
  }

  /**
   * Expected values: NumPy 1.24 on the same files, magnitude = sqrt of the sum of squares of
   * differences of z-scores (ddof 1) of B02, B03, B04 and B08, Otsu on numpy.histogram of 256 bins.
   */
  @Test
  void the_change_of_bordeaux_equals_numpy_on_every_map(@TempDir Path directory) throws Exception {
    Path catalog = Path.of("../data-dir/chronocube/catalog.yaml");
    assertThat(Files.isRegularFile(catalog)).isTrue();
    DatacubeOptions options =
        new DatacubeOptions("jdbc:sqlite:" + directory.resolve("index.sqlite"), 64 << 20, 2, false);
    try (Datacube datacube = Datacubes.open(catalog, options)) {
      new Indexer(datacube, ProductParsers.discover()).indexCatalog(IndexProgress.NONE);
      Cube cube = datacube.catalog().cube("bordeaux_change").orElseThrow();
      CubeRequest request = request(cube.grid(), cube, "2016-05-04/2017-10-26");
      CubeRaster whole = datacube.engine().read(cube, request, Progress.NONE);
      RasterBlock magnitude = whole.blocks().get(0);
      RasterBlock change = whole.blocks().get(1);

      assertThat(magnitude.sample(100, 100)).isCloseTo(0.5917708f, within(1e-5f));
      assertThat(magnitude.sample(300, 200)).isCloseTo(0.8194186f, within(1e-5f));
      assertThat(magnitude.sample(50, 400)).isCloseTo(4.6111123f, within(1e-5f));
      assertThat(change.sample(50, 400)).isEqualTo(1);
      assertThat(whole.report().scenes()).hasSize(2);
      assertThat(changed(whole)).isEqualTo(34568);

      Window window = new Window(37, 140, 211, 390);
      CubeRaster part =
          datacube.engine().read(cube, request.withTarget(cube.grid().crop(window)), Progress.NONE);
      assertThat(part.blocks().get(0).samples()).containsExactly(magnitude.crop(window).samples());

      // Zoomed out, another grid; the threshold is the same.
      CubeRaster small =
          datacube
              .engine()
              .read(
                  cube, request.withTarget(cube.grid().resample(new Shape(60, 50))), Progress.NONE);
      for (int i = 0; i < 3000; i++) {
        float value = small.blocks().get(0).samples()[i];
        assertThat(small.blocks().get(1).samples()[i]).isEqualTo(value > 2.1792018 ? 1 : 0);
      }
    }
  }

  private static CubeRequest request(GeoBox target, Cube cube, String times) {
    return new CubeRequest(
        target,
        List.of(),
        TimeText.parse(times, "time"),
        cube.rule(),
        Resampling.NEAREST,
        Filter.INCLUDE,
        List.of(),
        FailurePolicy.FAIL);
  }

  private static int changed(CubeRaster raster) {
    int n = 0;
    for (float v : raster.blocks().get(1).samples()) {
      n += v == 1 ? 1 : 0;
    }
    return n;
  }
}
