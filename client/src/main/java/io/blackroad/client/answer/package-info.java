/**
 * What the HTTP interface answers, as types. What a server of a newer version says beyond them is left out; what nobody
 * knows is null.
 */
package io.blackroad.client.answer;
