// SPDX-License-Identifier: Apache-2.0
/** What a pixel's number means: data type, nodata, scaling, unit. */
package org.chronocube.band;
