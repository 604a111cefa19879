/** GitHub Actions expressions: lexer, parser, types and functions. */
package dev.deployarchitect.pipeline.expression;
