/** The stages as one running application. */
package io.blackroad.streams.runtime;
