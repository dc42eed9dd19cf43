// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import static org.chronocube.kernel.ExpressionNodes.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.chronocube.InvalidParameterException;
import org.chronocube.kernel.BandExpression.Node;
import org.chronocube.kernel.ExpressionNodes.Operation;
import org.chronocube.kernel.ExpressionNodes.Step;

/** Recursive descent over the grammar of {@link BandExpression}; used once. */
final class ExpressionParser {

  /** Function names with the fewest and the most arguments. */
  static final Map<String, int[]> FUNCTIONS =
      Map.of(
          "abs", new int[] {1, 1},
          "sqrt", new int[] {1, 1},
          "exp", new int[] {1, 1},
          "log", new int[] {1, 1},
          "log10", new int[] {1, 1},
          "pow", new int[] {2, 2},
          "min", new int[] {2, 32},
          "max", new int[] {2, 32},
          "where", new int[] {3, 3});

  private static final Map<String, Operation> EQUALITY =
      operators(
          Map.of("==", compare((a, b) -> a == b ? 1 : 0)),
          Map.of("!=", compare((a, b) -> a != b ? 1 : 0)));
  private static final Map<String, Operation> COMPARISON =
      operators(
          Map.of("<=", compare((a, b) -> a <= b ? 1 : 0)),
          Map.of(">=", compare((a, b) -> a >= b ? 1 : 0)),
          Map.of("<", compare((a, b) -> a < b ? 1 : 0)),
          Map.of(">", compare((a, b) -> a > b ? 1 : 0)));
  private static final Map<String, Operation> SUM =
      operators(Map.of("+", ExpressionNodes.ADD), Map.of("-", ExpressionNodes.SUBTRACT));
  private static final Map<String, Operation> PRODUCT =
      operators(Map.of("*", ExpressionNodes.MULTIPLY), Map.of("/", ExpressionNodes.DIVIDE));

  private static final int LONGEST = 4096;
  private static final int DEEPEST = 64;

  private final String text;
  private final Set<String> names = new LinkedHashSet<>();
  private int at;
  private int depth;

  ExpressionParser(String text) {
    this.text = text;
  }

  Set<String> names() {
    return names;
  }

  Node parse() {
    if (text.length() > LONGEST) {
      throw new InvalidParameterException(
          "expression",
          "expression must have at most " + LONGEST + " characters, had " + text.length());
    }
    Node node = conditional();
    skip();
    if (at < text.length()) {
      throw error("must end or go on with an operator");
    }
    if (names.isEmpty()) {
      at = 0;
      throw error("must name a band");
    }
    return node;
  }

  private Node conditional() {
    enter();
    Node node = equality();
    if (accept("?")) {
      Node yes = conditional();
      expect(":");
      node = ExpressionNodes.where(node, yes, conditional());
    }
    depth--;
    return node;
  }

  private Node equality() {
    return chain(this::comparison, EQUALITY);
  }

  private Node comparison() {
    return chain(this::sum, COMPARISON);
  }

  private Node sum() {
    return chain(this::product, SUM);
  }

  private Node product() {
    return chain(this::unary, PRODUCT);
  }

  private Node chain(Supplier<Node> operand, Map<String, Operation> operators) {
    Node first = operand.get();
    List<Step> steps = new ArrayList<>();
    Optional<Operation> operator = acceptAny(operators);
    while (operator.isPresent()) {
      steps.add(new Step(operator.get(), operand.get()));
      operator = acceptAny(operators);
    }
    return ExpressionNodes.chain(first, steps);
  }

  private Optional<Operation> acceptAny(Map<String, Operation> operators) {
    for (Map.Entry<String, Operation> operator : operators.entrySet()) {
      if (accept(operator.getKey())) {
        return Optional.of(operator.getValue());
      }
    }
    return Optional.empty();
  }

  private Node unary() {
    if (accept("-")) {
      enter();
      Node node = ExpressionNodes.map(unary(), a -> -a);
      depth--;
      return node;
    }
    if (accept("+")) {
      enter();
      Node node = unary();
      depth--;
      return node;
    }
    return primary();
  }

  private Node primary() {
    if (accept("(")) {
      Node node = conditional();
      expect(")");
      return node;
    }
    char c = at < text.length() ? text.charAt(at) : '\0';
    if (Character.isDigit(c) || c == '.') {
      return number();
    }
    if (isNameStart(c)) {
      int start = at;
      String name = name();
      return accept("(") ? call(name, start) : band(name);
    }
    throw error("must have a number, a band, a function or '(' here");
  }

  private Node number() {
    int start = at;
    while (at < text.length() && isNumberPart(start)) {
      at++;
    }
    String digits = text.substring(start, at);
    try {
      return ExpressionNodes.constant(Double.parseDouble(digits));
    } catch (NumberFormatException e) {
      at = start;
      throw error("must have a number here, '" + digits + "' is none");
    }
  }

  // Digits, a point, an exponent, and a sign only just after the exponent's letter.
  private boolean isNumberPart(int start) {
    char c = text.charAt(at);
    boolean exponentSign =
        (c == '+' || c == '-') && at > start && "eE".indexOf(text.charAt(at - 1)) >= 0;
    return Character.isDigit(c) || c == '.' || c == 'e' || c == 'E' || exponentSign;
  }

  private String name() {
    int start = at;
    while (at < text.length()
        && (isNameStart(text.charAt(at)) || (text.charAt(at) >= '0' && text.charAt(at) <= '9'))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isNameStart(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  }

  private Node band(String name) {
    names.add(name);
    return ExpressionNodes.band(List.copyOf(names).indexOf(name));
  }

  private Node call(String name, int start) {
    int[] count = FUNCTIONS.get(name);
    if (count == null) {
      at = start;
      throw error(
          "must have one of the functions " + FUNCTIONS.keySet().stream().sorted().toList());
    }
    List<Node> arguments = new ArrayList<>();
    do {
      arguments.add(conditional());
    } while (accept(","));
    expect(")");
    if (arguments.size() < count[0] || arguments.size() > count[1]) {
      at = start;
      throw error(name + " must have " + count[0] + " to " + count[1] + " arguments");
    }
    return ExpressionNodes.call(name, arguments);
  }

  // In the order given: the longer of two operators that begin alike comes first.
  @SafeVarargs
  private static Map<String, Operation> operators(Map<String, Operation>... entries) {
    Map<String, Operation> operators = new LinkedHashMap<>();
    for (Map<String, Operation> entry : entries) {
      operators.putAll(entry);
    }
    return operators;
  }

  private void enter() {
    depth++;
    if (depth > DEEPEST) {
      throw error("must nest at most " + DEEPEST + " levels");
    }
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean accept(String token) {
    skip();
    if (text.startsWith(token, at)) {
      at += token.length();
      skip();
      return true;
    }
    return false;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw error("must have '" + token + "' here");
    }
  }

  private InvalidParameterException error(String rule) {
    return new InvalidParameterException(
        "expression", "expression " + rule + ", at position " + at + " of: " + text);
  }
}
