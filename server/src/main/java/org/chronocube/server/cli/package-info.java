// SPDX-License-Identifier: Apache-2.0
/**
 * The command line: {@code serve}, {@code index}, {@code search}, {@code series}. Answers go to
 * standard output, everything else to standard error. {@link org.chronocube.server.cli.Main} is the
 * one entry.
 */
package org.chronocube.server.cli;
