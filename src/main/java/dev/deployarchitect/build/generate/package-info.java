/** The generator of Dockerfiles and Next.js build settings. */
package dev.deployarchitect.build.generate;
