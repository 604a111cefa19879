/** PostgreSQL's lexical structure: statements and tokens with places. */
package dev.deployarchitect.syntax.sql;
