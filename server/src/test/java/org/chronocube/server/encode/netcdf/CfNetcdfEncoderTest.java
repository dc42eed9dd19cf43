// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.netcdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.server.encode.EncodedFiles;
import org.chronocube.server.encode.SampleRaster;
import org.chronocube.server.encode.UnsupportedRasterException;
import org.chronocube.server.encode.netcdf.NetcdfStructure.Variable;
import org.chronocube.time.TimeInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The files of these tests were also opened with ncdump 4.9.0, netCDF4 1.6.2, xarray 2023.01 (both
 * its netcdf4 and its scipy engine) and GDAL 3.6.2, which gave every pixel, time, coordinate and
 * CRS back.
 */
class CfNetcdfEncoderTest {

  private static final List<TimeInterval> TIMES =
      List.of(
          TimeInterval.at(Instant.parse("2023-04-05T10:11:12.500Z")),
          TimeInterval.at(Instant.parse("2023-04-07T00:00:00Z")));
  private static final GeoBox UTM =
      new GeoBox(new Shape(5, 7), Affine.northUp(600000, 5700000, Resolution.of(10)), "EPSG:32631");

  @Test
  void a_cube_has_time_y_x_with_coordinates_at_pixel_centres() {
    byte[] file = encode(UTM, List.of(Band.of("B04", DataType.UINT16, NoData.of(65535))), TIMES);
    NetcdfStructure cdf = NetcdfStructure.of(file);
    assertThat(cdf.version()).isEqualTo(2);
    assertThat(cdf.dimensions())
        .containsExactly(Map.entry("time", 2L), Map.entry("y", 5L), Map.entry("x", 7L));
    assertThat(cdf.variables()).containsOnlyKeys("time", "y", "x", "crs", "B04");
    assertThat(cdf.variables().get("B04").dimensions()).containsExactly("time", "y", "x");
    assertThat(cdf.attributes())
        .containsEntry("Conventions", "CF-1.8")
        .containsEntry("title", "Fields");
    // date -u -d 2023-04-05T10:11:12Z +%s
    assertThat(doubles(file, cdf, "time")).containsExactly(1680689472.5, 1680825600);
    assertThat(doubles(file, cdf, "y"))
        .containsExactly(5699995, 5699985, 5699975, 5699965, 5699955);
    assertThat(doubles(file, cdf, "x")).startsWith(600005, 600015).endsWith(600065);
    assertThat(cdf.variables().get("time").attributes())
        .containsEntry("units", "seconds since 1970-01-01 00:00:00")
        .containsEntry("calendar", "standard")
        .containsEntry("axis", "T");
    assertThat(cdf.variables().get("y").attributes())
        .containsEntry("standard_name", "projection_y_coordinate")
        .containsEntry("units", "m");
    Variable last = cdf.variables().get("B04");
    assertThat(file).hasSize((int) (last.begin() + last.size()));
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void every_type_gives_every_pixel_back(DataType type) {
    double noData = type.isFloating() ? -9999 : type == DataType.INT8 ? -128 : type.max();
    List<Band> bands =
        List.of(Band.of("a", type, NoData.of(noData)), Band.of("b", type, NoData.of(noData)));
    byte[] file = encode(UTM, bands, TIMES);
    NetcdfStructure cdf = NetcdfStructure.of(file);
    for (int band = 0; band < 2; band++) {
      Variable variable = cdf.variables().get(bands.get(band).name());
      boolean unsigned = "true".equals(variable.attributes().get("_Unsigned"));
      assertThat(unsigned).isEqualTo(type.min() == 0);
      List<Double> expected = new ArrayList<>();
      for (int slice = 0; slice < 2; slice++) {
        for (int i = 0; i < 35; i++) {
          double sample = SampleRaster.sample(i / 7, i % 7, band, slice);
          expected.add(SampleRaster.isValid(i / 7, i % 7) ? sample : noData);
        }
      }
      assertThat(values(file, variable, type, 70)).isEqualTo(expected);
    }
  }

  @Test
  void bands_carry_their_scale_unit_and_fill_value() {
    Band red =
        new Band(
            "B04",
            "Red (665 nm)",
            DataType.UINT16,
            NoData.of(65535),
            new Scaling(0.0001, -0.1),
            "1",
            665.0);
    Band ndvi = Band.of("NDVI", DataType.FLOAT32, NoData.NONE);
    NetcdfStructure cdf = NetcdfStructure.of(encode(UTM, List.of(red, ndvi), TIMES));
    assertThat(cdf.variables().get("B04").attributes())
        .containsEntry("long_name", "Red (665 nm)")
        .containsEntry("units", "1")
        .containsEntry("_FillValue", List.of((short) -1))
        .containsEntry("scale_factor", List.of(0.0001))
        .containsEntry("add_offset", List.of(-0.1))
        .containsEntry("wavelength_nm", List.of(665.0))
        .containsEntry("grid_mapping", "crs");
    assertThat(cdf.variables().get("NDVI").attributes())
        .containsEntry("standard_name", "normalized_difference_vegetation_index")
        .containsEntry("_FillValue", List.of(Float.NaN))
        .doesNotContainKeys("scale_factor", "units");
  }

  @Test
  void geographic_cubes_have_lat_and_lon() {
    GeoBox grid =
        new GeoBox(new Shape(2, 4), Affine.northUp(4, 51, Resolution.of(0.25)), "EPSG:4326");
    byte[] file = encode(grid, List.of(Band.of("lat", DataType.UINT8, NoData.of(0))), List.of());
    NetcdfStructure cdf = NetcdfStructure.of(file);
    assertThat(cdf.variables()).containsOnlyKeys("lat", "lon", "crs", "band_lat");
    assertThat(doubles(file, cdf, "lat")).containsExactly(50.875, 50.625);
    assertThat(cdf.variables().get("lat").attributes()).containsEntry("units", "degrees_north");
    assertThat(cdf.variables().get("lon").attributes()).containsEntry("standard_name", "longitude");
    assertThat(cdf.variables().get("crs").attributes())
        .containsEntry("grid_mapping_name", "latitude_longitude")
        .containsEntry("semi_major_axis", List.of(6378137.0))
        .containsEntry("GeoTransform", "4.0 0.25 0.0 51.0 0.0 -0.25");
  }

  /** Parameters as EPSG publishes them; attribute names as CF-1.8 appendix F has them. */
  @ParameterizedTest
  @CsvSource({
    "32631, transverse_mercator, longitude_of_central_meridian, 3",
    "32631, transverse_mercator, scale_factor_at_central_meridian, 0.9996",
    "32631, transverse_mercator, false_easting, 500000",
    "3035, lambert_azimuthal_equal_area, latitude_of_projection_origin, 52",
    "3035, lambert_azimuthal_equal_area, longitude_of_projection_origin, 10",
    "3035, lambert_azimuthal_equal_area, false_northing, 3210000",
    "3857, mercator, earth_radius, 6378137",
    "2154, lambert_conformal_conic, standard_parallel, 49",
    "3031, polar_stereographic, standard_parallel, -71",
    "5070, albers_conical_equal_area, longitude_of_central_meridian, -96"
  })
  void the_grid_mapping_is_in_the_words_of_cf(
      int epsg, String name, String attribute, double value) {
    GeoBox grid =
        new GeoBox(new Shape(2, 2), Affine.northUp(0, 0, Resolution.of(10)), "EPSG:" + epsg);
    NetcdfStructure cdf =
        NetcdfStructure.of(
            encode(grid, List.of(Band.of("b", DataType.UINT8, NoData.of(0))), List.of()));
    Map<String, Object> crs = cdf.variables().get("crs").attributes();
    assertThat(crs).containsEntry("grid_mapping_name", name);
    List<?> numbers = (List<?>) crs.get(attribute);
    assertThat((double) numbers.get(0)).isCloseTo(value, within(1e-9));
    assertThat((String) crs.get("crs_wkt"))
        .startsWith("PROJCS[")
        .endsWith("AUTHORITY[\"EPSG\",\"" + epsg + "\"]]")
        .isEqualTo(crs.get("spatial_ref"));
  }

  @Test
  void a_band_of_4_gib_and_more_makes_it_cdf_5() {
    NcFile.Dimension side = new NcFile.Dimension("x", 1 << 16);
    NcVariable small = new NcVariable("a", NcType.BYTE, List.of(0), List.of());
    NcVariable large = new NcVariable("b", NcType.BYTE, List.of(0, 0), List.of());
    NcVariable after = new NcVariable("c", NcType.BYTE, List.of(0), List.of());
    NcFile file = new NcFile(List.of(side), List.of(), List.of(small, large, after));
    long[] begins = file.begins();
    byte[] header = file.header(begins);
    NetcdfStructure cdf = NetcdfStructure.of(header);
    assertThat(cdf.version()).isEqualTo(5);
    assertThat(begins)
        .containsExactly(
            header.length, header.length + 65536L, header.length + 65536L + (1L << 32));
    assertThat(cdf.variables().get("b").size()).isEqualTo(1L << 32);
    assertThat(cdf.variables().get("c").begin()).isEqualTo(begins[2]);
  }

  @Test
  void a_last_band_of_4_gib_and_more_fits_into_cdf_2() {
    NcFile.Dimension side = new NcFile.Dimension("x", 1 << 16);
    NcVariable small = new NcVariable("a", NcType.BYTE, List.of(0), List.of());
    NcVariable large = new NcVariable("b", NcType.BYTE, List.of(0, 0), List.of());
    NcFile file = new NcFile(List.of(side), List.of(), List.of(small, large));
    NetcdfStructure cdf = NetcdfStructure.of(file.header(file.begins()));
    assertThat(cdf.version()).isEqualTo(2);
    // 2^32 - 1, "larger than can be said", in the words of the specification.
    assertThat((int) cdf.variables().get("b").size()).isEqualTo(-1);
  }

  @Test
  void a_rotated_grid_is_refused() {
    GeoBox rotated = new GeoBox(new Shape(4, 4), new Affine(8, 6, 0, 6, -8, 0), "EPSG:32631");
    SampleRaster source =
        new SampleRaster(rotated, List.of(Band.of("b", DataType.UINT8, NoData.of(0))), TIMES);
    assertThatThrownBy(() -> new CfNetcdfEncoder("x").check(source))
        .isInstanceOf(UnsupportedRasterException.class)
        .hasMessageStartingWith("the grid of a NetCDF must run along the axes of its CRS");
  }

  private static byte[] encode(GeoBox grid, List<Band> bands, List<TimeInterval> times) {
    return EncodedFiles.bytes(new CfNetcdfEncoder("Fields"), new SampleRaster(grid, bands, times));
  }

  private static double[] doubles(byte[] file, NetcdfStructure cdf, String name) {
    Variable variable = cdf.variables().get(name);
    double[] values = new double[(int) variable.size() / 8];
    ByteBuffer.wrap(file, (int) variable.begin(), (int) variable.size())
        .asDoubleBuffer()
        .get(values);
    return values;
  }

  private static List<Double> values(byte[] file, Variable variable, DataType type, int count) {
    ByteBuffer in = ByteBuffer.wrap(file);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = (int) variable.begin() + i * type.bytes();
      values.add(
          switch (type) {
            case UINT8 -> (double) (in.get(at) & 0xff);
            case INT8 -> (double) in.get(at);
            case UINT16 -> (double) (in.getShort(at) & 0xffff);
            case INT16 -> (double) in.getShort(at);
            case UINT32 -> (double) (in.getInt(at) & 0xffffffffL);
            case INT32 -> (double) in.getInt(at);
            case FLOAT32 -> (double) in.getFloat(at);
            case FLOAT64 -> in.getDouble(at);
          });
    }
    return values;
  }
}
