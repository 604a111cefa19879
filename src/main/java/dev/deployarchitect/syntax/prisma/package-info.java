/** The Prisma schema language: blocks, fields and attributes with places. */
package dev.deployarchitect.syntax.prisma;
