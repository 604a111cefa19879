/** The spec's section 4: infrastructure as code, parameterised, least-privilege and priced. */
package dev.deployarchitect.infrastructure;
