/** A throwaway PostgreSQL: unpacked, started, confined, swept. */
package dev.deployarchitect.scratch;
