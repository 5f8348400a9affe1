/** The parts of {@code up} that can be left out: how one says when it starts, what it needs and how it is. */
package io.blackroad.infra.cli.embedded;
