// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.sld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A style's text in, colours out; every colour is computed by hand. */
class SldTest {

  private static final int TRANSPARENT = 0;

  private static RasterStyle style(String symbolizer) {
    return rules("<Rule><RasterSymbolizer>" + symbolizer + "</RasterSymbolizer></Rule>");
  }

  private static RasterStyle rules(String rules) {
    String sld =
        "<StyledLayerDescriptor version='1.0.0' xmlns='http://www.opengis.net/sld'"
            + " xmlns:ogc='http://www.opengis.net/ogc'><NamedLayer><Name>x</Name><UserStyle>"
            + "<Title>T</Title><FeatureTypeStyle>"
            + rules
            + "</FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>";
    return SldParser.layers(sld).get(0).styles().get(0);
  }

  private static BandSamples band(boolean isByte, float... samples) {
    RasterBlock block = RasterBlock.allocate(new Shape(1, samples.length));
    for (int i = 0; i < samples.length; i++) {
      block.samples()[i] = samples[i];
      if (!Float.isNaN(samples[i])) {
        block.mask().setValid(i);
      }
    }
    return new BandSamples(block, isByte);
  }

  private static int[] paint(String symbolizer, BandSamples... bands) {
    RasterSymbolizer s = style(symbolizer).symbolizers(1).get(0);
    List<String> names = List.of("B01", "B02", "B03", "B04").subList(0, bands.length);
    return RasterPainter.paint(s, s.bands(names).stream().map(i -> bands[i]).toList());
  }

  private static int gray(int level) {
    return 0xFF000000 | level * 0x010101;
  }

  private static String normalize(String algorithm, int min, int max) {
    return "<ContrastEnhancement><Normalize><VendorOption name='algorithm'>"
        + algorithm
        + "</VendorOption><VendorOption name='minValue'>"
        + min
        + "</VendorOption><VendorOption name='maxValue'>"
        + max
        + "</VendorOption></Normalize></ContrastEnhancement>";
  }

  @Test
  void without_anything_bytes_are_shown_as_they_are_and_others_from_min_to_max() {
    assertThat(paint("", band(true, 0, 7, 255))).containsExactly(gray(0), gray(7), gray(255));
    assertThat(paint("", band(false, 1000, 2000, 3000, Float.NaN)))
        .containsExactly(gray(0), gray(128), gray(255), TRANSPARENT);
    assertThat(paint("", band(false, 5, 5))).containsExactly(gray(0), gray(0));
  }

  @Test
  void three_bands_are_red_green_blue() {
    assertThat(paint("", band(true, 1), band(true, 2), band(true, 3), band(true, 4)))
        .containsExactly(0xFF010203);
  }

  @Test
  void channels_are_selected_by_name_or_by_number_from_one() {
    String selection =
        "<ChannelSelection><RedChannel><SourceChannelName>B03</SourceChannelName></RedChannel>"
            + "<GreenChannel><SourceChannelName>1</SourceChannelName></GreenChannel>"
            + "<BlueChannel><SourceChannelName><ogc:Literal>2</ogc:Literal></SourceChannelName>"
            + "</BlueChannel></ChannelSelection>";
    assertThat(paint(selection, band(true, 1), band(true, 2), band(true, 3)))
        .containsExactly(0xFF030102);
    assertThatThrownBy(() -> paint(selection, band(true, 1), band(true, 2)))
        .isInstanceOf(SldException.class)
        .hasMessage("SourceChannelName must be a band of the coverage (1..2 or B01, B02), was B03");
  }

  @Test
  void a_pixel_of_three_channels_is_drawn_where_all_are_valid() {
    assertThat(
            paint(
                "", band(true, 1, Float.NaN, 1), band(true, 2, 2, 2), band(true, 3, 3, Float.NaN)))
        .containsExactly(0xFF010203, TRANSPARENT, TRANSPARENT);
  }

  @ParameterizedTest
  @CsvSource({
    // 255·(v−100)/(3100−100), rounded
    "StretchToMinimumMaximum, 100, 3100, 0, 0",
    "StretchToMinimumMaximum, 100, 3100, 100, 0",
    "StretchToMinimumMaximum, 100, 3100, 1600, 128",
    "StretchToMinimumMaximum, 100, 3100, 1000, 77",
    "StretchToMinimumMaximum, 100, 3100, 3100, 255",
    "StretchToMinimumMaximum, 100, 3100, 9999, 255",
    // limits inside bytes: values stay
    "ClipToMinimumMaximum, 50, 100, 20, 50",
    "ClipToMinimumMaximum, 50, 100, 70, 70",
    "ClipToMinimumMaximum, 50, 100, 170, 100",
    "ClipToZero, 50, 100, 20, 0",
    "ClipToZero, 50, 100, 70, 70",
    "ClipToZero, 50, 100, 170, 0",
  })
  void normalize_has_three_algorithms(String algorithm, int min, int max, float v, int level) {
    assertThat(paint(normalize(algorithm, min, max), band(false, v))).containsExactly(gray(level));
  }

  @Test
  void normalize_without_limits_takes_those_of_the_pixels() {
    String plain = "<ContrastEnhancement><Normalize/></ContrastEnhancement>";
    assertThat(paint(plain, band(true, 10, 15, 20))).containsExactly(gray(0), gray(128), gray(255));
  }

  @ParameterizedTest
  @CsvSource({
    // 255·(v/255)^(1/gamma)
    "2.0, 64, 128",
    "0.5, 128, 64",
    "1.0, 100, 100",
    "2.0, 0, 0",
    "2.0, 255, 255"
  })
  void gamma_brightens_above_one(double gamma, float v, int level) {
    String contrast =
        "<ContrastEnhancement><GammaValue>" + gamma + "</GammaValue></ContrastEnhancement>";
    assertThat(paint(contrast, band(true, v))).containsExactly(gray(level));
  }

  @Test
  void a_histogram_gives_every_level_its_share() {
    String histogram = "<ContrastEnhancement><Histogram/></ContrastEnhancement>";
    // shares up to and with each value: 1/4, 2/4, 3/4, 4/4
    assertThat(paint(histogram, band(false, 1, 2, 3, 1000)))
        .containsExactly(gray(64), gray(128), gray(191), gray(255));
  }

  @Test
  void a_ramp_runs_between_entries_and_stays_beyond_the_ends() {
    String map =
        "<ColorMap><ColorMapEntry color='#000000' quantity='0' opacity='0'/>"
            + "<ColorMapEntry color='#FF0000' quantity='100' label='red'/>"
            + "<ColorMapEntry color='#FFFF00' quantity='200'/></ColorMap>";
    assertThat(paint(map, band(false, -5, 0, 50, 100, 120, 200, 1e9f, Float.NaN)))
        .containsExactly(
            0x00000000,
            0x00000000,
            0x80800000,
            0xFFFF0000,
            0xFFFF3300,
            0xFFFFFF00,
            0xFFFFFF00,
            TRANSPARENT);
  }

  @Test
  void an_interval_reaches_up_to_but_not_its_own_quantity() {
    String map =
        "<ColorMap type='intervals'><ColorMapEntry color='#111111' quantity='10'/>"
            + "<ColorMapEntry color='#222222' quantity='20' opacity='0.5'/></ColorMap>";
    assertThat(paint(map, band(false, -100, 9.99f, 10, 19.9f, 20, 1000)))
        .containsExactly(0xFF111111, 0xFF111111, 0x80222222, 0x80222222, TRANSPARENT, TRANSPARENT);
  }

  @Test
  void values_are_drawn_when_met_exactly() {
    String map =
        "<ColorMap type='values' extended='true'><ColorMapEntry color='#112233' quantity='4'/>"
            + "<ColorMapEntry color='#445566' quantity='8'/></ColorMap>";
    assertThat(paint(map, band(true, 4, 8, 6, 0)))
        .containsExactly(0xFF112233, 0xFF445566, TRANSPARENT, TRANSPARENT);
  }

  @Test
  void a_ramp_may_have_a_sharp_edge() {
    String map =
        "<ColorMap><ColorMapEntry color='#000000' quantity='0'/>"
            + "<ColorMapEntry color='#0A0000' quantity='10'/>"
            + "<ColorMapEntry color='#00FF00' quantity='10'/>"
            + "<ColorMapEntry color='#00FF00' quantity='20'/></ColorMap>";
    assertThat(paint(map, band(false, 5, 9, 10, 11)))
        .containsExactly(0xFF050000, 0xFF090000, 0xFF00FF00, 0xFF00FF00);
  }

  @Test
  void opacity_fades_what_is_drawn() {
    assertThat(paint("<Opacity>0.5</Opacity>", band(true, 10, Float.NaN)))
        .containsExactly(0x800A0A0A, TRANSPARENT);
  }

  @Test
  void rules_hold_for_their_scales() {
    RasterStyle style =
        rules(
            "<Rule><MaxScaleDenominator>1000</MaxScaleDenominator><RasterSymbolizer/></Rule>"
                + "<Rule><MinScaleDenominator>1000</MinScaleDenominator>"
                + "<RasterSymbolizer><Opacity>0.1</Opacity></RasterSymbolizer></Rule>");
    assertThat(style.symbolizers(999)).extracting(RasterSymbolizer::opacity).containsExactly(1.0);
    assertThat(style.symbolizers(1000)).extracting(RasterSymbolizer::opacity).containsExactly(0.1);
    assertThat(style.title()).isEqualTo("T");
  }

  @Test
  void symbology_encoding_names_its_colours_otherwise() {
    String sld =
        """
        <sld:StyledLayerDescriptor version="1.1.0" xmlns:sld="http://www.opengis.net/sld"
            xmlns:se="http://www.opengis.net/se">
          <sld:NamedLayer><se:Name>x</se:Name><sld:UserStyle><se:CoverageStyle><se:Rule>
            <se:RasterSymbolizer><se:ColorMap>%s</se:ColorMap></se:RasterSymbolizer>
          </se:Rule></se:CoverageStyle></sld:UserStyle></sld:NamedLayer>
        </sld:StyledLayerDescriptor>""";
    String categorize =
        "<se:Categorize fallbackValue='#000000'><se:LookupValue>Rasterdata</se:LookupValue>"
            + "<se:Value>#00ff00</se:Value><se:Threshold>10</se:Threshold>"
            + "<se:Value>#0000ff</se:Value></se:Categorize>";
    String interpolate =
        "<se:Interpolate fallbackValue='#000000'><se:LookupValue>Rasterdata</se:LookupValue>"
            + "<se:InterpolationPoint><se:Data>0</se:Data><se:Value>#000000</se:Value>"
            + "</se:InterpolationPoint><se:InterpolationPoint><se:Data>10</se:Data>"
            + "<se:Value>#0a0a0a</se:Value></se:InterpolationPoint></se:Interpolate>";
    assertThat(colours(sld.formatted(categorize), 9, 10, 1e6f))
        .containsExactly(0xFF00FF00, 0xFF0000FF, 0xFF0000FF);
    assertThat(colours(sld.formatted(interpolate), 5)).containsExactly(0xFF050505);
  }

  private static int[] colours(String sld, float... samples) {
    RasterStyle style = SldParser.layers(sld).get(0).styles().get(0);
    return RasterPainter.paint(style.symbolizers(1).get(0), List.of(band(false, samples)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<ShadedRelief/> | ShadedRelief is not supported",
        "<Opacity>2</Opacity> | Opacity must be in 0..1, was 2.0",
        "<Opacity><ogc:Function name='env'/></Opacity> | Opacity must be a literal, was Function",
        "<ColorMap type='rainbow'/> | type of ColorMap must be ramp, intervals or values, was rainbow",
        "<ColorMap/> | ColorMap must have at least one ColorMapEntry, had none",
        "<ColorMap><ColorMapEntry color='red' quantity='1'/></ColorMap> | color must be #RRGGBB, was red",
        "<ColorMap><ColorMapEntry color='#000000' quantity='2'/><ColorMapEntry color='#000000'"
            + " quantity='1'/></ColorMap> | quantities of a ColorMap must rise, were 2.0 then 1.0",
        "<ContrastEnhancement><GammaValue>0</GammaValue></ContrastEnhancement> | GammaValue must be > 0, was 0.0",
        "<ContrastEnhancement><Logarithmic/></ContrastEnhancement> | ContrastEnhancement must be"
            + " Normalize, Histogram or GammaValue, was Logarithmic",
        "<ChannelSelection><RedChannel/></ChannelSelection> | a channel must have SourceChannelName",
      })
  void what_cannot_be_drawn_is_said(String symbolizer, String message) {
    assertThatThrownBy(() -> style(symbolizer))
        .isInstanceOf(SldException.class)
        .hasMessage(message.strip());
  }

  @Test
  void other_symbolizers_and_filters_are_said_too() {
    assertThatThrownBy(() -> rules("<Rule><TextSymbolizer/></Rule>"))
        .hasMessage("a Rule must have a RasterSymbolizer only, had TextSymbolizer");
    assertThatThrownBy(() -> rules("<Rule><ogc:Filter/><RasterSymbolizer/></Rule>"))
        .hasMessage("a Rule must have a RasterSymbolizer only, had Filter");
    assertThatThrownBy(() -> rules(""))
        .hasMessage("a style must have a RasterSymbolizer, had none");
  }
}
