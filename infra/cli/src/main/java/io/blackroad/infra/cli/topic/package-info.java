/** The topics of the catalogue and of the cluster, compared and made equal. */
package io.blackroad.infra.cli.topic;
