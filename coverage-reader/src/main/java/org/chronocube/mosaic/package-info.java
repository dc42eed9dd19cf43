// SPDX-License-Identifier: Apache-2.0
/** Which granule, or which statistic of all of them, wins a pixel. */
package org.chronocube.mosaic;
