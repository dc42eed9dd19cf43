// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
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

  /** An operation on chunks: {@code a[i] = a[i] ∘ b[i]} for the first n. */
  interface Operation {
    void apply(double[] a, double[] b, int n);
  }

  /** An operation and its right side. */
  record Step(Operation operation, Node right) {}

  static final Operation ADD =
      (a, b, n) -> {
        for (int i = 0; i < n; i++) {
          a[i] += b[i];
        }
      };

  static final Operation SUBTRACT =
      (a, b, n) -> {
        for (int i = 0; i < n; i++) {
          a[i] -= b[i];
        }
      };

  static final Operation MULTIPLY =
      (a, b, n) -> {
        for (int i = 0; i < n; i++) {
          a[i] *= b[i];
        }
      };

  static final Operation DIVIDE =
      (a, b, n) -> {
        for (int i = 0; i < n; i++) {
          a[i] = b[i] == 0 ? Double.NaN : a[i] / b[i];
        }
      };

  static Operation compare(Comparison comparison) {
    return (a, b, n) -> {
      for (int i = 0; i < n; i++) {
        boolean known = !Double.isNaN(a[i]) && !Double.isNaN(b[i]);
        a[i] = known ? comparison.of(a[i], b[i]) : Double.NaN;
      }
    };
  }

  /** Operations of one precedence from left to right; a loop, so that no chain is too long. */
  static Node chain(Node first, List<Step> steps) {
    if (steps.isEmpty()) {
      return first;
    }
    List<Step> all = List.copyOf(steps);
    return (frame, from, n, out) -> {
      first.evaluate(frame, from, n, out);
      for (Step step : all) {
        double[] b = frame.take();
        step.right.evaluate(frame, from, n, b);
        step.operation.apply(out, b, n);
        frame.give(1);
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
    Operation operation =
        (a, b, n) -> {
          for (int i = 0; i < n; i++) {
            a[i] = function.applyAsDouble(a[i], b[i]);
          }
        };
    return chain(left, List.of(new Step(operation, right)));
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
}
