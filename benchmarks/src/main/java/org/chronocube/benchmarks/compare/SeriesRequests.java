// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.chronocube.crs.CrsRegistry;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Asks a server for the series of a field, on one connection.
 *
 * @param process id of the server, whose processor time counts
 * @param expression the band that is asked for
 */
record SeriesRequests(HttpClient client, URI root, long process, String expression) {

  private static final CrsRegistry CRS = new CrsRegistry();
  private static final Pattern MEAN = Pattern.compile("\"mean\"\\s*:\\s*(null|[-+.0-9eE]+)");

  static SeriesRequests of(OurServer server, String expression) {
    return new SeriesRequests(
        HttpClient.newHttpClient(), server.root(), server.processId(), expression);
  }

  /** By {@code api/series}. */
  Took api(Envelope field) throws Exception {
    return ask(
        "api/series?layer=chronocube:"
            + MadeArchive.CUBE
            + "&bands="
            + encoded(expression)
            + "&area="
            + encoded(area(field)));
  }

  private Took ask(String query) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(root.resolve(query)).build();
    long cpu = ProcessorTime.nanos(List.of(process));
    long start = System.nanoTime();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    long end = System.nanoTime();
    if (answer.statusCode() != 200) {
      throw new IOException(query + " was answered by " + answer.statusCode() + answer.body());
    }
    double[] means =
        MEAN.matcher(answer.body()).results().mapToDouble(SeriesRequests::number).toArray();
    return new Took(
        (end - start) / 1e9, (ProcessorTime.nanos(List.of(process)) - cpu) / 1e9, means);
  }

  private static double number(MatchResult found) {
    return found.group(1).equals("null") ? Double.NaN : Double.parseDouble(found.group(1));
  }

  private static String area(Envelope field) {
    return CRS.transform(new GeometryFactory().toGeometry(field), "EPSG:32631", CrsRegistry.WGS84)
        .toText();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
