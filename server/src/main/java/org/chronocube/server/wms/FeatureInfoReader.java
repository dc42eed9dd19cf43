// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.chronocube.band.Band;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.TimeParameter;
import org.chronocube.time.TimeInterval;
import org.locationtech.jts.geom.Coordinate;

/** Answers GetFeatureInfo (OGC 06-042 clause 7.4) with the values of exactly one pixel. */
final class FeatureInfoReader {

  private static final int MAX_FEATURES = 1000;

  private final LayerSelection layers;
  private final MapRequestReader maps;
  private final TimeResolver times;
  private final Function<CoverageLayer, LayerCoverage> coverages;
  private final CrsRegistry crs;

  FeatureInfoReader(
      LayerSelection layers,
      MapRequestReader maps,
      TimeResolver times,
      Function<CoverageLayer, LayerCoverage> coverages,
      CrsRegistry crs) {
    this.layers = layers;
    this.maps = maps;
    this.times = times;
    this.coverages = coverages;
    this.crs = crs;
  }

  /** The information, and texts for the Warning header. */
  record Found(FeatureInfo info, List<String> warnings) {}

  Found read(OwsRequest request, WmsVersion version, Deadline deadline) {
    Kvp kvp = request.kvp();
    Set<CoverageLayer> asked = queried(request);
    GeoBox map = maps.target(kvp, version);
    GeoBox pixel = pixel(kvp, version, map);
    return at(request, asked, pixel, maps.time(kvp), deadline);
  }

  /**
   * The values of layers at one pixel.
   *
   * @param pixel a grid of one pixel, in any CRS
   */
  Found at(
      OwsRequest request,
      Collection<CoverageLayer> asked,
      GeoBox pixel,
      Optional<TimeParameter> time,
      Deadline deadline) {
    int count = request.kvp().integer("FEATURE_COUNT", 1, MAX_FEATURES).orElse(1);
    GeoBox home = Turns.home(pixel);
    List<FeatureInfo.LayerValues> found = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (CoverageLayer layer : asked) {
      deadline.check();
      LayerCoverage coverage = coverages.apply(layer);
      SelectedTimes selected = times.resolve(layer, coverage.times(), time);
      warnings.addAll(selected.warnings());
      if (!selected.nothing() && coverage.isOfFeatures()) {
        found.addAll(scenes(request, layer, coverage, home, selected, count));
      } else if (!selected.nothing() && reaches(coverage.grid(), home)) {
        found.add(values(request, layer, coverage, home, selected, deadline));
      }
    }
    return new Found(new FeatureInfo(found, position(pixel)), warnings);
  }

  private Set<CoverageLayer> queried(OwsRequest request) {
    Set<CoverageLayer> asked = new LinkedHashSet<>();
    List<String> drawn = request.kvp().list("LAYERS");
    List<String> queried = request.kvp().list("QUERY_LAYERS");
    if (queried.isEmpty()) {
      throw OwsException.missing("query_layers");
    }
    for (String name : queried) {
      boolean shown =
          drawn.stream().anyMatch(d -> request.unqualified(d).equals(request.unqualified(name)));
      if (!drawn.isEmpty() && !shown) {
        throw new OwsException(
            WmsCodes.LAYER_NOT_DEFINED,
            "query_layers",
            "a queried layer must be one of layers, was " + name);
      }
      asked.addAll(queryable(request, name));
    }
    return asked;
  }

  /**
   * The layers behind a name.
   *
   * @throws OwsException {@code LayerNotQueryable} when one is not open to the question
   */
  List<CoverageLayer> queryable(OwsRequest request, String name) {
    List<CoverageLayer> members = layers.members(request, name);
    if (!members.stream().allMatch(CoverageLayer::queryable)) {
      throw new OwsException(
          WmsCodes.LAYER_NOT_QUERYABLE, "query_layers", "a layer must be queryable, was " + name);
    }
    return members;
  }

  /**
   * The format of an INFO_FORMAT parameter.
   *
   * @throws OwsException {@code InvalidFormat}
   */
  static FeatureInfoFormat format(String name) {
    return FeatureInfoFormat.of(name)
        .orElseThrow(
            () ->
                new OwsException(
                    WmsCodes.INVALID_FORMAT,
                    "info_format",
                    "info_format must be one of "
                        + String.join(", ", FeatureInfoFormat.listed())
                        + ", was "
                        + name));
  }

  private static GeoBox pixel(Kvp kvp, WmsVersion version, GeoBox map) {
    int col = coordinate(kvp, version.column(), "X", "I", map.width());
    int row = coordinate(kvp, version.row(), "Y", "J", map.height());
    return map.crop(Window.at(row, col, 1, 1));
  }

  // Clients of one version send the other one's names.
  private static int coordinate(Kvp kvp, String name, String other1, String other2, int size) {
    String text =
        kvp.get(name)
            .or(() -> kvp.get(other1))
            .or(() -> kvp.get(other2))
            .orElseThrow(() -> OwsException.missing(name.toLowerCase(Locale.ROOT)));
    try {
      int value = Integer.parseInt(text);
      if (value >= 0 && value < size) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // Answered below, like a pixel beside the map.
    }
    throw new OwsException(
        WmsCodes.INVALID_POINT,
        name.toLowerCase(Locale.ROOT),
        name + " must be a pixel of the map, 0.." + (size - 1) + ", was " + text);
  }

  private boolean reaches(GeoBox coverage, GeoBox pixel) {
    double[] centre = {0.5, 0.5};
    crs.pixelTransform(pixel, coverage).transform(centre, 1);
    return centre[0] >= 0
        && centre[0] < coverage.width()
        && centre[1] >= 0
        && centre[1] < coverage.height();
  }

  private Optional<Coordinate> position(GeoBox pixel) {
    GeoBox degrees = new GeoBox(pixel.shape(), new Affine(1, 0, 0, 0, 1, 0), CrsRegistry.WGS84);
    double[] centre = {0.5, 0.5};
    crs.pixelTransform(pixel, degrees).transform(centre, 1);
    return Double.isNaN(centre[0])
        ? Optional.empty()
        : Optional.of(new Coordinate(centre[0], centre[1]));
  }

  private static List<FeatureInfo.LayerValues> scenes(
      OwsRequest request,
      CoverageLayer layer,
      LayerCoverage coverage,
      GeoBox pixel,
      SelectedTimes selected,
      int most) {
    return coverage.scenes(pixel, selected.intervals(), most).stream()
        .map(
            scene -> {
              Map<String, Optional<Object>> values = new LinkedHashMap<>();
              values.put("scene", Optional.of(scene.id()));
              values.put("product", Optional.of(scene.product()));
              values.put(
                  "cloud_cover",
                  scene.cloudCover().isPresent()
                      ? Optional.of((float) scene.cloudCover().getAsDouble())
                      : Optional.empty());
              return new FeatureInfo.LayerValues(
                  request.unqualified(layer.prefixedName()),
                  layer.title(),
                  Optional.of(SelectedTimes.format(scene.time())),
                  values,
                  Optional.of(scene.footprint()));
            })
        .toList();
  }

  private static FeatureInfo.LayerValues values(
      OwsRequest request,
      CoverageLayer layer,
      LayerCoverage coverage,
      GeoBox pixel,
      SelectedTimes selected,
      Deadline deadline) {
    List<Band> bands = coverage.bands();
    List<Integer> all = IntStream.range(0, bands.size()).boxed().toList();
    List<RasterBlock> blocks = coverage.read(pixel, all, selected.intervals(), deadline);
    Map<String, Optional<Object>> values = new LinkedHashMap<>();
    for (int i = 0; i < bands.size(); i++) {
      boolean valid = blocks.get(i).isValid(0, 0);
      values.put(
          bands.get(i).name(),
          valid ? Optional.of(number(bands.get(i), blocks.get(i).sample(0, 0))) : Optional.empty());
    }
    return new FeatureInfo.LayerValues(
        request.unqualified(layer.prefixedName()),
        layer.title(),
        dated(selected, coverage.times()).asText(),
        values,
        Optional.empty());
  }

  // A range in which there is one date is that date: 2023-04-15 tells the time of the pass.
  private static SelectedTimes dated(SelectedTimes selected, LayerTimes times) {
    return new SelectedTimes(
        selected.intervals().stream().map(i -> dated(i, times)).toList(),
        selected.warnings(),
        selected.nothing());
  }

  private static TimeInterval dated(TimeInterval interval, LayerTimes times) {
    return times
        .atOrAfter(interval.start())
        .filter(first -> times.atOrBefore(interval.last()).equals(Optional.of(first)))
        .map(TimeInterval::at)
        .orElse(interval);
  }

  private static Number number(Band band, float sample) {
    if (band.type().isFloating()) {
      return sample;
    }
    return (long) sample;
  }
}
