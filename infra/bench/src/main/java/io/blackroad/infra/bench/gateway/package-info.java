/** The HTTP gateway under load: requests and facts a second on one core, and how long an answer takes. */
package io.blackroad.infra.bench.gateway;
