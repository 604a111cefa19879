/** The HTTP API, server-sent events, the OpenAI-compatible endpoint and the widget. */
package dev.deployarchitect.front.http;
