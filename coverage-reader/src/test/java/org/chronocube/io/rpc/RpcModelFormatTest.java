// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.geolocation.RationalPolynomialModel;
import org.chronocube.geolocation.SensorModel;
import org.chronocube.geolocation.Terrain;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.RasterView.Surroundings;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.xml.XmlElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rational polynomials of four providers; see resources/org/chronocube/vhr/rpc/SOURCE.txt. */
class RpcModelFormatTest {

  private static final String FILES = "/org/chronocube/vhr/rpc/";

  @TempDir Path temp;

  private static URI file(String name) {
    return URI.create(RpcModelFormatTest.class.getResource(FILES + name).toString());
  }

  private static SensorModel model(URI file, Map<String, String> options) {
    return new RpcModelFormat()
        .read(
            new ImageCrs("rpc", file, options), new Surroundings(null, FileByteSources.anywhere()));
  }

  // GDAL 3.6.2, gdal.Transformer(METHOD=RPC, RPC_HEIGHT, RPC_PIXEL_ERROR_THRESHOLD=1e-7), which
  // gives back the pixel to 1e-7.
  @ParameterizedTest
  @CsvSource({
    "RPC_SPOT6.XML, 0, 0, 0, -72.440583326053, 18.749943100144",
    "RPC_SPOT6.XML, 10976.5, 12388.5, 0, -72.268841381294, 18.574806389555",
    "RPC_SPOT6.XML, 21953, 24777, 0, -72.100407618628, 18.399289043038",
    "RPC_SPOT6.XML, 3000.25, 20000.75, 500, -72.391526821115, 18.463059303429",
    "RPC_SPOT6.XML, -500, 25000, 500, -72.445944920209, 18.389880046090",
    "RPC_SPOT6.XML, 21953, 24777, 1000, -72.098592887915, 18.400228068210",
    "worldview.RPB, 0.5, 0.5, 95, 12.563026045901, 41.890362071030",
    "worldview.RPB, 850, 812, 95, 12.579836326461, 41.879024426139",
    "worldview.RPB, 1700.5, 1600.25, 400, 12.596236548032, 41.867332053737",
    "geoeye_rpc.txt, 0.5, 0.5, 86, 2.262348074730, 48.910814345775",
    "geoeye_rpc.txt, 4600, 7500, 200, 2.325925852372, 48.844077454104",
    "worldview1_tag.tif, 35180, 23969, 300, 81.086340986941, 26.728825562876",
    "worldview1_basic.XML, 0, 0, 53, 80.894653172076, 26.849950743919",
    "worldview1_basic.XML, 35180, 23969, 300, 81.086340986941, 26.728825562876"
  })
  void places_pixels_where_gdal_does(
      String name, double col, double row, String height, double lon, double lat) {
    SensorModel model = model(file(name), Map.of("height", height));
    double[] ground = {col, row};
    model.toGround(ground, 1);
    // 1e-10 degrees are a hundredth of a millimetre.
    assertThat(ground[0]).isCloseTo(lon, within(1e-10));
    assertThat(ground[1]).isCloseTo(lat, within(1e-10));
    double[] image = {lon, lat};
    model.toImage(image, 1);
    assertThat(image[0]).isCloseTo(col, within(1e-4));
    assertThat(image[1]).isCloseTo(row, within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"RPC_SPOT6.XML", "worldview.RPB", "geoeye_rpc.txt", "worldview1_basic.XML"})
  void to_the_ground_and_back_is_where_it_began(String name) {
    SensorModel model = model(file(name), Map.of());
    for (double row = -50; row < 8000; row += 333.3) {
      for (double col = -50; col < 5000; col += 222.2) {
        double[] point = {col, row};
        model.toGround(point, 1);
        if (Double.isNaN(point[0])) {
          continue; // the small images end here
        }
        model.toImage(point, 1);
        assertThat(point[0]).isCloseTo(col, within(1e-6));
        assertThat(point[1]).isCloseTo(row, within(1e-6));
      }
    }
  }

  // The provider fits both ways on their own: they differ by what the fit leaves, up to
  // 0.0219 pixel of 1.5 m in this product (NumPy, both models on a grid of 30 × 30 × 5 points).
  @Test
  void the_way_to_the_ground_agrees_with_the_providers_own_direct_model() throws IOException {
    byte[] xml = Files.readAllBytes(Path.of(file("RPC_SPOT6.XML")));
    DirectModel direct =
        new DirectModel(XmlElement.read(new ByteArrayInputStream(xml), "RPC_SPOT6.XML", Set.of()));
    for (double height : new double[] {0, 250, 1000}) {
      SensorModel model = model(file("RPC_SPOT6.XML"), Map.of("height", Double.toString(height)));
      for (double row = 0.5; row < 24777; row += 1770) {
        for (double col = 0.5; col < 21953; col += 1568) {
          double[] ground = direct.ground(row + 0.5, col + 0.5, height);
          model.toImage(ground, 1);
          assertThat(ground[0]).isCloseTo(col, within(0.022));
          assertThat(ground[1]).isCloseTo(row, within(0.022));
        }
      }
    }
  }

  /** DIMAP's Direct_Model, written down on its own: first pixel (1, 1), image to ground. */
  private record DirectModel(XmlElement document) {
    double[] ground(double row, double col, double height) {
      double r = (row - number("LINE_OFF")) / number("LINE_SCALE");
      double c = (col - number("SAMP_OFF")) / number("SAMP_SCALE");
      double h = (height - number("HEIGHT_OFF")) / number("HEIGHT_SCALE");
      double lon = ratio("SAMP", c, r, h) * number("LONG_SCALE") + number("LONG_OFF");
      double lat = ratio("LINE", c, r, h) * number("LAT_SCALE") + number("LAT_OFF");
      return new double[] {lon, lat};
    }

    private double number(String name) {
      return document.requireNumber("RFM_Validity/" + name);
    }

    private double ratio(String of, double x, double y, double z) {
      double[] terms = {
        1, x, y, z, x * y, x * z, y * z, x * x, y * y, z * z, x * y * z, x * x * x, x * y * y,
        x * z * z, x * x * y, y * y * y, y * z * z, x * x * z, y * y * z, z * z * z
      };
      double numerator = 0;
      double denominator = 0;
      for (int i = 0; i < 20; i++) {
        String model = "Direct_Model/" + of;
        numerator += terms[i] * document.requireNumber(model + "_NUM_COEFF_" + (i + 1));
        denominator += terms[i] * document.requireNumber(model + "_DEN_COEFF_" + (i + 1));
      }
      return numerator / denominator;
    }
  }

  // Version 3 (Pléiades Neo) says that the first pixel is (0, 0); GDAL as above.
  @Test
  void the_first_pixel_is_what_version_3_says() throws IOException {
    String v3 =
        Files.readString(Path.of(file("RPC_SPOT6.XML")))
            .replace("Direct_Model_Validity_Domain", "ImagetoGround_Validity_Domain")
            .replace("<FIRST_ROW>1<", "<FIRST_ROW>0<")
            .replace("<FIRST_COL>1<", "<FIRST_COL>0<");
    Path file = Files.writeString(temp.resolve("RPC_v3.XML"), v3);
    double[] point = {3000.25, 20000.75};
    model(file.toUri(), Map.of("height", "500")).toGround(point, 1);
    assertThat(point[0]).isCloseTo(-72.391542424874, within(1e-10));
    assertThat(point[1]).isCloseTo(18.463073407017, within(1e-10));
  }

  @Test
  void without_a_height_it_is_the_middle_one() {
    SensorModel model = model(file("RPC_SPOT6.XML"), Map.of());
    assertThat(((RationalPolynomialModel) model).terrain().height(-72.3, 18.5)).isEqualTo(500);
  }

  // A slope of 20 degrees to the north-east, and nothing known west of −72.42.
  @Test
  void lines_of_sight_meet_the_terrain() {
    RationalPolynomialModel flat = (RationalPolynomialModel) model(file("RPC_SPOT6.XML"), Map.of());
    Terrain slope =
        (lon, lat) -> lon < -72.42 ? Double.NaN : 27000 * (lon + 72.42) + 27000 * (lat - 18.4);
    RationalPolynomialModel steep = new RationalPolynomialModel(flat.polynomial(), slope);
    double[] ground = {3000.25, 20000.75, 0.5, 12000.5};
    steep.toGround(ground, 2);
    assertThat(ground[2]).as("west of what is known").isNaN();
    double height = slope.height(ground[0], ground[1]);
    double[] there = ground.clone();
    new RationalPolynomialModel(flat.polynomial(), Terrain.constant(height)).toImage(there, 1);
    // A centimetre of height is less than a hundredth of a pixel.
    assertThat(there[0]).isCloseTo(3000.25, within(0.01));
    assertThat(there[1]).isCloseTo(20000.75, within(0.01));
    steep.toImage(ground, 1);
    assertThat(ground[0]).isEqualTo(there[0]);
  }

  @Test
  void knows_nothing_far_from_the_image() {
    SensorModel model = model(file("worldview.RPB"), Map.of());
    double[] points = {0, 41.88, 12.58, 50, 12.58 + 360, 41.88};
    model.toImage(points, 3);
    assertThat(points[0]).isNaN();
    assertThat(points[3]).isNaN();
    assertThat(points[4]).as("a turn further it is the same place").isBetween(800.0, 900.0);
    double[] pixels = {1e6, 100, 100, -1e6, Double.NaN, 4};
    model.toGround(pixels, 3);
    assertThat(pixels).containsOnly(Double.NaN);
  }

  @Test
  void says_what_is_wrong_with_which_file() throws IOException {
    Path missing =
        Files.writeString(
            temp.resolve("a_rpc.txt"),
            Files.readString(Path.of(file("geoeye_rpc.txt"))).replace("LINE_NUM_COEFF_7:", "X:"));
    assertThatThrownBy(() -> model(missing.toUri(), Map.of()))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("a_rpc.txt must have LINE_NUM_COEFF_7, has none");
    Path text = Files.writeString(temp.resolve("RPC_a.XML"), "<a><Inverse_Model/></a>");
    assertThatThrownBy(() -> model(text.toUri(), Map.of()))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("RPC_a.XML must have an RFM_Validity");
    assertThatThrownBy(() -> model(temp.resolve("none.XML").toUri(), Map.of()))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("none.XML");
    assertThatThrownBy(() -> model(file("worldview.RPB"), Map.of("height", "high")))
        .hasMessageContaining("height must be a number of metres");
    ByteBuffer broken = ByteBuffer.wrap("lineNumCoef = (1, 2);".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> RpcFile.parse(broken, "b.RPB"))
        .hasMessage("b.RPB must have lineOffset, has none");
  }
}
