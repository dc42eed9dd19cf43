// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import org.chronocube.server.ows.XmlWriter;

/**
 * Where a job of WPS 2.0.0 is.
 *
 * @param jobId of the job
 * @param status {@code Accepted}, {@code Running}, {@code Succeeded}, {@code Failed} or {@code
 *     Dismissed}
 * @param expires when an ended job is deleted
 * @param estimated when a running job may end
 * @param nextPoll when to ask again
 * @param percent completed, 0 to 100
 */
record StatusInfo(
    String jobId,
    String status,
    Optional<Instant> expires,
    Optional<Instant> estimated,
    Optional<Instant> nextPoll,
    Optional<Integer> percent) {

  /** A status of which nothing more is known. */
  static StatusInfo of(String jobId, String status) {
    return new StatusInfo(
        jobId, status, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Writes wps:StatusInfo. */
  void write(OutputStream out) throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      Wps2Xml.declare(xml);
      xml.open("wps:StatusInfo");
      xml.element("wps:JobID", jobId);
      xml.element("wps:Status", status);
      xml.optional("wps:ExpirationDate", expires.map(Wps2Xml::time));
      xml.optional("wps:EstimatedCompletion", estimated.map(Wps2Xml::time));
      xml.optional("wps:NextPoll", nextPoll.map(Wps2Xml::time));
      xml.optional("wps:PercentCompleted", percent.map(String::valueOf));
      xml.end();
    }
  }
}
