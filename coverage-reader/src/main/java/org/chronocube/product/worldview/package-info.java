// SPDX-License-Identifier: Apache-2.0
/** Maxar's imagery: {@link org.chronocube.product.worldview.WorldViewParser}. */
package org.chronocube.product.worldview;
