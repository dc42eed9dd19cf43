// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.sld;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How bands become colours.
 *
 * @param opacity of the whole, 0 to 1
 * @param channels one (gray) or three (red, green, blue); empty: the coverage's first one or three
 * @param contrast for channels that have none of their own
 * @param colorMap colours of a single channel
 */
public record RasterSymbolizer(
    double opacity,
    List<Channel> channels,
    ContrastEnhancement contrast,
    Optional<ColorMap> colorMap) {

  /**
   * A band put to use.
   *
   * @param name of the band, or its number from 1
   * @param contrast of this channel
   */
  public record Channel(String name, ContrastEnhancement contrast) {}

  public RasterSymbolizer {
    channels = List.copyOf(channels);
    if (!(opacity >= 0 && opacity <= 1)) {
      throw new SldException("Opacity must be in 0..1, was " + opacity);
    }
    if (!channels.isEmpty() && channels.size() != 1 && channels.size() != 3) {
      throw new SldException(
          "ChannelSelection must have one or three channels, had " + channels.size());
    }
    if (channels.size() == 3 && colorMap.isPresent()) {
      throw new SldException("ColorMap must have one gray channel, had red, green and blue");
    }
    boolean own = channels.stream().anyMatch(c -> !c.contrast().isNone());
    if (own && !contrast.isNone()) {
      throw new SldException(
          "ContrastEnhancement must stand at the channels or at the symbolizer, stood at both");
    }
  }

  /**
   * The bands this draws, in the order of its channels, as indices from 0.
   *
   * @param bandNames of the coverage
   * @throws SldException when a channel is none of them
   */
  public List<Integer> bands(List<String> bandNames) {
    if (channels.isEmpty()) {
      int count = colorMap.isPresent() || bandNames.size() < 3 ? 1 : 3;
      return IntStream.range(0, count).boxed().toList();
    }
    return channels.stream().map(c -> index(c.name(), bandNames)).toList();
  }

  /** Number of bands this draws of a coverage that has enough of them. */
  public int mostBands() {
    if (channels.isEmpty()) {
      return colorMap.isPresent() ? 1 : 3;
    }
    return channels.size();
  }

  private static int index(String channel, List<String> bandNames) {
    int byName = bandNames.indexOf(channel);
    if (byName >= 0) {
      return byName;
    }
    if (channel.matches("\\d{1,5}")) {
      int number = Integer.parseInt(channel);
      if (number >= 1 && number <= bandNames.size()) {
        return number - 1;
      }
    }
    throw new SldException(
        "SourceChannelName must be a band of the coverage (1.."
            + bandNames.size()
            + " or "
            + String.join(", ", bandNames)
            + "), was "
            + channel);
  }

  /** Contrast of the n-th channel drawn. */
  public ContrastEnhancement contrast(int n) {
    ContrastEnhancement own =
        channels.isEmpty() ? ContrastEnhancement.NONE : channels.get(n).contrast();
    return own.isNone() ? contrast : own;
  }
}
