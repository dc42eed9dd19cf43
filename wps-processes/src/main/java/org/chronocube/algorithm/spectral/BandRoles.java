// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.spectral;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;

/**
 * Finds the bands that play roles: by a common name first, else by wavelength, the nearest to the
 * role's typical one.
 *
 * @param bands to choose from
 */
public record BandRoles(List<Band> bands) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  public BandRoles {
    bands = List.copyOf(bands);
  }

  /**
   * Writes a formula with the names of bands.
   *
   * @param formula arithmetic over {@link BandRole#token}s
   * @param parameter the request's parameter that asked for it, for the error
   * @throws InvalidParameterException when a role has no band
   */
  public String resolve(String formula, String parameter) {
    Matcher names = NAME.matcher(formula);
    StringBuilder text = new StringBuilder();
    while (names.find()) {
      names.appendReplacement(text, Matcher.quoteReplacement(band(names.group(), parameter)));
    }
    return names.appendTail(text).toString();
  }

  private String band(String token, String parameter) {
    BandRole role = BandRole.valueOf(token.toUpperCase(Locale.ROOT));
    return find(role)
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    parameter,
                    parameter
                        + " takes a band "
                        + role.rule()
                        + ", but the bands are "
                        + bands.stream().map(BandRoles::told).collect(Collectors.joining(", "))))
        .name();
  }

  /** The band that plays a role. */
  public Optional<Band> find(BandRole role) {
    for (String name : role.names()) {
      Optional<Band> named =
          bands.stream().filter(b -> b.name().equalsIgnoreCase(name)).findFirst();
      if (named.isPresent()) {
        return named;
      }
    }
    return bands.stream()
        .filter(b -> b.wavelengthNm() != null && role.holds(b.wavelengthNm()))
        .min(Comparator.comparingDouble(b -> role.distance(b.wavelengthNm())));
  }

  private static String told(Band band) {
    return band.wavelengthNm() == null
        ? band.name()
        : band.name() + " (" + band.wavelengthNm() + " nm)";
  }
}
