/** How a language model is spread over the cards of one node. */
package io.blackroad.gpu.model;
