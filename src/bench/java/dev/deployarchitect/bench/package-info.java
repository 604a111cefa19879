/** Benchmarks (JMH) and fuzz targets (Jazzer), in the profile {@code bench}. */
package dev.deployarchitect.bench;
