/** Connections: how many there may be, and the pooler that shares them. */
package dev.deployarchitect.database.pooling;
