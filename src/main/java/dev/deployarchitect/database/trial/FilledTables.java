package dev.deployarchitect.database.trial;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Rows as they came out.
 *
 * @param counts by table
 * @param left tables that could not be filled, and why
 * @param over whether the time was over before all were filled
 */
record FilledTables(Map<String, Long> counts, List<String> left, Duration took, boolean over) {}
