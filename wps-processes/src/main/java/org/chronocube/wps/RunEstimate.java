// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.RunLimits;

/**
 * What a run will take, told before it starts from the index alone; nothing is read.
 *
 * <p>Time is rough, within a factor of about three on local files: samples are read at {@value
 * #SAMPLES_PER_SECOND} a second and processor (a deflated COG of 16 bit on a machine of 2024), and
 * a value costs the method so many nanoseconds.
 *
 * @param pixels of the result's grid
 * @param dates that are read
 * @param bands that are compared
 * @param samples that are read, over all passes
 * @param resultBytes of all bands of the coverage
 * @param seconds by the clock on this machine when it does nothing else
 */
record RunEstimate(
    long pixels, int dates, int bands, long samples, long resultBytes, double seconds) {

  static final double SAMPLES_PER_SECOND = 15e6;

  /**
   * @param readings how often the files are read
   * @param layers of the result
   * @param nanos that a value (a pixel of a band of a date) costs the method, all passes together
   */
  static RunEstimate of(long pixels, int dates, int bands, int readings, int layers, double nanos) {
    double values = (double) pixels * dates * bands;
    double work = readings * values / SAMPLES_PER_SECOND + values * nanos / 1e9;
    return new RunEstimate(
        pixels,
        dates,
        bands,
        (long) (readings * values),
        4L * layers * pixels,
        work / Runtime.getRuntime().availableProcessors());
  }

  /** The limit that the run would break, as a sentence. */
  Optional<String> broken(RunLimits limits) {
    if (pixels > limits.pixels()) {
      return Optional.of(rule(limits.pixels() + " pixels", pixels));
    }
    if (resultBytes > limits.resultBytes()) {
      return Optional.of(rule(limits.resultBytes() + " bytes of result", resultBytes));
    }
    if (seconds > limits.seconds()) {
      return Optional.of(rule(limits.seconds() + " s of estimated work", Math.round(seconds)));
    }
    return Optional.empty();
  }

  private static String rule(String most, long had) {
    return "area must have at most " + most + ", had " + had;
  }

  /**
   * Refuses what is beyond.
   *
   * @throws InvalidParameterException naming the area, the limit and the estimate
   */
  void check(RunLimits limits) {
    broken(limits)
        .ifPresent(
            why -> {
              throw new InvalidParameterException("area", why);
            });
  }

  /** By name, for a report. */
  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("pixels", pixels);
    map.put("dates", dates);
    map.put("bands", bands);
    map.put("samples", samples);
    map.put("resultBytes", resultBytes);
    map.put("seconds", Math.round(10 * seconds) / 10.0);
    return map;
  }
}
