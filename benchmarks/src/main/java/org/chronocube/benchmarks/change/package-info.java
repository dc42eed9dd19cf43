// SPDX-License-Identifier: Apache-2.0

/** JMH benchmarks of change detection: one thread, blocks in memory, pixels a second. */
package org.chronocube.benchmarks.change;
