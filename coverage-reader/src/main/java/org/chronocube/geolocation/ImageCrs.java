// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The CRS of one image in sensor geometry: its axes are column and row of the full-resolution
 * image, and a {@link SensorModel} ties them to the Earth. A {@link org.chronocube.grid.GeoBox}
 * names it by its {@link #id()}, {@code image:MODEL:URI#OPTIONS}, e.g. {@code
 * image:sentinel-1:file:///a.SAFE/annotation/s1a-vv.xml#height=120}.
 *
 * @param model kind of model: letters, digits and {@code -}
 * @param metadata absolute URI, without fragment, of the file that the model's numbers are in
 * @param options what is chosen beside them, e.g. the height; by name
 */
public record ImageCrs(String model, URI metadata, Map<String, String> options) {

  private static final String PREFIX = "image:";

  public ImageCrs {
    if (model == null || !model.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("model must be a-z, 0-9 or '-', was " + model);
    }
    if (metadata == null || !metadata.isAbsolute() || metadata.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "metadata must be an absolute URI without a fragment, was " + metadata);
    }
    options = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNull(options)));
  }

  /** True when an identifier is that of an image CRS. */
  public static boolean isImage(String crs) {
    return crs.startsWith(PREFIX);
  }

  /**
   * @param id what {@link #id()} gives
   * @throws IllegalArgumentException when it is something else
   */
  public static ImageCrs parse(String id) {
    int colon = id.indexOf(':', PREFIX.length());
    if (!isImage(id) || colon < 0) {
      throw new IllegalArgumentException("image CRS must be image:MODEL:URI, was " + id);
    }
    String rest = id.substring(colon + 1);
    int hash = rest.indexOf('#');
    Map<String, String> options =
        hash < 0
            ? Map.of()
            : Stream.of(rest.substring(hash + 1).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                    Collectors.toMap(p -> decoded(p[0]), p -> decoded(p.length < 2 ? "" : p[1])));
    return new ImageCrs(
        id.substring(PREFIX.length(), colon),
        URI.create(hash < 0 ? rest : rest.substring(0, hash)),
        options);
  }

  /** The identifier; equal ones mean equal CRSs. */
  public String id() {
    String text = PREFIX + model + ":" + metadata;
    return options.isEmpty()
        ? text
        : text
            + options.entrySet().stream()
                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&", "#", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return id();
  }
}
