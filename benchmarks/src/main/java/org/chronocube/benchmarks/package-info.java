// SPDX-License-Identifier: Apache-2.0
/** Speed and memory, measured against other tools in the same run. */
package org.chronocube.benchmarks;
