/** MCP's stdio transport: one JSON-RPC message a line, and no line that stops the others. */
package dev.deployarchitect.front.mcp.stdio;
