// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Scaling;
import org.chronocube.raster.RasterBlock;

/**
 * Arithmetic over the physical values of bands, compiled once, evaluated block by block.
 *
 * <pre>
 *   (B08 - B04) / (B08 + B04)
 *   where(SCL == 6, 0, 2.5 * (B08 - B04) / (B08 + 6 * B04 - 7.5 * B02 + 1))
 * </pre>
 *
 * <p>By falling precedence: {@code f(…)}, numbers, names, parentheses; unary {@code -} and {@code
 * +}; {@code * /}; {@code + -}; {@code < <= > >=}; {@code == !=}; {@code c ? a : b}. Functions:
 * {@code abs sqrt exp log log10} of one argument, {@code pow} of two, {@code min max} of two or
 * more, {@code where(c, a, b)}, which is {@code c ? a : b}. Comparisons give 1 or 0; a condition
 * holds when it is not 0. Names are letters, digits and {@code _}.
 *
 * <p>Computed in double precision. A pixel is invalid when a band it takes is, and when something
 * has no finite value: a division by 0, the logarithm of 0, the root of a negative number. Of a
 * conditional only the condition and the branch that is chosen count.
 *
 * <p>Immutable: safe for concurrent use.
 */
public final class BandExpression {

  private static final int CHUNK = 512;

  /** Where a band's samples come from during one evaluation. */
  record Input(RasterBlock block, Scaling scaling) {}

  /** A compiled node: fills {@code out[0, n)} for the pixels from {@code from} on. */
  interface Node {
    void evaluate(Frame frame, int from, int n, double[] out);
  }

  /** One evaluation: the inputs, and scratch space that grows to the depth of the expression. */
  static final class Frame {
    final List<Input> inputs;
    private final List<double[]> scratch = new ArrayList<>();
    private int used;

    Frame(List<Input> inputs) {
      this.inputs = inputs;
    }

    double[] take() {
      if (used == scratch.size()) {
        scratch.add(new double[CHUNK]);
      }
      return scratch.get(used++);
    }

    void give(int count) {
      used -= count;
    }
  }

  private final String text;
  private final List<String> names;
  private final Node root;

  private BandExpression(String text, List<String> names, Node root) {
    this.text = text;
    this.names = names;
    this.root = root;
  }

  /**
   * Compiles an expression.
   *
   * @throws InvalidParameterException with the position of the error
   */
  public static BandExpression compile(String text) {
    ExpressionParser parser = new ExpressionParser(text);
    Node root = parser.parse();
    return new BandExpression(text, List.copyOf(parser.names()), root);
  }

  /** The bands it takes, in order of appearance. */
  public List<String> names() {
    return names;
  }

  /**
   * Evaluates over blocks of one shape.
   *
   * @param blocks one per name, in the order of {@link #names}; DN samples
   * @param scalings DN to physical value, likewise
   * @return physical values; of the shape of the blocks
   * @throws IllegalArgumentException when there are no names, or numbers or shapes differ
   */
  public RasterBlock evaluate(List<RasterBlock> blocks, List<Scaling> scalings) {
    if (blocks.isEmpty() || blocks.size() != names.size() || scalings.size() != names.size()) {
      throw new IllegalArgumentException(
          "blocks must be one for each of " + names + ", were " + blocks.size());
    }
    if (blocks.stream().map(RasterBlock::shape).collect(Collectors.toSet()).size() != 1) {
      throw new IllegalArgumentException("blocks must have one shape");
    }
    Input[] inputs = new Input[blocks.size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = new Input(blocks.get(i), scalings.get(i));
    }
    RasterBlock result = RasterBlock.allocate(blocks.get(0).shape());
    Frame frame = new Frame(List.of(inputs));
    double[] out = new double[CHUNK];
    float[] samples = result.samples();
    for (int from = 0; from < samples.length; from += CHUNK) {
      int n = Math.min(CHUNK, samples.length - from);
      root.evaluate(frame, from, n, out);
      for (int i = 0; i < n; i++) {
        float value = (float) out[i];
        if (Float.isFinite(value)) {
          samples[from + i] = value;
          result.mask().setValid(from + i);
        }
      }
    }
    return result;
  }

  /** The names functions have; no band can be taken by one of them followed by a parenthesis. */
  public static Set<String> functions() {
    return ExpressionParser.FUNCTIONS.keySet();
  }

  @Override
  public String toString() {
    return text;
  }
}
