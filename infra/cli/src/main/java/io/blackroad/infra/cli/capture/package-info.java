/** {@code connect}: change capture of the control database. */
package io.blackroad.infra.cli.capture;
