/** Application code that is delivered: parsed, and checked by the project's own programs. */
package dev.deployarchitect.build.code;
