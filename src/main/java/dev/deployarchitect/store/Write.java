package dev.deployarchitect.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Statements that are committed together.
 *
 * @param topic of which watchers are told afterwards, and within which the order is kept; empty for
 *     none
 * @param done the rows each statement changed
 */
record Write(List<Sql> statements, String topic, CompletableFuture<int[]> done) {}
