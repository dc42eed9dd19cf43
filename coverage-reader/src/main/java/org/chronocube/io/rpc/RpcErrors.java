// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.rpc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.io.RasterReadException;

/**
 * The accuracy that a provider states of rational polynomials ({@code ERR_BIAS}, {@code ERR_RAND}
 * of RPC00B): root mean square errors of horizontal position, metres; unknown where the file does
 * not say it.
 *
 * @param bias common to all points of the image
 * @param random of each point
 */
public record RpcErrors(OptionalDouble bias, OptionalDouble random) {

  private static final long MAX_BYTES = 64L << 20;
  private static final Pattern BIAS = pattern("bias");
  private static final Pattern RANDOM = pattern("rand");

  // .RPB, .XML and _RPC.TXT write errBias = 1, <ERRBIAS>1 and ERR_BIAS: 1.
  private static Pattern pattern(String what) {
    return Pattern.compile("(?i)\\berr_?" + what + "\\s*[>:=]\\s*([-+]?[0-9.]+(?:e[-+]?\\d+)?)");
  }

  /**
   * @throws RasterReadException when the file cannot be read
   */
  public static RpcErrors read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        return new RpcErrors(OptionalDouble.empty(), OptionalDouble.empty());
      }
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return new RpcErrors(number(BIAS, text), number(RANDOM, text));
    } catch (IOException e) {
      throw new RasterReadException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static OptionalDouble number(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find()
        ? OptionalDouble.of(Double.parseDouble(found.group(1)))
        : OptionalDouble.empty();
  }
}
