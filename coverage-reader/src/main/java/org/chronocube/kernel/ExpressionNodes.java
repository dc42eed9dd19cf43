// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.chronocube.kernel.BandExpression.Frame;
import org.chronocube.kernel.BandExpression.Input;
import org.chronocube.kernel.BandExpression.Node;

/** The operations of {@link BandExpression}; NaN stands for "no value" throughout. */
final class ExpressionNodes {

  private ExpressionNodes() {}

  /** A comparison of two numbers. */
  interface Comparison {
    int of(double a, double b);
  }

  static Node constant(double value) {
    return (frame, from, n, out) -> Arrays.fill(out, 0, n, value);
  }

  static Node band(int index) {
    return (frame, from, n, out) -> load(frame.inputs.get(index), from, n, out);
  }

  private static void load(Input input, int from, int n, double[] out) {
    float[] samples = input.block().samples();
    double scale = input.scaling().scale();
    double offset = input.scaling().offset();
    for (int i = 0; i < n; i++) {
      out[i] = samples[from + i] * scale + offset;
    }
    if (!input.block().mask().isRangeValid(from, from + n)) {
      for (int i = 0; i < n; i++) {
        if (!input.block().mask().isValid(from + i)) {
          out[i] = Double.NaN;
        }
      }
    }
  }

  static Node add(Node left, Node right) {
    return (frame, from, n, out) -> {
      double[] b = both(frame, left, right, from, n, out);
      for (int i = 0; i < n; i++) {
        out[i] += b[i];
      }
    };
  }

  static Node subtract(Node left, Node right) {
    return (frame, from, n, out) -> {
      double[] b = both(frame, left, right, from, n, out);
      for (int i = 0; i < n; i++) {
        out[i] -= b[i];
      }
    };
  }

  static Node multiply(Node left, Node right) {
    return (frame, from, n, out) -> {
      double[] b = both(frame, left, right, from, n, out);
      for (int i = 0; i < n; i++) {
        out[i] *= b[i];
      }
    };
  }

  static Node divide(Node left, Node right) {
    return (frame, from, n, out) -> {
      double[] b = both(frame, left, right, from, n, out);
      for (int i = 0; i < n; i++) {
        out[i] = b[i] == 0 ? Double.NaN : out[i] / b[i];
      }
    };
  }

  static Node compare(Node left, Node right, Comparison comparison) {
    return (frame, from, n, out) -> {
      double[] b = both(frame, left, right, from, n, out);
      for (int i = 0; i < n; i++) {
        boolean known = !Double.isNaN(out[i]) && !Double.isNaN(b[i]);
        out[i] = known ? comparison.of(out[i], b[i]) : Double.NaN;
      }
    };
  }

  static Node map(Node argument, DoubleUnaryOperator function) {
    return (frame, from, n, out) -> {
      argument.evaluate(frame, from, n, out);
      for (int i = 0; i < n; i++) {
        out[i] = function.applyAsDouble(out[i]);
      }
    };
  }

  static Node join(Node left, Node right, DoubleBinaryOperator function) {
    return (frame, from, n, out) -> {
      double[] b = both(frame, left, right, from, n, out);
      for (int i = 0; i < n; i++) {
        out[i] = function.applyAsDouble(out[i], b[i]);
      }
    };
  }

  static Node where(Node condition, Node yes, Node no) {
    return (frame, from, n, out) -> {
      condition.evaluate(frame, from, n, out);
      double[] a = frame.take();
      double[] b = frame.take();
      yes.evaluate(frame, from, n, a);
      no.evaluate(frame, from, n, b);
      for (int i = 0; i < n; i++) {
        if (!Double.isNaN(out[i])) {
          out[i] = out[i] != 0 ? a[i] : b[i];
        }
      }
      frame.give(2);
    };
  }

  /**
   * @param name one of {@link ExpressionParser#FUNCTIONS}, with as many arguments as it asks for
   */
  static Node call(String name, List<Node> arguments) {
    Node first = arguments.get(0);
    return switch (name) {
      case "abs" -> map(first, Math::abs);
      case "sqrt" -> map(first, Math::sqrt);
      case "exp" -> map(first, Math::exp);
      case "log" -> map(first, Math::log);
      case "log10" -> map(first, Math::log10);
      case "pow" -> join(first, arguments.get(1), Math::pow);
      case "min" -> arguments.stream().reduce((a, b) -> join(a, b, Math::min)).orElseThrow();
      case "max" -> arguments.stream().reduce((a, b) -> join(a, b, Math::max)).orElseThrow();
      case "where" -> where(first, arguments.get(1), arguments.get(2));
      default -> throw new IllegalArgumentException("function must be known, was " + name);
    };
  }

  // The left side into out, the right side into scratch that is free again on return.
  private static double[] both(Frame frame, Node left, Node right, int from, int n, double[] out) {
    left.evaluate(frame, from, n, out);
    double[] b = frame.take();
    right.evaluate(frame, from, n, b);
    frame.give(1);
    return b;
  }
}
