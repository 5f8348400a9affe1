/** Starting, watching and stopping the parts of a stack, in order, whatever ends first. */
package io.blackroad.infra.cli.process;
