// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.dimap;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.chronocube.band.Scaling;
import org.chronocube.product.SceneParseException;
import org.chronocube.xml.XmlElement;

/**
 * From DN to what was measured, as the {@code Radiometric_Calibration} of a product says.
 *
 * <p>Source: Pléiades Imagery User Guide and Pléiades Neo User Guide, annexes on radiometry: {@code
 * L = DN / GAIN + BIAS} in W/(m²·sr·µm) for {@code BASIC} products; {@code RHO = DN / GAIN + BIAS}
 * and {@code L = RHO / GAIN + BIAS} for {@code REFLECTANCE} ones. What the sun makes of radiance at
 * the top of the atmosphere is {@code ρ = π · L · d² / (E₀ · sin(sun elevation))}.
 */
final class Radiometry {

  static final Set<String> CHOICES = Set.of("physical", "radiance", "reflectance", "dn");

  private final XmlElement document;
  private final String processing;

  Radiometry(XmlElement document) {
    this.document = document;
    this.processing = document.textOf("RADIOMETRIC_PROCESSING").orElse("").toUpperCase(Locale.ROOT);
  }

  /** {@code BASIC}, {@code REFLECTANCE}, {@code LINEAR_STRETCH}, {@code SEAMLESS}, … or empty. */
  String processing() {
    return processing;
  }

  /**
   * The scaling of a band.
   *
   * @param choice one of {@link #CHOICES}
   * @param band DIMAP's name of it
   * @throws SceneParseException when the product does not hold what is chosen
   * @throws org.chronocube.xml.XmlException when the numbers for it are missing
   */
  Scaling scaling(String choice, String band, Instant time, OptionalDouble sunElevation) {
    boolean isReflectance = processing.equals("REFLECTANCE");
    boolean isRadiance = processing.equals("BASIC");
    return switch (choice) {
      case "dn" -> Scaling.IDENTITY;
      case "physical" ->
          isReflectance
              ? measure("Band_Reflectance", band)
              : isRadiance ? measure("Band_Radiance", band) : Scaling.IDENTITY;
      case "radiance" -> {
        require(isRadiance || isReflectance, choice);
        Scaling radiance = measure("Band_Radiance", band);
        yield isRadiance ? radiance : after(radiance, measure("Band_Reflectance", band));
      }
      case "reflectance" -> {
        require(isRadiance || isReflectance, choice);
        yield isReflectance
            ? measure("Band_Reflectance", band)
            : atTopOfAtmosphere(measure("Band_Radiance", band), band, time, sunElevation);
      }
      default -> throw new IllegalArgumentException("radiometry must be of CHOICES, was " + choice);
    };
  }

  private void require(boolean possible, String choice) {
    if (!possible) {
      throw new SceneParseException(
          "RADIOMETRIC_PROCESSING must be BASIC or REFLECTANCE for "
              + choice
              + ", was "
              + processing
              + " in "
              + document.document());
    }
  }

  private Scaling measure(String kind, String band) {
    XmlElement element = measurement(kind, band);
    return new Scaling(1 / element.requireNumber("GAIN"), element.requireNumber("BIAS"));
  }

  private XmlElement measurement(String kind, String band) {
    Optional<XmlElement> found =
        document.find("Band_Measurement_List").stream()
            .flatMap(list -> list.all(kind).stream())
            .filter(e -> e.textOf("BAND_ID").filter(band::equals).isPresent())
            .findFirst();
    return found.orElseThrow(
        () ->
            new SceneParseException(
                document.document() + " must have a " + kind + " of band " + band + ", has none"));
  }

  private static Scaling after(Scaling outer, Scaling inner) {
    return new Scaling(
        outer.scale() * inner.scale(), outer.scale() * inner.offset() + outer.offset());
  }

  private Scaling atTopOfAtmosphere(
      Scaling radiance, String band, Instant time, OptionalDouble sunElevation) {
    if (sunElevation.isEmpty() || !(sunElevation.getAsDouble() > 0)) {
      throw new SceneParseException(
          document.document() + " must have a SUN_ELEVATION > 0 for reflectance");
    }
    double irradiance = measurement("Band_Solar_Irradiance", band).requireNumber("VALUE");
    double distance = sunDistance(time);
    double factor =
        Math.PI
            * distance
            * distance
            / (irradiance * Math.sin(Math.toRadians(sunElevation.getAsDouble())));
    return new Scaling(radiance.scale() * factor, radiance.offset() * factor);
  }

  /**
   * Earth to sun in astronomical units, to 1e-4: {@code 1 − 0.01672 · cos(0.9856° · (day − 4))}
   * (Liang, Quantitative Remote Sensing of Land Surfaces, 2004).
   */
  static double sunDistance(Instant time) {
    int day = time.atZone(ZoneOffset.UTC).getDayOfYear();
    return 1 - 0.01672 * Math.cos(Math.toRadians(0.9856 * (day - 4)));
  }
}
