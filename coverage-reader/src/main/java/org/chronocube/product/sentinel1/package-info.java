// SPDX-License-Identifier: Apache-2.0
/** Sentinel-1 products in the SAFE format, as ESA delivers them. */
package org.chronocube.product.sentinel1;
