/** What the host itself runs: build and start commands of vercel.json and package.json. */
package dev.deployarchitect.pipeline.host;
