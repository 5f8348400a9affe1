/** Which size a machine should have, by how much of it was used for a day. */
package io.blackroad.advice;
