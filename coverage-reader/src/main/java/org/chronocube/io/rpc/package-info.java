// SPDX-License-Identifier: Apache-2.0
/**
 * Rational polynomials from the files that providers write them to: {@link
 * org.chronocube.io.rpc.RpcModelFormat}.
 */
package org.chronocube.io.rpc;
