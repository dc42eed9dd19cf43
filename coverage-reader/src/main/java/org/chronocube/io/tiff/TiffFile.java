// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.band.DataType;
import org.chronocube.band.Scaling;
import org.chronocube.io.BlockCache;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.OpenedSource;

/**
 * What the header of a TIFF says: its levels with their masks, and its description. Immutable.
 *
 * @param sources of the file and of the {@code .ovr} beside it
 * @param levels full resolution first
 * @param descriptions see {@link org.chronocube.io.BlockReader#descriptions}
 */
record TiffFile(
    RasterInfo info,
    List<ByteSource> sources,
    List<Level> levels,
    Map<String, String> descriptions) {

  private static final int OVERVIEW = 1;
  private static final int MASK = 4;

  /**
   * One resolution.
   *
   * @param mask of the same shape, 0 = invalid, or null
   */
  record Level(TiffImage image, TiffImage mask) {}

  static TiffFile open(OpenedSource file, long maxBlockBytes, BlockCache cache) throws IOException {
    List<Ifd> ifds = new IfdReader(new HeaderBytes(file)).readAll();
    Ifd first = ifds.get(0);
    TiffImage main = new TiffImage(first, 0, maxBlockBytes, cache);
    Images images = new Images(main, maxBlockBytes, cache);
    images.addAll(ifds.subList(1, ifds.size()), 1);
    List<ByteSource> sources = new ArrayList<>(List.of(file.source()));
    Optional<OpenedSource> beside = file.source().sibling(".ovr");
    if (beside.isPresent() && IfdReader.recognises(beside.get().head().duplicate())) {
      sources.add(beside.get().source());
      images.addAll(new IfdReader(new HeaderBytes(beside.get())).readAll(), 0);
    }
    List<Level> levels = images.levels();
    GdalTags.Metadata metadata = GdalTags.metadata(first, main.layout().bands());
    RasterInfo info = info(first, main, levels, metadata.scalings());
    return new TiffFile(info, List.copyOf(sources), levels, metadata.descriptions());
  }

  private static RasterInfo info(
      Ifd ifd, TiffImage main, List<Level> levels, List<Scaling> scalings) throws IOException {
    SampleLayout layout = main.layout();
    return new RasterInfo(
        main.source().id().uri(),
        GeoReference.grid(ifd, main.shape(), main.source().id().uri()),
        layout.type(),
        layout.bands(),
        GdalTags.noData(ifd, layout.type()),
        scalings,
        levels.stream()
            .map(level -> new RasterInfo.Level(level.image().shape(), level.image().block()))
            .toList());
  }

  /** Sorts the images of a file into overviews and masks. */
  private static final class Images {

    private final TiffImage main;
    private final long maxBlockBytes;
    private final BlockCache cache;
    private final List<TiffImage> overviews = new ArrayList<>();
    private final List<TiffImage> masks = new ArrayList<>();

    Images(TiffImage main, long maxBlockBytes, BlockCache cache) {
      this.main = main;
      this.maxBlockBytes = maxBlockBytes;
      this.cache = cache;
    }

    void addAll(List<Ifd> ifds, int firstNumber) throws IOException {
      for (int i = 0; i < ifds.size(); i++) {
        long kind = ifds.get(i).number(Tag.NEW_SUBFILE_TYPE, 0);
        if ((kind & MASK) != 0) {
          masks.add(mask(ifds.get(i), firstNumber + i));
        } else if ((kind & OVERVIEW) != 0 && isSupported(ifds.get(i))) {
          addOverview(new TiffImage(ifds.get(i), firstNumber + i, maxBlockBytes, cache));
        }
      }
    }

    private TiffImage mask(Ifd ifd, int number) throws IOException {
      TiffImage mask = new TiffImage(ifd, number, maxBlockBytes, cache);
      if (mask.layout().bands() != 1 || mask.layout().type() != DataType.UINT8) {
        throw new TiffException(
            "a mask must have one band of at most 8 bits, has " + mask.layout());
      }
      return mask;
    }

    // An overview that cannot be decoded (JPEG under a lossless image) only costs speed.
    private static boolean isSupported(Ifd ifd) throws IOException {
      return Compression.isSupported((int) ifd.number(Tag.COMPRESSION, 1));
    }

    private void addOverview(TiffImage image) {
      boolean sameSamples =
          image.layout().type() == main.layout().type()
              && image.layout().bands() == main.layout().bands();
      boolean smaller =
          image.shape().height() <= main.shape().height()
              && image.shape().width() <= main.shape().width()
              && !image.shape().equals(main.shape());
      boolean known =
          overviews.stream().anyMatch(overview -> overview.shape().equals(image.shape()));
      if (sameSamples && smaller && !known) {
        overviews.add(image);
      }
    }

    List<Level> levels() {
      overviews.sort(
          Comparator.comparingLong((TiffImage image) -> image.shape().pixels()).reversed());
      List<Level> levels = new ArrayList<>();
      levels.add(new Level(main, maskOf(main)));
      // Where the full resolution is masked, an overview without a mask would show its holes.
      for (TiffImage overview : overviews) {
        TiffImage mask = maskOf(overview);
        if (mask != null || levels.get(0).mask() == null) {
          levels.add(new Level(overview, mask));
        }
      }
      return List.copyOf(levels);
    }

    private TiffImage maskOf(TiffImage image) {
      return masks.stream()
          .filter(mask -> mask.shape().equals(image.shape()))
          .findFirst()
          .orElse(null);
    }
  }
}
