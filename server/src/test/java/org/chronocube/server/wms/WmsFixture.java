// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.datadir.ConfigurationReader;
import org.chronocube.server.http.Router;
import org.chronocube.server.ows.OwsDispatcher;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;

/** A map service over a small data directory whose coverages are {@link EncodedCoverage}s. */
final class WmsFixture {

  static final Instant NOW = Instant.parse("2023-05-01T00:00:00Z");

  private final Path root;
  private final Map<String, LayerCoverage> coverages = new LinkedHashMap<>();
  private OwsDispatcher dispatcher;

  WmsFixture(Path root) {
    this.root = root;
    write("workspaces/eo/workspace.xml", "<workspace><id>w</id><name>eo</name></workspace>");
    write(
        "workspaces/eo/cubes/coveragestore.xml",
        "<coverageStore><name>cubes</name><type>Chronocube</type><enabled>true</enabled>"
            + "<url>file:catalog.yaml</url></coverageStore>");
    // gray: the level is the column; blue: transparent below row 30, half opaque from there
    style(
        "gray",
        "<ChannelSelection><GrayChannel><SourceChannelName>COL</SourceChannelName>"
            + normalize(0, 255)
            + "</GrayChannel></ChannelSelection>");
    style(
        "rgb",
        "<ChannelSelection>"
            + channel("Red", "COL")
            + channel("Green", "ROW")
            + channel("Blue", "DAY")
            + "</ChannelSelection>");
    style(
        "veil",
        "<ChannelSelection><GrayChannel><SourceChannelName>ROW</SourceChannelName>"
            + "</GrayChannel></ChannelSelection><ColorMap type='intervals'>"
            + "<ColorMapEntry color='#000000' quantity='30' opacity='0'/>"
            + "<ColorMapEntry color='#0000FF' quantity='60' opacity='0.6' label='south'/></ColorMap>");
  }

  private static String channel(String colour, String band) {
    return "<"
        + colour
        + "Channel><SourceChannelName>"
        + band
        + "</SourceChannelName>"
        + normalize(0, 255)
        + "</"
        + colour
        + "Channel>";
  }

  static String normalize(int min, int max) {
    return "<ContrastEnhancement><Normalize>"
        + "<VendorOption name='algorithm'>StretchToMinimumMaximum</VendorOption>"
        + "<VendorOption name='minValue'>"
        + min
        + "</VendorOption>"
        + "<VendorOption name='maxValue'>"
        + max
        + "</VendorOption></Normalize></ContrastEnhancement>";
  }

  static String sld(String layer, String symbolizer) {
    return "<StyledLayerDescriptor version='1.0.0' xmlns='http://www.opengis.net/sld'><NamedLayer>"
        + "<Name>"
        + layer
        + "</Name><UserStyle><Title>Title of "
        + layer
        + "</Title>"
        + "<FeatureTypeStyle><Rule><RasterSymbolizer>"
        + symbolizer
        + "</RasterSymbolizer></Rule></FeatureTypeStyle></UserStyle></NamedLayer>"
        + "</StyledLayerDescriptor>";
  }

  WmsFixture write(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void style(String name, String symbolizer) {
    write("styles/" + name + ".sld", sld(name, symbolizer));
    write(
        "styles/" + name + ".xml",
        "<style><name>" + name + "</name><filename>" + name + ".sld</filename></style>");
  }

  /**
   * @param dimension children of {@code dimensionInfo}, or null for no time dimension
   */
  WmsFixture layer(String name, String style, String dimension, String... instants) {
    return layer(name, style, dimension, new EncodedCoverage(instants));
  }

  WmsFixture layer(String name, String style, String dimension, LayerCoverage coverage) {
    String metadata =
        dimension == null
            ? ""
            : "<metadata><entry key='time'><dimensionInfo><enabled>true</enabled>"
                + dimension
                + "</dimensionInfo></entry></metadata>";
    write(
        "workspaces/eo/cubes/" + name + "/coverage.xml",
        "<coverage><name>"
            + name
            + "</name><nativeName>"
            + name
            + "</nativeName>"
            + "<title>Layer "
            + name
            + "</title><abstract>About "
            + name
            + "</abstract>"
            + "<keywords><string>eo</string></keywords><srs>EPSG:32631</srs><enabled>true</enabled>"
            + metadata
            + "</coverage>");
    write(
        "workspaces/eo/cubes/" + name + "/layer.xml",
        "<layer><name>"
            + name
            + "</name><id>l-"
            + name
            + "</id><defaultStyle><name>"
            + style
            + "</name></defaultStyle><styles><style><name>rgb</name></style></styles></layer>");
    coverages.put(name, coverage);
    return this;
  }

  private OwsDispatcher dispatcher() {
    if (dispatcher == null) {
      Configuration configuration = ConfigurationReader.read(root, Set.of("Chronocube"));
      WmsService wms =
          new WmsService(
              configuration,
              layer -> coverages.get(layer.coverageName()),
              new CrsRegistry(),
              Clock.fixed(NOW, ZoneOffset.UTC));
      dispatcher = new OwsDispatcher(List.of(wms), Set.of("eo"), (rq, rs) -> Router.notFound(rs));
    }
    return dispatcher;
  }

  /** What came back. */
  static final class Answer {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] bytes;

    Answer(int status, Map<String, String> headers, byte[] bytes) {
      this.status = status;
      this.headers = headers;
      this.bytes = bytes;
    }

    int status() {
      return status;
    }

    Map<String, String> headers() {
      return headers;
    }

    byte[] bytes() {
      return bytes;
    }

    String type() {
      return headers.getOrDefault("content-type", "").replaceFirst(";.*", "");
    }

    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    BufferedImage image() {
      try {
        return ImageIO.read(new ByteArrayInputStream(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** {@code 0xAARRGGBB}. */
    int pixel(int col, int row) {
      return image().getRGB(col, row);
    }
  }

  /**
   * @param parameters key, value pairs; a later one replaces an earlier one, null removes it
   */
  Answer get(String path, String... parameters) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      all.put(parameters[i].toLowerCase(java.util.Locale.ROOT), parameters[i + 1]);
    }
    StringBuilder query = new StringBuilder();
    all.forEach(
        (k, v) -> {
          if (v != null) {
            query
                .append('&')
                .append(k)
                .append('=')
                .append(URLEncoder.encode(v, StandardCharsets.UTF_8));
          }
        });
    return answer(new Request("GET", path, query.toString(), "", ""));
  }

  /** Posts a document or a form. */
  Answer post(String path, String type, String body) {
    return answer(new Request("POST", path, "", type, body));
  }

  private Answer answer(Request request) {
    Response response = new Response();
    try {
      dispatcher().handle(request, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Answer(response.status, response.headers, response.out.toByteArray());
  }

  /** GetMap 1.3.0 of the whole grid at native resolution, changed by the parameters given. */
  Answer map(String layers, String... parameters) {
    String[] base = {
      "service",
      "WMS",
      "version",
      "1.3.0",
      "request",
      "GetMap",
      "layers",
      layers,
      "styles",
      "",
      "crs",
      "EPSG:32631",
      "bbox",
      "643000,5676000,643800,5676600",
      "width",
      "80",
      "height",
      "60",
      "format",
      "image/png"
    };
    String[] all = java.util.Arrays.copyOf(base, base.length + parameters.length);
    System.arraycopy(parameters, 0, all, base.length, parameters.length);
    return get("wms", all);
  }

  private record Request(String method, String path, String query, String type, String content)
      implements WebRequest {

    @Override
    public URI base() {
      return URI.create("http://localhost:8080/geoserver/");
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.of(type).filter(t -> !t.isEmpty() && name.equalsIgnoreCase("Content-Type"));
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isAbandoned() {
      return false;
    }
  }

  private static final class Response implements WebResponse {

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int status = 200;

    @Override
    public void status(int code) {
      status = code;
    }

    @Override
    public void header(String name, String value) {
      headers.put(name.toLowerCase(java.util.Locale.ROOT), value);
    }

    @Override
    public OutputStream body() {
      return out;
    }

    @Override
    public boolean isCommitted() {
      return out.size() > 0;
    }
  }
}
