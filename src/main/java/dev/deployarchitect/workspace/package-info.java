/** One repository, read-only and confined to its root, with secrets replaced before text leaves. */
package dev.deployarchitect.workspace;
