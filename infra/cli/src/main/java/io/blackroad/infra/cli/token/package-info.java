/** Tokens for whoever asks or tells over HTTP. */
package io.blackroad.infra.cli.token;
