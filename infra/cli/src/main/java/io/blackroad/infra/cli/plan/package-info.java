/** {@code plan}: what a fleet needs and costs. */
package io.blackroad.infra.cli.plan;
