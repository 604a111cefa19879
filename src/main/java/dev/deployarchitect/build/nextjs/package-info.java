/** Build settings and routes of Next.js applications. */
package dev.deployarchitect.build.nextjs;
