// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.range.FileByteSources;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenJPEG, where it is installed; what it gives beside what Java gives. */
class NativeDecoderTest extends Jp2ReaderTck {

  @Override
  Jp2Decoders decoders() {
    return Jp2Decoders.NATIVE;
  }

  @BeforeEach
  @Override
  void openFormats() {
    assumeTrue(OpenJpeg.find().openJpeg().isPresent(), OpenJpeg.find().said());
    super.openFormats();
  }

  @ParameterizedTest
  @MethodSource("files")
  void bothDecodersGiveTheSame(Path file) {
    BlockReader ours = reader(file, Jp2Decoders.JAVA);
    BlockReader theirs = reader(file, Jp2Decoders.NATIVE);
    Random random = new Random(11);
    for (int level = 0; level < ours.info().levels().size(); level++) {
      Shape shape = ours.info().levels().get(level).shape();
      for (int band = 0; band < ours.info().bandCount(); band++) {
        same(ours, theirs, level, band, shape.window());
        int row = random.nextInt(shape.height());
        int col = random.nextInt(shape.width());
        int height = 1 + random.nextInt(shape.height() - row);
        int width = 1 + random.nextInt(shape.width() - col);
        same(ours, theirs, level, band, Window.at(row, col, height, width));
      }
    }
  }

  private static void same(
      BlockReader ours, BlockReader theirs, int level, int band, Window window) {
    assertThat(theirs.read(level, band, window).samples())
        .as("level %d, band %d, %s", level, band, window)
        .containsExactly(ours.read(level, band, window).samples());
  }

  static Stream<Path> files() throws IOException, URISyntaxException {
    Path folder = Path.of(Jp2ReaderTck.class.getResource("lossless.jp2").toURI()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().matches(".*\\.(j2k|jp2)")).sorted().toList().stream();
    }
  }

  private static BlockReader reader(Path file, Jp2Decoders decoders) {
    return new BlockReaders(
            Map.of("file", FileByteSources.anywhere()),
            List.of(new Jp2Format(new BlockCache(0), decoders)))
        .open(file.toUri());
  }

  @Test
  void namesOfDecodersAreParsed() {
    assertThat(Jp2Decoders.parse("Native")).isEqualTo(Jp2Decoders.NATIVE);
    assertThatThrownBy(() -> Jp2Decoders.parse("kakadu"))
        .hasMessage("JPEG 2000 decoder must be one of auto, native, java, was kakadu");
  }
}
