// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.grid.GeoBox;
import org.chronocube.index.SceneFilters;
import org.chronocube.index.SortKey;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.CubeRequest.FailurePolicy;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.factory.CommonFactoryFinder;

/**
 * GeoTools' read parameters, decoded: the only place that looks at them. Parameters that are not
 * ours are ignored, as GeoServer passes what other formats want.
 *
 * @param request what is asked of the engine
 * @param background values for pixels without data, one or one per band; null for each band's
 *     nodata
 */
record CubeParameters(CubeRequest request, double[] background) {

  private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

  /**
   * @throws InvalidParameterException naming parameter, rule and value
   */
  static CubeParameters decode(Cube cube, CrsRegistry crs, GeneralParameterValue... parameters) {
    Map<String, Object> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    collect(parameters == null ? new GeneralParameterValue[0] : parameters, values);
    List<String> bands = bands(values.get(AbstractGridFormat.BANDS.getName().getCode()), cube);
    CubeRequest request =
        new CubeRequest(
            target(values.get("ReadGridGeometry2D"), cube, crs),
            bands,
            times(values.get("TIME")),
            rule(values.get("MOSAIC_RULE"), cube),
            resampling(values.get("Interpolation"), cube),
            filter(values, cube, crs),
            sort(values.get("SORTING")),
            failures(values.get("FAILURES")));
    return new CubeParameters(request, background(values.get("BackgroundValues"), bands.size()));
  }

  CubeParameters withTarget(GeoBox target) {
    return new CubeParameters(request.withTarget(target), background);
  }

  private static void collect(GeneralParameterValue[] parameters, Map<String, Object> values) {
    for (GeneralParameterValue parameter : parameters) {
      if (parameter instanceof ParameterValueGroup group) {
        collect(group.values().toArray(GeneralParameterValue[]::new), values);
      } else if (parameter instanceof ParameterValue<?> value && value.getValue() != null) {
        values.put(value.getDescriptor().getName().getCode(), value.getValue());
      }
    }
  }

  private static GeoBox target(Object value, Cube cube, CrsRegistry crs) {
    return value instanceof GridGeometry2D geometry
        ? new GridGeometries(crs).grid(geometry, cube.grid())
        : cube.grid();
  }

  /** Names of the bands of an answer; a band may come twice. */
  private static List<String> bands(Object value, Cube cube) {
    List<String> all = cube.bands().stream().map(b -> b.band().name()).toList();
    if (!(value instanceof int[] numbers) || numbers.length == 0) {
      return all;
    }
    List<String> chosen = new ArrayList<>();
    for (int number : numbers) {
      if (number < 0 || number >= all.size()) {
        throw new InvalidParameterException(
            "Bands", "band number must be in 0.." + (all.size() - 1) + ", was " + number);
      }
      chosen.add(all.get(number));
    }
    return chosen;
  }

  private static List<TimeInterval> times(Object value) {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw new InvalidParameterException("TIME", "TIME must be a list, was " + value);
    }
    return list.stream().filter(t -> t != null).map(TimeValues::interval).toList();
  }

  private static MosaicRule rule(Object value, Cube cube) {
    if (!(value instanceof String text) || text.isBlank()) {
      return cube.rule();
    }
    try {
      return MosaicRule.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidParameterException("MOSAIC_RULE", e.getMessage(), e);
    }
  }

  // The class belongs to the image library, whose package differs between GeoTools versions; its
  // simple name (InterpolationNearest, InterpolationBilinear, InterpolationBicubic2) does not.
  private static Resampling resampling(Object value, Cube cube) {
    if (value == null) {
      return cube.resampling();
    }
    String name = value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    if (name.contains("bilinear")) {
      return Resampling.BILINEAR;
    }
    return name.contains("bicubic") ? Resampling.CUBIC : Resampling.NEAREST;
  }

  private static Filter filter(Map<String, Object> values, Cube cube, CrsRegistry crs) {
    List<Filter> all = new ArrayList<>();
    if (values.get("Filter") instanceof Filter filter) {
      all.add(filter);
    } else if (values.get("Filter") instanceof String text && !text.isBlank()) {
      all.add(SceneFilters.parse(text));
    }
    for (SceneDimension dimension : SceneDimension.values()) {
      if (values.get(dimension.name()) instanceof List<?> list && !list.isEmpty()) {
        all.add(DimensionValues.filter(dimension, list));
      }
    }
    if (all.isEmpty()) {
      return Filter.INCLUDE;
    }
    Filter every = all.size() == 1 ? all.get(0) : FILTERS.and(all);
    return new GranuleFilters(cube, crs).toIndex(every);
  }

  /** {@code attribute A,attribute D}: ascending, descending. */
  private static List<SortKey> sort(Object value) {
    List<SortKey> keys = new ArrayList<>();
    if (value instanceof String text && !text.isBlank()) {
      for (String part : text.split(",")) {
        String[] words = part.strip().split("\\s+");
        if (words.length > 2 || (words.length == 2 && !words[1].matches("(?i)a|d|asc|desc"))) {
          throw new InvalidParameterException(
              "SORTING", "SORTING must be 'attribute A' or 'attribute D', was " + part.strip());
        }
        boolean descending = words.length == 2 && words[1].matches("(?i)d|desc");
        keys.add(new SortKey(GranuleSchema.property(words[0]), descending));
      }
    }
    return keys;
  }

  private static FailurePolicy failures(Object value) {
    if (!(value instanceof String text) || text.isBlank() || text.equalsIgnoreCase("fail")) {
      return FailurePolicy.FAIL;
    }
    if (text.equalsIgnoreCase("report")) {
      return FailurePolicy.REPORT;
    }
    throw new InvalidParameterException("FAILURES", "FAILURES must be fail or report, was " + text);
  }

  private static double[] background(Object value, int bands) {
    if (!(value instanceof double[] values) || values.length == 0) {
      return null;
    }
    if (values.length != 1 && values.length != bands) {
      throw new InvalidParameterException(
          "BackgroundValues",
          "BackgroundValues must be 1 or " + bands + " values, were " + values.length);
    }
    return values;
  }
}
