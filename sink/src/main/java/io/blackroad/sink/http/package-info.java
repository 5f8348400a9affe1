/** JSON over HTTP, as the adapters of foreign APIs speak it. */
package io.blackroad.sink.http;
