// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A composite of all dates of a whole tile, as it streams out of a server with a small heap. */
final class WholeTile {

  private static final String HEAP = "-Xmx256m";

  private WholeTile() {}

  /**
   * Asks a server of its own for the median of all dates of all pixels.
   *
   * @param size of the tile
   * @param images different ones among the dates
   */
  static Table run(Lab lab, int size, int dates, int images) throws Exception {
    MadeArchive archive = MadeArchive.linked(lab, size, dates, images);
    archive.publishMedian();
    Table table =
        new Table(
            "Median of " + dates + " dates of " + size + "² pixels by GetCoverage, " + HEAP,
            List.of(
                "first byte s", "all s", "CPU s", "MiB", "process MiB", "read MiB", "files MiB"));
    try (OurServer server = OurServer.start(archive.dataDir(), List.of(HEAP))) {
      table.row(ask(server, archive));
    }
    return table.note("Files have overviews, a quarter of their bytes, which are not read.");
  }

  private static String[] ask(OurServer server, MadeArchive archive) throws Exception {
    URI uri =
        URI.create(
            server.root()
                + "wcs?service=WCS&version=2.0.1&request=GetCoverage&coverageId=chronocube__"
                + MadeArchive.MEDIAN
                + "&rangesubset=B04&subset=time(%222000-01-01%22,%222100-01-01%22)");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(20)).build();
    long cpu = ProcessorTime.nanos(List.of(server.processId()));
    double read = ProcessorTime.readBytes(server.processId());
    long start = System.nanoTime();
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    double first;
    long bytes;
    try (InputStream in = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException(uri + " gave " + new String(in.readAllBytes()));
      }
      in.readNBytes(1);
      first = (System.nanoTime() - start) / 1e9;
      bytes = 1 + in.transferTo(OutputStream.nullOutputStream());
    }
    double all = (System.nanoTime() - start) / 1e9;
    return new String[] {
      Table.significant(first),
      Table.significant(all),
      Table.significant((ProcessorTime.nanos(List.of(server.processId())) - cpu) / 1e9),
      mib(bytes),
      mib(ProcessorTime.peakBytes(server.processId())),
      mib(ProcessorTime.readBytes(server.processId()) - read),
      mib(fileBytes(archive))
    };
  }

  private static long fileBytes(MadeArchive archive) throws IOException {
    long sum = 0;
    for (int date = 0; date < archive.dates(); date++) {
      Path file = archive.file(date, "B04");
      sum += Files.size(file);
    }
    return sum;
  }

  private static String mib(double bytes) {
    return Table.significant(bytes / (1 << 20));
  }
}
