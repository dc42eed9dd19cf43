// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code wms.xml}, {@code wmts.xml}, {@code wcs.xml} or {@code wps.xml} says.
 *
 * @param enabled false to switch the service off
 * @param name for humans
 * @param title for humans
 * @param description a paragraph, may be empty
 * @param keywords in order
 * @param fees text, {@code NONE} when nothing is said
 * @param accessConstraints text, {@code NONE} when nothing is said
 * @param onlineResource of the provider
 * @param srs codes ({@code EPSG:n}) to list in capabilities; empty: the service's own choice
 * @param settings all other simple elements by name, e.g. {@code maxRenderingTime}, and entries of
 *     {@code metadata} by key, and the entries of {@code metadata} by key
 */
public record ServiceSettings(
    boolean enabled,
    String name,
    String title,
    String description,
    List<String> keywords,
    String fees,
    String accessConstraints,
    Optional<String> onlineResource,
    List<String> srs,
    Map<String, String> settings) {

  public ServiceSettings {
    keywords = List.copyOf(keywords);
    srs = List.copyOf(srs);
    settings = Map.copyOf(settings);
  }

  /** What a service without a file has. */
  public static ServiceSettings defaults(String name) {
    return new ServiceSettings(
        true,
        name,
        "Chronocube " + name,
        "",
        List.of(name),
        "NONE",
        "NONE",
        Optional.empty(),
        List.of(),
        Map.of());
  }

  /**
   * A whole number such as {@code maxRenderingTime}, in GeoServer's unit (seconds for times,
   * kilobytes for memory).
   */
  public long number(String setting, long otherwise) {
    String text = settings.get(setting);
    if (text == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new DataDirectoryException(
          setting + " of " + name + " must be a whole number, was " + text, e);
    }
  }

  /**
   * A limit: a number ≤ 0 means none, and gives {@link Long#MAX_VALUE}.
   *
   * @param otherwise when the file does not say
   */
  public long limit(String setting, long otherwise) {
    long value = number(setting, otherwise);
    return value <= 0 ? Long.MAX_VALUE : value;
  }

  /** A limit in kilobytes, given in bytes. */
  public long limitBytes(String setting, long otherwiseKilobytes) {
    long value = limit(setting, otherwiseKilobytes);
    return value > Long.MAX_VALUE / 1024 ? Long.MAX_VALUE : value * 1024;
  }
}
