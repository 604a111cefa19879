/** The spec's section 1: images and builds that are fast, small and safe. */
package dev.deployarchitect.build;
