/** Databases that the operator gave, asked when a person says yes. */
package dev.deployarchitect.database.given;
