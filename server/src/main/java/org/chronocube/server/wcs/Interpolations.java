// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.kernel.Resampling;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.wcs.Axes.Axis;

/** Interpolation methods (OGC 12-049) by their URLs and short names. */
final class Interpolations {

  private static final String BASE = "http://www.opengis.net/def/interpolation/OGC/1/";

  private static final Map<String, Resampling> METHODS =
      Map.of(
          "nearest-neighbor", Resampling.NEAREST,
          "nearest", Resampling.NEAREST,
          "linear", Resampling.BILINEAR,
          "bilinear", Resampling.BILINEAR,
          "cubic", Resampling.CUBIC,
          "bicubic", Resampling.CUBIC,
          "average", Resampling.AVERAGE);

  private Interpolations() {}

  /** What capabilities list. */
  static List<String> urls() {
    return Stream.of("nearest-neighbor", "linear", "cubic", "average").map(BASE::concat).toList();
  }

  /** The method for both spatial axes. */
  static Resampling of(GetCoverageRequest request, Axes axes, Resampling otherwise) {
    Optional<Resampling> spatial = request.interpolation().map(Interpolations::parse);
    for (Map.Entry<String, String> entry : request.axisInterpolation().entrySet()) {
      String label = entry.getKey();
      Axis axis =
          axes.axis(label)
              .orElseThrow(
                  () ->
                      new OwsException(
                          WcsCodes.NO_SUCH_AXIS,
                          label,
                          "axis must be one of "
                              + String.join(", ", axes.labels())
                              + ", was "
                              + label));
      Resampling method = parse(entry.getValue());
      if (axis == Axis.TIME) {
        requireNearest(method, entry.getValue());
      } else if (spatial.isPresent() && spatial.get() != method) {
        throw unsupported("both spatial axes must have one method", entry.getValue());
      } else {
        spatial = Optional.of(method);
      }
    }
    return spatial.orElse(otherwise);
  }

  private static void requireNearest(Resampling method, String text) {
    if (method != Resampling.NEAREST) {
      throw unsupported("time can only be interpolated by nearest-neighbor", text);
    }
  }

  /**
   * @throws OwsException {@code InterpolationMethodNotSupported}
   */
  static Resampling parse(String text) {
    String name =
        text.strip()
            .toLowerCase(Locale.ROOT)
            .replaceFirst(".*/", "")
            .replaceAll("[\\s_]+", "-")
            .replaceFirst("neighbou?r$", "neighbor");
    Resampling method = METHODS.get(name);
    if (method == null) {
      throw unsupported("interpolation must be one of " + String.join(", ", urls()), text);
    }
    return method;
  }

  private static OwsException unsupported(String rule, String value) {
    return new OwsException(
        WcsCodes.INTERPOLATION_METHOD_NOT_SUPPORTED, value, rule + ", was " + value);
  }
}
