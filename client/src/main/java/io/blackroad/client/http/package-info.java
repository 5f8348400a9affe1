/** JSON over HTTP, answered in time or failed. */
package io.blackroad.client.http;
