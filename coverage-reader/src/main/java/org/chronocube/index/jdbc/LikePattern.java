// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.util.regex.Pattern;
import org.geotools.api.filter.PropertyIsLike;

/**
 * A case-sensitive pattern with wildcards for any text and for one character, in three notations.
 *
 * @param sqlLike for LIKE, with backslash as escape
 * @param glob for SQLite's GLOB
 * @param regex for Java
 */
record LikePattern(String sqlLike, String glob, Pattern regex) {

  static LikePattern of(PropertyIsLike like) {
    String many = like.getWildCard();
    String one = like.getSingleChar();
    String escape = like.getEscape();
    String text = like.getLiteral();
    StringBuilder sql = new StringBuilder();
    StringBuilder glob = new StringBuilder();
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      if (isAt(text, i, many)) {
        sql.append('%');
        glob.append('*');
        regex.append(".*");
        i += many.length();
      } else if (isAt(text, i, one)) {
        sql.append('_');
        glob.append('?');
        regex.append('.');
        i += one.length();
      } else {
        i += isAt(text, i, escape) && i + escape.length() < text.length() ? escape.length() : 0;
        String c = text.substring(i, text.offsetByCodePoints(i, 1));
        sql.append("%_\\".contains(c) ? "\\" + c : c);
        glob.append("*?[".contains(c) ? "[" + c + "]" : c);
        regex.append(Pattern.quote(c));
        i += c.length();
      }
    }
    return new LikePattern(
        sql.toString(), glob.toString(), Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  boolean matches(String value) {
    return regex.matcher(value).matches();
  }

  private static boolean isAt(String text, int at, String token) {
    return token != null && !token.isEmpty() && text.startsWith(token, at);
  }
}
