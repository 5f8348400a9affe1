/**
 * Who may ask or tell what over HTTP: tokens, roles, rates, and what browsers are told. One handler of it stands in front of
 * everything else of a server, so a route cannot forget to ask.
 */
package io.blackroad.access;
