// SPDX-License-Identifier: Apache-2.0
/**
 * The one configuration file, {@code catalog.yaml}: where the index is, which products the archive
 * has and which cubes show them.
 */
package org.chronocube.catalog;
