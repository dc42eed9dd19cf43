// SPDX-License-Identifier: Apache-2.0
/**
 * Which scenes there are: search by product, footprint, time and properties that returns no less
 * and no more than what matches.
 */
package org.chronocube.index;
