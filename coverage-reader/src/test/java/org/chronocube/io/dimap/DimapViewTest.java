// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.dimap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.PlainTiff;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.io.tiles.Hrefs;
import org.chronocube.raster.RasterBlock;
import org.chronocube.xml.XmlElement;
import org.chronocube.xml.XmlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An image of 50 × 70 pixels in tiles of 32 × 32, of which one was not imaged. */
class DimapViewTest {

  private static final int ROWS = 50;
  private static final int COLS = 70;

  @TempDir Path folder;

  private static String document(String files, String display) {
    return """
        <Dimap_Document>
          <Raster_Data>
            <Data_Access>%s</Data_Access>
            <Raster_Dimensions>
              <NROWS>50</NROWS><NCOLS>70</NCOLS><NBANDS>2</NBANDS>
              <Tile_Set><NTILES>6</NTILES><Regular_Tiling>
                <NTILES_SIZE nrows="32" ncols="32"/>
                <OVERLAP_ROW>0</OVERLAP_ROW><OVERLAP_COL>0</OVERLAP_COL>
              </Regular_Tiling></Tile_Set>
            </Raster_Dimensions>
            <Raster_Display>%s</Raster_Display>
          </Raster_Data>
        </Dimap_Document>
        """
        .formatted(files, display);
  }

  private static String file(int row, int col) {
    return "<Data_File tile_R='%d' tile_C='%d'><DATA_FILE_PATH href='img/I R%dC%d.TIF'/></Data_File>"
        .formatted(row, col, row, col);
  }

  private static final String DISPLAY =
      "<Band_Display_Order><RED_CHANNEL>B2</RED_CHANNEL><GREEN_CHANNEL>B1</GREEN_CHANNEL>"
          + "</Band_Display_Order>";

  // Pixels hold 10000 · band + 100 · row + column of the whole image.
  private BlockReader image(int overviews) throws IOException {
    StringBuilder files = new StringBuilder();
    for (int r = 1; r <= 2; r++) {
      for (int c = 1; c <= 3; c++) {
        if (r == 2 && c == 3) {
          continue; // nothing was imaged here
        }
        int top = 32 * (r - 1);
        int left = 32 * (c - 1);
        boolean whole = r == 1 && c < 3;
        new PlainTiff(
                Math.min(32, ROWS - top),
                Math.min(32, COLS - left),
                2,
                whole ? overviews : Math.min(1, overviews),
                null,
                (b, row, col) -> 10000 * b + 100 * (top + row) + left + col)
            .write(folder.resolve("img/I R" + r + "C" + c + ".TIF"));
        files.append(file(r, c));
      }
    }
    Path document = folder.resolve("DIM_A.XML");
    Files.writeString(document, document("<Data_Files>" + files + "</Data_Files>", DISPLAY));
    return rasters().open(URI.create(document.toUri() + "#dimap"));
  }

  private static BlockReaders rasters() {
    return new BlockReaders(
        FileByteSources.anywhere(),
        List.of(new TiffFormat(new BlockCache(1 << 20))),
        List.of(new DimapView()));
  }

  private static boolean isImaged(int row, int col) {
    return row < 32 || col < 64;
  }

  @ParameterizedTest
  @CsvSource({"0, 50, 0, 70", "31, 33, 31, 33", "0, 1, 69, 70", "20, 50, 40, 70", "40, 50, 64, 70"})
  void windows_show_the_tiles_side_by_side(int top, int bottom, int left, int right)
      throws IOException {
    BlockReader image = image(0);
    Window window = new Window(top, bottom, left, right);
    for (int band = 0; band < 2; band++) {
      RasterBlock block = image.read(0, band, window);
      for (int row = top; row < bottom; row++) {
        for (int col = left; col < right; col++) {
          assertThat(block.isValid(row - top, col - left)).isEqualTo(isImaged(row, col));
          if (isImaged(row, col)) {
            assertThat(block.sample(row - top, col - left))
                .isEqualTo(10000f * band + 100 * row + col);
          }
        }
      }
    }
  }

  @Test
  void overviews_are_those_of_the_tiles() throws IOException {
    BlockReader image = image(3);
    assertThat(image.info().levels())
        .extracting(l -> l.shape())
        .containsExactly(new Shape(50, 70), new Shape(25, 35), new Shape(13, 18), new Shape(7, 9));
    RasterBlock half = image.read(1, 1, image.info().levels().get(1).shape().window());
    for (int row = 0; row < 25; row++) {
      for (int col = 0; col < 35; col++) {
        assertThat(half.isValid(row, col)).isEqualTo(isImaged(2 * row, 2 * col));
        if (half.isValid(row, col)) {
          assertThat(half.sample(row, col)).isEqualTo(10000f + 200 * row + 2 * col);
        }
      }
    }
  }

  @Test
  void a_small_tile_without_an_overview_gives_some_of_its_pixels() throws IOException {
    RasterBlock eighth = image(3).read(3, 0, new Window(0, 7, 0, 9));
    // Tile R1C3 has 32 × 6 pixels and one overview: of that, row 2 and (the last) column 2 of the
    // first four are shown.
    assertThat(eighth.isValid(0, 8)).isTrue();
    assertThat(eighth.sample(0, 8)).isEqualTo(100 * 2 * 2 + 64 + 2 * 2);
    assertThat(eighth.isValid(4, 8)).isFalse();
  }

  @Test
  void says_what_it_is() throws IOException {
    BlockReader image = image(0);
    assertThat(image.info().bandCount()).isEqualTo(2);
    assertThat(image.info().grid()).isNull();
    assertThat(image.info().uri().toString()).endsWith("DIM_A.XML#dimap");
    assertThat(image.isCurrent()).isTrue();
    Files.writeString(folder.resolve("DIM_A.XML"), "<a/>");
    assertThat(image.isCurrent()).isFalse();
  }

  @Test
  void a_listed_tile_that_is_missing_is_an_error_and_no_hole() throws IOException {
    BlockReader image = image(0);
    Files.delete(folder.resolve("img/I R2C2.TIF"));
    assertThat(image.read(0, 0, new Window(0, 32, 0, 70)).mask().isAllValid()).isTrue();
    assertThatThrownBy(() -> image.read(0, 0, new Window(30, 40, 0, 70)))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("R2C2.TIF");
  }

  private static DimapRaster raster(String document) {
    return DimapRaster.of(
        XmlElement.read(
            new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)),
            "DIM_A.XML",
            Set.of()));
  }

  @Test
  void bands_are_in_the_order_they_are_shown_in() {
    assertThat(raster(document("<Data_Files>" + file(1, 1) + "</Data_Files>", DISPLAY)).parts())
        .extracting(DimapRaster.Part::bands)
        .containsExactly(List.of("B2", "B1"));
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 'NIR RE'", "2, 1, 'RE NIR'", "4, 2, 'NIR RE'"})
  void an_index_of_bands_counts_when_it_is_one(int nir, int re, String order) {
    String index =
        "<Raster_Display><Raster_Index_List>"
            + "<Raster_Index><BAND_ID>NIR</BAND_ID><BAND_INDEX>%d</BAND_INDEX></Raster_Index>"
            + "<Raster_Index><BAND_ID>RE</BAND_ID><BAND_INDEX>%d</BAND_INDEX></Raster_Index>"
            + "</Raster_Index_List></Raster_Display>";
    String files = "<Data_Files>" + file(1, 1) + index.formatted(nir, re) + "</Data_Files>";
    assertThat(raster(document(files, DISPLAY)).parts().get(0).bands())
        .containsExactly(order.split(" "));
  }

  @Test
  void refuses_what_it_cannot_place() {
    String one = "<Data_Files>" + file(1, 1) + "</Data_Files>";
    assertThatThrownBy(() -> raster(document(one, DISPLAY).replace("ROW>0</OVER", "ROW>16</OVER")))
        .isInstanceOf(XmlException.class)
        .hasMessage("OVERLAP_ROW must be 0, was 16.0 in DIM_A.XML");
    assertThatThrownBy(() -> raster(document(one, "")))
        .hasMessageStartingWith("DIM_A.XML must list 2 bands");
    assertThatThrownBy(() -> raster(document("", DISPLAY)))
        .hasMessage("DIM_A.XML must name Data_Files, names none");
    assertThatThrownBy(() -> raster(document(one, DISPLAY).replace("'1' tile_C", "'0' tile_C")))
        .hasMessageContaining("tile_R and tile_C must be >= 1");
  }

  @ParameterizedTest
  @CsvSource({
    "file:/a/DIM.XML, b c.TIF, file:/a/b%20c.TIF",
    "jar:file:///z.zip!/p/DIM.XML, IMG/é.TIF, jar:file:///z.zip!/p/IMG/é.TIF",
    "s3://bucket/p/DIM.XML, i.TIF, s3://bucket/p/i.TIF"
  })
  void files_are_found_wherever_the_document_lies(String document, String href, String expected) {
    assertThat(Hrefs.resolve(URI.create(document), href)).isEqualTo(URI.create(expected));
  }

  @ParameterizedTest
  @CsvSource({"../a.TIF", "/etc/a.TIF", "b/../../a.TIF", "http://x/a.TIF", "b\\a.TIF", "''"})
  void files_elsewhere_are_refused(String href) {
    assertThatThrownBy(() -> Hrefs.resolve(URI.create("file:/a/DIM.XML"), href))
        .isInstanceOf(RasterReadException.class);
  }
}
