/** Hosts of a container engine, with names and addresses of their own, and the images that they run. */
package io.blackroad.infra.system.container;
