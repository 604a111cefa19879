/** What a delivered file does on a scratch PostgreSQL, as its evidence. */
package dev.deployarchitect.database.execution;
