/** What a statement answered, as a table that a person and a model can read. */
package dev.deployarchitect.database.answer;
