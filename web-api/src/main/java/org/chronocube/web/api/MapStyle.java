// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

/**
 * A style a layer can be drawn in.
 *
 * @param name what WMS calls it
 * @param title for humans
 */
public record MapStyle(String name, String title) {}
