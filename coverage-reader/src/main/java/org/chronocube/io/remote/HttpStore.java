// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.HttpTransfer;
import org.chronocube.io.range.OpenedSource;
import org.chronocube.io.range.PlainRequests;

/**
 * The files of an HTTP(S) server. HTTP knows no directories: they cannot be listed, and but for the
 * root none is there.
 *
 * @param root scheme, host and port
 * @param transfer sends what is asked of it
 * @param requests makes it
 * @param files opens them
 */
record HttpStore(String root, HttpTransfer transfer, PlainRequests requests, ByteSources files)
    implements RemoteStore {

  @Override
  public RemoteAttributes attributes(URI uri) throws IOException {
    if (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/")) {
      return RemoteAttributes.DIRECTORY;
    }
    try {
      return attributes(transfer.get(new HttpTransfer.Call(requests, "HEAD", uri, Map.of(), 0)));
    } catch (FileNotFoundException e) {
      throw e;
    } catch (IOException e) {
      // Signed URLs are often signed for GET alone.
      OpenedSource opened = files.open(uri);
      return new RemoteAttributes(
          false, opened.source().size(), Instant.EPOCH, opened.source().id().tag());
    }
  }

  /** What the headers of an answer say of a file. */
  static RemoteAttributes attributes(HttpResponse<?> answer) throws IOException {
    HttpHeaders headers = answer.headers();
    long size = headers.firstValueAsLong("Content-Length").orElse(-1);
    if (size < 0) {
      throw new IOException("the server must tell the length of a file, did not");
    }
    String modified = headers.firstValue("Last-Modified").orElse("");
    return new RemoteAttributes(
        false, size, time(modified), headers.firstValue("ETag").orElse(modified));
  }

  private static Instant time(String modified) {
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(modified));
    } catch (DateTimeException notTold) {
      return Instant.EPOCH;
    }
  }

  @Override
  public List<Child> list(URI directory) throws IOException {
    throw new IOException(
        "HTTP servers do not list directories: name a file, e.g. a STAC item or a zip, or an S3"
            + " bucket");
  }

  @Override
  public OpenedSource open(URI uri) throws IOException {
    return files.open(uri);
  }
}
