/** MCP up to revision 2025-11-25: Streamable HTTP and stdio over one list of tools. */
package dev.deployarchitect.front.mcp;
