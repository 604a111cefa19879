/** Migrations: reader, rules and expand-contract plans. */
package dev.deployarchitect.database.migration;
