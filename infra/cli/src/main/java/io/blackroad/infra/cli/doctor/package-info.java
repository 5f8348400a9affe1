/** {@code doctor}: looks at everything that must be right, and says what to do where it is not. */
package io.blackroad.infra.cli.doctor;
