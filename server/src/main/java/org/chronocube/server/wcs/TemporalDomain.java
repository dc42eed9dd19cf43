// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chronocube.server.ows.XmlWriter;
import org.chronocube.time.TimeInterval;

/**
 * The times of a coverage in WCS 1.0.0 and 1.1.1: all of them, or of a long series first and last.
 *
 * @param domain name of the element
 * @param period name of the element for first and last
 * @param begin name of the element for the first
 * @param end name of the element for the last
 */
record TemporalDomain(String domain, String period, String begin, String end) {

  /** Nothing for a coverage without times. */
  void write(XmlWriter xml, Coverage coverage) throws IOException {
    Optional<TimeInterval> bounds = coverage.hasTime() ? coverage.timeBounds() : Optional.empty();
    if (bounds.isEmpty()) {
      return;
    }
    List<Instant> times = coverage.times(GmlCoverage.MAX_LISTED_TIMES + 1);
    xml.open(domain);
    if (times.size() > GmlCoverage.MAX_LISTED_TIMES) {
      xml.open(period);
      xml.element(begin, GmlCoverage.text(bounds.get().start()));
      xml.element(end, GmlCoverage.text(bounds.get().last()));
      xml.end();
    } else {
      for (Instant time : times) {
        xml.element("gml:timePosition", GmlCoverage.text(time));
      }
    }
    xml.end();
  }
}
