/** Workers: how the agents are spread over them. */
package io.blackroad.infra.cli.worker;
