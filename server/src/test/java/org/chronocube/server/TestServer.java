// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.IndexReport;
import org.chronocube.product.Indexer;
import org.chronocube.product.ProductParsers;
import org.chronocube.server.http.HttpSettings;

/** A server on a free port over a data directory, with an index of its own. */
public final class TestServer implements AutoCloseable {

  private static final DatacubeOptions SMALL = new DatacubeOptions(null, 32L << 20, 2, false);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ChronocubeServer server;

  private TestServer(ChronocubeServer server) {
    this.server = server;
  }

  /** The data directory that is shipped. */
  public static Path shipped() {
    return Path.of("..", "data-dir").toAbsolutePath().normalize();
  }

  /**
   * Indexes products and starts.
   *
   * @param dataDir the data directory
   * @param index file of the index
   * @param products ids; empty for all
   */
  public static TestServer start(Path dataDir, Path index, List<String> products) {
    DatacubeOptions options = SMALL.withIndex("jdbc:sqlite:" + index);
    try (Datacube datacube = Datacubes.open(dataDir.resolve("chronocube/catalog.yaml"), options)) {
      Indexer indexer = new Indexer(datacube, ProductParsers.discover());
      for (ProductDefinition product : datacube.catalog().products()) {
        if (products.isEmpty() || products.contains(product.product().id())) {
          IndexReport report = indexer.indexProduct(product, IndexProgress.NONE);
          if (!report.skipped().isEmpty()) {
            throw new AssertionError("skipped: " + report.skipped());
          }
        }
      }
    }
    ChronocubeServer server = ChronocubeServer.open(dataDir, options, HttpSettings.onPort(0));
    server.start();
    return new TestServer(server);
  }

  public URI root() {
    return server.root();
  }

  /** What came back. */
  public record Answer(HttpResponse<byte[]> response) {

    public int status() {
      return response.statusCode();
    }

    /** Media type without parameters. */
    public String type() {
      return header("content-type").replaceFirst("\\s*;.*", "");
    }

    /** Value of a header, empty when absent. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public byte[] bytes() {
      return response.body();
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public BufferedImage image() throws IOException {
      return ImageIO.read(new ByteArrayInputStream(response.body()));
    }

    /** SHA-1 of the picture's samples, row by row, red green blue or gray. */
    public String pixelsSha1(int channels) throws IOException {
      BufferedImage image = image();
      byte[] samples = new byte[image.getWidth() * image.getHeight() * channels];
      int at = 0;
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          int rgb = image.getRGB(x, y);
          for (int c = 0; c < channels; c++) {
            samples[at++] = (byte) (rgb >> (16 - 8 * c));
          }
        }
      }
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(samples));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /**
   * @param path below the root
   * @param parameters key, value pairs; a later one replaces an earlier one
   */
  public Answer get(String path, String... parameters) throws Exception {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      all.put(parameters[i], parameters[i + 1]);
    }
    StringBuilder query = new StringBuilder("?");
    all.forEach(
        (k, v) ->
            query
                .append(k)
                .append('=')
                .append(URLEncoder.encode(v, StandardCharsets.UTF_8))
                .append('&'));
    HttpRequest request = HttpRequest.newBuilder(URI.create(root() + path + query)).build();
    return new Answer(client.send(request, BodyHandlers.ofByteArray()));
  }

  @Override
  public void close() {
    server.close();
  }
}
