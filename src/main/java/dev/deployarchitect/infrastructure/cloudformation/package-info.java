/** CloudFormation templates, YAML and JSON. */
package dev.deployarchitect.infrastructure.cloudformation;
