// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.RenderedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.FakeEngine;
import org.chronocube.catalog.RunLimits;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CancelledException;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.Name;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** The processes as GeoServer and the embedded server call them. */
class DatacubeProcessFactoryTest {

  private static final Name SERIES = new NameImpl("datacube", "TimeSeries");
  private static final Name CHANGE = new NameImpl("datacube", "ChangeVectorAnalysis");
  private static final Name SPECKLE = new NameImpl("datacube", "SpeckleFilter");

  private final FakeEngine engine =
      new FakeEngine()
          .scene("2020-06-01T10:00:00Z", (t, band, row, col) -> 200)
          .scene(
              "2021-06-01T10:00:00Z",
              (t, band, row, col) -> row < 5 && col < 5 ? 100 : row == 39 ? -1 : 200);
  private final DatacubeProcessFactory factory =
      new DatacubeProcessFactory(
          name -> {
            if (!name.equals("fake")) {
              throw new InvalidParameterException("cube", "cube must be fake, was " + name);
            }
            return new CubeSource.Found(FakeEngine.cube(), engine, new CrsRegistry());
          });

  @Test
  void namesItsProcesses() {
    // ogc-contract-tests holds the whole list.
    assertThat(factory.getNames()).contains(SERIES, CHANGE, SPECKLE);
    assertThat((Object) factory.getTitle(SERIES)).hasToString("Time series of an area");
    assertThat(factory.getVersion(CHANGE)).isEqualTo("1.0.0");
    assertThat(factory.supportsProgress(SERIES)).isTrue();
  }

  @Test
  void describesItsParameters() {
    Map<String, Parameter<?>> inputs = factory.getParameterInfo(CHANGE);
    assertThat(inputs)
        .containsOnlyKeys(
            "cube",
            "bands",
            "area",
            "areaCrs",
            "resolution",
            "before",
            "after",
            "filter",
            "beforeCoverage",
            "afterCoverage",
            "composite",
            "standardise",
            "tasselledCap",
            "spectralAngle",
            "threshold",
            "weakThreshold",
            "opening",
            "closing",
            "minimumArea",
            "neighbours");
    Parameter<?> minimum = inputs.get("minimumArea");
    assertThat((Object) minimum.getTitle()).hasToString("Minimum mapping unit");
    assertThat(minimum.getDefaultValue()).isEqualTo(0.0);
    assertThat(minimum.metadata).containsEntry("unit", "m2").containsEntry(Parameter.MIN, 0.0);
    assertThat(inputs.get("bands").maxOccurs).isEqualTo(64);
    assertThat(inputs.get("bands").type).isEqualTo(String.class);
    assertThat(inputs.get("area").type).isEqualTo(Geometry.class);
    assertThat(factory.getResultInfo(CHANGE, null))
        .containsOnlyKeys("coverage", "polygons", "threshold", "report");
    assertThat(factory.getParameterInfo(SERIES).values())
        .allSatisfy(p -> assertThat(p.getDescription().toString()).endsWith("."));
  }

  @Test
  void timeSeriesAreFeatures() throws Exception {
    Geometry point = new GeometryFactory().createPoint(new Coordinate(600005, 5699995));
    point.setSRID(32631);
    Map<String, Object> result =
        run(SERIES, Map.of("cube", "fake", "area", point, "bands", List.of("red")));
    SimpleFeatureCollection series = (SimpleFeatureCollection) result.get("series");
    List<SimpleFeature> features = DataUtilities.list(series);
    assertThat(features).hasSize(2);
    SimpleFeature second = features.get(1);
    assertThat(second.getAttribute("mean")).isEqualTo(51.0);
    assertThat(second.getAttribute("pixels")).isEqualTo(1);
    assertThat(second.getAttribute("p50")).isEqualTo(51.0);
    assertThat(second.getAttribute("rule")).isEqualTo("touched");
    assertThat(second.getAttribute("time")).isEqualTo("2021-06-01T10:00:00.000Z");
  }

  @Test
  void changeIsACoverageAndPolygons() throws Exception {
    DefaultProgressListener listener = new DefaultProgressListener();
    Map<String, Object> input =
        new HashMap<>(Map.of("cube", "fake", "before", "2020", "after", "2021"));
    Map<String, Object> result = factory.create(CHANGE).execute(input, listener);

    GridCoverage2D coverage = (GridCoverage2D) result.get("coverage");
    assertThat(coverage.getNumSampleDimensions()).isEqualTo(3);
    assertThat((Object) coverage.getSampleDimension(2).getDescription()).hasToString("change");
    RenderedImage image = coverage.getRenderedImage();
    assertThat(image.getData().getSampleFloat(3, 3, 2)).isEqualTo(1);
    assertThat(image.getData().getSampleFloat(30, 20, 2)).isEqualTo(0);
    assertThat(image.getData().getSampleFloat(30, 39, 0)).isNaN();
    assertThat(coverage.getEnvelope2D().getMinX()).isEqualTo(600_000);
    assertThat(coverage.getEnvelope2D().getMaxY()).isEqualTo(5_700_000);

    List<SimpleFeature> polygons =
        DataUtilities.list((SimpleFeatureCollection) result.get("polygons"));
    assertThat(polygons).hasSize(1);
    assertThat(polygons.get(0).getAttribute("pixels")).isEqualTo(25);
    assertThat((Double) polygons.get(0).getAttribute("area")).isCloseTo(2500, within(5.0));
    assertThat((Double) result.get("threshold")).isPositive();
    assertThat(listener.getProgress()).isEqualTo(100);
  }

  @Test
  void speckleFiltersHaveRangesAndDefaults() {
    Map<String, Parameter<?>> inputs = factory.getParameterInfo(SPECKLE);
    assertThat(inputs)
        .containsOnlyKeys(
            "cube",
            "bands",
            "area",
            "areaCrs",
            "date",
            "time",
            "filter",
            "localMean",
            "window",
            "looks",
            "values");
    assertThat(inputs.get("filter").getDefaultValue()).isEqualTo("refined-lee");
    assertThat(inputs.get("window").getDefaultValue()).isEqualTo(7);
    assertThat(inputs.get("window").metadata)
        .containsEntry(Parameter.MIN, 3.0)
        .containsEntry(Parameter.MAX, 101.0);
    assertThat(inputs.get("looks").getDefaultValue()).isEqualTo(4.4);
    assertThat(inputs.values())
        .allSatisfy(p -> assertThat(p.getDescription().toString()).endsWith("."));
    assertThat(factory.getResultInfo(SPECKLE, null)).containsOnlyKeys("coverage", "dates");
  }

  @Test
  void filteredDatesAreCoverages() throws Exception {
    DefaultProgressListener listener = new DefaultProgressListener();
    Map<String, Object> result =
        factory
            .create(SPECKLE)
            .execute(Map.of("cube", "fake", "date", "2021", "bands", List.of("nir")), listener);

    GridCoverage2D coverage = (GridCoverage2D) result.get("coverage");
    assertThat(coverage.getNumSampleDimensions()).isEqualTo(1);
    assertThat((Object) coverage.getSampleDimension(0).getDescription()).hasToString("nir");
    RenderedImage image = coverage.getRenderedImage();
    // DN 100 and 200 with scale 0.5 and offset 1, far from the edge between them.
    assertThat(image.getData().getSampleFloat(0, 0, 0)).isEqualTo(51);
    assertThat(image.getData().getSampleFloat(40, 20, 0)).isEqualTo(101);
    assertThat(image.getData().getSampleFloat(30, 39, 0)).isNaN();
    assertThat(result.get("dates")).isEqualTo(1);
    assertThat(listener.getProgress()).isEqualTo(100);
  }

  @Test
  void speckleFiltersRefuseWhatDoesNotFit() {
    Map<String, Object> good = Map.of("cube", "fake", "date", "2021");
    assertThatThrownBy(() -> run(SPECKLE, with(good, "filter", "frost")))
        .hasRootCauseMessage(
            "filter must be one of boxcar, lee, refined-lee, gamma-map, was frost");
    assertThatThrownBy(() -> run(SPECKLE, with(good, "window", 5)))
        .hasRootCauseMessage("window of refined-lee must be 7, was 5");
    assertThatThrownBy(() -> run(SPECKLE, with(good, "looks", 0.0)))
        .hasRootCauseMessage("looks must be > 0, was 0.0");
    assertThatThrownBy(() -> run(SPECKLE, with(good, "time", "2020")))
        .hasRootCauseMessage("time must be given with filter quegan-yu only, was 2020");
    assertThatThrownBy(() -> run(SPECKLE, with(good, "values", "dB")))
        .hasRootCauseMessage("values must be one of power, amplitude, decibel, was dB");
    assertThatThrownBy(() -> run(SPECKLE, with(good, "date", "1999")))
        .rootCause()
        .hasMessageContaining("date must select a scene of fake, was");
    assertThatThrownBy(
            () ->
                new DatacubeProcessFactory(
                        name ->
                            new CubeSource.Found(
                                FakeEngine.cube(),
                                engine,
                                new CrsRegistry(),
                                RunLimits.DEFAULT.withPixels(4799)))
                    .create(SPECKLE)
                    .execute(good, null))
        .hasRootCauseMessage("area must have at most 2399 pixels with 2 bands, had 2400");
  }

  @Test
  void aSpeckleFilterStopsWhenItIsCancelled() {
    DefaultProgressListener listener = new DefaultProgressListener();
    listener.setCanceled(true);
    assertThatThrownBy(
            () -> factory.create(SPECKLE).execute(Map.of("cube", "fake", "date", "2021"), listener))
        .hasRootCauseInstanceOf(CancelledException.class);
  }

  private static Map<String, Object> with(Map<String, Object> input, String key, Object value) {
    Map<String, Object> more = new HashMap<>(input);
    more.put(key, value);
    return more;
  }

  @Test
  void errorsNameTheParameter() {
    assertThatThrownBy(() -> run(SERIES, Map.of("cube", "nothing")))
        .isInstanceOf(ProcessException.class)
        .hasRootCauseInstanceOf(InvalidParameterException.class)
        .hasRootCauseMessage("cube must be fake, was nothing");
    assertThatThrownBy(
            () ->
                run(
                    CHANGE,
                    Map.of("cube", "fake", "before", "2020", "after", "2021", "neighbours", 5)))
        .hasRootCauseMessage("neighbours must be 4 or 8, was 5");
    assertThatThrownBy(() -> run(CHANGE, Map.of("cube", "fake", "neighbours", 9)))
        .hasRootCauseMessage("neighbours must be in 4.0..8.0, was 9");
    assertThatThrownBy(() -> run(CHANGE, Map.of("cube", "fake", "standardise", "perhaps")))
        .hasRootCauseMessage("standardise must be a Boolean, was perhaps");
    assertThatThrownBy(() -> run(CHANGE, Map.of("cube", "fake", "before", "2020")))
        .hasRootCauseMessage("after must be given");
  }

  @Test
  void canBeRegisteredWhereGeoServerLooks() {
    Processors.addProcessFactory(factory);
    try {
      assertThat(Processors.createProcess(SERIES)).isNotNull();
    } finally {
      Processors.removeProcessFactory(factory);
    }
    assertThat(Processors.createProcess(SERIES)).isNull();
  }

  private Map<String, Object> run(Name name, Map<String, Object> input) throws Exception {
    Process process = factory.create(name);
    return process.execute(input, null);
  }
}
