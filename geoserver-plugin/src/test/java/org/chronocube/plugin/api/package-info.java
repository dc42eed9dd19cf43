// SPDX-License-Identifier: Apache-2.0
/**
 * Binary compatibility with GeoTools, by the constant pools of our classes: {@link
 * org.chronocube.plugin.api.GeotoolsApi} lists what they call, {@link
 * org.chronocube.plugin.api.CheckGeotools} looks for it in other versions' jars.
 */
package org.chronocube.plugin.api;
